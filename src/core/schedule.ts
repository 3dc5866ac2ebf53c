/** Working hours from a two-week schedule, and the part-time percentage that follows from them. */
import { type Exact, exact, sum, zero } from './decimals.ts'
import type { WeekHours } from './employee.ts'

/** Average hours of a week: the sum of both weeks ÷ 2, or of the first alone when the second is all zero. */
export function hoursPerWeek(hours: WeekHours): Exact {
  const [first, second] = [sum(hours.slice(0, 7)), sum(hours.slice(7, 14))]
  return second.isZero() ? first : first.plus(second).div(2)
}

/** The hours of a full-time week: the company's setting, else its schedule in the payroll package; null when unknown. */
export function fullTimeHours(setting: string | null, companySchedule: WeekHours | null): Exact | null {
  const hours = setting !== null ? exact(setting) : companySchedule ? hoursPerWeek(companySchedule) : zero
  return hours.isZero() ? null : hours
}

/** Part of full time, 1 = 100 %. Not rounded: that happens where it is shown or paid. Null when either is unknown. */
export const partOfFullTime = (hours: Exact | null, fullTime: Exact | null): Exact | null =>
  hours && fullTime ? hours.div(fullTime) : null
