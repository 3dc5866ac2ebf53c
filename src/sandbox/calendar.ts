/** Dates and payroll periods as Nmbrs counts them. Dates are ISO calendar dates, e.g. '2026-11-23'. */

export type IsoDate = string

/** How Company_GetCurrentPeriod spells the length of a period: a month, four weeks, or a week. */
export type PeriodSpelling = 'M' | '4W' | 'W4' | 'W' | 'W1'

export type Period = { year: number; period: number }

const day = 24 * 60 * 60 * 1000
const isoDate = (moment: number): IsoDate => new Date(moment).toISOString().slice(0, 10)

export const addDays = (date: IsoDate, days: number): IsoDate => isoDate(Date.parse(date) + days * day)

/** A day of the month that many months after the month of `date`. */
export const inMonth = (date: IsoDate, monthsLater: number, dayOfMonth = 1): IsoDate =>
  isoDate(Date.UTC(yearOf(date), monthOf(date) - 1 + monthsLater, dayOfMonth))

/** That day ('04-01') of the year that many years before the year of `date`. */
export const yearsBefore = (date: IsoDate, years: number, monthAndDay: string): IsoDate =>
  `${yearOf(date) - years}-${monthAndDay}`

/** The payroll period in which a date falls; weeks are ISO weeks, and a week 53 belongs to the last period. */
export const periodOf = (date: IsoDate, length: PeriodSpelling): Period => {
  if (length === 'M') return { year: yearOf(date), period: monthOf(date) }
  const { year, week } = isoWeekOf(date)
  if (length === 'W' || length === 'W1') return { year, period: week }
  return { year, period: Math.min(Math.ceil(week / 4), 13) }
}

const yearOf = (date: IsoDate): number => Number(date.slice(0, 4))
const monthOf = (date: IsoDate): number => Number(date.slice(5, 7))

/** An ISO week belongs to the year of its Thursday. */
const isoWeekOf = (date: IsoDate): { year: number; week: number } => {
  const moment = Date.parse(date)
  const weekday = (new Date(moment).getUTCDay() + 6) % 7
  const thursday = moment + (3 - weekday) * day
  const year = new Date(thursday).getUTCFullYear()
  return { year, week: 1 + Math.floor((thursday - Date.UTC(year, 0, 1)) / (7 * day)) }
}
