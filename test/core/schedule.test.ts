import { describe, expect, test } from 'vitest'
import { exact, toHours } from '../../src/core/decimals.ts'
import { unknown, type WeekHours } from '../../src/core/employee.ts'
import type { ReadingContext } from '../../src/core/outcome.ts'
import { payOf } from '../../src/core/pay.ts'
import { fullTimeHours, hoursPerWeek } from '../../src/core/schedule.ts'
import { employee, participant, today } from '../support/builders.ts'
import { schedule, week } from '../support/payroll-records.ts'

const days = (first: string, second = '0 0 0 0 0 0 0'): WeekHours => [...first.split(' '), ...second.split(' ')]

describe('hours per week: the sum of both weeks ÷ 2, or the first alone when the second is all zero', () => {
  test.each<[string, WeekHours, string]>([
    ['two equal weeks', days('8 8 8 8 8 0 0', '8 8 8 8 8 0 0'), '40.00'],
    ['only a first week', days('8 8 8 8 8 0 0'), '40.00'],
    ['an extra day every other week', days('8 8 8 8 0 0 0', '8 8 8 8 8 0 0'), '36.00'],
    ['a second week off is not all zero when it has one hour', days('8 8 8 8 8 0 0', '1 0 0 0 0 0 0'), '20.50'],
    ['an empty first week', days('0 0 0 0 0 0 0', '8 8 8 8 8 0 0'), '20.00'],
    ['weekends', days('0 0 0 0 0 7.5 7.5'), '15.00'],
    ['quarters of an hour', days('7.25 7.25 7.25 7.25 7.25 0 0', '7.25 7.25 7.25 7.5 7.5 0 0'), '36.50'],
    ['more than two decimals where they are needed', days('7.25 0 0 0 0 0 0', '7.5 0 0 0 0 0 0'), '7.375'],
    ['no hours at all', days('0 0 0 0 0 0 0'), '0.00'],
    ['zeros with decimals are zero', days('8 8 8 8 8 0 0', '0.0 0.0 0.0 0.0 0.0 0.0 0.0'), '40.00'],
  ])('%s', (_, hours, expected) => {
    expect(toHours(hoursPerWeek(hours))).toBe(expected)
  })
})

describe('full-time hours: the setting, else the schedule of the company', () => {
  test.each<[string, string | null, WeekHours | null, string | null]>([
    ['the setting', '36.00', null, '36'],
    ['the setting comes first', '36.00', week(40), '36'],
    ['else the schedule of the company', null, week(38), '38'],
    ['by the same rule for two weeks', null, week(36, 40), '38'],
    ['unknown without either', null, null, null],
    ['a schedule of zeros is unknown', null, week(0), null],
    ['a setting of zero is unknown', '0', week(40), null],
  ])('%s', (_, setting, companySchedule, expected) => {
    expect(fullTimeHours(setting, companySchedule)?.toString() ?? null).toBe(expected)
  })
})

const context: ReadingContext = {
  on: today,
  period: { year: 2026, period: 11, type: 'MONTH' },
  fullTimeSetting: '36.00',
  fullTimeSchedule: week(40),
}

describe('part-time percentage: hours per week ÷ full-time hours × 100, half up to two decimals', () => {
  test.each<[string, WeekHours, string, string]>([
    ['full-time', week(36), '36', '100.00'],
    ['that divides evenly', week(27), '36', '75.00'],
    ['that does not', week(24), '36', '66.67'],
    ['rounded down', week(12), '36', '33.33'],
    ['a half of the second decimal goes up', days('1 0 0 0 0 0 0'), '32', '3.13'],
    ['from hours with decimals', week(26), '38', '68.42'],
    ['over 100 is kept', week(40), '36', '111.11'],
    ['no hours', week(0), '36', '0.00'],
  ])('%s', (_, hours, fullTimeSetting, expected) => {
    const { fields } = payOf(employee({ schedules: [schedule({ hours })] }), { ...context, fullTimeSetting }, null)
    expect(fields.partTimePercentage).toBe(expected)
  })
})

describe('what is said of it', () => {
  test.each<[string, WeekHours, string[]]>([
    ['100 percent is in order', week(36), []],
    ['over 100 is told', week(40), ['PART_TIME_OVER_100']],
    ['so little over that it rounds to 100 is not told', days('36.001 0 0 0 0 0 0'), []],
    ['no hours at all is in order', week(0), []],
  ])('%s', (_, hours, codes) => {
    const { findings } = payOf(employee({ schedules: [schedule({ hours })] }), context, null)
    expect(findings.map(({ code }) => code)).toEqual(codes)
  })

  test('no schedule: the percentage is empty, and told', () => {
    const { fields, findings } = payOf(employee({ schedules: [] }), context, participant())
    expect(fields).toMatchObject({ partTimePercentage: null, partTimeSalary: '3450.00' })
    expect(findings).toEqual([{ code: 'NO_SCHEDULE', details: {} }])
  })

  test('no full-time hours: the percentage is empty, and told; the hours themselves are known', () => {
    const nowhere = { ...context, fullTimeSetting: null, fullTimeSchedule: null }
    const { fields, findings } = payOf(employee(), nowhere, null)
    expect(fields).toMatchObject({ partTimePercentage: null, hoursPerWeek: '40.00' })
    expect(findings).toEqual([{ code: 'NO_SCHEDULE', details: {} }])
  })
})

describe('what was not read leaves what was known, and pay follows that', () => {
  const halfTime = participant({ hoursPerWeek: '18.00', partTimePercentage: '50.00' })

  test('schedules: the hours stay, and a raise is paid for them', () => {
    const { fields } = payOf(employee({ schedules: unknown }), context, halfTime)
    expect(fields).not.toHaveProperty('hoursPerWeek')
    expect(fields).toMatchObject({ partTimePercentage: '50.00', fullTimeSalary: '3450.00', partTimeSalary: '1725.00' })
  })

  test('the full-time schedule of the company: the percentage stays', () => {
    const unread: ReadingContext = { ...context, fullTimeSetting: null, fullTimeSchedule: unknown }
    expect(payOf(employee(), unread, halfTime).fields).toMatchObject({ partTimePercentage: '50.00' })
  })

  test('salaries: only the hours change', () => {
    const { fields } = payOf(employee({ salaries: unknown }), context, halfTime)
    expect(fields).toEqual({ hoursPerWeek: '40.00', partTimePercentage: '111.11' })
  })
})

test('hours and quotients are exact decimals, not floats', () => {
  expect(exact('0.1').plus(exact('0.2')).toString()).toBe('0.3')
})
