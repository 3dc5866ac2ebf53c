/**
 * Payrolls as bad as real ones get, for property tests: several records on a day, future ones, cancelled employments,
 * missing and shared numbers, people on and off the roster, trainees, invalid values. The pools are small on purpose, so
 * that numbers, dates, names and EmployeeIds meet.
 */
import fc from 'fast-check'
import { type PayrollEmployee, type PayrollSnapshot, unknown } from '../../src/core/employee.ts'
import type { Enrolment, Participant, SchemeCode } from '../../src/core/participant.ts'
import type { PlanInput } from '../../src/core/plan.ts'
import type { EnrolmentRule } from '../../src/core/settings.ts'
import { participant, planInput, snapshot } from './builders.ts'
import * as records from './payroll-records.ts'
import { week } from './payroll-records.ts'

const number = fc.constantFrom(1, 2, 3, 4)
const sourceId = fc.constantFrom(101, 102, 103, 104, 105)
const mostly = <T, U>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<U>): fc.Arbitrary<T | U> =>
  fc.oneof({ arbitrary: usual, weight: 5 }, { arbitrary: odd, weight: 1 })
const nothing = fc.constant(null)

const past = fc.constantFrom('2024-02-29', '2025-12-31', '2026-06-30', '2026-07-01', '2026-11-01', '2026-11-22')
const date = fc.oneof(past, fc.constantFrom('2026-11-23', '2026-11-24', '2026-12-01', '2027-01-31'))
const birthDate = mostly(fc.constantFrom('1980-05-17', '2004-02-29', '2005-12-01'), nothing)
const lastName = mostly(fc.constantFrom('Bakker', 'bakker', 'de Boer', 'Çelik'), fc.constantFrom(null, ' '))
const bsn = fc.constantFrom(unknown, unknown, null, '', '123456782', '111222333', '123456789')

const made = {
  id: fc.constantFrom(0, 1, 2),
  createdAt: fc.constantFrom(null, '2026-01-01T09:00:00', '2026-11-20T12:00:00'),
}
const fromDate = { ...made, startDate: mostly(date, nothing) }
const fromPeriod = {
  ...made,
  startYear: mostly(fc.constantFrom(2025, 2026), fc.constant(2027)),
  startPeriod: fc.constantFrom(0, 1, 10, 11, 12),
}

/** A record with some of its parts made nasty; the rest is ordinary. */
const nasty = <R>(
  ordinary: (changes: Partial<R>) => R,
  parts: { [K in keyof R]?: fc.Arbitrary<R[K]> },
): fc.Arbitrary<R> => fc.record(parts as { [K in keyof R]: fc.Arbitrary<R[K]> }).map((changes) => ordinary(changes))

const personal = nasty(records.personal, {
  ...fromPeriod,
  employeeNumber: mostly(number, fc.constantFrom(null, 0)),
  lastName,
  prefix: fc.constantFrom(null, 'de', ' '),
  partnerLastName: fc.constantFrom(null, '  ', 'Visser'),
  nameUsage: fc.constantFrom(null, 0, 1, 2, 3, 4, 9),
  birthDate,
  bsn,
  emailWork: fc.constantFrom(null, '', 'a@work.example', 'b@work.example'),
})
const employment = nasty(records.employment, { ...fromDate, endDate: fc.option(date) })
const contract = nasty(records.contract, {
  ...fromDate,
  employmentType: mostly(fc.constantFrom(null, 1), fc.constant(7)),
})
const insurance = nasty(records.insurance, {
  ...fromPeriod,
  employmentType: mostly(fc.constantFrom(null, 0, 1), fc.constant(7)),
  influence: mostly(fc.constantFrom(null, 0), fc.constantFrom(5, 6)),
})
const salary = nasty(records.salary, {
  ...fromDate,
  kind: fc.constantFrom('GROSS_FULL_TIME', 'GROSS_PART_TIME', 'UNSUPPORTED', 'NONE'),
  value: fc.constantFrom('0', '0.00', '1503.42', '3450', '4200.03'),
  stepValue: fc.constantFrom(null, '2000.05'),
})
const hours = fc.constantFrom(week(0), week(21), week(24), week(36), week(36, 0), week(32, 40), week(45))
const schedule = nasty(records.schedule, { ...fromDate, hours })
const address = nasty(records.address, {
  ...fromPeriod,
  type: fc.constantFrom('HOME', 'POST', 'OTHER'),
  endYear: fc.constantFrom(null, null, 0, 2026),
  endPeriod: fc.constantFrom(null, 0, 10, 11),
  street: fc.constantFrom('Dorpsstraat', ' Kerkplein  ', null),
})
const bankAccount = nasty(records.bankAccount, {
  id: made.id,
  type: fc.constantFrom('STANDARD', 'FIRST', 'OTHER'),
  iban: fc.constantFrom(null, ' ', 'NL91ABNA0417164300', 'BE68 5390 0754 7034', 'NL00ABNA0417164300'),
})

