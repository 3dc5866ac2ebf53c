/** One sync as a whole: what is written for whom, and what is counted. */
import { describe, expect, test } from 'vitest'
import { type PayrollEmployee, unknown } from '../../src/core/employee.ts'
import type { Participant } from '../../src/core/participant.ts'
import { type PlanInput, planSync } from '../../src/core/plan.ts'
import { applyPlan } from '../support/apply-plan.ts'
import { employee, participant, planInput, planOf, rule, ruleSettings, snapshot } from '../support/builders.ts'
import { employment, insurance, salary, schedule, week } from '../support/payroll-records.ts'

/** "12: JOINED, ENROLLED OP1" for everyone for whom something is written. */
const written = (employees: PayrollEmployee[], participants: Participant[] = [], changes: Partial<PlanInput> = {}) =>
  planOf(employees, participants, { rules: [rule()], ...changes }).people.map(
    ({ after, mutations }) =>
      `${after.employeeNumber}: ${mutations.map(({ kind, scheme }) => [kind, scheme].filter(Boolean).join(' ')).join(', ')}`,
  )
const since = (startDate: string, endDate: string | null = null, id = 1) => employment({ id, startDate, endDate })

describe('the first sync', () => {
  const company = [
    employee({ number: 30, employments: [since('2026-11-01')] }),
    employee(),
    employee({ number: 40, employments: [since('2015-01-01', '2026-10-31')] }),
    employee({ number: 50, insurance: [insurance({ influence: 5 })] }),
    employee({ number: 60, employments: [since('2026-12-01')] }),
  ]

  test('takes in everyone in service, in the order of their numbers', () => {
    expect(written(company, [], { firstSyncedOn: null })).toEqual([
      '12: JOINED, ENROLLED OP1',
      '30: JOINED, ENROLLED OP1',
    ])
  })

  test('counts who was read, joined and left out', () => {
    const { counts } = planOf(company, [], { rules: [rule()], firstSyncedOn: null })
    expect(counts).toEqual({
      read: 5,
      excluded: 3,
      joined: 2,
      rejoined: 0,
      changed: 0,
      left: 0,
      missing: 0,
      unchanged: 0,
      enrolled: 2,
      mutations: 4,
      signals: 0,
    })
  })

  test('gives a joiner every field that is known, in one mutation', () => {
    const [joined] = planOf([employee()]).people
    const [mutation] = joined?.mutations ?? []
    expect(joined?.after).toEqual(withoutIds(participant()))
    expect(mutation).toMatchObject({ kind: 'JOINED', source: 'NMBRS', effectiveDate: '2020-01-01', scheme: null })
    expect(mutation?.changes).toContainEqual({ field: 'LAST_NAME', oldValue: null, newValue: 'Jansen 12' })
    expect(mutation?.changes).toContainEqual({ field: 'FULL_TIME_SALARY', oldValue: null, newValue: '3450.00' })
    expect(mutation?.changes.filter(({ newValue }) => newValue === null)).toEqual([])
  })

  test('of someone of whom little is known leaves the rest empty', () => {
    const bare = employee({ salaries: unknown, schedules: unknown, addresses: unknown, bankAccounts: unknown })
    expect(planOf([bare]).people[0]?.after).toMatchObject({
      salaryKind: 'NONE',
      fullTimeSalary: '0.00',
      partTimeSalary: '0.00',
      salaryPeriod: 'MONTH',
      hoursPerWeek: null,
      street: null,
      iban: null,
    })
  })
})

describe('a second sync of the same data', () => {
  test('writes nothing', () => {
    const { people, missing, unlinked, signals, counts } = planOf([employee()], [participant()])
    expect([people, missing, unlinked]).toEqual([[], [], []])
    expect(signals).toEqual({ open: [], change: [], close: [] })
    expect(counts).toMatchObject({ read: 1, unchanged: 1, mutations: 0 })
  })

  test('writes nothing whatever the first one did', () => {
    const first = planInput({
      rules: [rule(), rule({ scheme: 'NP', waitingMonths: 6 })],
      snapshot: snapshot([
        employee({ employments: [since('2026-11-01')] }),
        employee({ number: 30, employments: [since('2020-01-01', '2026-11-22')] }),
        employee({ number: 40, person: { emailWork: null, nameUsage: 2 } }),
      ]),
      participants: [30, 40, 50].map((employeeNumber) => participant({ employeeNumber })),
    })
    const again = planSync(applyPlan(first, planSync(first)))
    expect([again.people, again.missing, again.counts.mutations]).toEqual([[], [], 0])
    expect(again.signals).toEqual({ open: [], change: [], close: [] })
  })
})

