/** The queue of sync runs: one job per run. A company's runs never run at once, however many instances there are. */
import type { SyncRun } from '../generated/prisma/client.ts'
import type { Jobs } from '../jobs.ts'
import type { Transaction } from './load.ts'

const settings = {
  name: 'sync',
  policy: 'singleton',
  expireInSeconds: 40 * 60, // beyond the deadline of a run
  retryLimit: 10, // of a process that dies each time that it takes this run up
} as const

/** triesBefore: how often the run has been tried before, because Nmbrs could not be read. */
type JobData = { runId: string; companyId: string; triesBefore: number }

/** What became of a job: its run has ended, or is to be tried again. */
export type Outcome = { ended: true } | { ended: false; againAfterSeconds: number }

export type RunJob = Pick<JobData, 'runId' | 'triesBefore'> & { stopping: AbortSignal }

export type SyncQueue = {
  /** Queues the job of a run, in the transaction that creates the run. */
  send(tx: Transaction, run: Pick<SyncRun, 'id' | 'companyId'>, delaySeconds: number): Promise<void>
  /** Starts working on so many runs at once. What `handle` throws makes the job wait for the next process. */
  work(concurrency: number, handle: (job: RunJob) => Promise<Outcome>): Promise<void>
  /** Ids of runs that wait or are under way, but that no job will ever do; locked until the transaction ends. */
  lostRuns(tx: Transaction): Promise<string[]>
  /** Whether the queue is there and has workers here. Throws when it cannot be reached. */
  isWorking(): Promise<boolean>
  /** Takes up no more runs, and tells those that are under way to stop. */
  stop(): Promise<void>
}

export async function openSyncQueue(jobs: Jobs): Promise<SyncQueue> {
  const queue = await jobs.openQueue<JobData>(settings)
  return {
    send: (tx, { id: runId, companyId }, delaySeconds) =>
      queue.send({ runId, companyId, triesBefore: 0 }, { key: companyId, delaySeconds, tx }),
    work: (concurrency, handle) =>
      queue.work(concurrency, async (job, stopping) => {
        const outcome = await handle({ ...job, stopping })
        if (outcome.ended) return
        // A process that dies before this job is marked as done is no harm: the run is tried again sooner.
        const again = { ...job, triesBefore: job.triesBefore + 1 }
        await queue.send(again, { key: job.companyId, delaySeconds: outcome.againAfterSeconds })
      }),
    async lostRuns(tx) {
      const lost = await tx.$queryRaw<{ id: string }[]>`
        SELECT run.id::text AS id FROM sync_run AS run
        WHERE run.status IN ('QUEUED', 'RUNNING') AND NOT EXISTS (
          SELECT FROM pgboss.job
          WHERE name = ${settings.name} AND state IN ('created', 'retry', 'active') AND data ->> 'runId' = run.id::text
        )
        FOR UPDATE SKIP LOCKED`
      return lost.map(({ id }) => id)
    },
    isWorking: queue.isWorking,
    stop: queue.stop,
  }
}
