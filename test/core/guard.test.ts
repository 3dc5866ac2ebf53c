/** When a plan must wait for a person: the limits, to the person. */
import { describe, expect, test } from 'vitest'
import { type HoldLimits, reasonsToHold } from '../../src/core/guard.ts'
import type { Participant } from '../../src/core/participant.ts'
import { participant } from '../support/builders.ts'

/** What every company starts with. */
const usual: HoldLimits = {
  holdWhenLeaversExceedPercent: '10',
  holdWhenEmptiedExceedPercent: '25',
  holdFromPeople: 3,
}

const people = (count: number, changes: Partial<Participant> = {}): Participant[] =>
  Array.from({ length: count }, (_, index) => participant({ employeeNumber: index + 1, ...changes }))

const rest = { missing: [], limits: usual, onlyEmployeeNumber: null, firstSyncedOn: '2026-01-01' }

type Case = { limits?: Partial<HoldLimits>; onlyEmployeeNumber?: number | null; firstSyncedOn?: string | null }

/** The reasons when these participants would change so. */
const reasons = (
  participants: readonly Participant[],
  changed: readonly Participant[],
  changes: Partial<Participant>,
  { limits = {}, ...others }: Case = {},
) =>
  reasonsToHold({
    people: changed.map((before) => ({ before, after: { ...before, ...changes } })),
    participants,
    ...rest,
    ...others,
    limits: { ...usual, ...limits },
  })

describe('people who would leave', () => {
  test.each<[string, { active: number; leavers: number; held: boolean } & Partial<HoldLimits>]>([
    ['exactly the share', { active: 30, leavers: 3, held: false }],
    ['one more than the share', { active: 30, leavers: 4, held: true }],
    ['just over the share', { active: 29, leavers: 3, held: true }],
    ['over the share, but too few people', { active: 4, leavers: 2, held: false }],
    ['exactly enough people', { active: 4, leavers: 3, held: true }],
    ['everyone of a company of two', { active: 2, leavers: 2, held: false }],
    ['one of three, where one is enough', { active: 3, leavers: 1, holdFromPeople: 1, held: true }],
    ['exactly a share with decimals', { active: 10_000, leavers: 1_025, ...leaversLimit('10.25'), held: false }],
    ['one more than a share with decimals', { active: 10_000, leavers: 1_026, ...leaversLimit('10.25'), held: true }],
    ['a third, of which no float knows the share', { active: 9, leavers: 3, ...leaversLimit('33.33'), held: true }],
    ['exactly 0.07 percent', { active: 10_000, leavers: 7, ...leaversLimit('0.07'), held: false }],
    ['everyone, with a limit of 100 percent', { active: 50, leavers: 50, ...leaversLimit('100'), held: false }],
    ['three, with a limit of 0 percent', { active: 1_000, leavers: 3, ...leaversLimit('0'), held: true }],
    ['nobody, with a limit of 0 percent', { active: 10, leavers: 0, ...leaversLimit('0'), held: false }],
    ['nobody of nobody', { active: 0, leavers: 0, held: false }],
  ])('%s', (_name, { active, leavers, held, ...limits }) => {
    const staff = people(active)
    const limitPercent = limits.holdWhenLeaversExceedPercent ?? '10'
    expect(reasons(staff, staff.slice(0, leavers), { status: 'LEFT' }, { limits })).toEqual(
      held ? [{ rule: 'LEAVERS', people: leavers, active, limitPercent }] : [],
    )
  })

  test('are a share of who is active or missing, not of who has left already', () => {
    const staff = [...people(15), ...people(15, { status: 'MISSING' })]
    const left = people(100, { status: 'LEFT' })
    expect(reasons([...staff, ...left], staff.slice(13, 16), { status: 'LEFT' })).toEqual([])
    expect(reasons([...staff, ...left], staff.slice(13, 17), { status: 'LEFT' })).toEqual([
      { rule: 'LEAVERS', people: 4, active: 30, limitPercent: '10' },
    ])
  })

  test('do not include who had left already, who is back at once, or who came and went in between', () => {
    const [active, left] = [people(10), people(10, { status: 'LEFT' })]
    expect(reasons([...active, ...left], left, { status: 'LEFT', city: 'Zwolle' })).toEqual([])
    expect(reasons(active, active, { status: 'ACTIVE', employedFrom: '2026-11-01' })).toEqual([])
    const cameAndWent = active.map((after) => ({ before: null, after: { ...after, status: 'LEFT' as const } }))
    expect(reasonsToHold({ people: cameAndWent, participants: active, ...rest })).toEqual([])
  })
})

