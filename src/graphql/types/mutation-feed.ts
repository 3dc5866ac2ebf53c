import { cursorOf, positionOf } from '../../feed/cursor.ts'
import type { FeedPage } from '../../feed/pages.ts'
import { mutationFeed } from '../../feed/tail.ts'
import { assertVisible, ofVisibleCompanies } from '../access.ts'
import { builder } from '../builder.ts'
import { longList } from '../limits.ts'
import { eventsOf } from '../subscription.ts'
import { Company } from './company.ts'
import { mutationsWhere, ParticipantMutation, ParticipantMutationFilter } from './participant-mutation.ts'

const MutationFeedEvent = builder.objectRef<FeedPage>('MutationFeedEvent').implement({
  description: 'Up to 100 mutations in feed order. cursor is the place to go on from after a disconnect.',
  fields: (t) => ({
    mutations: t.prismaField({
      type: [ParticipantMutation],
      complexity: longList,
      resolve: (query, { ids }, _args, { prisma }) =>
        prisma.participantMutation.findMany({ ...query, where: { id: { in: ids } }, orderBy: { position: 'asc' } }),
    }),
    cursor: t.string({ resolve: ({ last }) => cursorOf(last) }),
  }),
})

builder.subscriptionField('mutationFeed', (t) =>
  t.field({
    type: MutationFeedEvent,
    description: `New mutations as they are committed, in order, each exactly once. With after (a cursor of ParticipantMutation or of
this feed) it first replays everything since, then goes on live; without it, it starts with what comes next.
Without companyId: every company that the viewer may see. A subscriber that stops reading is closed within 10 seconds, over a
WebSocket with code 4410: connect again, and go on from the last cursor.`,
    args: {
      companyId: t.arg.globalID({ for: Company }),
      after: t.arg.string(),
      filter: t.arg({ type: ParticipantMutationFilter }),
    },
    async subscribe(_root, args, context) {
      const { feedPages, wakeUp, viewer, onDelivered } = context
      const companyId = args.companyId?.id ?? null
      if (companyId) await assertVisible(companyId, context)
      const request = {
        pages: feedPages,
        reader: context,
        wakeUp,
        onDelivered,
        companyId,
        where: { AND: [companyId ? { companyId } : ofVisibleCompanies(viewer), mutationsWhere(args.filter)] },
        after: args.after == null ? null : positionOf(args.after),
      }
      return eventsOf(context, (signal) => mutationFeed({ ...request, signal }))
    },
    resolve: (page) => page,
  }),
)
