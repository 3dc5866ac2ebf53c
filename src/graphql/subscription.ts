/** A feed as the source of a GraphQL subscription. */
import { initContextCache } from '@pothos/core'
import type { Context } from './context.ts'

/**
 * The events of a feed for one subscriber, until that one leaves or the server stops. A generator that waits answers
 * `return()` only when its wait is over; here `return()` ends the wait, so that whoever leaves is gone at once.
 */
export async function eventsOf<Event>(
  context: Context,
  feed: (signal: AbortSignal) => Promise<AsyncGenerator<Event, void>>,
): Promise<AsyncIterableIterator<Event, void>> {
  const over = new AbortController()
  const endingOnFailure = <Result>(result: Promise<Result>): Promise<Result> =>
    result.catch((error) => {
      over.abort()
      throw error
    })
  const source = await endingOnFailure(feed(AbortSignal.any([over.signal, context.stopping])))
  const iterator: AsyncIterableIterator<Event, void> = {
    next() {
      forgetPreviousEvent(context)
      return endingOnFailure(source.next())
    },
    return() {
      over.abort()
      return source.return()
    },
    [Symbol.asyncIterator]: () => iterator,
  }
  return iterator
}

/**
 * Pothos remembers per context what it loaded and whom it let in, and all events of a subscription share one. Each starts
 * afresh, or a subscription would keep all that it ever sent, and know rights of long ago.
 */
function forgetPreviousEvent(context: Context): void {
  Object.assign(context, initContextCache())
}
