/** Mutations that a person made: in the list with who did it, and mailed to those who asked for that. */
import { newId } from '../db/id.ts'
import { appendMutations, type NewMutation } from '../feed/position.ts'
import { queueMail } from '../mail/outbox.ts'
import type { Transaction } from '../sync/load.ts'

export type ByHand = Pick<NewMutation, 'kind' | 'changes' | 'effectiveDate'> & Partial<Pick<NewMutation, 'scheme'>>

export type Change = { companyId: string; participantId: string; actor: string; now: Date }

/**
 * Enters everything that one change by hand gave, as the last thing that its transaction does. All of it is one mail, also
 * to whoever made the change: it is what they asked for, and tells them of a change that they did not make.
 */
export async function enterByHand(
  tx: Transaction,
  { companyId, participantId, actor, now }: Change,
  mutations: readonly ByHand[],
): Promise<void> {
  const [first, ...others] = mutations.map((mutation) => ({
    scheme: null,
    ...mutation,
    id: newId(),
    participantId,
    source: 'MANUAL' as const,
    actor,
    syncRunId: null,
  }))
  if (!first) return
  const mutationIds: [string, ...string[]] = [first.id, ...others.map(({ id }) => id)]
  await queueMail(tx, [{ companyId, about: { kind: 'MANUAL_MUTATIONS', mutationIds } }], now)
  await appendMutations(tx, companyId, [first, ...others])
}
