import { describe, expect, test } from 'vitest'
import { exact } from '../../src/core/decimals.ts'
import type { SalaryRecord } from '../../src/core/employee.ts'
import { salaryOf } from '../../src/core/salary.ts'
import { partOfFullTime } from '../../src/core/schedule.ts'
import { salary } from '../support/payroll-records.ts'

/** Hours of hours full-time, e.g. "24/36". */
const part = (hours: string | null) => {
  const [worked = '', fullTime = ''] = hours?.split('/') ?? []
  return hours === null ? null : partOfFullTime(exact(worked), exact(fullTime))
}

describe('gross full-time salary: part-time is the salary times the percentage', () => {
  test.each<[string, string | null, string]>([
    ['3450.00', '40/40', '3450.00'],
    ['3450.00', '32/40', '2760.00'],
    ['3450.00', '24/36', '2300.00'],
    ['3000.00', '26/38', '2052.63'],
    ['3000.00', '0/40', '0.00'],
    ['3000.00', '44/40', '3300.00'],
    ['3000.00', null, '3000.00'],
  ])('%s for %s hours is %s', (value, hours, expected) => {
    expect(salaryOf(salary({ kind: 'GROSS_FULL_TIME', value }), part(hours))).toEqual({
      salaryKind: 'GROSS_FULL_TIME',
      fullTimeSalary: value,
      partTimeSalary: expected,
    })
  })
})

describe('gross part-time salary: full-time is the salary divided by the percentage', () => {
  test.each<[string, string | null, string]>([
    ['3450.00', '40/40', '3450.00'],
    ['2760.00', '32/40', '3450.00'],
    ['2300.00', '24/36', '3450.00'],
    ['2052.63', '26/38', '3000.00'],
    ['2000.00', '28/36', '2571.43'],
    ['3300.00', '44/40', '3000.00'],
    ['3000.00', '0/40', '3000.00'],
    ['3000.00', null, '3000.00'],
  ])('%s for %s hours is %s', (value, hours, expected) => {
    expect(salaryOf(salary({ kind: 'GROSS_PART_TIME', value }), part(hours))).toEqual({
      salaryKind: 'GROSS_PART_TIME',
      fullTimeSalary: expected,
      partTimeSalary: value,
    })
  })
})

describe('exact to the cent, rounded half up at the end only', () => {
  test.each<[string, SalaryRecord['kind'], string, string, string, string]>([
    ['a half cent goes up', 'GROSS_FULL_TIME', '1000.01', '20/40', '1000.01', '500.01'],
    [
      'the percentage is not rounded first (68.42 % would be 2052.60)',
      'GROSS_FULL_TIME',
      '3000.00',
      '26/38',
      '3000.00',
      '2052.63',
    ],
    [
      'half a cent after a division that never ends: × 21/36',
      'GROSS_FULL_TIME',
      '1503.42',
      '21/36',
      '1503.42',
      '877.00',
    ],
    [
      'half a cent after a division that never ends: ÷ 24/36',
      'GROSS_PART_TIME',
      '1000.01',
      '24/36',
      '1500.02',
      '1000.01',
    ],
    [
      'half a cent after a division that never ends: ÷ 21/38.5',
      'GROSS_PART_TIME',
      '4200.03',
      '21/38.5',
      '7700.06',
      '4200.03',
    ],
    ['just under half a cent goes down', 'GROSS_FULL_TIME', '1000.00', '1/3', '1000.00', '333.33'],
    ['more than two decimals in Nmbrs', 'GROSS_FULL_TIME', '2999.995', '40/40', '3000.00', '3000.00'],
    ['nothing that a float would spoil', 'GROSS_FULL_TIME', '1.15', '36/40', '1.15', '1.04'],
    ['large amounts', 'GROSS_FULL_TIME', '999999999999.99', '1/2', '999999999999.99', '500000000000.00'],
  ])('%s', (_, kind, value, hours, fullTimeSalary, partTimeSalary) => {
    expect(salaryOf(salary({ kind, value }), part(hours))).toEqual({ salaryKind: kind, fullTimeSalary, partTimeSalary })
  })
})

describe('a salary table gives the amount when the salary itself is 0', () => {
  test.each<[string, string, string | null, string]>([
    ['the step of the table', '0', '2875.50', '2875.50'],
    ['also when the zero has decimals', '0.00', '2875.50', '2875.50'],
    ['the salary itself when it is not 0', '3000.00', '2875.50', '3000.00'],
    ['0 without a table', '0.00', null, '0.00'],
  ])('%s', (_, value, stepValue, expected) => {
    expect(salaryOf(salary({ value, stepValue }), part('40/40')).fullTimeSalary).toBe(expected)
  })
})

describe('other kinds give 0', () => {
  test.each<[string, SalaryRecord | null, string]>([
    ['hourly and net kinds are not supported', salary({ kind: 'UNSUPPORTED', value: '18.75' }), 'UNSUPPORTED'],
    [
      'not with a salary table either',
      salary({ kind: 'UNSUPPORTED', value: '0', stepValue: '2875.50' }),
      'UNSUPPORTED',
    ],
    ['kind 0 is no salary', salary({ kind: 'NONE', value: '3450.00' }), 'NONE'],
    ['no record is no salary', null, 'NONE'],
  ])('%s', (_, record, salaryKind) => {
    expect(salaryOf(record, part('40/40'))).toEqual({ salaryKind, fullTimeSalary: '0.00', partTimeSalary: '0.00' })
  })
})
