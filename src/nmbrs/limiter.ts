/** Keeps all calls of this process together within what Nmbrs allows: first come, first served. */
import { setTimeout as wait } from 'node:timers/promises'
import pLimit from 'p-limit'

export type Limiter = <T>(task: () => Promise<T>, signal: AbortSignal) => Promise<T>

/** Starts are spread evenly, so that not even a moment sees more than its share. */
export function createLimiter({ callsPerSecond, parallelCalls }: { callsPerSecond: number; parallelCalls: number }) {
  const parallel = pLimit(parallelCalls)
  const spacing = 1000 / callsPerSecond
  let latestStart = Number.NEGATIVE_INFINITY

  const turn = async (signal: AbortSignal) => {
    const now = performance.now()
    latestStart = Math.max(now, latestStart + spacing)
    if (latestStart > now) await wait(latestStart - now, undefined, { signal })
  }
  const limit: Limiter = (task, signal) =>
    unlessAborted(
      parallel(async () => {
        signal.throwIfAborted()
        await turn(signal)
        return task()
      }),
      signal,
    )
  return limit
}

/** Rejects as soon as the signal is aborted, even while the work still waits for its turn. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>()
  const onAbort = () => aborted.reject(signal.reason)
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    return await Promise.race([work, aborted.promise])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}
