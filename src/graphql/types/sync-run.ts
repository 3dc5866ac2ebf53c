import { holdReasonText } from '../../core/texts/hold-reason.ts'
import type { Prisma } from '../../generated/prisma/client.ts'
import { openRunPeople } from '../../sync/run-people.ts'
import { counts, failure, holdReasons } from '../../sync/run-records.ts'
import { maySee, ofCompany, ofVisibleCompanies } from '../access.ts'
import { builder } from '../builder.ts'
import { longList } from '../limits.ts'
import { moment, orderedBy, uuid } from '../page.ts'
import { SyncMode, SyncStatus, SyncTrigger } from './enums.ts'
import { localeArguments } from './locale.ts'
import { newestMutations, ParticipantMutation } from './participant-mutation.ts'
import { PlannedMutation } from './planned-mutation.ts'
import { Exclusion, SyncCounts, SyncFailure, SyncProgress } from './sync-run-parts.ts'
import { exclusions, plannedMutations } from './sync-run-records.ts'

export const SyncRun = builder.prismaNode('SyncRun', {
  id: { field: 'id' },
  nullable: true,
  select: ofCompany,
  authScopes: ({ companyId }, context) => maySee(companyId, context),
  fields: (t) => ({
    company: t.relation('company'),
    trigger: t.expose('trigger', { type: SyncTrigger }),
    mode: t.expose('mode', { type: SyncMode }),
    employeeNumber: t.exposeInt('employeeNumber', {
      nullable: true,
      description: 'Only this employee, when the run was asked for one; 0 once their personal data was removed.',
    }),
    status: t.expose('status', { type: SyncStatus }),
    queuedAt: t.expose('queuedAt', { type: 'DateTime' }),
    startedAt: t.expose('startedAt', { type: 'DateTime', nullable: true }),
    finishedAt: t.expose('finishedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Null while there is something to come: also for a HELD run, until it is decided.',
    }),
    progress: t.field({
      type: SyncProgress,
      description: 'The step is FINISHED as soon as nothing more happens by itself: also for a HELD run.',
      select: { step: true, done: true, total: true },
      resolve: (run) => run,
    }),
    counts: t.field({ type: SyncCounts, select: { counts: true }, resolve: (run) => counts.parse(run.counts) }),
    mutations: t.connection({
      type: ParticipantMutation,
      description: 'What was changed, newest first.',
      select: (args, _context, nested) => ({
        mutations: nested(newestMutations.query(args, {}), ['edges', 'node']),
      }),
      resolve: ({ mutations }, args) => newestMutations.page(mutations, args),
    }),
    plannedMutations: t.field({
      type: [PlannedMutation],
      description:
        'What would be changed, for PREVIEW and HELD; it stays to be seen when a held run has been decided, for 90 days.',
      complexity: longList,
      select: { id: true, plan: true },
      resolve: (run, _args, { administration: { secrets } }) =>
        plannedMutations.parse(openRunPeople('plan', run, secrets)),
    }),
    exclusions: t.field({
      type: [Exclusion],
      description: 'Who was left out, and why; to be seen for 90 days.',
      complexity: longList,
      select: { id: true, exclusions: true },
      resolve: (run, _args, { administration: { secrets } }) =>
        exclusions.parse(openRunPeople('exclusions', run, secrets)),
    }),
    holdReason: t.string({
      nullable: true,
      description:
        'Why the run is HELD, or was until it was decided; of a PREVIEW, why a sync would be. Without the limits of the settings for employers.',
      args: localeArguments,
      select: { holdReason: true },
      resolve: ({ holdReason }, { locale }, { viewer: { role } }) =>
        holdReason === null ? null : holdReasonText(holdReasons.parse(holdReason), locale ?? 'nl', role !== 'EMPLOYER'),
    }),
    failure: t.field({
      type: SyncFailure,
      nullable: true,
      select: { failure: true },
      resolve: (run) => (run.failure === null ? null : failure.parse(run.failure)),
    }),
    revision: t.exposeInt('revision', {
      description: 'Changes with every change of the run; approve and reject name the one they have seen.',
    }),
  }),
})

export const SyncRunFilter = builder.inputType('SyncRunFilter', {
  fields: (t) => ({
    since: t.field({ type: 'DateTime', description: 'Asked for then or later.' }),
    triggers: t.field({ type: [SyncTrigger] }),
  }),
})

export const runsWhere = (filter: typeof SyncRunFilter.$inferInput | null | undefined): Prisma.SyncRunWhereInput => ({
  ...(filter?.since && { queuedAt: { gte: filter.since } }),
  ...(filter?.triggers && { trigger: { in: filter.triggers } }),
})

export const newestRuns = orderedBy({ queuedAt: [moment, 'desc'], id: [uuid, 'desc'] }, ofCompany)

builder.queryField('syncRun', (t) =>
  t.prismaField({
    type: SyncRun,
    nullable: true,
    args: { id: t.arg.globalID({ for: SyncRun, required: true }) },
    resolve: (query, _root, { id }, { prisma, viewer }) =>
      prisma.syncRun.findFirst({ ...query, where: { id: id.id, ...ofVisibleCompanies(viewer) } }),
  }),
)
