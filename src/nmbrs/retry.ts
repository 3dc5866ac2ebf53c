/** Tries again what failed in passing, with growing and random delays, within one run. */
import { setTimeout as wait } from 'node:timers/promises'
import pRetry from 'p-retry'
import { NmbrsError } from './errors.ts'

/** firstDelay in milliseconds: the first delay is one to two times this, each next twice that. */
export type RetryPolicy = { tries: number; firstDelay: number }

/** A longer wait than this, asked for by Nmbrs, is for the job that runs the sync, not for one run: 60 seconds. */
const longestRetryAfter = 60_000

/** Throws the last error; when `signal` is aborted, its reason. */
export const retryPassing = <T>(attempt: () => Promise<T>, policy: RetryPolicy, signal: AbortSignal): Promise<T> =>
  pRetry(attempt, {
    retries: policy.tries - 1,
    minTimeout: policy.firstDelay,
    randomize: true,
    signal,
    shouldRetry: async ({ error }) => {
      if (!(error instanceof NmbrsError) || !error.retryable) return false
      const retryAfter = error.retryAfterMs ?? 0
      if (retryAfter > longestRetryAfter) return false
      await wait(retryAfter, undefined, { signal }).catch(() => signal.throwIfAborted())
      return true
    },
  })
