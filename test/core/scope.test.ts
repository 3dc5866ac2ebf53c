/** Who takes part, and why someone does not: in the words of the exclusions of a run. */
import { describe, expect, test } from 'vitest'
import { type PayrollEmployee, unknown } from '../../src/core/employee.ts'
import type { ExclusionReason } from '../../src/core/scope.ts'
import { employee, participant, planOf, ruleSettings, snapshot } from '../support/builders.ts'
import { contract, employment, insurance, personal } from '../support/payroll-records.ts'

const trainee = { insurance: [insurance({ employmentType: 7 })] }
const onCall = { insurance: [insurance({ influence: 5 })] }
const left = { employments: [employment({ endDate: '2026-10-31' })] }
const leftLongAgo = { employments: [employment({ endDate: '2025-12-31' })] }
const toStart = { employments: [employment({ startDate: '2026-12-01' })] }
const withoutNumber = { person: { employeeNumber: null } }

/** The reason for the first employee; null when they take part. */
const reasonFor = (employees: PayrollEmployee[], changes = {}): ExclusionReason | null => {
  const [first] = employees
  const { exclusions } = planOf(employees, [], changes)
  return exclusions.find(({ nmbrsEmployeeId }) => nmbrsEmployeeId === first?.sourceId)?.reason ?? null
}

describe('takes part or is left out', () => {
  test.each<[string, PayrollEmployee, ExclusionReason | null]>([
    ['someone ordinary takes part', employee(), null],
    ['not on the roster', employee({ roster: null }), 'NOT_ON_PAYROLL'],
    ['a trainee by the insurance record', employee(trainee), 'TRAINEE'],
    [
      'a trainee by the contract, without insurance record',
      employee({ insurance: [], contracts: [contract({ employmentType: 7 })] }),
      'TRAINEE',
    ],
    [
      'a trainee by the contract, the insurance record says 0',
      employee({ insurance: [insurance({ employmentType: 0 })], contracts: [contract({ employmentType: 7 })] }),
      'TRAINEE',
    ],
    [
      'the insurance record comes before the contract',
      employee({ contracts: [contract({ employmentType: 7 })] }),
      null,
    ],
    ['on call without obligation (D)', employee({ insurance: [insurance({ influence: 5 })] }), 'ON_CALL'],
    ['on call with obligation (E)', employee({ insurance: [insurance({ influence: 6 })] }), 'ON_CALL'],
    ['another influence takes part', employee({ insurance: [insurance({ influence: 4 })] }), null],
    ['no employee number', employee(withoutNumber), 'MISSING_EMPLOYEE_NUMBER'],
    ['employee number 0', employee({ person: { employeeNumber: 0 } }), 'MISSING_EMPLOYEE_NUMBER'],
    [
      'an employment that starts tomorrow',
      employee({ employments: [employment({ startDate: '2026-11-24' })] }),
      'NOT_STARTED',
    ],
    [
      'an employment that starts today takes part',
      employee({ employments: [employment({ startDate: '2026-11-23' })] }),
      null,
    ],
    ['personal information that was not read', employee({ personal: unknown }), 'UNREADABLE'],
    ['said to be unreadable', employee({ unreadable: 'no personal information' }), 'UNREADABLE'],
    ['someone new without a last name', employee({ person: { lastName: ' ' } }), 'UNREADABLE'],
    ['who left before the first sync and was never here', employee(leftLongAgo), 'NOT_ON_PAYROLL'],
    [
      'who left before the first sync and has an employment to come has not started',
      employee({ employments: [...leftLongAgo.employments, ...toStart.employments] }),
      'NOT_STARTED',
    ],
    ['who came and went since the first sync takes part', employee(left), null],
  ])('%s', (_, someone, reason) => {
    expect(reasonFor([someone])).toBe(reason)
  })
})

