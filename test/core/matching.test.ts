/** Which participant an employee is: rules 1 to 4 of matching, and the numbers that move. */
import { describe, expect, test } from 'vitest'
import type { PayrollEmployee } from '../../src/core/employee.ts'
import type { Participant } from '../../src/core/participant.ts'
import { planSync } from '../../src/core/plan.ts'
import { applyPlan } from '../support/apply-plan.ts'
import { employee, participant, planInput, planOf, snapshot } from '../support/builders.ts'
import { employment, personal } from '../support/payroll-records.ts'

/** What happens to whom: "participant-12: NAME", "new 30: JOINED"; and what is told of whom. */
function happens(employees: PayrollEmployee[], participants: Participant[], onlyEmployeeNumber: number | null = null) {
  const plan = planOf(employees, participants, { onlyEmployeeNumber })
  const again = applyPlan(planInput({ snapshot: snapshot(employees), participants, onlyEmployeeNumber }), plan)
  expect(planSync(again)).toMatchObject({ people: [], missing: [], unlinked: [] })
  return [
    ...plan.people.map(
      ({ before, after, mutations }) =>
        `${before?.id ?? `new ${after.employeeNumber}`}: ${mutations.map(({ kind }) => kind).join(', ') || 'link'}`,
    ),
    ...plan.unlinked.map(({ id }) => `${id}: unlinked`),
    ...plan.missing.map(({ id }) => `${id}: missing`),
    ...plan.signals.open
      .filter(({ code }) => code === 'POSSIBLE_DUPLICATE' || code === 'EMPLOYEE_NUMBER_CHANGED')
      .map(({ code, severity, employeeNumber }) => `${severity} ${code} ${employeeNumber}`),
  ]
}

/** Someone with a name and a birth date of their own, so that nobody takes them for another. */
const anna = { initials: 'A.', lastName: 'Adema', birthDate: '1990-01-01' }
const bram = { initials: 'B.', lastName: 'Bos', birthDate: '1985-06-15' }
const carla = { initials: 'C.', lastName: 'Claes', birthDate: '1979-12-31' }
const read = (number: number, sourceId: number, person: typeof anna, changes: Partial<PayrollEmployee> = {}) =>
  employee({ number, sourceId, person, ...changes })
const known = (employeeNumber: number | null, nmbrsEmployeeId: number | null, person: typeof anna, changes = {}) =>
  participant({ employeeNumber, id: `${person.lastName}`, nmbrsEmployeeId, ...person, ...changes })

describe('1. the same employee number is the same participant', () => {
  test.each<[string, PayrollEmployee[], Participant[], string[]]>([
    ['with the same EmployeeId', [read(12, 101, anna)], [known(12, 101, anna)], []],
    ['entered by hand: gets the EmployeeId', [read(12, 101, anna)], [known(12, null, anna)], ['Adema: link']],
    ['another EmployeeId is stored', [read(12, 102, anna)], [known(12, 101, anna)], ['Adema: link']],
    [
      'another last name alone is a change of name',
      [read(12, 101, { ...anna, lastName: 'Smit' })],
      [known(12, 101, anna)],
      ['Adema: NAME'],
    ],
    [
      'another birth date alone is a correction',
      [read(12, 101, { ...anna, birthDate: '1990-01-10' })],
      [known(12, 101, anna)],
      ['Adema: PERSONAL'],
    ],
    [
      'another birth date and last name is clearly someone else: nothing is written',
      [read(12, 102, bram)],
      [known(12, 101, anna)],
      ['ERROR POSSIBLE_DUPLICATE 12'],
    ],
    [
      'another BSN is clearly someone else',
      [employee({ number: 12, sourceId: 102, person: { ...anna, bsn: '111222333' } })],
      [known(12, 101, anna, { bsn: '123456782' })],
      ['ERROR POSSIBLE_DUPLICATE 12'],
    ],
    [
      'an EmployeeId that belonged to another participant is taken from them',
      [read(12, 102, anna)],
      [known(12, 101, anna), known(30, 102, bram)],
      ['Adema: link', 'Bos: unlinked', 'Bos: missing'],
    ],
  ])('%s', (_, employees, participants, expected) => {
    expect(happens(employees, participants)).toEqual(expected)
  })
})

describe('2. no such number, but the same EmployeeId: the number was changed', () => {
  test.each<[string, PayrollEmployee[], Participant[], string[]]>([
    [
      'the participant gets it',
      [read(30, 101, anna)],
      [known(12, 101, anna)],
      ['Adema: EMPLOYEE_NUMBER', 'INFO EMPLOYEE_NUMBER_CHANGED 30'],
    ],
    [
      'also one who had none',
      [read(30, 101, anna)],
      [known(null, 101, anna)],
      ['Adema: EMPLOYEE_NUMBER', 'INFO EMPLOYEE_NUMBER_CHANGED 30'],
    ],
    [
      'number before EmployeeId: each keeps to the number',
      [read(12, 102, anna), read(30, 101, bram)],
      [known(12, 101, anna), known(30, 102, bram)],
      ['Adema: link', 'Bos: link'],
    ],
  ])('%s', (_, employees, participants, expected) => {
    expect(happens(employees, participants)).toEqual(expected)
  })
})

