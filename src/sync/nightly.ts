/** Tells which night it is. Nothing waits for the night: whoever asks from time to time cannot miss it. */
import { Cron } from 'croner'
import { dateIn } from '../clock.ts'

export type NightSchedule = {
  /** When the next night begins, after `moment`; null when there is none. */
  next(moment: Date): Date | null
  /** The last night that has begun by `moment`; null when there was none. */
  last(moment: Date): Night | null
}

/** `date` is the calendar date in the schedule's time zone on which it begins: "2026-11-23". */
export type Night = { date: string; begins: Date }

/**
 * `cron` has five fields, e.g. "15 1 * * *". A time that the clock skips in spring is the first one after it; one that
 * occurs twice in autumn is the first of the two.
 */
export function createNightSchedule(cron: string, timeZone: string): NightSchedule {
  const slots = new Cron(cron, { timezone: timeZone, paused: true })
  return {
    next: (moment) => slots.nextRun(moment),
    last(moment) {
      const [begins] = slots.previousRuns(1, new Date(moment.getTime() + 1)) // up to and including the moment itself
      return begins ? { date: dateIn(timeZone, begins), begins } : null
    },
  }
}