describe('whether someone is a trainee or on call is not known', () => {
  const unread = { insurance: unknown, contracts: unknown } as const
  const none = { ...ruleSettings, traineeEmploymentTypes: [], onCallInfluenceCodes: [] }

  test.each<[string, PayrollEmployee, object, ExclusionReason | null]>([
    ['nobody new is taken in', employee(unread), {}, 'UNREADABLE'],
    ['not with a contract either: that does not say on call', employee({ insurance: unknown }), {}, 'UNREADABLE'],
    ['the insurance record says both, whatever the contracts', employee({ contracts: unknown }), {}, null],
    [
      'but it must say it',
      employee({ insurance: [insurance({ employmentType: 0 })], contracts: unknown }),
      {},
      'UNREADABLE',
    ],
    ['no record at all is known: neither', employee({ insurance: [], contracts: [] }), {}, null],
    ['a company that leaves nobody out need not know', employee(unread), { settings: none }, null],
    ['employments that were not read: nobody new either', employee({ employments: unknown }), {}, 'UNREADABLE'],
  ])('%s', (_, someone, changes, reason) => {
    expect(reasonFor([someone], changes)).toBe(reason)
  })

  test('whoever is here already goes on', () => {
    const raised = employee({ ...unread, person: { emailWork: 'new@work.example' } })
    expect(planOf([raised], [participant()]).people).toMatchObject([{ mutations: [{ kind: 'CONTACT' }] }])
  })

  test('whoever had left waits to come back', () => {
    const left = participant({ status: 'LEFT', employedUntil: '2024-12-31' })
    const [waiting] = planOf([employee({ ...unread, person: { emailWork: 'new@work.example' } })], [left]).people
    expect(waiting?.after.status).toBe('LEFT')
    expect(waiting?.mutations).toMatchObject([{ kind: 'CONTACT' }])
  })
})

describe('of several reasons the first holds', () => {
  test.each<[string, PayrollEmployee, ExclusionReason]>([
    ['not on the roster before trainee', employee({ roster: null, ...trainee }), 'NOT_ON_PAYROLL'],
    ['not on the roster before unreadable', employee({ roster: null, personal: unknown }), 'NOT_ON_PAYROLL'],
    ['unreadable before trainee', employee({ personal: unknown, ...trainee }), 'UNREADABLE'],
    ['trainee before on call', employee({ insurance: [insurance({ employmentType: 7, influence: 5 })] }), 'TRAINEE'],
    ['trainee before no number', employee({ ...trainee, ...withoutNumber }), 'TRAINEE'],
    ['on call before no number', employee({ ...onCall, ...withoutNumber }), 'ON_CALL'],
    ['no number before not started', employee({ ...withoutNumber, ...toStart }), 'MISSING_EMPLOYEE_NUMBER'],
    [
      'no number before not started, also of who left long ago',
      employee({ ...withoutNumber, employments: [...leftLongAgo.employments, ...toStart.employments] }),
      'MISSING_EMPLOYEE_NUMBER',
    ],
    ['left long ago before no number', employee({ ...withoutNumber, ...leftLongAgo }), 'NOT_ON_PAYROLL'],
    ['a trainee who has left is a trainee', employee({ ...trainee, ...left }), 'TRAINEE'],
  ])('%s', (_, someone, reason) => {
    expect(reasonFor([someone])).toBe(reason)
  })
})

describe('a number that two people share', () => {
  const other = (changes: Parameters<typeof employee>[0] = {}) => employee({ sourceId: 2000, ...changes })

  test('neither takes part', () => {
    const { exclusions, people } = planOf([employee(), other()], [participant()])
    expect(exclusions.map(({ reason }) => reason)).toEqual(['DUPLICATE_EMPLOYEE_NUMBER', 'DUPLICATE_EMPLOYEE_NUMBER'])
    expect(people).toEqual([])
  })

  test.each<[string, PayrollEmployee, ExclusionReason | null]>([
    ['with a trainee', other(trainee), 'DUPLICATE_EMPLOYEE_NUMBER'],
    ['with someone who has not started', other(toStart), 'DUPLICATE_EMPLOYEE_NUMBER'],
    ['with someone on the roster who has left', other(left), 'DUPLICATE_EMPLOYEE_NUMBER'],
    ['with someone who is not on the roster: not shared', other({ roster: null }), null],
    ['no number is not shared', other(withoutNumber), null],
  ])('%s', (_, second, reason) => {
    expect(reasonFor([employee(), second])).toBe(reason)
  })

  test('a trainee keeps that as the reason', () => {
    expect(reasonFor([other(trainee), employee()])).toBe('TRAINEE')
  })
})

