/**
 * The mutation list as it grows. A subscriber reads the rows after its position and is woken to read again, so it gets
 * each row once, in order, at the speed at which it asks for them: nothing is kept for it meanwhile.
 */
import { readThroughOutages } from '../db/outage.ts'
import type { Prisma } from '../generated/prisma/client.ts'
import { notACursor } from './cursor.ts'
import type { FeedPage, FeedPages, FeedReader } from './pages.ts'
import type { Doorbell, WakeUp } from './wake-up.ts'

export type FeedRequest = {
  pages: FeedPages
  reader: FeedReader
  wakeUp: WakeUp
  /** The company whose mutations wake this subscriber; null for any. Which rows it gets is decided by `where` alone. */
  companyId: string | null
  where: Prisma.ParticipantMutationWhereInput
  /** Replays what comes after this position first; null starts with what comes next. */
  after: bigint | null
  /** Is told how long after it was entered the first mutation of a page went out, for what was entered meanwhile. */
  onDelivered: (seconds: number) => void
  signal: AbortSignal
}

/**
 * Resolves when the place to start from is known: whatever is committed after that is in it. Ends when the signal aborts.
 * Throws ValidationError for a position that the reader cannot have, as of another database or of one that was put back:
 * there would be nothing to come for a long time, and nobody would know why. Once it has begun, it
 * outlasts the database's being away.
 */
export async function mutationFeed(request: FeedRequest): Promise<AsyncGenerator<FeedPage, void>> {
  const { pages, reader, after, wakeUp, companyId, signal } = request
  if (after !== null && after > (await pages.highestOf(reader))) throw notACursor('after')
  const bell = wakeUp.doorbell('mutations', companyId, signal)
  return pagesFrom(after ?? (await pages.highest()), bell, request)
}

async function* pagesFrom(
  start: bigint,
  bell: Doorbell,
  { pages, reader, where, onDelivered, signal }: FeedRequest,
): AsyncGenerator<FeedPage, void> {
  const subscribedAt = Date.now()
  let position = start
  while (!signal.aborted) {
    const page = await readThroughOutages(() => pages.after(reader, position, where), reader.prisma, signal)
    if (page === null) return
    position = page.position
    if (page.enteredAt === null) {
      await bell.wait()
      continue
    }
    yield page
    const enteredAt = page.enteredAt.getTime()
    if (enteredAt >= subscribedAt) onDelivered((Date.now() - enteredAt) / 1000)
  }
}
