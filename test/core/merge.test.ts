import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, daysBetween } from '../../src/core/dates.ts'
import { mergeOf, objectionTo } from '../../src/core/merge.ts'
import { remainders } from '../../src/core/merge-enrolments.ts'
import type { Enrolment, FieldName, Participant } from '../../src/core/participant.ts'
import { blankFields } from '../../src/core/person-plan.ts'
import { employee, enrolment, participant, planOf } from '../support/builders.ts'

/** Someone who was entered by hand, of whom little more than a name is known. */
const byHand = (changes: Partial<Participant> = {}): Participant => ({
  ...participant({ employeeNumber: null }),
  ...blankFields('MONTH'),
  id: 'by hand',
  lastName: 'Jansen 12',
  birthDate: '1980-05-17',
  ...changes,
})

describe('the participant who is kept', () => {
  test('gets everything that it lacks', () => {
    const fromNmbrs = participant()
    const { after, changed } = mergeOf(byHand(), fromNmbrs)
    const { id: _, isErased: __, enrolments: ___, ...fields } = fromNmbrs
    expect(after).toEqual(fields)
    expect(changed).not.toContain('lastName')
    expect(changed).toContain('employeeNumber')
  })

  test('keeps what it has', () => {
    const kept = participant({ emailWork: 'here@work.example', phoneWork: null })
    const { after, changed } = mergeOf(kept, byHand({ emailWork: 'there@work.example', phoneWork: '030 7654321' }))
    expect(after).toMatchObject({ emailWork: 'here@work.example', phoneWork: '030 7654321' })
    expect(changed).toEqual(['phoneWork'])
  })

  test.each<[string, Partial<Participant>, Partial<Participant>, Partial<Participant>]>([
    ['a number where there is none', {}, { employeeNumber: 7 }, { employeeNumber: 7 }],
    ['its own number where there are two', { employeeNumber: 3 }, { employeeNumber: 7 }, { employeeNumber: 3 }],
    [
      'the number by which Nmbrs knows the person',
      { employeeNumber: 3 },
      { employeeNumber: 7, nmbrsEmployeeId: 70 },
      { employeeNumber: 7, nmbrsEmployeeId: 70 },
    ],
    [
      'its own number and EmployeeId where Nmbrs knows both',
      { employeeNumber: 3, nmbrsEmployeeId: 30 },
      { employeeNumber: 7, nmbrsEmployeeId: 70 },
      { employeeNumber: 3, nmbrsEmployeeId: 30 },
    ],
    [
      'those of the one who is still in Nmbrs',
      { employeeNumber: 3, nmbrsEmployeeId: 30, status: 'MISSING' },
      { employeeNumber: 7, nmbrsEmployeeId: 70 },
      { employeeNumber: 7, nmbrsEmployeeId: 70, status: 'ACTIVE' },
    ],
    [
      'those of the one who is in service',
      {
        employeeNumber: 3,
        nmbrsEmployeeId: 30,
        status: 'LEFT',
        employedFrom: '2010-01-01',
        employedUntil: '2015-12-31',
      },
      { employeeNumber: 7, nmbrsEmployeeId: 70, employedFrom: '2020-01-01' },
      { employeeNumber: 7, status: 'ACTIVE', employedFrom: '2020-01-01', employedUntil: null },
    ],
    [
      'an employment that has ended, with its status',
      {},
      {
        employeeNumber: 7,
        nmbrsEmployeeId: 70,
        status: 'LEFT',
        employedFrom: '2010-01-01',
        employedUntil: '2026-10-31',
      },
      { status: 'LEFT', employedFrom: '2010-01-01', employedUntil: '2026-10-31', awaitedSchemes: [] },
    ],
  ])('has %s', (_what, kept, duplicate, expected) => {
    const merged = mergeOf(byHand({ awaitedSchemes: ['OP1'], ...kept }), byHand(duplicate))
    expect(merged.after).toMatchObject(expected)
  })

  test.each<[string, Partial<Participant>, Partial<Participant>, FieldName[]]>([
    [
      'a whole address',
      {},
      { street: 'Dorpsstraat', houseNumber: '1', city: 'Utrecht' },
      ['street', 'houseNumber', 'city'],
    ],
    ['nothing of another address', { street: 'Kade', city: 'Utrecht' }, { street: 'Weg', postalCode: '1234 AB' }, []],
    ['what lacks in the same address', { city: 'Utrecht' }, { street: 'Weg', city: 'Utrecht' }, ['street']],
    ['a prefix of the same name', { lastName: 'Berg' }, { lastName: 'Berg', prefix: 'van den' }, ['prefix']],
    ['no prefix of another name', { lastName: 'Dam' }, { lastName: 'Berg', prefix: 'van den' }, []],
    [
      'the name usage with the name of the partner',
      {},
      { partnerLastName: 'Boer', nameUsage: 'PARTNER' },
      ['partnerLastName', 'nameUsage'],
    ],
    ['no name usage beside a name of its own', { partnerLastName: 'Boer' }, { nameUsage: 'PARTNER' }, []],
    [
      'a salary as a whole',
      {},
      {
        salaryKind: 'GROSS_PART_TIME',
        fullTimeSalary: '3000.00',
        partTimeSalary: '1500.00',
        salaryPeriod: 'FOUR_WEEKS',
      },
      ['salaryKind', 'fullTimeSalary', 'partTimeSalary', 'salaryPeriod'],
    ],
  ])('gets %s', (_what, kept, duplicate, changed) => {
    expect(mergeOf(byHand(kept), byHand(duplicate)).changed).toEqual(changed)
  })

  test.each<[string, Partial<Participant>, Partial<Participant>, string[]]>([
    ['what both wait for, once', { awaitedSchemes: ['OP1'] }, { awaitedSchemes: ['OP1', 'NP'] }, ['OP1', 'NP']],
    ['nothing that it is enrolled in now', { awaitedSchemes: ['OP1'] }, { enrolments: [enrolment()] }, []],
    [
      'what it waits for itself after an enrolment that ended',
      { awaitedSchemes: ['OP1'], enrolments: [enrolment({ endDate: '2022-12-31' })] },
      {},
      ['OP1'],
    ],
    [
      'nothing of the other that it had already',
      { enrolments: [enrolment({ endDate: '2022-12-31' })] },
      { awaitedSchemes: ['OP1'] },
      [],
    ],
  ])('waits for %s', (_what, kept, duplicate, expected) => {
    expect(mergeOf(byHand(kept), byHand(duplicate)).after.awaitedSchemes).toEqual(expected)
  })

  test('leaves the next sync nothing to do, whichever of the two is kept', () => {
    const [fromNmbrs, hand] = [participant(), byHand()]
    for (const [kept, duplicate] of [
      [fromNmbrs, hand],
      [hand, fromNmbrs],
    ] as const) {
      const merged = { ...mergeOf(kept, duplicate).after, id: kept.id, isErased: false, enrolments: [] }
      expect(planOf([employee()], [merged])).toMatchObject({ people: [], missing: [], signals: { open: [] } })
    }
  })
})