const history = <R>(record: fc.Arbitrary<R>, minLength = 0) =>
  mostly(fc.array(record, { minLength, maxLength: 3 }), fc.constant(unknown))
const readable = fc.record({
  sourceId,
  roster: mostly(fc.record({ number: mostly(number, nothing), name: fc.constant('A. Naam') }), nothing),
  unreadable: nothing,
  personal: history(personal, 1),
  employments: history(employment),
  contracts: history(contract),
  insurance: history(insurance),
  salaries: history(salary),
  schedules: history(schedule),
  addresses: history(address),
  bankAccounts: history(bankAccount),
})
const nothingRead = {
  personal: unknown,
  employments: unknown,
  contracts: unknown,
  insurance: unknown,
  salaries: unknown,
  schedules: unknown,
  addresses: unknown,
  bankAccounts: unknown,
} as const
const unreadable = readable.map(
  (employee): PayrollEmployee => ({ ...employee, ...nothingRead, unreadable: 'no personal information' }),
)

export const nastySnapshot: fc.Arbitrary<PayrollSnapshot> = fc
  .record({
    complete: mostly(fc.constant(true), fc.constant(false)),
    period: fc.record({
      year: fc.constant(2026),
      period: fc.constant(11),
      type: fc.constantFrom('MONTH', 'FOUR_WEEKS'),
    }),
    fullTimeSchedule: fc.constantFrom(week(40), week(36), week(38, 39), null, unknown),
    employees: fc.uniqueArray(mostly(readable, unreadable), {
      selector: (employee) => employee.sourceId,
      maxLength: 5,
      size: '+1',
    }),
  })
  .map((parts) => snapshot(parts.employees, parts))

/** At most one enrolment in each scheme, so that none overlap; "after" they started, or open. */
const enrolments: fc.Arbitrary<Enrolment[]> = fc
  .tuple(
    ...(['OP1', 'NP'] as const).map((scheme: SchemeCode) =>
      fc.option(
        fc.record({
          id: fc.constant(scheme),
          scheme: fc.constant(scheme),
          startDate: date,
          endDate: fc.option(fc.constantFrom('2027-01-31', '2027-06-30')),
          source: fc.constantFrom('RULE', 'MANUAL'),
        }),
      ),
    ),
  )
  .map((held) => held.filter((enrolment) => enrolment !== null))

const nastyParticipants: fc.Arbitrary<Participant[]> = fc
  .uniqueArray(
    fc
      .record({
        employeeNumber: mostly(number, nothing),
        nmbrsEmployeeId: mostly(sourceId, nothing),
        status: fc.constantFrom('ACTIVE', 'ACTIVE', 'LEFT', 'MISSING'),
        lastName: fc.constantFrom('Bakker', 'de Boer', 'Çelik'),
        birthDate,
        bsn: fc.constantFrom(null, '123456782', '111222333'),
        employedFrom: mostly(past, nothing),
        employedUntil: fc.option(date),
        enrolments,
        awaitedSchemes: fc.subarray<SchemeCode>(['OP1', 'NP']),
      })
      .map((parts) => participant(parts)),
    {
      comparator: (a, b) =>
        (a.employeeNumber !== null && a.employeeNumber === b.employeeNumber) ||
        (a.nmbrsEmployeeId !== null && a.nmbrsEmployeeId === b.nmbrsEmployeeId),
      maxLength: 5,
      size: '+1',
    },
  )
  .map((people) => people.map((person, index) => ({ ...person, id: `participant ${index}` })))

const rules: fc.Arbitrary<EnrolmentRule[]> = fc.tuple(
  ...(['OP1', 'NP', 'BIJSPAREN'] as const).map((scheme) =>
    fc.record({
      scheme: fc.constant(scheme),
      automatic: fc.boolean(),
      minimumAge: fc.constantFrom(null, 18, 21),
      waitingMonths: fc.constantFrom(0, 0, 1, 2),
    }),
  ),
)

export const nastyInput: fc.Arbitrary<PlanInput> = fc
  .record({
    snapshot: nastySnapshot,
    participants: nastyParticipants,
    rules,
    settings: fc.record({
      fullTimeHoursPerWeek: fc.constantFrom(null, null, '36.00', '0'),
      traineeEmploymentTypes: fc.constant([7]),
      onCallInfluenceCodes: fc.constant([5, 6]),
    }),
    onlyEmployeeNumber: mostly(nothing, number),
    firstSyncedOn: fc.constantFrom(null, '2026-01-01'),
  })
  .map((parts) => planInput(parts))
