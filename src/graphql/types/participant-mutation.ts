import { mutationSummary } from '../../core/texts/index.ts'
import { cursorOf } from '../../feed/cursor.ts'
import type { Prisma } from '../../generated/prisma/client.ts'
import { maySee, ofCompany } from '../access.ts'
import { builder } from '../builder.ts'
import { orderedBy, position } from '../page.ts'
import { MutationKind, MutationSource } from './enums.ts'
import { FieldChange, fieldChanges } from './field-change.ts'
import { localeArguments } from './locale.ts'
import { Participant } from './participant.ts'
import { Scheme, schemeOf } from './scheme.ts'
import { SyncRun } from './sync-run.ts'

export const ParticipantMutation = builder.prismaNode('ParticipantMutation', {
  id: { field: 'id' },
  nullable: true,
  select: ofCompany,
  authScopes: ({ companyId }, context) => maySee(companyId, context),
  description:
    'One entry of the mutation list: something that changed for one participant, with the old and new values.',
  fields: (t) => ({
    cursor: t.string({
      description: 'Place in the feed: pass it as after to mutationFeed to go on from here.',
      select: { position: true },
      resolve: (mutation) => cursorOf(mutation.position),
    }),
    company: t.relation('company'),
    participant: t.relation('participant'),
    kind: t.expose('kind', { type: MutationKind }),
    summary: t.string({
      description: 'One line to read, e.g. "Salaris: 3.450,00 → 3.600,00".',
      args: localeArguments,
      select: { kind: true, changes: true, effectiveDate: true, scheme: true },
      resolve: ({ kind, changes, effectiveDate, scheme }, { locale }) =>
        mutationSummary(
          {
            kind,
            changes: fieldChanges.parse(changes),
            effectiveDate: effectiveDate.toISOString().slice(0, 10),
            scheme,
          },
          locale ?? 'nl',
        ),
    }),
    changes: t.field({
      type: [FieldChange],
      select: { changes: true },
      resolve: ({ changes }) => fieldChanges.parse(changes),
    }),
    effectiveDate: t.expose('effectiveDate', {
      type: 'Date',
      description: 'From when it holds, where Nmbrs says so; otherwise the date of the sync.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    source: t.expose('source', { type: MutationSource }),
    actor: t.exposeString('actor', { nullable: true, description: 'Who did it by hand; null for a sync.' }),
    syncRun: t.relation('syncRun', { nullable: true }),
    scheme: t.field({
      type: Scheme,
      nullable: true,
      description: 'For ENROLLED and ENROLMENT_ENDED.',
      select: { scheme: true },
      resolve: ({ scheme }) => scheme && schemeOf(scheme),
    }),
  }),
})

/** Newest first. A cursor of this list is a place in the feed, too. */
export const newestMutations = orderedBy({ position: [position, 'desc'] }, ofCompany)

export const ParticipantMutationFilter = builder.inputType('ParticipantMutationFilter', {
  fields: (t) => ({
    kinds: t.field({ type: [MutationKind] }),
    sources: t.field({ type: [MutationSource] }),
    participantId: t.globalID({ for: Participant }),
    syncRunId: t.globalID({ for: SyncRun }),
    since: t.field({ type: 'DateTime', description: 'Entered at this moment or later.' }),
    until: t.field({ type: 'DateTime', description: 'Entered before this moment.' }),
  }),
})

type Filter = typeof ParticipantMutationFilter.$inferInput

/** The rows that a filter lets through. */
export const mutationsWhere = (filter: Filter | null | undefined): Prisma.ParticipantMutationWhereInput => ({
  ...(filter?.kinds && { kind: { in: filter.kinds } }),
  ...(filter?.sources && { source: { in: filter.sources } }),
  ...(filter?.participantId && { participantId: filter.participantId.id }),
  ...(filter?.syncRunId && { syncRunId: filter.syncRunId.id }),
  ...((filter?.since || filter?.until) && {
    createdAt: { ...(filter.since && { gte: filter.since }), ...(filter.until && { lt: filter.until }) },
  }),
})