describe('numbers that move between people', () => {
  test.each<[string, PayrollEmployee[], Participant[], string[]]>([
    [
      'two people whose numbers were swapped: nothing is written, both are told',
      [read(30, 101, anna), read(12, 102, bram)],
      [known(12, 101, anna), known(30, 102, bram)],
      ['ERROR POSSIBLE_DUPLICATE 12', 'ERROR POSSIBLE_DUPLICATE 30'],
    ],
    [
      'a number given up by a new number is free for someone new, in one run',
      [read(30, 101, anna), read(12, 102, bram)],
      [known(12, 101, anna)],
      ['new 12: JOINED', 'Adema: EMPLOYEE_NUMBER', 'INFO EMPLOYEE_NUMBER_CHANGED 30'],
    ],
    [
      'a chain of numbers moves up in one run',
      [read(30, 101, anna), read(40, 102, bram), read(12, 103, carla)],
      [known(12, 101, anna), known(30, 102, bram)],
      [
        'new 12: JOINED',
        'Adema: EMPLOYEE_NUMBER',
        'Bos: EMPLOYEE_NUMBER',
        'INFO EMPLOYEE_NUMBER_CHANGED 30',
        'INFO EMPLOYEE_NUMBER_CHANGED 40',
      ],
    ],
    [
      'the number of a leaver who is off the roster, used again: the leaver leaves, the new one is told',
      [
        read(12, 101, anna, { roster: null, employments: [employment({ endDate: '2026-10-31' })] }),
        read(12, 102, bram),
      ],
      [known(12, 101, anna)],
      ['Adema: LEFT', 'ERROR POSSIBLE_DUPLICATE 12'],
    ],
    [
      'a leaver off the roster whose number is someone else here by now is nobody',
      [read(12, 101, anna, { roster: null, employments: [employment({ endDate: '2026-10-31' })] })],
      [known(12, 102, bram)],
      ['Bos: missing'],
    ],
    [
      'the same person under a new EmployeeId, the old record off the roster, is one participant',
      [
        read(12, 101, anna, { roster: null, employments: [employment({ endDate: '2026-10-31' })] }),
        read(12, 102, anna),
      ],
      [known(12, 101, anna)],
      ['Adema: link'],
    ],
    [
      'who is off the roster and has an end date is a participant entered by hand with that number',
      [read(12, 101, anna, { roster: null, employments: [employment({ endDate: '2026-10-31' })] })],
      [known(12, null, anna)],
      ['Adema: LEFT'],
    ],
    [
      'two records of one number, one of them off the roster: a participant entered by hand is who is on it',
      [
        read(12, 101, anna, { roster: null, employments: [employment({ endDate: '2026-10-31' })] }),
        read(12, 102, anna),
      ],
      [known(12, null, anna)],
      ['Adema: link'],
    ],
  ])('%s', (_, employees, participants, expected) => {
    expect(happens(employees, participants)).toEqual(expected)
  })
})

describe('in a run for one person, a number that others hold stays theirs', () => {
  const employees = [read(30, 101, anna), read(40, 102, bram)]
  const participants = [known(12, 101, anna), known(30, 102, bram)]

  test.each<[number, string[]]>([
    [12, ['ERROR POSSIBLE_DUPLICATE 30']],
    [40, ['Bos: EMPLOYEE_NUMBER', 'INFO EMPLOYEE_NUMBER_CHANGED 40']],
  ])('asked for %i', (onlyEmployeeNumber, expected) => {
    const plan = planOf(employees, participants, { onlyEmployeeNumber })
    expect([
      ...plan.people.map(({ before, mutations }) => `${before?.id}: ${mutations.map(({ kind }) => kind).join()}`),
      ...plan.signals.open.map(({ severity, code, employeeNumber }) => `${severity} ${code} ${employeeNumber}`),
    ]).toEqual(expected)
  })
})