describe('people who would be missing', () => {
  test.each<[string, { active: number; missing: number; held: boolean } & Omit<Case, 'limits'>]>([
    ['exactly half', { active: 10, missing: 5, held: false }],
    ['one more than half', { active: 10, missing: 6, held: true }],
    ['too few of them', { active: 2, missing: 2, held: false }],
    ['in the first sync of the link too', { active: 10, missing: 10, firstSyncedOn: null, held: true }],
    ['in a sync of one person', { active: 10, missing: 10, onlyEmployeeNumber: 1, held: false }],
  ])('%s', (_name, { active, missing, held, ...others }) => {
    const staff = people(active)
    const found = reasonsToHold({
      people: [],
      participants: staff,
      ...rest,
      ...others,
      missing: staff.slice(0, missing),
    })
    expect(found).toEqual(held ? [{ rule: 'MISSING', people: missing, active, limitPercent: '50' }] : [])
  })

  test('are a share of who was missing already, too', () => {
    const staff = [...people(6), ...people(6, { status: 'MISSING' })]
    expect(reasonsToHold({ people: [], participants: staff, ...rest, missing: staff.slice(0, 6) })).toEqual([])
  })
})

describe('a field that would be emptied', () => {
  test.each<[string, { active: number; emptied: number; held: boolean } & Partial<HoldLimits>]>([
    ['for exactly the share', { active: 12, emptied: 3, held: false }],
    ['for one more than the share', { active: 12, emptied: 4, held: true }],
    ['for too few people', { active: 2, emptied: 2, held: false }],
    ['for just over a share with decimals', { active: 800, emptied: 5, ...emptiedLimit('0.62'), held: true }],
    ['for exactly a share with decimals', { active: 800, emptied: 5, ...emptiedLimit('0.625'), held: false }],
  ])('%s', (_name, { active, emptied, held, ...limits }) => {
    const staff = people(active)
    const limitPercent = limits.holdWhenEmptiedExceedPercent ?? '25'
    expect(reasons(staff, staff.slice(0, emptied), { emailWork: null }, { limits })).toEqual(
      held ? [{ rule: 'EMPTIED', field: 'EMAIL_WORK', people: emptied, active, limitPercent }] : [],
    )
  })

  test.each<[string, Partial<Participant>, Partial<Participant>, string[]]>([
    ['an IBAN', {}, { iban: null }, ['IBAN']],
    ['several at once, in the order of the fields', {}, { iban: null, street: null }, ['STREET', 'IBAN']],
    ['a BSN', { bsn: '111222333' }, { bsn: null }, ['BSN']],
    ['a part-time percentage', {}, { partTimePercentage: null }, ['PART_TIME_PERCENTAGE']],
    [
      'a salary that falls to 0.00',
      {},
      { salaryKind: 'NONE', fullTimeSalary: '0.00', partTimeSalary: '0.00' },
      ['FULL_TIME_SALARY', 'PART_TIME_SALARY'],
    ],
    ['a salary that falls to a cent', {}, { fullTimeSalary: '0.01', partTimeSalary: '0.01' }, []],
    ['a salary that was 0.00', { fullTimeSalary: '0.00' }, { fullTimeSalary: '0.00' }, []],
    ['a field that was empty', { iban: null }, { iban: null }, []],
    ['a field that gets another value', {}, { city: 'Zwolle' }, []],
    [
      'fields that are filled',
      { iban: null, fullTimeSalary: '0.00' },
      { iban: 'NL20INGB0001234567', fullTimeSalary: '1.00' },
      [],
    ],
    ['a field of who had left', { status: 'LEFT' }, { iban: null }, []],
    ['a field of who is missing', { status: 'MISSING' }, { iban: null, status: 'ACTIVE' }, ['IBAN']],
  ])('%s', (_name, before, after, fields) => {
    const staff = people(10, before)
    const found = reasons(staff, staff, after)
    expect(found.map((reason) => ('field' in reason ? reason.field : reason.rule))).toEqual(fields)
  })

  test('counts of each field by itself: small shares of many fields are no reason', () => {
    const staff = people(12)
    const emptied = (['emailWork', 'iban', 'street', 'city'] as const).flatMap((field, index) =>
      staff.slice(index * 3, index * 3 + 3).map((before) => ({ before, after: { ...before, [field]: null } })),
    )
    expect(reasonsToHold({ people: emptied, participants: staff, ...rest })).toEqual([])
  })
})

