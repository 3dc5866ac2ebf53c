/** Payroll periods: their order, and the day on which each begins. */
import { mondayOfIsoWeek } from './dates.ts'
import type { IsoDate } from './employee.ts'
import type { PayrollPeriod } from './participant.ts'

export type PeriodNumber = { year: number; period: number }

/** Negative when a comes before b. */
export const comparePeriods = (a: PeriodNumber, b: PeriodNumber): number => a.year - b.year || a.period - b.period

const monthsIn = { MONTH: 1, QUARTER: 3, HALF_YEAR: 6, YEAR: 12 } as const
const weeksIn = { WEEK: 1, FOUR_WEEKS: 4 } as const

/** The first day of a payroll period, or null when the numbers do not name one (Nmbrs gives 0 for "none"). */
export function firstDayOfPeriod(type: PayrollPeriod, { year, period }: PeriodNumber): IsoDate | null {
  if (year < 1900 || year > 9998 || period < 1) return null
  if (type === 'WEEK' || type === 'FOUR_WEEKS') {
    const week = weeksIn[type] * (period - 1) + 1
    return week > 53 ? null : mondayOfIsoWeek(year, week)
  }
  const month = monthsIn[type] * (period - 1) + 1
  return month > 12 ? null : `${year}-${String(month).padStart(2, '0')}-01`
}
