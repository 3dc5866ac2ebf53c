/** Does a run again that broke off for a reason that nobody foresaw, such as a restart of the database. */
import { untilItAnswers } from '../db/outage.ts'
import type { PrismaClient } from '../generated/prisma/client.ts'

/** A fault in our own program does not go away by itself; two restarts of the database in one run are rare. */
const chances = 3

/**
 * `work` is told whether this is its last chance, and knows by itself when its time is over. In between, the database must
 * answer; when `signal` is aborted meanwhile, its reason is thrown.
 */
export async function withSecondChance<T>(
  work: (isLast: boolean) => Promise<T>,
  { prisma, signal, onBreak }: { prisma: PrismaClient; signal: AbortSignal; onBreak: (error: unknown) => void },
): Promise<T> {
  for (let chance = 1; chance < chances; chance++) {
    try {
      return await work(false)
    } catch (error) {
      signal.throwIfAborted()
      onBreak(error)
      await untilItAnswers(prisma, signal)
    }
  }
  return work(true)
}