describe('the marks are those of the settings, as they are now', () => {
  test.each<[string, PayrollEmployee, object, ExclusionReason | null]>([
    ['another code for trainees', employee(trainee), { traineeEmploymentTypes: [11] }, null],
    [
      'its own code for trainees',
      employee({ insurance: [insurance({ employmentType: 11 })] }),
      { traineeEmploymentTypes: [7, 11] },
      'TRAINEE',
    ],
    ['no codes for on-call workers', employee(onCall), { onCallInfluenceCodes: [] }, null],
  ])('%s', (_, someone, settings, reason) => {
    expect(reasonFor([someone], { settings: { ...ruleSettings, ...settings } })).toBe(reason)
  })

  test.each<[string, PayrollEmployee, ExclusionReason | null]>([
    [
      'a trainee who has become an employee takes part',
      employee({ insurance: [insurance({ employmentType: 7 }), insurance({ startYear: 2026, startPeriod: 11 })] }),
      null,
    ],
    [
      'an employee who becomes on call next period takes part still',
      employee({ insurance: [insurance(), insurance({ influence: 5, startYear: 2026, startPeriod: 12 })] }),
      null,
    ],
    [
      'an employee who has become on call does not',
      employee({ insurance: [insurance(), insurance({ influence: 5, startYear: 2026, startPeriod: 11 })] }),
      'ON_CALL',
    ],
    [
      'a traineeship that is over by contract',
      employee({ insurance: [], contracts: [contract({ employmentType: 7 }), contract({ startDate: '2026-11-01' })] }),
      null,
    ],
  ])('%s', (_, someone, reason) => {
    expect(reasonFor([someone])).toBe(reason)
  })
})

describe('someone left out is neither changed nor treated as left', () => {
  const raised = { person: { emailWork: 'new@work.example' } }

  test.each<[string, PayrollEmployee]>([
    ['trainee', employee({ ...trainee, ...raised })],
    ['on call', employee({ ...onCall, ...raised })],
    ['trainee whose employment has ended', employee({ ...trainee, ...left })],
    ['on call, ended and no longer on the roster', employee({ ...onCall, ...left, roster: null })],
    ['no number', employee(withoutNumber)],
    ['not started', employee({ ...toStart, ...raised })],
    ['unreadable', employee({ personal: unknown })],
  ])('%s', (_, someone) => {
    const { people, missing } = planOf([someone], [participant()])
    expect([people, missing]).toEqual([[], []])
  })
})

describe('the exclusion names the person', () => {
  test('by the roster', () => {
    expect(planOf([employee(trainee)]).exclusions).toEqual([
      { employeeNumber: 12, nmbrsEmployeeId: 1012, name: 'J. Jansen 12', reason: 'TRAINEE' },
    ])
  })

  test('else by their own name', () => {
    const someone = employee({ roster: null, personal: [personal({ prefix: 'de', lastName: 'Wit' })] })
    expect(planOf([someone]).exclusions).toMatchObject([{ employeeNumber: 12, name: 'J. de Wit' }])
  })
})

test('in an incomplete reading nobody new is taken in who seems to have come and gone', () => {
  const { exclusions } = planOf([], [], { snapshot: snapshot([employee(left)], { complete: false }) })
  expect(exclusions).toMatchObject([{ reason: 'NOT_ON_PAYROLL' }])
})