describe('who had left before, and is on the roster still', () => {
  const former = participant({ status: 'LEFT', employedUntil: '2026-10-31' })
  const of = (changes: Partial<PayrollEmployee>) =>
    employee({ employments: [since('2020-01-01', '2026-10-31')], ...changes })
  const shorterWeek = { snapshot: snapshot([of({})], { fullTimeSchedule: week(36) }) }
  const fourWeekly = { snapshot: snapshot([of({})], { period: { year: 2026, period: 12, type: 'FOUR_WEEKS' } }) }

  test.each<[string, PayrollEmployee, Partial<PlanInput>, string[]]>([
    ['keeps percentage and pay when the company has other full-time hours', of({}), shorterWeek, []],
    ['when its setting has', of({}), { settings: { ...ruleSettings, fullTimeHoursPerWeek: '36.00' } }, []],
    ['when it pays by another period', of({}), fourWeekly, []],
    ['gets a salary that is corrected', of({ salaries: [salary({ value: '3600.00' })] }), {}, ['12: SALARY']],
    [
      'gets hours that are corrected, with the percentage',
      of({ schedules: [schedule({ hours: week(20) })] }),
      {},
      ['12: SALARY, WORKING_HOURS'],
    ],
  ])('%s', (_, someone, changes, expected) => {
    expect(written([someone], [former], changes)).toEqual(expected)
  })
})

describe('an incomplete reading', () => {
  const incomplete = (employees: PayrollEmployee[]) => ({ snapshot: snapshot(employees, { complete: false }) })
  const gone = employee({ employments: [since('2020-01-01', '2026-11-22')], salaries: [salary({ value: '3600.00' })] })

  test('takes over what it did read, and lets nobody leave or go missing', () => {
    const changes = incomplete([gone])
    const plan = planOf([], [participant(), participant({ employeeNumber: 30 })], changes)
    expect(plan.people.map(({ after, mutations }) => [after.status, mutations.map(({ kind }) => kind)])).toEqual([
      ['ACTIVE', ['SALARY']],
    ])
    expect(plan.people[0]?.after.employedUntil).toBeNull()
    expect(plan.missing).toEqual([])
  })

  test('finds nobody again who seems to have left', () => {
    const missing = planInput({ participants: [participant()] })
    const input = { ...applyPlan(missing, planSync(missing)), ...incomplete([gone]) }
    const plan = planSync(input)
    expect(plan.people).toMatchObject([{ after: { status: 'MISSING' }, mutations: [{ kind: 'SALARY' }] }])
    expect(plan.signals).toMatchObject({ open: [], close: [] })
    expect(planSync({ ...applyPlan(input, plan), snapshot: snapshot([gone]) })).toMatchObject({
      people: [{ after: { status: 'LEFT' } }],
      signals: { open: [], close: [input.openSignals[0]?.id] },
    })
  })

  test('lets people join and rejoin', () => {
    const back = employee({ number: 30, employments: [since('2026-11-01')] })
    const changes = incomplete([employee(), back])
    expect(
      written([], [participant({ employeeNumber: 30, status: 'LEFT', employedUntil: '2024-12-31' })], changes),
    ).toEqual(['12: JOINED, ENROLLED OP1', '30: REJOINED, ENROLLED OP1'])
  })
})

describe('a run for one employee', () => {
  const raised = [12, 30].map((number) => employee({ number, salaries: [salary({ value: '3600.00' })] }))
  const both = [12, 30].map((employeeNumber) => participant({ employeeNumber }))

  test.each<[string, PayrollEmployee[], number, string[]]>([
    ['changes only theirs', raised, 30, ['30: SALARY']],
    [
      'finds them by the number that they had here',
      [employee({ number: 40, sourceId: 1030, person: { lastName: 'Jansen 30' } })],
      30,
      ['40: EMPLOYEE_NUMBER'],
    ],
    [
      'finds them by their new number',
      [employee({ number: 40, sourceId: 1030, person: { lastName: 'Jansen 30' } })],
      40,
      ['40: EMPLOYEE_NUMBER'],
    ],
    ['changes nothing for a number that nobody has', raised, 99, []],
    [
      'makes nobody else leave',
      [employee(), employee({ number: 30, employments: [since('2020-01-01', '2026-11-22')] })],
      12,
      [],
    ],
  ])('%s', (_, employees, onlyEmployeeNumber, expected) => {
    expect(written(employees, both, { onlyEmployeeNumber })).toEqual(expected)
  })

  test('makes nobody else missing', () => {
    expect(planOf([raised[0]!], both, { onlyEmployeeNumber: 12 }).missing).toEqual([])
    expect(planOf([], both, { onlyEmployeeNumber: 12 }).missing).toEqual([both[0]])
  })

  test('sees a number that two people share, although only one was asked for', () => {
    const { exclusions } = planOf([...raised, employee({ sourceId: 7 })], both, { onlyEmployeeNumber: 12 })
    expect(exclusions.map(({ reason }) => reason)).toEqual(['DUPLICATE_EMPLOYEE_NUMBER', 'DUPLICATE_EMPLOYEE_NUMBER'])
  })

  test('counts only who was asked for', () => {
    expect(planOf(raised, both, { onlyEmployeeNumber: 30 }).counts).toMatchObject({ read: 1, changed: 1, unchanged: 0 })
  })
})

/** What a plan says of a participant, without what only the database gives it. */
function withoutIds({ id: _, isErased: __, enrolments: ___, ...state }: Participant) {
  return state
}
