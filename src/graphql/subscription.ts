/** A feed as the source of a GraphQL subscription. */
import { initContextCache } from '@pothos/core'
import { NotSignedInError } from '../problems.ts'
import type { Context } from './context.ts'
import { whenExpired } from './expiry.ts'

/**
 * The events of a feed for one subscriber, until that one leaves, the server stops, or the access token ends, which a
 * NotSignedInError tells. A generator that waits answers `return()` only when its wait is over; here `return()` ends the
 * wait, so that whoever leaves is gone at once. Throws TooManySubscriptionsError for one more than a user may have.
 */
export async function eventsOf<Event>(
  context: Context,
  feed: (signal: AbortSignal) => Promise<AsyncGenerator<Event, void>>,
): Promise<AsyncIterableIterator<Event, void>> {
  const leave = context.subscription()
  const over = new AbortController()
  const endingOnFailure = <Result>(result: Promise<Result>): Promise<Result> =>
    result.catch((error) => {
      over.abort()
      throw error
    })
  const ends = AbortSignal.any([over.signal, context.stopping])
  ends.addEventListener('abort', leave)
  ends.addEventListener(
    'abort',
    whenExpired(context.viewer.expiresAt, () => over.abort(new NotSignedInError('EXPIRED'))),
  )
  const source = await endingOnFailure(feed(ends))
  const nextEvent = async () => {
    const next = await source.next()
    if (over.signal.reason instanceof NotSignedInError) throw over.signal.reason
    if (next.done) over.abort()
    return next
  }
  const iterator: AsyncIterableIterator<Event, void> = {
    next() {
      forgetPreviousEvent(context)
      return endingOnFailure(nextEvent())
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
