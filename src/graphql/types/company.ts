import { queryFromInfo } from '@pothos/plugin-prisma'
import { problemTexts } from '../../core/texts/problems.ts'
import type { Prisma } from '../../generated/prisma/client.ts'
import { ValidationError } from '../../problems.ts'
import { maySee, notForEmployers, visibleCompanies } from '../access.ts'
import { builder } from '../builder.ts'
import { containing, orderedBy, text, uuid } from '../page.ts'
import { personalField } from '../shared-events.ts'
import { MailPreference } from './mail-preference.ts'
import { Participant, ParticipantFilter, participantsByName, participantsWhere } from './participant.ts'
import {
  mutationsWhere,
  newestMutations,
  ParticipantMutation,
  ParticipantMutationFilter,
} from './participant-mutation.ts'
import { Scheme, schemes } from './scheme.ts'
import { newestSignals, Signal, SignalFilter, signalsWhere } from './signal.ts'
import { newestRuns, runsWhere, SyncRun, SyncRunFilter } from './sync-run.ts'

export const Company = builder.prismaNode('Company', {
  id: { field: 'id' },
  nullable: true,
  select: { id: true },
  authScopes: ({ id }, context) => maySee(id, context),
  description: 'An employer (werkgever). Its link to Nmbrs is its own: never that of the group that it belongs to.',
  fields: (t) => ({
    number: t.exposeString('number', { description: 'Company number in EBlinC, unique.' }),
    name: t.exposeString('name'),
    retentionYears: t.exposeInt('retentionYears', {
      description: 'For how many years personal data is kept of who has left. Default 7.',
    }),
    nmbrsConnection: t.relation('link', {
      nullable: true,
      authScopes: notForEmployers,
      unauthorizedResolver: () => null,
      description: 'The link to Nmbrs; null while none is configured, and for employers.',
    }),
    participants: t.connection({
      type: Participant,
      description: 'By last name.',
      args: { filter: t.arg({ type: ParticipantFilter }) },
      select: (args, { today }, nested) => ({
        participants: nested(participantsByName.query(args, participantsWhere(args.filter, today())), [
          'edges',
          'node',
        ]),
      }),
      resolve: ({ participants }, args) => participantsByName.page(participants, args),
    }),
    mutations: t.connection({
      type: ParticipantMutation,
      description: 'The mutation list (mutatielijst), newest first.',
      args: { filter: t.arg({ type: ParticipantMutationFilter }) },
      select: (args, _context, nested) => ({
        mutations: nested(newestMutations.query(args, mutationsWhere(args.filter)), ['edges', 'node']),
      }),
      resolve: ({ mutations }, args) => newestMutations.page(mutations, args),
    }),
    schemes: t.field({ type: [Scheme], resolve: () => schemes }),
    enrolmentRules: t.relation('enrolmentRules', {
      description: 'Scheme enrolment rules (RegelingDeelname): which schemes a new participant joins by itself.',
      query: { orderBy: { scheme: 'asc' } },
    }),
    syncRuns: t.connection({
      type: SyncRun,
      description: 'Newest first.',
      args: { filter: t.arg({ type: SyncRunFilter }) },
      select: (args, _context, nested) => ({
        syncRuns: nested(newestRuns.query(args, runsWhere(args.filter)), ['edges', 'node']),
      }),
      resolve: ({ syncRuns }, args) => newestRuns.page(syncRuns, args),
    }),
    signals: t.connection({
      type: Signal,
      description: 'What someone should look at: errors and signals of the data, open ones by default. Newest first.',
      args: { filter: t.arg({ type: SignalFilter }) },
      select: (args, _context, nested) => ({
        signals: nested(newestSignals.query(args, signalsWhere(args.filter)), ['edges', 'node']),
      }),
      resolve: ({ signals }, args) => newestSignals.page(signals, args),
    }),
    mailPreference: t.field({
      type: MailPreference,
      nullable: true,
      extensions: personalField,
      description: "The viewer's own; null when they never asked for mail.",
      select: (_args, { viewer: { subject } }, nested) => ({ mailPreferences: nested({ where: { subject } }) }),
      resolve: ({ mailPreferences }) => mailPreferences[0],
    }),
    openSignalCount: t.relationCount('signals', {
      description: 'How many signals are open.',
      where: { resolvedAt: null },
    }),
  }),
})

const companiesByName = orderedBy({ name: [text, 'asc'], id: [uuid, 'asc'] }, { id: true })

builder.queryField('companies', (t) =>
  t.connection({
    type: Company,
    description: 'The companies that the viewer may see, by name.',
    args: { search: t.arg.string({ description: 'Part of the name or of the number.' }) },
    async resolve(_root, args, context, info) {
      const { select, ...page } = companiesByName.query(args, {
        AND: [visibleCompanies(context.viewer), matching(args.search)],
      })
      const query = queryFromInfo({ context, info, select, paths: [['edges', 'node']] })
      return companiesByName.page(await context.prisma.company.findMany({ ...query, ...page }), args)
    },
  }),
)

builder.queryField('company', (t) =>
  t.prismaField({
    type: Company,
    nullable: true,
    description: 'One company by id or by its EBlinC number; null when there is none that the viewer may see.',
    args: { id: t.arg.globalID({ for: Company }), number: t.arg.string() },
    resolve(query, _root, { id, number }, { prisma, viewer }) {
      if ((id == null) === (number == null))
        throw new ValidationError({ path: ['id'], words: problemTexts.companyIdOrNumber() })
      const which = id ? { id: id.id } : { number: number ?? '' }
      return prisma.company.findFirst({ ...query, where: { AND: [which, visibleCompanies(viewer)] } })
    },
  }),
)

function matching(search: string | null | undefined): Prisma.CompanyWhereInput {
  const part = search?.trim()
  return part ? { OR: [{ name: containing(part) }, { number: containing(part) }] } : {}
}