describe('whether a merge is refused', () => {
  const refused = (kept: Participant, duplicate: Participant, firstSyncedOn: string | null = '2026-01-01') =>
    objectionTo(kept, duplicate, firstSyncedOn)
  const inNmbrs = (number: number, changes: Partial<Participant> = {}) =>
    participant({ employeeNumber: number, lastName: 'Jansen', ...changes })

  test.each<[string, Participant, Participant, ReturnType<typeof refused>]>([
    ['of a person in Nmbrs and one entered by hand', byHand(), participant(), null],
    ['of people with another BSN', byHand({ bsn: '123456782' }), participant({ bsn: '111222333' }), 'SOMEONE_ELSE'],
    [
      'of people with another birth date and last name',
      byHand({ lastName: 'Smit', birthDate: '1990-01-01' }),
      participant(),
      'SOMEONE_ELSE',
    ],
    ['of people with another last name only', byHand({ lastName: 'Smit' }), participant(), null],
    ['of two employees in service', inNmbrs(1), inNmbrs(2), 'BOTH_IN_PAYROLL'],
    ['of two of whom one is no longer in Nmbrs', inNmbrs(1), inNmbrs(2, { status: 'MISSING' }), null],
    ['of two of whom the kept one is no longer in Nmbrs', inNmbrs(1, { status: 'MISSING' }), inNmbrs(2), null],
    [
      'of two of whom one left before the first sync',
      inNmbrs(1),
      inNmbrs(2, { status: 'LEFT', employedUntil: '2025-12-31' }),
      null,
    ],
    [
      'of two of whom one left since',
      inNmbrs(1, { status: 'LEFT', employedUntil: '2026-01-01' }),
      inNmbrs(2),
      'BOTH_IN_PAYROLL',
    ],
  ])('%s', (_who, kept, duplicate, expected) => {
    expect(refused(kept, duplicate)).toBe(expected)
  })

  test('of two employees not when the company is not synchronised', () => {
    expect(refused(inNmbrs(1), inNmbrs(2), null)).toBeNull()
  })
})

