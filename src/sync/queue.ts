/**
 * The job queue: one job per sync run, in the same database. A company's runs never run at once, however many instances
 * there are; a job whose process died is taken up again, by another or by the same one when it is back.
 */
import { fromPglite, fromPrisma, PgBoss } from 'pg-boss'
import type { Source } from '../db/connection.ts'
import type { SyncRun } from '../generated/prisma/client.ts'
import type { Log } from '../log.ts'
import type { Transaction } from './load.ts'

const queueName = 'sync'

/**
 * A worker that has not been heard from for this long is taken for dead. With a look every 5 seconds, and 5 until a
 * worker looks for jobs that nobody told it of, its run is taken up within 25 seconds.
 */
const heartbeatSeconds = 15
const heartbeatEverySeconds = 4
const lookEverySeconds = 5

const jobSettings = {
  notify: true,
  heartbeatSeconds,
  expireInSeconds: 40 * 60, // beyond the deadline of a run
  retryLimit: 10, // of a process that dies each time that it takes this run up
  retryDelay: 0,
  deleteAfterSeconds: 24 * 60 * 60,
}

/** triesBefore: how often the run has been tried before, because Nmbrs could not be read. */
type JobData = { runId: string; companyId: string; triesBefore: number }

/** What became of a job: its run has ended, or is to be tried again. */
export type Outcome = { ended: true } | { ended: false; againAfterSeconds: number }

export type RunJob = Pick<JobData, 'runId' | 'triesBefore'> & { stopping: AbortSignal }

export type SyncQueue = {
  /** Queues the job of a run, in the transaction that creates the run. */
  send(tx: Transaction, run: Pick<SyncRun, 'id' | 'companyId'>, delaySeconds: number): Promise<void>
  /** Starts working. What `handle` throws makes the job wait for the next process. */
  work(handle: (job: RunJob) => Promise<Outcome>): Promise<void>
  /** Ids of runs that wait or are under way, but that no job will ever do; locked until the transaction ends. */
  lostRuns(tx: Transaction): Promise<string[]>
  /** Whether the queue is there and has workers here. Throws when it cannot be reached. */
  isWorking(): Promise<boolean>
  close(): Promise<void>
}

export async function openQueue(source: Source, concurrency: number, log: Log): Promise<SyncQueue> {
  const boss = new PgBoss({
    ...(source.kind === 'embedded'
      ? { db: fromPglite(source.pglite), backend: 'pglite' as const }
      : { connectionString: source.url, max: 4, application_name: 'eblinc-nmbrs queue' }),
    useListenNotify: true,
    superviseIntervalSeconds: lookEverySeconds,
    monitorIntervalSeconds: lookEverySeconds,
  })
  boss.on('error', (error) => log.error({ error }, 'The job queue reported an error'))
  await boss.start()
  await boss.createQueue(queueName, { policy: 'singleton', ...jobSettings })
  await boss.updateQueue(queueName, jobSettings) // a queue that is there already keeps its old ones otherwise
  // Nobody else can have an embedded database, so whoever worked in it before is dead.
  if (source.kind === 'embedded') await giveBackActiveJobs(boss)
  const stopping = new AbortController()

  const send = async (data: JobData, delaySeconds: number, tx?: Transaction): Promise<void> => {
    await boss.send(queueName, data, {
      singletonKey: data.companyId,
      ...(delaySeconds > 0 && { startAfter: delaySeconds }),
      ...(tx && { db: fromPrisma(tx) }),
    })
  }

  /** A job keeps what its error says, and that of a database quotes rows: so that goes to the log, which leaves it out. */
  const breakOff =
    ({ runId }: JobData) =>
    (error: unknown): never => {
      if (!stopping.signal.aborted) log.error({ runId, error }, 'A sync run broke off')
      throw new Error('The run broke off')
    }

  return {
    send: (tx, { id, companyId }, delaySeconds) => send({ runId: id, companyId, triesBefore: 0 }, delaySeconds, tx),
    async work(handle) {
      const options = {
        localConcurrency: concurrency,
        heartbeatRefreshSeconds: heartbeatEverySeconds,
        pollingIntervalSeconds: lookEverySeconds,
        notifyPollingIntervalSeconds: lookEverySeconds,
      }
      await boss.work<JobData>(queueName, options, async ([job]) => {
        if (!job) return
        const stop = AbortSignal.any([stopping.signal, job.signal])
        const outcome = await handle({ ...job.data, stopping: stop }).catch(breakOff(job.data))
        if (outcome.ended) return
        // A process that dies before this job is marked as done is no harm: the run is tried again sooner.
        await send({ ...job.data, triesBefore: job.data.triesBefore + 1 }, outcome.againAfterSeconds)
      })
    },
    async lostRuns(tx) {
      const lost = await tx.$queryRaw<{ id: string }[]>`
        SELECT run.id::text AS id FROM sync_run AS run
        WHERE run.status IN ('QUEUED', 'RUNNING') AND NOT EXISTS (
          SELECT FROM pgboss.job
          WHERE name = ${queueName} AND state IN ('created', 'retry', 'active') AND data ->> 'runId' = run.id::text
        )
        FOR UPDATE SKIP LOCKED`
      return lost.map(({ id }) => id)
    },
    async isWorking() {
      const workers = boss.getWipData().filter(({ name, state }) => name === queueName && state === 'active')
      return (await boss.getQueue(queueName)) !== null && workers.length > 0
    },
    async close() {
      await boss.offWork(queueName, { wait: false }) // first, or a worker would fetch again what is given back now
      stopping.abort(new Error('The server is stopping'))
      await boss.stop({ graceful: true, timeout: 5_000 })
    },
  }
}

async function giveBackActiveJobs(boss: PgBoss): Promise<void> {
  const { rows } = await boss
    .getDb()
    .executeSql("SELECT id::text AS id FROM pgboss.job WHERE name = $1 AND state = 'active'", [queueName])
  const ids = rows.map(({ id }: { id: string }) => id)
  if (ids.length > 0) await boss.fail(queueName, ids, { reason: 'Its process is gone' })
}
