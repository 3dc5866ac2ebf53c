/** The end of a token, for what outlives the request that it came with: sockets and streams of events. */
import { clockTolerance } from './auth.ts'

/** setTimeout counts to 24 days, and not while the machine sleeps: so it looks again each minute. */
const longestWait = 60_000 // 1 minute

/**
 * Calls `expired` once the token is no longer accepted, never before this returns; null = it never ends. Gives a function
 * that calls it off.
 */
export function whenExpired(expiresAt: Date | null, expired: () => void): () => void {
  if (!expiresAt) return () => {}
  const end = expiresAt.getTime() + clockTolerance * 1000
  let timer: NodeJS.Timeout
  const wait = () => {
    timer = setTimeout(() => (Date.now() < end ? wait() : expired()), Math.min(end - Date.now(), longestWait))
  }
  wait()
  return () => clearTimeout(timer)
}
