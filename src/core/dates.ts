/** Calendar arithmetic on ISO dates ("2026-11-23"). No clock and no time zone: a date here is never a moment. */
import type { IsoDate } from './employee.ts'

const millisecondsPerDay = 86_400_000

const toUtc = (date: IsoDate): number => Date.parse(`${date}T00:00:00Z`)
const fromUtc = (time: number): IsoDate => new Date(time).toISOString().slice(0, 10)

export const addDays = (date: IsoDate, days: number): IsoDate => fromUtc(toUtc(date) + days * millisecondsPerDay)

/** The same day of a later month, or that month's last day where it is shorter: 31 January + 1 = 28 February. */
export function addMonths(date: IsoDate, months: number): IsoDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return fromUtc(Date.UTC(year, month - 1 + months, Math.min(day, lastDay)))
}

export const daysBetween = (from: IsoDate, until: IsoDate): number => (toUtc(until) - toUtc(from)) / millisecondsPerDay

/** The first day of the month in which someone born on `birthDate` reaches `age`. 29 February counts as February. */
export const firstOfMonthOfAge = (birthDate: IsoDate, age: number): IsoDate =>
  `${String(Number(birthDate.slice(0, 4)) + age).padStart(4, '0')}-${birthDate.slice(5, 7)}-01`

/** The Monday of an ISO week: week 1 is the week of 4 January. */
export function mondayOfIsoWeek(year: number, week: number): IsoDate {
  const fourthOfJanuary = `${String(year).padStart(4, '0')}-01-04`
  const daysAfterMonday = (new Date(toUtc(fourthOfJanuary)).getUTCDay() + 6) % 7
  return addDays(fourthOfJanuary, (week - 1) * 7 - daysAfterMonday)
}

export const latest = (dates: readonly IsoDate[]): IsoDate | null => [...dates].sort().at(-1) ?? null
