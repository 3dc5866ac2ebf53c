import { queryFromInfo } from '@pothos/plugin-prisma'
import { runFeed } from '../../feed/runs.ts'
import { assertVisible, ofCompany } from '../access.ts'
import { builder } from '../builder.ts'
import { eventsOf } from '../subscription.ts'
import { Company } from './company.ts'
import { SyncRun } from './sync-run.ts'

builder.subscriptionField('syncRunUpdated', (t) =>
  t.field({
    type: SyncRun,
    description:
      "A company's sync runs as they move: queued, each step of progress, finished. First the one that moved last, and one that is under way, as they are now.",
    args: { companyId: t.arg.globalID({ for: Company, required: true }) },
    async subscribe(_root, { companyId: { id: companyId } }, context) {
      const { prisma, wakeUp } = context
      await assertVisible(companyId, context)
      return eventsOf(context, (signal) => runFeed({ prisma, wakeUp, companyId, signal }))
    },
    async resolve(event, _args, context, info) {
      const query = queryFromInfo({ context, info, select: { ...ofCompany, revision: true } })
      const run = await context.prisma.syncRun.findUniqueOrThrow({ ...query, where: { id: event.id } })
      event.revision = run.revision
      return run
    },
  }),
)