describe('enrolments of two records', () => {
  const [first, last] = ['2020-01-01', '2022-12-31']
  test.each<[string, [string, string | null], [string, string | null][]]>([
    ['stays when it ended before', ['2018-01-01', '2019-12-31'], [['2018-01-01', '2019-12-31']]],
    ['stays when it starts after', ['2023-01-01', null], [['2023-01-01', null]]],
    ['is cut where the other starts', ['2018-01-01', '2021-06-30'], [['2018-01-01', '2019-12-31']]],
    ['goes on where the other ends', ['2021-01-01', null], [['2023-01-01', null]]],
    [
      'is kept on both sides of the other',
      ['2018-01-01', null],
      [
        ['2018-01-01', '2019-12-31'],
        ['2023-01-01', null],
      ],
    ],
    ['is dropped when it is covered', ['2020-01-01', '2022-12-31'], []],
  ])('one of the duplicate %s', (_what, [startDate, endDate], expected) => {
    const kept = [enrolment({ startDate: first, endDate: last })]
    const [remainder] = remainders(kept, [enrolment({ startDate, endDate })])
    expect(remainder?.periods.map((period) => [period.startDate, period.endDate])).toEqual(expected)
  })

  test('an open one of the kept participant ends what overlaps it, and covers what starts later', () => {
    const kept = [enrolment({ startDate: first })]
    const duplicates = [enrolment({ startDate: '2019-01-01' }), enrolment({ startDate: '2021-01-01' })]
    expect(remainders(kept, duplicates).map(({ periods }) => periods)).toEqual([
      [{ startDate: '2019-01-01', endDate: '2019-12-31' }],
      [],
    ])
  })

  test('of another scheme never overlap', () => {
    const duplicate = enrolment({ scheme: 'NP' })
    expect(remainders([enrolment()], [duplicate])).toEqual([
      { enrolment: duplicate, periods: [{ startDate: duplicate.startDate, endDate: null }] },
    ])
  })

  test('together cover each day exactly once that either covered', () => {
    fc.assert(
      fc.property(lists, lists, (kept, duplicates) => {
        const parts = remainders(kept, duplicates).flatMap(({ periods }) => periods)
        const merged = [...kept, ...parts].flatMap(daysOf)
        expect(merged.length).toBe(new Set(merged).size)
        expect(new Set(merged)).toEqual(new Set([...kept, ...duplicates].flatMap(daysOf)))
      }),
    )
  })
})

const horizon = 30
const day = (number: number) => addDays('2026-01-01', number)

/** Enrolments in one scheme within a month that do not overlap, in any order; the latest may be open. */
const lists: fc.Arbitrary<Enrolment[]> = fc
  .tuple(fc.uniqueArray(fc.nat({ max: horizon - 1 }), { maxLength: 6 }), fc.boolean(), fc.boolean())
  .map(([numbers, open, reversed]) => {
    const sorted = numbers.sort((a, b) => a - b)
    const periods = sorted.flatMap((start, index) => {
      if (index % 2 === 1) return []
      const end = sorted[index + 1]
      if (end === undefined && !open) return [enrolment({ startDate: day(start), endDate: day(start) })]
      return [enrolment({ startDate: day(start), endDate: end === undefined ? null : day(end) })]
    })
    return reversed ? periods.reverse() : periods
  })

/** Each day of the month that it covers. */
const daysOf = ({ startDate, endDate }: Pick<Enrolment, 'startDate' | 'endDate'>): number[] => {
  const [start, end] = [startDate, endDate ?? day(horizon)].map((date) => daysBetween('2026-01-01', date)) as [
    number,
    number,
  ]
  return Array.from({ length: end - start + 1 }, (_, index) => start + index)
}
