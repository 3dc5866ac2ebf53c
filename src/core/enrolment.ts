/** When a participant joins a scheme by rule. */
import { addDays, addMonths, firstOfMonthOfAge, latest } from './dates.ts'
import type { IsoDate } from './employee.ts'
import type { Enrolment } from './participant.ts'
import type { EnrolmentRule } from './settings.ts'

/** Why an enrolment starts when it does. The words are made when they are read. */
export type EnrolmentReason =
  | { code: 'EMPLOYMENT' }
  | { code: 'WAITING_MONTHS'; months: number }
  | { code: 'MINIMUM_AGE'; age: number }
  | { code: 'CONTINUED' }
  | { code: 'BY_HAND' }

export type EnrolmentStart = { startDate: IsoDate; reason: EnrolmentReason }

/**
 * The day on which a rule lets someone join: the start of the employment or the end of the waiting months, or the first
 * day of the month in which the minimum age is reached, whichever is latest. Null while a date that it needs is unknown.
 */
export function enrolmentStart(
  rule: EnrolmentRule,
  person: { employedFrom: IsoDate | null; birthDate: IsoDate | null },
): EnrolmentStart | null {
  if (person.employedFrom === null) return null
  if (rule.minimumAge !== null && person.birthDate === null) return null
  const waited = addMonths(person.employedFrom, rule.waitingMonths)
  const ofAge = rule.minimumAge !== null && person.birthDate ? firstOfMonthOfAge(person.birthDate, rule.minimumAge) : ''
  if (rule.minimumAge !== null && ofAge > waited)
    return { startDate: ofAge, reason: { code: 'MINIMUM_AGE', age: rule.minimumAge } }
  return {
    startDate: waited,
    reason: rule.waitingMonths > 0 ? { code: 'WAITING_MONTHS', months: rule.waitingMonths } : { code: 'EMPLOYMENT' },
  }
}

/** An enrolment never overlaps an earlier, ended one of the same scheme: it goes on from the day after. */
export function afterEarlier(start: EnrolmentStart, earlier: readonly Enrolment[]): EnrolmentStart {
  const lastDay = latest(earlier.flatMap((enrolment) => enrolment.endDate ?? []))
  const dayAfter = lastDay && addDays(lastDay, 1)
  return dayAfter && dayAfter > start.startDate ? { startDate: dayAfter, reason: { code: 'CONTINUED' } } : start
}
