/** From when each mutation holds, for a sync of 23 November 2026. */
import { describe, expect, test } from 'vitest'
import type { PayrollEmployee } from '../../src/core/employee.ts'
import type { Participant } from '../../src/core/participant.ts'
import { employee, participant, planOf, ruleSettings, snapshot, today } from '../support/builders.ts'
import { address, bankAccount, employment, personal, salary, schedule, week } from '../support/payroll-records.ts'

const raise = salary({ id: 2, startDate: '2026-11-01', value: '3600.00' })
const shorterWeek = schedule({ id: 2, startDate: '2026-10-05', hours: week(32) })
const partTimeKind = { kind: 'GROSS_PART_TIME', kindName: 'Bruto_Salaris_Partime' } as const

/** Each mutation with its effective date. */
const dates = (someone: PayrollEmployee, before: Participant[] = [participant()], changes = {}) =>
  planOf([someone], before, changes).people.flatMap(({ mutations }) =>
    mutations.map(({ kind, effectiveDate }) => [kind, effectiveDate]),
  )

describe('salary: the start of the salary record, when that is what changed', () => {
  test.each<[string, PayrollEmployee, Participant, [string, string][]]>([
    ['a raise', employee({ salaries: [salary(), raise] }), participant(), [['SALARY', '2026-11-01']]],
    [
      'a raise found late keeps the date that it holds from',
      employee({ salaries: [salary(), salary({ id: 2, startDate: '2026-03-01', value: '3600.00' })] }),
      participant(),
      [['SALARY', '2026-03-01']],
    ],
    [
      'a correction of the same record holds from its start',
      employee({ salaries: [salary({ value: '3500.00' })] }),
      participant(),
      [['SALARY', '2020-01-01']],
    ],
    [
      'another kind with the same amounts',
      employee({ salaries: [salary(), salary({ ...partTimeKind, id: 2, startDate: '2026-09-01' })] }),
      participant(),
      [['SALARY', '2026-09-01']],
    ],
    ['no salary record any more: the day of the sync', employee({ salaries: [] }), participant(), [['SALARY', today]]],
    [
      'a full-time salary that only pays less for fewer hours: from the schedule',
      employee({ schedules: [schedule(), shorterWeek] }),
      participant(),
      [
        ['SALARY', '2026-10-05'],
        ['WORKING_HOURS', '2026-10-05'],
      ],
    ],
    [
      'a part-time salary that stays, in fewer hours: from the schedule',
      employee({ salaries: [salary(partTimeKind)], schedules: [schedule(), shorterWeek] }),
      participant({ salaryKind: 'GROSS_PART_TIME' }),
      [
        ['SALARY', '2026-10-05'],
        ['WORKING_HOURS', '2026-10-05'],
      ],
    ],
    [
      'a raise and fewer hours: each from its own record',
      employee({ salaries: [salary(), raise], schedules: [schedule(), shorterWeek] }),
      participant(),
      [
        ['SALARY', '2026-11-01'],
        ['WORKING_HOURS', '2026-10-05'],
      ],
    ],
    [
      'a part-time raise',
      employee({ salaries: [salary(partTimeKind), { ...raise, ...partTimeKind }] }),
      participant({ salaryKind: 'GROSS_PART_TIME' }),
      [['SALARY', '2026-11-01']],
    ],
  ])('%s', (_, someone, before, expected) => {
    expect(dates(someone, [before])).toEqual(expected)
  })

  test('a raise of next month is not there yet, and holds from its start once it is', () => {
    const someone = employee({ salaries: [salary(), salary({ id: 2, startDate: '2026-12-01', value: '3600.00' })] })
    expect(dates(someone)).toEqual([])
    expect(dates(someone, [participant()], { on: '2026-11-30' })).toEqual([])
    expect(dates(someone, [participant()], { on: '2026-12-01' })).toEqual([['SALARY', '2026-12-01']])
    expect(dates(someone, [participant()], { on: '2026-12-24' })).toEqual([['SALARY', '2026-12-01']])
  })

  test('another payroll period alone: the day of the sync', () => {
    const changes = { snapshot: snapshot([employee()], { period: { year: 2026, period: 12, type: 'FOUR_WEEKS' } }) }
    expect(dates(employee(), [participant()], changes)).toEqual([['SALARY', today]])
  })
})

