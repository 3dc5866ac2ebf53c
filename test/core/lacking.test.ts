/** Which reading cannot be the whole picture of a company. */
import { describe, expect, test } from 'vitest'
import { type PayrollEmployee, unknown } from '../../src/core/employee.ts'
import { lackOf } from '../../src/core/lacking.ts'
import type { Participant } from '../../src/core/participant.ts'
import { employee, participant, planOf, snapshot, today } from '../support/builders.ts'
import { employment } from '../support/payroll-records.ts'

/** What is lacking when this is read of a company with these participants. */
const lack = (employees: PayrollEmployee[], participants: Participant[]) =>
  lackOf({ on: today, snapshot: snapshot(employees), participants }, planOf(employees, participants).missing)

const [one, two] = [employee({ number: 1 }), employee({ number: 2 })]
const both = [participant({ employeeNumber: 1 }), participant({ employeeNumber: 2 })]
const ended = [employment({ endDate: '2026-10-31' })]
const without = (changes: Partial<PayrollEmployee>) => [1, 2].map((number) => employee({ number, ...changes }))

describe('the list of employees', () => {
  test.each<[string, PayrollEmployee[], Participant[], ReturnType<typeof lack>]>([
    ['is empty, where someone is active', [], both, 'EMPLOYEES'],
    ['is empty, where nobody is', [], [participant({ status: 'LEFT' })], null],
    ['is empty before the first sync', [], [], null],
    ['has somebody in service', [one], both, null],
    ['has only who left, and misses someone', [employee({ number: 1, employments: ended })], both, 'STAFF'],
    ['has only who left, everyone among them', without({ employments: ended }), both, null],
    [
      'has only who left, and others have left without it',
      [employee({ number: 1, employments: ended }), { ...two, roster: null, employments: ended }],
      both,
      null,
    ],
    [
      'has only who left, and misses only who was missing already',
      [employee({ number: 1, employments: ended })],
      [participant({ employeeNumber: 1 }), participant({ employeeNumber: 2, status: 'MISSING' })],
      null,
    ],
  ])('%s', (_name, employees, participants, expected) => {
    expect(lack(employees, participants)).toBe(expected)
  })
})

describe('an answer that is about nobody on the list', () => {
  test.each<[string, PayrollEmployee[], Participant[], ReturnType<typeof lack>]>([
    ['employments', without({ employments: unknown }), both, 'EMPLOYMENTS'],
    ['employments, at the first sync', without({ employments: unknown }), [], 'EMPLOYMENTS'],
    ['salaries', without({ salaries: unknown }), both, 'SALARIES'],
    ['salaries, at the first sync', without({ salaries: unknown }), [], null],
    [
      'salaries, where nobody ever had one',
      without({ salaries: unknown }),
      both.map((person) => ({ ...person, salaryKind: 'NONE' as const })),
      null,
    ],
    ['salaries of someone, where another has them', [{ ...one, salaries: unknown }, two], both, null],
    ['schedules', without({ schedules: unknown }), both, 'SCHEDULES'],
    [
      'schedules, where nobody ever had one',
      without({ schedules: unknown }),
      both.map((person) => ({ ...person, hoursPerWeek: null })),
      null,
    ],
    ['addresses', without({ addresses: unknown }), both, 'ADDRESSES'],
    [
      'addresses, which only who left had',
      without({ addresses: unknown }),
      [participant({ employeeNumber: 1, street: null }), participant({ employeeNumber: 2, status: 'LEFT' })],
      null,
    ],
    [
      'addresses, which one of two has by hand',
      without({ addresses: unknown }),
      both.map((person, index) => ({ ...person, street: index === 0 ? 'Dorpsstraat' : null })),
      null,
    ],
    ['contracts', without({ contracts: unknown }), both, null],
    [
      'employments, of one who cannot be read',
      [{ ...one, unreadable: 'x', employments: unknown }],
      both.slice(0, 1),
      null,
    ],
  ])('%s', (_name, employees, participants, expected) => {
    expect(lack(employees, participants)).toBe(expected)
  })
})
