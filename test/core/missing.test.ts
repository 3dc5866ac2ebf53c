import { describe, expect, test } from 'vitest'
import { type PayrollEmployee, unknown } from '../../src/core/employee.ts'
import type { Participant } from '../../src/core/participant.ts'
import { employee, participant, planOf, snapshot } from '../support/builders.ts'
import { employment, insurance } from '../support/payroll-records.ts'

const colleague = employee({ number: 99 })
const onCall = [insurance({ influence: 5 })]

describe('a participant is MISSING who is neither on the roster nor has an end date', () => {
  test.each<[string, PayrollEmployee[], Participant, boolean]>([
    ['no trace of them', [], participant(), true],
    ['mentioned, but not on the roster', [employee({ roster: null })], participant(), true],
    ['on the roster', [employee()], participant(), false],
    ['on the roster under another EmployeeId', [employee({ sourceId: 7 })], participant(), false],
    ['on the roster under another number', [employee({ number: 30, sourceId: 1012 })], participant(), false],
    ['on the roster, but unreadable', [employee({ personal: unknown })], participant(), false],
    ['on the roster, but left out', [employee({ insurance: onCall })], participant(), false],
    ['on the roster without a number', [employee({ person: { employeeNumber: null } })], participant(), false],
    [
      'off the roster with an end date that has come: left, not missing',
      [employee({ roster: null, employments: [employment({ endDate: '2026-11-22' })] })],
      participant(),
      false,
    ],
    [
      'off the roster with an end date that is still to come',
      [employee({ roster: null, employments: [employment({ endDate: '2026-12-31' })] })],
      participant(),
      false,
    ],
    [
      'off the roster with an end date, and left out',
      [employee({ roster: null, insurance: onCall, employments: [employment({ endDate: '2026-11-22' })] })],
      participant(),
      false,
    ],
    ['who had left', [], participant({ status: 'LEFT' }), false],
    ['entered by hand without a number', [], participant({ employeeNumber: null }), false],
    ['entered by hand with a number', [], participant({ nmbrsEmployeeId: null }), true],
  ])('%s', (_, employees, someone, isMissing) => {
    const plan = planOf([colleague, ...employees], [participant({ employeeNumber: 99 }), someone])
    expect(plan.missing).toEqual(isMissing ? [someone] : [])
    expect(plan.signals.open.some(({ code }) => code === 'MISSING_IN_NMBRS')).toBe(isMissing)
  })
})

describe('MISSING is never LEFT', () => {
  test('nothing of them changes but the status: no mutation, no enrolment ends', () => {
    const plan = planOf([colleague], [participant({ employeeNumber: 99 }), participant()])
    expect(plan.people).toEqual([])
    expect(plan.counts).toMatchObject({ missing: 1, left: 0, mutations: 0 })
  })

  test('someone who stays missing is counted, not written again', () => {
    const plan = planOf([], [participant({ status: 'MISSING' })])
    expect(plan.missing).toEqual([])
    expect(plan.counts.missing).toBe(1)
  })

  test('someone who is back is ACTIVE again, without a mutation', () => {
    const [back] = planOf([employee()], [participant({ status: 'MISSING' })]).people
    expect(back).toMatchObject({ after: { status: 'ACTIVE' }, mutations: [] })
  })
})

describe('who is looked for', () => {
  test('nobody, in a reading that is not complete', () => {
    const plan = planOf([], [participant()], { snapshot: snapshot([], { complete: false }) })
    expect([plan.missing, plan.signals.open]).toEqual([[], []])
  })

  test.each<[number, string[]]>([
    [12, ['participant-12']],
    [30, []],
  ])('in a run for number %i', (onlyEmployeeNumber, expected) => {
    const plan = planOf([colleague], [participant(), participant({ employeeNumber: 99 })], { onlyEmployeeNumber })
    expect(plan.missing.map(({ id }) => id)).toEqual(expected)
  })

  test('in a run for one person, who is there but left out under another number is not missing', () => {
    const renumbered = employee({ number: 30, sourceId: 1012, insurance: onCall })
    expect(planOf([renumbered], [participant()], { onlyEmployeeNumber: 12 }).missing).toEqual([])
  })
})