describe('working hours: the start of the schedule, when that is what changed', () => {
  test('other full-time hours alone: the day of the sync, for the hours and the pay that follows', () => {
    const settings = { ...ruleSettings, fullTimeHoursPerWeek: '50.00' }
    expect(dates(employee(), [participant()], { settings })).toEqual([
      ['SALARY', today],
      ['WORKING_HOURS', today],
    ])
  })

  test('the same hours in another pattern are no change', () => {
    const pattern = ['10', '10', '10', '10', '0', '0', '0', ...Array(7).fill('0')]
    expect(dates(employee({ schedules: [schedule({ startDate: '2026-10-05', hours: pattern })] }))).toEqual([])
  })
})

describe('address: the first day of the period in which the record starts', () => {
  const moved = (startYear: number, startPeriod: number) =>
    employee({ addresses: [address(), address({ id: 2, street: 'Kerkplein', startYear, startPeriod })] })

  test.each<['MONTH' | 'FOUR_WEEKS' | 'WEEK', number, number, number, string]>([
    ['MONTH', 11, 2026, 11, '2026-11-01'],
    ['MONTH', 11, 2026, 2, '2026-02-01'],
    ['MONTH', 11, 2025, 12, '2025-12-01'],
    ['FOUR_WEEKS', 12, 2026, 12, '2026-11-02'],
    ['FOUR_WEEKS', 12, 2026, 1, '2025-12-29'],
    ['WEEK', 47, 2026, 47, '2026-11-16'],
    ['WEEK', 53, 2026, 53, '2026-12-28'],
  ])('%s, now in %i, since %i-%i: %s', (type, period, startYear, startPeriod, expected) => {
    const changes = {
      snapshot: snapshot([moved(startYear, startPeriod)], { period: { year: 2026, period, type } }),
    }
    const before = participant({ salaryPeriod: type })
    expect(dates(employee(), [before], changes)).toEqual([['ADDRESS', expected]])
  })

  test('the day of the sync, when the record names no period', () => {
    expect(dates(employee({ addresses: [address({ street: 'Kerkplein', startYear: 0, startPeriod: 0 })] }))).toEqual([
      ['ADDRESS', today],
    ])
  })
})

describe('coming and going', () => {
  const left = participant({ status: 'LEFT', employedUntil: '2024-12-31' })

  test.each<[string, PayrollEmployee, Participant[], [string, string][]]>([
    [
      'joined: the first day in service',
      employee({ employments: [employment({ startDate: '2026-11-15' })] }),
      [],
      [['JOINED', '2026-11-15']],
    ],
    [
      'joined, found late',
      employee({ employments: [employment({ startDate: '2026-06-01' })] }),
      [],
      [['JOINED', '2026-06-01']],
    ],
    [
      'left: the last day in service',
      employee({ employments: [employment({ endDate: '2026-11-22' })] }),
      [participant()],
      [['LEFT', '2026-11-22']],
    ],
    [
      'left, found late',
      employee({ employments: [employment({ endDate: '2026-08-31' })] }),
      [participant()],
      [['LEFT', '2026-08-31']],
    ],
    [
      'rejoined: the first day back',
      employee({ employments: [employment({ startDate: '2026-11-01' })] }),
      [left],
      [['REJOINED', '2026-11-01']],
    ],
    ['joined without a known employment: the day of the sync', employee({ employments: [] }), [], [['JOINED', today]]],
  ])('%s', (_, someone, before, expected) => {
    expect(dates(someone, before)).toEqual(expected)
  })
})

describe('everything else: the day of the sync', () => {
  test.each<[string, PayrollEmployee, string]>([
    [
      'name',
      employee({ personal: [personal(), personal({ id: 2, startYear: 2026, startPeriod: 9, lastName: 'Smit' })] }),
      'NAME',
    ],
    ['personal details', employee({ person: { maritalStatus: 1 } }), 'PERSONAL'],
    ['contact', employee({ person: { emailPrivate: null } }), 'CONTACT'],
    ['bank account', employee({ bankAccounts: [bankAccount({ iban: 'BE68539007547034' })] }), 'BANK_ACCOUNT'],
    ['employee number', employee({ number: 30, sourceId: 1012, person: { lastName: 'Jansen 12' } }), 'EMPLOYEE_NUMBER'],
    ['a known end date in the future', employee({ employments: [employment({ endDate: '2026-12-31' })] }), 'PERSONAL'],
  ])('%s', (_, someone, kind) => {
    expect(dates(someone)).toEqual([[kind, today]])
  })
})