describe('3. otherwise a new participant, unless one without a number looks like the same person', () => {
  const bsn = { bsn: '123456782' }

  test.each<[string, PayrollEmployee[], Participant[], string[]]>([
    ['nobody like it: new', [read(30, 101, anna)], [], ['new 30: JOINED']],
    [
      'same birth date and last name: none is created',
      [read(30, 101, anna)],
      [known(null, null, anna)],
      ['ERROR POSSIBLE_DUPLICATE 30'],
    ],
    [
      'capitals make no difference',
      [read(30, 101, anna)],
      [known(null, null, { ...anna, lastName: 'ADEMA' })],
      ['ERROR POSSIBLE_DUPLICATE 30'],
    ],
    [
      'same BSN, although the name differs',
      [employee({ number: 30, sourceId: 101, person: { ...anna, ...bsn } })],
      [known(null, null, bram, bsn)],
      ['ERROR POSSIBLE_DUPLICATE 30'],
    ],
    [
      'another BSN, although the name is the same: new',
      [employee({ number: 30, sourceId: 101, person: { ...anna, bsn: '111222333' } })],
      [known(null, null, anna, bsn)],
      ['new 30: JOINED'],
    ],
    [
      'same last name only: new',
      [read(30, 101, anna)],
      [known(null, null, { ...anna, birthDate: '1991-01-01' })],
      ['new 30: JOINED'],
    ],
    [
      'one with another number: new, and told',
      [read(30, 101, anna)],
      [known(12, null, anna, { status: 'MISSING' })],
      ['new 30: JOINED', 'WARNING POSSIBLE_DUPLICATE 30'],
    ],
    [
      'twins, by their first initial: both new',
      [read(30, 101, anna), read(31, 102, { ...anna, initials: 'E.' })],
      [],
      ['new 30: JOINED', 'new 31: JOINED'],
    ],
    [
      'the same person twice in Nmbrs: both new, the second is told',
      [read(30, 101, anna), read(31, 102, anna)],
      [],
      ['new 30: JOINED', 'new 31: JOINED', 'WARNING POSSIBLE_DUPLICATE 31'],
    ],
    [
      'two who look alike and have both left are not told',
      [read(31, 102, anna, { employments: [employment({ endDate: '2026-10-31' })] })],
      [known(30, 101, anna, { status: 'LEFT', employedUntil: '2024-12-31' })],
      ['new 31: JOINED, LEFT'],
    ],
    [
      'one who has left and looks like someone who joins is told',
      [read(31, 102, anna)],
      [known(30, 101, anna, { status: 'LEFT', employedUntil: '2024-12-31' })],
      ['new 31: JOINED', 'WARNING POSSIBLE_DUPLICATE 31'],
    ],
    [
      'someone told once, however many they look like',
      [read(30, 101, anna)],
      [
        known(40, null, anna, { id: 'one', status: 'MISSING' }),
        known(50, null, anna, { id: 'two', status: 'MISSING' }),
      ],
      ['new 30: JOINED', 'WARNING POSSIBLE_DUPLICATE 30'],
    ],
  ])('%s', (_, employees, participants, expected) => {
    expect(happens(employees, participants)).toEqual(expected)
  })

  test('once the one entered by hand has the number, the two are one', () => {
    expect(happens([read(30, 101, anna)], [known(30, null, anna)])).toEqual(['Adema: link'])
  })

  test('a number missing at first and filled later: joins then, on the day that they started', () => {
    const withoutNumber = employee({ sourceId: 101, person: { ...anna, employeeNumber: null } })
    expect(planOf([withoutNumber]).people).toEqual([])
    const [joined] = planOf([read(30, 101, anna)]).people
    expect(joined?.mutations).toMatchObject([{ kind: 'JOINED', effectiveDate: '2020-01-01' }])
  })
})

describe('4. a participant who had left, whose number is back with a new employment', () => {
  const former = known(12, 101, anna, { status: 'LEFT', employedUntil: '2024-12-31' })
  const back = [employment({ endDate: '2024-12-31' }), employment({ id: 2, startDate: '2026-11-01' })]

  test('rejoins, as the same record', () => {
    expect(happens([read(12, 101, anna, { employments: back })], [former])).toEqual(['Adema: REJOINED'])
  })

  test('also under a new EmployeeId', () => {
    const again = read(12, 105, anna, { employments: [employment({ startDate: '2026-11-01' })] })
    expect(happens([again], [former])).toEqual(['Adema: REJOINED'])
  })

  test('someone else with that number is told, not written', () => {
    expect(happens([read(12, 105, bram)], [former])).toEqual(['ERROR POSSIBLE_DUPLICATE 12'])
  })
})

test('the history of personal information decides on the number too', () => {
  const renumbered = [
    personal({ ...anna, employeeNumber: 12 }),
    personal({ ...anna, id: 2, startYear: 2026, employeeNumber: 30 }),
  ]
  expect(happens([employee({ sourceId: 101, personal: renumbered })], [known(12, 101, anna)])).toEqual([
    'Adema: EMPLOYEE_NUMBER',
    'INFO EMPLOYEE_NUMBER_CHANGED 30',
  ])
})
