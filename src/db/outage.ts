/** The database is away, as while it is restarted: what waits until it is back. */
import { setTimeout as wait } from 'node:timers/promises'
import type { PrismaClient } from '../generated/prisma/client.ts'

const firstLook = 250 // milliseconds
const longestLook = 4_000 // 4 seconds: whoever waits goes on well within 10 seconds

/** A fault in our own program does not go away by itself, whatever the database answers. */
const tries = 5

type Database = Pick<PrismaClient, '$queryRaw'>

/** Resolves once the database answers. Throws the reason of `signal` when that is aborted first. */
export async function untilItAnswers(database: Database, signal: AbortSignal): Promise<void> {
  for (let pause = firstLook; ; pause = Math.min(pause * 2, longestLook)) {
    // A part by chance, so that not all who wait look at the same moment.
    await wait(pause * (1 + Math.random() / 4), undefined, { signal }).catch(() => signal.throwIfAborted())
    const answers = await database.$queryRaw`SELECT 1`.then(
      () => true,
      () => false,
    )
    if (answers) return
  }
}

/**
 * What `read` gives, after however long the database is away meanwhile; null when `signal` is aborted first. A reading that
 * fails five times in a row, though the database answers in between, is at fault itself: its error is thrown.
 */
export async function readThroughOutages<T>(
  read: () => Promise<T>,
  database: Database,
  signal: AbortSignal,
): Promise<T | null> {
  for (let failures = 1; ; failures++) {
    try {
      return await read()
    } catch (error) {
      if (signal.aborted) return null
      if (failures === tries) throw error
      await untilItAnswers(database, signal).catch(() => {})
      if (signal.aborted) return null
    }
  }
}
