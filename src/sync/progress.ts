/** Shows on the run how far a reading is: at most a few times a second, however many calls it takes. */
import type { PrismaClient, SyncRun } from '../generated/prisma/client.ts'
import { changeRun } from './runs.ts'

const interval = 500 // milliseconds

export type Progress = {
  report(done: number, total: number): void
  /** Waits for what is being written. Throws RunTakenOver when another worker has the run now. */
  close(): Promise<void>
}

export function progressOf(prisma: PrismaClient, run: SyncRun): Progress {
  let writing: Promise<void> = Promise.resolve()
  let last = Number.NEGATIVE_INFINITY
  let failure: unknown = null
  return {
    report(done, total) {
      const now = performance.now()
      if (now - last < interval && done < total) return
      last = now
      writing = writing
        .then(() => prisma.$transaction((tx) => changeRun(tx, run, { done, total })))
        .catch((error: unknown) => {
          failure = error
        })
    },
    async close() {
      await writing
      if (failure) throw failure
    },
  }
}