describe('a field that would change for most people at once', () => {
  const otherIban = { iban: 'NL20INGB0001234567' }

  test.each<[string, Partial<Participant>, Partial<Participant>, string[]]>([
    ['an IBAN', {}, otherIban, ['IBAN']],
    ['the salary period', {}, { salaryPeriod: 'FOUR_WEEKS' }, ['SALARY_PERIOD']],
    ['a percentage of the same hours', {}, { partTimePercentage: '111.11' }, ['PART_TIME_PERCENTAGE']],
    ['a percentage of other hours', {}, { hoursPerWeek: '36.00', partTimePercentage: '90.00' }, []],
    ['several at once', {}, { ...otherIban, salaryPeriod: 'FOUR_WEEKS' }, ['IBAN', 'SALARY_PERIOD']],
    ['an IBAN that is filled', { iban: null }, otherIban, []],
    ['a percentage that is filled', { partTimePercentage: null }, { partTimePercentage: '90.00' }, []],
    ['a salary', {}, { fullTimeSalary: '3600.00', partTimeSalary: '3600.00' }, []],
    ['an address', {}, { street: 'Kerkstraat', city: 'Zwolle' }, []],
    ['an IBAN of who had left', { status: 'LEFT' }, otherIban, []],
  ])('%s', (_name, before, after, fields) => {
    const staff = people(10, before)
    const expected = fields.map((field) => ({ rule: 'REPLACED', field, people: 10, active: 10, limitPercent: '50' }))
    expect(reasons(staff, staff, after)).toEqual(expected)
  })

  test.each<[string, { active: number; replaced: number; held: boolean } & Case]>([
    ['for exactly half', { active: 10, replaced: 5, held: false }],
    ['for one more than half', { active: 10, replaced: 6, held: true }],
    ['for everyone of a company of two', { active: 2, replaced: 2, held: false }],
    ['in the first sync of the link', { active: 10, replaced: 10, firstSyncedOn: null, held: false }],
    ['in a sync of one person', { active: 10, replaced: 10, onlyEmployeeNumber: 1, held: false }],
  ])('%s', (_name, { active, replaced, held, ...others }) => {
    const staff = people(active)
    expect(reasons(staff, staff.slice(0, replaced), otherIban, others)).toHaveLength(held ? 1 : 0)
  })
})

test('people who join are never a reason, however many', () => {
  const staff = people(3)
  const joining = people(500).map((after) => ({ before: null, after }))
  expect(reasonsToHold({ people: joining, participants: staff, ...rest })).toEqual([])
})

test('a plan for one person is never held', () => {
  const staff = people(10)
  const limits = { holdFromPeople: 1, holdWhenLeaversExceedPercent: '0' }
  expect(reasons(staff, staff.slice(0, 1), { status: 'LEFT' }, { limits, onlyEmployeeNumber: 1 })).toEqual([])
  expect(reasons(staff, staff.slice(0, 1), { status: 'LEFT' }, { limits })).toHaveLength(1)
})

function leaversLimit(holdWhenLeaversExceedPercent: string) {
  return { holdWhenLeaversExceedPercent }
}

function emptiedLimit(holdWhenEmptiedExceedPercent: string) {
  return { holdWhenEmptiedExceedPercent }
}
