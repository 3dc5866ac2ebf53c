/**
 * The job queue: one job per sync run, in the same database. A company's runs never run at once, however many instances
 * there are; a job whose process died is taken up again by another, or by the same one when it is back.
 */
import { fromPglite, fromPrisma, PgBoss } from 'pg-boss'
import type { Source } from '../db/connection.ts'
import type { SyncRun } from '../generated/prisma/client.ts'
import type { Log } from '../log.ts'
import type { Transaction } from './load.ts'

const queueName = 'sync'

/** A worker that has not been heard from for this long is taken for dead. */
const heartbeatSeconds = 20

export type SyncQueue = {
  /** Queues the job of a run, in the transaction that creates the run. */
  send(tx: Transaction, run: SyncRun, delaySeconds: number): Promise<void>
  /** Starts working. `handle` returns 'retry' for a run that waits for another try. */
  work(handle: (runId: string, stopping: AbortSignal) => Promise<'ended' | 'retry'>): Promise<void>
  close(): Promise<void>
}

/** Tells the queue to try again later; not an error for anyone to look at. */
class TryAgainLater extends Error {}

export async function openQueue(source: Source, concurrency: number, log: Log): Promise<SyncQueue> {
  const boss = new PgBoss({
    ...(source.kind === 'embedded'
      ? { db: fromPglite(source.pglite), backend: 'pglite' as const }
      : { connectionString: source.url, max: 4, application_name: 'eblinc-nmbrs queue' }),
    useListenNotify: true,
    superviseIntervalSeconds: 10,
    monitorIntervalSeconds: 10,
  })
  boss.on('error', (error) => log.error({ error }, 'The job queue reported an error'))
  await boss.start()
  await boss.createQueue(queueName, {
    policy: 'singleton',
    notify: true,
    heartbeatSeconds,
    expireInSeconds: 40 * 60, // beyond the deadline of a run
    retryLimit: 10, // the run itself decides when it has failed; this is for workers that die
    retryDelay: 60,
    retryBackoff: true,
    retryDelayMax: 15 * 60,
    deleteAfterSeconds: 24 * 60 * 60,
  })
  const stopping = new AbortController()

  return {
    async send(tx, run, delaySeconds) {
      await boss.send(
        queueName,
        { runId: run.id },
        {
          id: run.id,
          singletonKey: run.companyId,
          ...(delaySeconds > 0 && { startAfter: delaySeconds }),
          db: fromPrisma(tx),
        },
      )
    },
    async work(handle) {
      await boss.work<{ runId: string }>(
        queueName,
        { localConcurrency: concurrency, pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 10 },
        async ([job]) => {
          if (!job) return
          const outcome = await handle(job.data.runId, AbortSignal.any([stopping.signal, job.signal]))
          if (outcome === 'retry') throw new TryAgainLater(`Run ${job.data.runId} waits for another try`)
        },
      )
    },
    async close() {
      stopping.abort(new Error('The server is stopping'))
      await boss.stop({ graceful: true, timeout: 5_000 })
    },
  }
}
