import { describe, expect, test } from 'vitest'
import { addDays, addMonths, daysBetween, firstOfMonthOfAge, latest, mondayOfIsoWeek } from '../../src/core/dates.ts'
import type { PayrollPeriod } from '../../src/core/participant.ts'
import { comparePeriods, firstDayOfPeriod } from '../../src/core/period.ts'

describe('first day of a payroll period', () => {
  test.each<[PayrollPeriod, number, number, string | null]>([
    ['MONTH', 2026, 1, '2026-01-01'],
    ['MONTH', 2026, 11, '2026-11-01'],
    ['MONTH', 2026, 12, '2026-12-01'],
    ['MONTH', 2026, 13, null],
    ['FOUR_WEEKS', 2026, 1, '2025-12-29'],
    ['FOUR_WEEKS', 2026, 2, '2026-01-26'],
    ['FOUR_WEEKS', 2026, 12, '2026-11-02'],
    ['FOUR_WEEKS', 2026, 13, '2026-11-30'],
    ['FOUR_WEEKS', 2027, 1, '2027-01-04'],
    ['WEEK', 2026, 1, '2025-12-29'],
    ['WEEK', 2026, 47, '2026-11-16'],
    ['WEEK', 2026, 52, '2026-12-21'],
    ['WEEK', 2026, 53, '2026-12-28'],
    ['WEEK', 2026, 54, null],
    ['WEEK', 2027, 1, '2027-01-04'],
    ['QUARTER', 2026, 4, '2026-10-01'],
    ['QUARTER', 2026, 5, null],
    ['HALF_YEAR', 2026, 2, '2026-07-01'],
    ['YEAR', 2026, 1, '2026-01-01'],
    ['MONTH', 0, 0, null],
    ['MONTH', 2026, 0, null],
    ['MONTH', 9999, 1, null],
    ['MONTH', 9998, 12, '9998-12-01'],
    ['MONTH', 1900, 1, '1900-01-01'],
    ['MONTH', 1899, 12, null],
  ])('%s %i-%i begins on %s', (type, year, period, expected) => {
    expect(firstDayOfPeriod(type, { year, period })).toBe(expected)
  })
})

describe('Monday of an ISO week, over the turn of the year', () => {
  test.each<[number, number, string, string]>([
    [2020, 53, '2020-12-28', 'a year of 53 weeks that begins on a Wednesday, being a leap year'],
    [2021, 1, '2021-01-04', 'the year after it'],
    [2024, 1, '2024-01-01', 'a year that begins on a Monday'],
    [2025, 1, '2024-12-30', 'week 1 begins in the year before'],
    [2026, 1, '2025-12-29', 'a year of 53 weeks that begins on a Thursday'],
    [2026, 53, '2026-12-28', 'its last week'],
    [2027, 1, '2027-01-04', 'the year after it begins on a Friday'],
    [2027, 52, '2027-12-27', 'a year of 52 weeks'],
  ])('week %i-%i begins on %s: %s', (year, week, expected) => {
    expect(mondayOfIsoWeek(year, week)).toBe(expected)
  })
})

describe('periods are in order of year, then number', () => {
  test.each<[number, number, number, number, number]>([
    [2026, 11, 2026, 11, 0],
    [2026, 10, 2026, 11, -1],
    [2025, 12, 2026, 1, -1],
    [2026, 1, 2025, 13, 1],
    [2026, 53, 2027, 1, -1],
    [2026, 9, 2026, 10, -1],
  ])('%i-%i against %i-%i', (year, period, otherYear, otherPeriod, sign) => {
    expect(Math.sign(comparePeriods({ year, period }, { year: otherYear, period: otherPeriod }))).toBe(sign)
  })
})

describe('months later', () => {
  test.each<[string, number, string]>([
    ['2026-01-15', 1, '2026-02-15'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-08-31', 1, '2026-09-30'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-12-31', 2, '2027-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-11-23', 0, '2026-11-23'],
    ['2026-11-01', 14, '2028-01-01'],
  ])('%s and %i months is %s', (date, months, expected) => {
    expect(addMonths(date, months)).toBe(expected)
  })
})

describe('first day of the month in which an age is reached', () => {
  test.each<[string, number, string]>([
    ['2005-11-01', 21, '2026-11-01'],
    ['2005-11-30', 21, '2026-11-01'],
    ['2005-12-31', 21, '2026-12-01'],
    ['2004-02-29', 21, '2025-02-01'],
    ['2004-02-29', 24, '2028-02-01'],
  ])('born on %s, %i years: %s', (birthDate, age, expected) => {
    expect(firstOfMonthOfAge(birthDate, age)).toBe(expected)
  })
})

describe('days', () => {
  test.each<[string, number, string]>([
    ['2026-11-23', 1, '2026-11-24'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-03-01', -1, '2026-02-28'],
    ['2026-03-28', 2, '2026-03-30'],
    ['2026-10-24', 2, '2026-10-26'],
  ])('%s and %i days is %s', (date, days, expected) => {
    expect(addDays(date, days)).toBe(expected)
    expect(daysBetween(date, expected)).toBe(days)
  })

  test('the latest of several, or none', () => {
    expect(latest(['2026-01-31', '2026-11-01', '2025-12-31'])).toBe('2026-11-01')
    expect(latest([])).toBeNull()
  })
})
