/** Whom a sync leaves alone because their time is over, and what stays of them. */
import { describe, expect, test } from 'vitest'
import { type PayrollEmployee, unknown } from '../../src/core/employee.ts'
import { fieldNames, type Participant } from '../../src/core/participant.ts'
import { erasedFields, keptFrom, withinRetention } from '../../src/core/retention.ts'
import { employee, participant, planInput, planOf, snapshot } from '../support/builders.ts'
import { employment } from '../support/payroll-records.ts'

test.each([
  ['2026-11-23', 7, '2019-11-23'],
  ['2026-11-23', 1, '2025-11-23'],
  ['2026-11-23', 30, '1996-11-23'],
  ['2024-02-29', 7, '2017-02-28'],
  ['2026-01-01', 7, '2019-01-01'],
])('on %s, with %d years, data is kept of who left on %s or later', (on, years, from) => {
  expect(keptFrom(on, years)).toBe(from)
})

test('every field is removed but the dates of employment, and the period of a salary that is removed', () => {
  const stays = fieldNames.filter((name) => !(name in erasedFields))
  expect(stays).toEqual(['employedFrom', 'employedUntil', 'salaryPeriod'])
  const left = Object.entries(erasedFields).filter(([, value]) => value !== null)
  expect(Object.fromEntries(left)).toEqual({
    lastName: '',
    nameUsage: 'OWN',
    salaryKind: 'NONE',
    fullTimeSalary: '0.00',
    partTimeSalary: '0.00',
  })
})

const since = (startDate: string | null, endDate: string | null = null, id = 1) =>
  employment({ id, startDate, endDate })

/** Left on 30 June 2018, more than seven years before 23 November 2026. */
const erased = participant({
  ...erasedFields,
  isErased: true,
  status: 'LEFT',
  employedFrom: '2010-01-01',
  employedUntil: '2018-06-30',
  nmbrsEmployeeId: 1012,
})
const gone = since('2010-01-01', '2018-06-30')

/** Numbers of who is left in the reading, and whether the participant is. */
const left = (employees: PayrollEmployee[], participants: Participant[]) => {
  const kept = withinRetention(planInput({ snapshot: snapshot(employees), participants }))
  return [kept.snapshot.employees.map(({ roster }) => roster?.number ?? null), kept.participants.length > 0]
}

describe('someone whose data was removed', () => {
  test.each<[string, Partial<PayrollEmployee> | null, boolean]>([
    ['is left alone while Nmbrs knows nothing of them', null, false],
    ['is left alone while they are still a former employee there', { employments: [gone] }, false],
    ['also when that is not on the roster', { employments: [gone], roster: null }, false],
    ['also when their employment could not be read', { employments: unknown }, false],
    ['also when their end date was corrected there', { employments: [since('2010-01-01', '2018-12-31')] }, false],
    [
      'also when they came and went since then, long ago',
      { employments: [gone, since('2019-01-01', '2019-06-30', 2)] },
      false,
    ],
    ['comes back with a new employment', { employments: [gone, since('2026-11-01', null, 2)] }, true],
    ['comes back when the employment turns out not to have ended', { employments: [since('2010-01-01')] }, true],
    [
      'comes back when they came and went since then, not long ago',
      { employments: [gone, since('2024-01-01', '2024-06-30', 2)] },
      true,
    ],
    [
      'comes back on the day before which their time is over',
      { employments: [gone, since('2019-01-01', '2019-11-23', 2)] },
      true,
    ],
  ])('%s', (_what, changes, isBack) => {
    const employees = changes ? [employee(changes)] : []
    expect(left(employees, [erased])).toEqual([isBack ? employees.map(({ roster }) => roster?.number) : [], isBack])
  })

  test('gives nothing to do, to show or to signal', () => {
    const plan = planOf([employee({ employments: [gone] })], [erased])
    expect(plan).toMatchObject({ people: [], missing: [], unlinked: [], exclusions: [], provenance: [] })
    expect(plan.signals).toEqual({ open: [], change: [], close: [] })
  })

  test('is an ordinary participant again once they are back', () => {
    const { people } = planOf([employee({ employments: [gone, since('2026-11-01', null, 2)] })], [erased])
    expect(people.map(({ before, after }) => [before, after.lastName, after.status])).toEqual([
      [erased, 'Jansen 12', 'ACTIVE'],
    ])
    const kinds = people[0]?.mutations.map(({ kind }) => kind)
    expect(kinds).toEqual(expect.arrayContaining(['REJOINED', 'NAME', 'ADDRESS', 'EMPLOYEE_NUMBER']))
  })

  test('is not taken for someone else who has their number now', () => {
    const { people } = planOf([employee({ number: 12, sourceId: 77 })], [erased])
    expect(people.map(({ before, mutations }) => [before, mutations[0]?.kind])).toEqual([[null, 'JOINED']])
  })
})

describe('someone who left the payroll longer ago than data is kept', () => {
  const longGone = employee({ employments: [gone] })

  test('is not looked at, and not shown as left out', () => {
    const plan = planOf([longGone, employee({ number: 13 })], [])
    expect([plan.people.length, plan.exclusions, plan.counts.read]).toEqual([1, [], 1])
  })

  test.each([
    ['by their EmployeeId', { employeeNumber: 99, nmbrsEmployeeId: 1012 }],
    ['by their number', { employeeNumber: 12, nmbrsEmployeeId: null }],
  ])('still leaves when they are a participant, known %s', (_how, changes) => {
    const { people } = planOf([longGone], [participant(changes)])
    expect(people.map(({ after, mutations }) => [after.status, mutations[0]?.kind])).toEqual([['LEFT', 'LEFT']])
  })

  test('is looked at where data is kept longer', () => {
    const { counts } = planOf([longGone], [], { retentionYears: 10 })
    expect(counts.read).toBe(1)
  })
})
