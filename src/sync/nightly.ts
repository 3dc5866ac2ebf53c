/** Says that it is night, and notices a night that passed while no server was up. */
import { Cron } from 'croner'
import { type Clock, dateIn } from '../clock.ts'
import type { Log } from '../log.ts'
import { enqueueNight, type TriggerDependencies } from './trigger.ts'

export type NightlyOptions = TriggerDependencies & {
  /** Five fields, e.g. "15 1 * * *". */
  cron: string
  timeZone: string
  log: Log
}

export type Nightly = {
  /** When the next night begins, after `moment`. */
  next(moment: Date): Date | null
  /** Queues the last night that has begun, for each company that it was missed for. Returns how many. */
  catchUp(): Promise<number>
  close(): void
}

/** Companies start one after the other over this time, so that a night does not begin with everyone at once. */
const spreadSeconds = 15 * 60

export function startNightly(options: NightlyOptions): Nightly {
  const { cron, timeZone, clock, log } = options
  const slots = new Cron(cron, { timezone: timeZone, paused: true })
  const enqueueLast = async (trigger: 'NIGHTLY' | 'CATCH_UP', spread: number) => {
    const slot = lastSlot(slots, clock)
    if (!slot) return 0
    const night = dateIn(timeZone, slot)
    return enqueueNight({ night, trigger, enabledBefore: slot, spreadSeconds: spread }, options)
  }
  const job = new Cron(
    cron,
    { timezone: timeZone, catch: (error) => log.error({ error }, 'The night could not be queued') },
    async () => {
      const queued = await enqueueLast('NIGHTLY', spreadSeconds)
      log.info({ queued }, 'The night has begun')
    },
  )
  return {
    next: (moment) => slots.nextRun(moment),
    catchUp: () => enqueueLast('CATCH_UP', 0),
    close: () => {
      job.stop()
      slots.stop()
    },
  }
}

/** The moment at which the last night began, up to and including now. */
const lastSlot = (slots: Cron, clock: Clock): Date | null =>
  slots.previousRuns(1, new Date(clock().getTime() + 1))[0] ?? null
