/**
 * Queues of jobs, in the same database (pg-boss). However many instances there are, a job is done by one of them at a
 * time; one whose process died is noticed, and taken up again as often as its queue says: at once by a server that starts
 * and is the only one, as after a restart.
 */
import { fromPglite, fromPrisma, PgBoss } from 'pg-boss'
import type { Database } from './db/open.ts'
import type { Prisma } from './generated/prisma/client.ts'
import type { Log } from './log.ts'

/**
 * Beside others, a worker that has not been heard from for this long is taken for dead. With a look every 5 seconds, and 5 until a
 * worker looks for jobs that nobody told it of, its job is taken up within 25 seconds.
 */
const heartbeatSeconds = 15
const heartbeatEverySeconds = 4
const lookEverySeconds = 5

export type QueueSettings = {
  name: string
  /** singleton: one job of each key at a time, others wait. stately: besides, no more than one waits. */
  policy: 'singleton' | 'stately'
  /** A job that takes longer has hung. */
  expireInSeconds: number
  /** How often a job is taken up again whose process died. */
  retryLimit: number
}

export type JobOptions = {
  key?: string
  delaySeconds?: number
  /** The job is there if, and only if, this commits. */
  tx?: Prisma.TransactionClient
}

export type JobQueue<Data extends object> = {
  /** `data` holds ids and figures, nothing of people. */
  send(data: Data, options?: JobOptions): Promise<void>
  /** Starts so many workers. What `handle` throws makes the job fail; `stopping` aborts when it must stop. */
  work(concurrency: number, handle: (data: Data, stopping: AbortSignal) => Promise<void>): Promise<void>
  /** Whether the queue is there and has workers here. Throws when it cannot be reached. */
  isWorking(): Promise<boolean>
  /** Takes up no more jobs, and tells those that are under way to stop. */
  stop(): Promise<void>
}

export type Jobs = {
  /** A queue that is there already gets these settings. */
  openQueue<Data extends object>(settings: QueueSettings): Promise<JobQueue<Data>>
  /** Waits for at most 5 seconds until what is under way has stopped. */
  close(): Promise<void>
}

export async function openJobs({ source, join }: Pick<Database, 'source' | 'join'>, log: Log): Promise<Jobs> {
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
  await join(() => giveBackActiveJobs(boss))
  return {
    async openQueue(settings) {
      await makeQueue(boss, settings)
      return queueOf(boss, settings.name, log)
    },
    close: () => boss.stop({ graceful: true, timeout: 5_000 }),
  }
}

async function makeQueue(boss: PgBoss, { name, policy, ...limits }: QueueSettings): Promise<void> {
  const options = { ...limits, notify: true, heartbeatSeconds, retryDelay: 0, deleteAfterSeconds: 24 * 60 * 60 }
  await boss.createQueue(name, { policy, ...options })
  await boss.updateQueue(name, options) // a queue that is there already keeps its old ones otherwise
}

/** For when no worker is alive that could have them. */
async function giveBackActiveJobs(boss: PgBoss): Promise<void> {
  const { rows } = await boss
    .getDb()
    .executeSql("SELECT name, array_agg(id::text) AS ids FROM pgboss.job WHERE state = 'active' GROUP BY name")
  for (const { name, ids } of rows) await boss.fail(name, ids, { reason: 'Its process is gone' })
}

function queueOf<Data extends object>(boss: PgBoss, name: string, log: Log): JobQueue<Data> {
  const stopping = new AbortController()

  /** A job keeps what its error says, and that of a database quotes rows: so that goes to the log, which leaves it out. */
  const breakOff =
    (data: Data) =>
    (error: unknown): never => {
      if (!stopping.signal.aborted) log.error({ queue: name, ...data, error }, 'A job broke off')
      throw new Error('The job broke off')
    }

  return {
    async send(data, { key, delaySeconds = 0, tx } = {}) {
      await boss.send(name, data, {
        ...(key !== undefined && { singletonKey: key }),
        ...(delaySeconds > 0 && { startAfter: delaySeconds }),
        ...(tx && { db: fromPrisma(tx) }),
      })
    },
    async work(concurrency, handle) {
      const options = {
        localConcurrency: concurrency,
        heartbeatRefreshSeconds: heartbeatEverySeconds,
        pollingIntervalSeconds: lookEverySeconds,
        notifyPollingIntervalSeconds: lookEverySeconds,
      }
      await boss.work<Data>(name, options, async ([job]) => {
        if (!job) return
        await handle(job.data, AbortSignal.any([stopping.signal, job.signal])).catch(breakOff(job.data))
      })
    },
    async isWorking() {
      const workers = boss.getWipData().filter((worker) => worker.name === name && worker.state === 'active')
      return (await boss.getQueue(name)) !== null && workers.length > 0
    },
    async stop() {
      await boss.offWork(name, { wait: false }) // first, or a worker would fetch again what is given back now
      stopping.abort(new Error('The server is stopping'))
    },
  }
}
