/** Sync runs as a whole: the queue, the workers that do them, and the night that starts them. */
import { createNightlyHead } from '../audit/nightly-head.ts'
import type { SyncRun } from '../generated/prisma/client.ts'
import type { Jobs } from '../jobs.ts'
import { createNightlyErasure } from '../privacy/nightly-erasure.ts'
import { type SyncPatience, usualPatience } from './failure.ts'
import { createNightSchedule, type Night, type NightSchedule } from './nightly.ts'
import { openSyncQueue } from './queue.ts'
import { recoverLostRuns } from './recover.ts'
import { runSync, type SyncDependencies } from './run-sync.ts'
import { enqueueNight, type TriggerRequest, triggerSync } from './trigger.ts'

export type SyncOptions = Omit<SyncDependencies, 'patience'> & {
  jobs: Jobs
  /** When it is night: see createNightSchedule. */
  cron: string
  concurrency: number
  patience?: Partial<SyncPatience> | undefined
}

export type SyncService = {
  /** Queues a run, or returns the one that is waiting or running. */
  trigger(request: TriggerRequest): Promise<SyncRun>
  /** When the next night begins; null when there is none. */
  nextNight(): Date | null
  /** The last night that has begun by a moment; null when there was none. */
  lastNight: NightSchedule['last']
  /**
   * Queues what should be: the night, once it has begun, and runs that were lost; removes personal data whose
   * time is over; and logs the head of the audit trail, once a night. Done at the start and every minute. Each of these is done whatever
   * becomes of the others; what went wrong is logged.
   */
  lookAround(): Promise<void>
  /** Whether this instance takes up runs. Throws when the queue cannot be reached. */
  isWorking(): Promise<boolean>
  /** Stops taking up runs; one that is under way is left to the next process. The jobs are closed after this. */
  close(): Promise<void>
}

const lookAroundEvery = 60_000 // 1 minute

export async function startSync(options: SyncOptions): Promise<SyncService> {
  const { prisma, clock, log, timeZone, cron, concurrency, jobs } = options
  const queue = await openSyncQueue(jobs)
  const dependencies = { prisma, queue, clock }
  const runDependencies = { ...options, patience: { ...usualPatience, ...options.patience } }
  const nights = createNightSchedule(cron, timeZone)
  const erase = createNightlyErasure(options)
  const tellHead = createNightlyHead(options)

  const beginNight = async (night: Night) => {
    const queued = await enqueueNight(night, dependencies)
    if (queued > 0) log.info({ night: night.date, queued }, 'The night has begun')
  }
  const recover = async () => {
    const recovered = await recoverLostRuns({ ...options, queue })
    if (recovered > 0) log.info({ recovered }, 'Runs that nobody would have done are done after all')
  }
  const failed = (what: string) => (error: unknown) => log.error({ error }, `Could not ${what}`)
  const lookAround = async () => {
    const night = nights.last(clock())
    if (night) await beginNight(night).catch(failed('queue the whole night'))
    if (night) await erase(night.date)
    if (night) await tellHead(night.date)
    await recover().catch(failed('see whether runs were lost'))
  }

  await lookAround()
  await queue.work(concurrency, (job) => runSync(job, runDependencies))
  let looking = Promise.resolve()
  const timer = setInterval(() => {
    looking = looking.then(lookAround)
  }, lookAroundEvery)
  return {
    trigger: (request) => triggerSync(request, dependencies),
    nextNight: () => nights.next(clock()),
    lastNight: nights.last,
    lookAround,
    isWorking: queue.isWorking,
    async close() {
      clearInterval(timer)
      await looking
      await queue.stop()
    },
  }
}
