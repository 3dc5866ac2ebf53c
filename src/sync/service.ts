/** Sync runs as a whole: the queue, the workers that do them, and the night that starts them. */
import type { Source } from '../db/connection.ts'
import type { SyncRun } from '../generated/prisma/client.ts'
import { startNightly } from './nightly.ts'
import { openQueue } from './queue.ts'
import { runSync, type SyncDependencies } from './run-sync.ts'
import { type TriggerRequest, triggerSync } from './trigger.ts'

export type SyncOptions = SyncDependencies & { source: Source; cron: string; concurrency: number }

export type SyncService = {
  /** Queues a run, or returns the one that is waiting or running. */
  trigger(request: TriggerRequest): Promise<SyncRun>
  /** When the next night begins; null when there is none. */
  nextNight(): Date | null
  /** Stops taking up runs; one that is under way is left to the next process. */
  close(): Promise<void>
}

export async function startSync(options: SyncOptions): Promise<SyncService> {
  const { prisma, clock, log, timeZone, cron, concurrency, source } = options
  const queue = await openQueue(source, concurrency, log)
  await queue.work((runId, stopping) => runSync(runId, stopping, options))
  const nightly = startNightly({ prisma, queue, clock, log, timeZone, cron })
  const missed = await nightly.catchUp()
  if (missed > 0) log.info({ missed }, 'Catching up a night that was missed')
  return {
    trigger: (request) => triggerSync(request, { prisma, queue, clock }),
    nextNight: () => nightly.next(clock()),
    async close() {
      nightly.close()
      await queue.close()
    },
  }
}
