/**
 * People to test with. Each builder gives someone ordinary: on the payroll since 2020, full-time, with a salary, a home
 * address and a bank account; a test says only what it is about. `participant({ employeeNumber: n })` is exactly what a
 * sync makes of `employee({ number: n })`, so that the two together leave nothing to do.
 */
import type { PayrollEmployee, PayrollSnapshot, PersonalRecord } from '../../src/core/employee.ts'
import type { Enrolment, Participant } from '../../src/core/participant.ts'
import { type PlanInput, planSync, type SyncPlan } from '../../src/core/plan.ts'
import type { EnrolmentRule, RuleSettings } from '../../src/core/settings.ts'
import {
  address,
  bankAccount,
  contract,
  employment,
  insurance,
  personal,
  salary,
  schedule,
  week,
} from './payroll-records.ts'

/** The day on which the tests sync, unless they say otherwise: a Monday in payroll period 2026-11. */
export const today = '2026-11-23'

/** `number` is the employee number; the EmployeeId is 1000 more. `person` are parts of the one personal record. */
export const employee = ({
  number = 12,
  person = {},
  ...changes
}: Partial<PayrollEmployee> & { number?: number; person?: Partial<PersonalRecord> } = {}): PayrollEmployee => ({
  sourceId: 1000 + number,
  roster: { number, name: `J. Jansen ${number}` },
  unreadable: null,
  personal: [personal({ employeeNumber: number, lastName: `Jansen ${number}`, ...person })],
  employments: [employment()],
  contracts: [contract()],
  insurance: [insurance()],
  salaries: [salary()],
  schedules: [schedule()],
  addresses: [address()],
  bankAccounts: [bankAccount()],
  ...changes,
})

export const participant = ({ employeeNumber = 12, ...changes }: Partial<Participant> = {}): Participant => ({
  id: `participant-${employeeNumber}`,
  employeeNumber,
  nmbrsEmployeeId: employeeNumber === null ? null : 1000 + employeeNumber,
  status: 'ACTIVE',
  isErased: false,
  initials: 'J.',
  firstName: 'Jan',
  prefix: null,
  lastName: `Jansen ${employeeNumber}`,
  partnerPrefix: null,
  partnerLastName: null,
  nameUsage: 'OWN',
  gender: 'MALE',
  birthDate: '1980-05-17',
  bsn: null,
  maritalStatus: 'UNMARRIED',
  emailWork: 'jan@work.example',
  emailPrivate: 'jan@home.example',
  phoneWork: '030 1234567',
  phoneMobileWork: null,
  phonePrivate: null,
  phoneMobilePrivate: '06 12345678',
  street: 'Dorpsstraat',
  houseNumber: '1',
  houseNumberAddition: null,
  postalCode: '1234 AB',
  city: 'Utrecht',
  countryCode: 'NL',
  iban: 'NL91ABNA0417164300',
  employedFrom: '2020-01-01',
  employedUntil: null,
  salaryKind: 'GROSS_FULL_TIME',
  fullTimeSalary: '3450.00',
  partTimeSalary: '3450.00',
  salaryPeriod: 'MONTH',
  hoursPerWeek: '40.00',
  partTimePercentage: '100.00',
  enrolments: [],
  awaitedSchemes: [],
  ...changes,
})

export const enrolment = (changes: Partial<Enrolment> = {}): Enrolment => ({
  id: `enrolment-${changes.scheme ?? 'OP1'}`,
  scheme: 'OP1',
  startDate: '2020-01-01',
  endDate: null,
  source: 'RULE',
  ...changes,
})

/** A rule by which people join OP1 at once. */
export const rule = (changes: Partial<EnrolmentRule> = {}): EnrolmentRule => ({
  scheme: 'OP1',
  automatic: true,
  minimumAge: null,
  waitingMonths: 0,
  ...changes,
})

/** A complete reading of a company that pays by the month and works 40 hours full-time. */
export const snapshot = (
  employees: PayrollEmployee[] = [],
  changes: Partial<PayrollSnapshot> = {},
): PayrollSnapshot => ({
  complete: true,
  period: { year: 2026, period: 11, type: 'MONTH' },
  fullTimeSchedule: week(40),
  employees,
  ...changes,
})

/** The settings that a company starts with. */
export const ruleSettings: RuleSettings = {
  fullTimeHoursPerWeek: null,
  traineeEmploymentTypes: [7],
  onCallInfluenceCodes: [5, 6],
}

/** What a sync of today is planned from, at a company that has been synchronised since January, without enrolment rules. */
export const planInput = (changes: Partial<PlanInput> = {}): PlanInput => ({
  on: today,
  snapshot: snapshot(),
  participants: [],
  settings: ruleSettings,
  onlyEmployeeNumber: null,
  firstSyncedOn: '2026-01-01',
  retentionYears: 7,
  openSignals: [],
  rules: [],
  ...changes,
})

/** The plan for these employees and participants. */
export const planOf = (
  employees: PayrollEmployee[],
  participants: Participant[] = [],
  changes: Partial<PlanInput> = {},
): SyncPlan => planSync(planInput({ snapshot: snapshot(employees), participants, ...changes }))
