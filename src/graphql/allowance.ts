/** What one user, and one address, may do and have open at a time. In memory: each instance counts for itself. */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { problemTexts } from '../core/texts/problems.ts'
import { ConflictError, TooManyRequestsError, TooManySubscriptionsError } from '../problems.ts'
import type { Viewer } from './context.ts'
import { limits } from './limits.ts'

export type Allowance = {
  /** Counts an operation; throws TooManyRequestsError when it is one too many. */
  request(viewer: Viewer): Promise<void>
  /** A place for a socket or a stream of events of this user; null when there is none left. */
  stream(viewer: Viewer): Place | null
  /** A place for a subscription of this user, on whatever socket or stream; throws TooManySubscriptionsError. */
  subscription(viewer: Viewer): Place
  /** Does what a user may have under way once at a time: it keeps Nmbrs, or this server, busy. Throws ConflictError. */
  alone<Result>(viewer: Viewer, task: () => Promise<Result>): Promise<Result>
  /** A place for a socket from this address, whoever it will be of; null when there is none left. */
  socket(address: string): Place | null
}

/** Gives the place back. */
export type Place = () => void

/** Without sign-in everyone is the same user, and only addresses are told apart. */
export function createAllowance({ signIn }: { signIn: boolean }): Allowance {
  const requests = new RateLimiterMemory({ points: limits.requestsPerMinute, duration: 60 }) // seconds
  const streams = createPlaces(limits.streamsPerUser)
  const subscriptions = createPlaces(limits.subscriptionsPerUser)
  const errands = createPlaces(limits.errandsPerUser)
  const sockets = createPlaces(limits.socketsPerAddress)
  return {
    async request({ subject }) {
      if (signIn) await requests.consume(subject).catch(refuse)
    },
    stream: ({ subject }) => (signIn ? streams(subject) : () => {}),
    subscription({ subject }) {
      const leave = signIn ? subscriptions(subject) : () => {}
      if (!leave) throw new TooManySubscriptionsError(problemTexts.tooManyOfUser(limits.subscriptionsPerUser))
      return leave
    },
    async alone({ subject }, task) {
      const leave = signIn ? errands(subject) : () => {}
      if (!leave) throw new ConflictError(problemTexts.oneAtATime())
      return task().finally(leave)
    },
    socket: sockets,
  }
}

function refuse(reason: unknown): never {
  if (!(reason instanceof RateLimiterRes)) throw reason
  const seconds = Math.ceil(reason.msBeforeNext / 1000)
  throw new TooManyRequestsError(problemTexts.tooManyRequests(seconds), seconds)
}

/** At most so many at a time for each key. */
function createPlaces(most: number): (key: string) => Place | null {
  const taken = new Map<string, number>()
  return (key) => {
    const before = taken.get(key) ?? 0
    if (before >= most) return null
    taken.set(key, before + 1)
    let isTaken = true
    return () => {
      if (!isTaken) return
      isTaken = false
      const left = (taken.get(key) ?? 1) - 1
      if (left > 0) taken.set(key, left)
      else taken.delete(key)
    }
  }
}
