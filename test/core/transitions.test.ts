/** Coming and going: who joins, leaves, rejoins, or neither; and on which day. */
import { describe, expect, test } from 'vitest'
import type { PayrollEmployee } from '../../src/core/employee.ts'
import type { Participant } from '../../src/core/participant.ts'
import type { PlanInput } from '../../src/core/plan.ts'
import { employee, enrolment, participant, planOf, rule } from '../support/builders.ts'
import { employment, insurance } from '../support/payroll-records.ts'

/** "12: JOINED, ENROLLED OP1" for everyone for whom something is written. */
const written = (employees: PayrollEmployee[], participants: Participant[] = [], changes: Partial<PlanInput> = {}) =>
  planOf(employees, participants, { rules: [rule()], ...changes }).people.map(
    ({ after, mutations }) =>
      `${after.employeeNumber}: ${mutations.map(({ kind, scheme }) => [kind, scheme].filter(Boolean).join(' ')).join(', ')}`,
  )
const since = (startDate: string, endDate: string | null = null, id = 1) => employment({ id, startDate, endDate })

describe('who comes and goes', () => {
  const left = participant({
    status: 'LEFT',
    employedUntil: '2024-12-31',
    enrolments: [enrolment({ endDate: '2024-12-31' })],
  })
  const enrolled = participant({ enrolments: [enrolment()] })

  test.each<[string, PayrollEmployee[], Participant[], string[]]>([
    ['a joiner', [employee({ employments: [since('2026-11-23')] })], [], ['12: JOINED, ENROLLED OP1']],
    [
      'a leaver, the day after the last day',
      [employee({ employments: [since('2020-01-01', '2026-11-22')] })],
      [enrolled],
      ['12: LEFT, ENROLMENT_ENDED OP1'],
    ],
    [
      'not on the last day itself: the end date is known',
      [employee({ employments: [since('2020-01-01', '2026-11-23')] })],
      [enrolled],
      ['12: PERSONAL'],
    ],
    [
      'a leaver who is no longer on the roster',
      [employee({ roster: null, employments: [since('2020-01-01', '2026-11-22')] })],
      [enrolled],
      ['12: LEFT, ENROLMENT_ENDED OP1'],
    ],
    [
      'a leaver who comes back later has left until then',
      [employee({ employments: [since('2020-01-01', '2026-11-22'), since('2027-01-01', null, 2)] })],
      [enrolled],
      ['12: LEFT, ENROLMENT_ENDED OP1'],
    ],
    [
      'a rejoiner',
      [employee({ employments: [since('2020-01-01', '2024-12-31'), since('2026-11-01', null, 2)] })],
      [left],
      ['12: REJOINED, ENROLLED OP1'],
    ],
    ['one whose departure was undone rejoins', [employee()], [left], ['12: REJOINED, ENROLLED OP1']],
    [
      'left and back since the last sync',
      [employee({ employments: [since('2020-01-01', '2026-09-30'), since('2026-11-01', null, 2)] })],
      [enrolled],
      ['12: LEFT, REJOINED, ENROLMENT_ENDED OP1, ENROLLED OP1'],
    ],
    [
      'came and went since the last sync',
      [employee({ employments: [since('2026-09-01', '2026-10-31')] })],
      [],
      ['12: JOINED, LEFT, ENROLLED OP1, ENROLMENT_ENDED OP1'],
    ],
    [
      'back and gone again since the last sync',
      [employee({ employments: [since('2020-01-01', '2024-12-31'), since('2026-09-01', '2026-10-31', 2)] })],
      [left],
      ['12: REJOINED, LEFT, ENROLLED OP1, ENROLMENT_ENDED OP1'],
    ],
    [
      'an employment that goes on as another the next day',
      [employee({ employments: [since('2020-01-01', '2026-10-31'), since('2026-11-01', null, 2)] })],
      [enrolled],
      ['12: PERSONAL'],
    ],
    ['who had left and stays away', [employee({ employments: [since('2020-01-01', '2024-12-31')] })], [left], []],
    [
      'who had left and was cancelled afterwards stays away',
      [employee({ employments: [since('2024-12-31', '2024-12-30')] })],
      [left],
      ['12: PERSONAL, ENROLMENT_ENDED OP1'],
    ],
    [
      'a trainee who becomes an employee joins',
      [employee({ insurance: [insurance({ employmentType: 7 }), insurance({ startYear: 2026, startPeriod: 11 })] })],
      [],
      ['12: JOINED, ENROLLED OP1'],
    ],
    [
      'an employee who becomes on call has not left',
      [employee({ insurance: [insurance({ influence: 5 })] })],
      [enrolled],
      [],
    ],
  ])('%s', (_, employees, participants, expected) => {
    expect(written(employees, participants)).toEqual(expected)
  })

  test('a rehire shows both employments', () => {
    const back = employee({ employments: [since('2020-01-01', '2026-09-30'), since('2026-11-01', null, 2)] })
    const [rehired] = planOf([back], [participant()]).people
    expect(rehired?.mutations).toMatchObject([
      { kind: 'LEFT', effectiveDate: '2026-09-30', changes: [{ oldValue: null, newValue: '2026-09-30' }] },
      {
        kind: 'REJOINED',
        effectiveDate: '2026-11-01',
        changes: [
          { field: 'EMPLOYED_FROM', oldValue: '2020-01-01', newValue: '2026-11-01' },
          { field: 'EMPLOYED_UNTIL', oldValue: '2026-09-30', newValue: null },
        ],
      },
    ])
  })

  test('of a leaver off the roster nothing else is taken over: those records may be out of date', () => {
    const gone = employee({
      roster: null,
      person: { emailWork: null },
      employments: [since('2020-01-01', '2026-11-22')],
    })
    const [leaver] = planOf([gone], [participant()]).people
    expect(leaver?.after).toMatchObject({ status: 'LEFT', emailWork: 'jan@work.example', employedUntil: '2026-11-22' })
  })
})

describe('who left before the first sync', () => {
  const former = [employee({ employments: [since('2015-01-01', '2025-12-31')] })]

  test.each<[string, string | null, string[]]>([
    ['and was never here stays out', '2026-01-01', []],
    ['stays out of the first sync itself', null, []],
    [
      'is taken in when they left on the day of the first sync',
      '2025-12-31',
      ['12: JOINED, LEFT, ENROLLED OP1, ENROLMENT_ENDED OP1'],
    ],
  ])('%s', (_, firstSyncedOn, expected) => {
    expect(written(former, [], { firstSyncedOn })).toEqual(expected)
  })

  test('but who was here leaves', () => {
    expect(written(former, [participant()])).toEqual(['12: LEFT'])
  })
})

describe('around midnight the day decides', () => {
  const starting = [employee({ employments: [since('2026-11-24')] })]
  const ending = [employee({ employments: [since('2020-01-01', '2026-11-23')] })]

  test.each<[string, PayrollEmployee[], Participant[], string, string[]]>([
    ['at 23:59 someone who starts tomorrow has not started', starting, [], '2026-11-23', []],
    ['at 00:01 they have', starting, [], '2026-11-24', ['12: JOINED, ENROLLED OP1']],
    [
      'at 23:59 of the last day someone is in service',
      ending,
      [participant({ employedUntil: '2026-11-23' })],
      '2026-11-23',
      [],
    ],
    ['at 00:01 they have left', ending, [participant({ employedUntil: '2026-11-23' })], '2026-11-24', ['12: LEFT']],
  ])('%s', (_, employees, participants, on, expected) => {
    expect(written(employees, participants, { on })).toEqual(expected)
  })
})
