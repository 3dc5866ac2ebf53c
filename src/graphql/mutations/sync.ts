import { approveHeldRun, rejectHeldRun } from '../../sync/hold.ts'
import { assertRunVisible, assertVisible, notForEmployers } from '../access.ts'
import { atLeastId } from '../answer.ts'
import { builder } from '../builder.ts'
import { Company } from '../types/company.ts'
import { SyncMode } from '../types/enums.ts'
import { SyncRun } from '../types/sync-run.ts'

builder.mutationField('triggerSync', (t) =>
  t.prismaField({
    type: SyncRun,
    errors: {},
    description:
      'Starts a sync now. While one is waiting or running for the company, that run is returned instead of a second one.',
    args: {
      companyId: t.arg.globalID({ required: true, for: Company }),
      mode: t.arg({ type: SyncMode, defaultValue: 'APPLY' }),
      employeeNumber: t.arg.int({ description: 'Only this person.' }),
    },
    async resolve(query, _root, { companyId: { id: companyId }, mode, employeeNumber }, context) {
      await assertVisible(companyId, context)
      const { id } = await context.sync.trigger({
        companyId,
        mode: mode ?? 'APPLY',
        employeeNumber: employeeNumber ?? null,
        requestedBy: context.viewer.subject,
      })
      return context.prisma.syncRun.findUniqueOrThrow({ ...atLeastId(query), where: { id } })
    },
  }),
)

builder.mutationField('approveSyncRun', (t) =>
  t.prismaField({
    type: SyncRun,
    errors: {},
    authScopes: notForEmployers,
    description:
      'Carries out exactly what a HELD run shows, once. When anything has changed since, the run is SUPERSEDED instead. Not for employers.',
    args: {
      id: t.arg.globalID({ required: true, for: SyncRun }),
      revision: t.arg.int({ required: true, description: 'Of the run as it was seen.' }),
    },
    async resolve(query, _root, { id: { id }, revision }, context) {
      await assertRunVisible(id, context)
      await approveHeldRun({ id, revision }, context.administration)
      return context.prisma.syncRun.findUniqueOrThrow({ ...atLeastId(query), where: { id } })
    },
  }),
)

builder.mutationField('rejectSyncRun', (t) =>
  t.prismaField({
    type: SyncRun,
    errors: {},
    authScopes: notForEmployers,
    description: 'Closes a HELD run; nothing of it is written. Not for employers.',
    args: {
      id: t.arg.globalID({ required: true, for: SyncRun }),
      revision: t.arg.int({ required: true, description: 'Of the run as it was seen.' }),
    },
    async resolve(query, _root, { id: { id }, revision }, context) {
      await assertRunVisible(id, context)
      await rejectHeldRun({ id, revision }, context.administration)
      return context.prisma.syncRun.findUniqueOrThrow({ ...atLeastId(query), where: { id } })
    },
  }),
)
