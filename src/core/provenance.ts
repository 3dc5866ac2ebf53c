/**
 * Where a participant's fields come from: of each kind of record the one that the rules chose, with its values under the
 * names that Nmbrs gives them. No part of it changes by the calendar alone, so that it differs only when the data or the
 * choice does. A BSN is never in it.
 */
import { chosenAddress } from './address.ts'
import { currentByDate, currentByPeriod } from './current-record.ts'
import { sum } from './decimals.ts'
import {
  type AddressRecord,
  type BankAccountRecord,
  type EmploymentRecord,
  type IsoDate,
  isKnown,
  type Known,
  type PayrollEmployee,
  type PersonalRecord,
  type SalaryRecord,
  type WeekHours,
} from './employee.ts'
import { employmentOn } from './employment.ts'
import { chosenAccount } from './iban.ts'
import type { ReadingContext } from './outcome.ts'
import type { PayrollPeriod } from './participant.ts'
import { firstDayOfPeriod } from './period.ts'

export type ChosenRecord = {
  /** What Nmbrs calls this kind of record, e.g. "Salary_V2". */
  record: string
  /** The first day on which it holds; null = not known. */
  start: IsoDate | null
  /** By the name of the element, e.g. "Value": its value as text; null = empty in Nmbrs. */
  values: Readonly<Record<string, string | null>>
}

const groups = [
  'personal',
  'employment',
  'salary',
  'schedule',
  'fullTimeHours',
  'payrollPeriod',
  'address',
  'bankAccount',
] as const
export type ProvenanceGroup = (typeof groups)[number]

/** Absent: not read. Null: read, and there is no record that holds now. */
export type Provenance = { readonly [Group in ProvenanceGroup]?: ChosenRecord | null }

/** The records that give an employee's fields. Of someone who is not on the payroll only the employment counts. */
export function provenanceOf(employee: PayrollEmployee, context: ReadingContext): Provenance {
  const { on, period } = context
  const employment = ofChosen(employee.employments, (all) => employmentFrom(all, on))
  if (!employee.roster) return { employment }
  const firstDay = (record: { startYear: number; startPeriod: number }) =>
    firstDayOfPeriod(period.type, { year: record.startYear, period: record.startPeriod })
  return {
    personal: ofChosen(employee.personal, (all) => {
      const record = currentByPeriod(all, period)
      return record && { record: 'PersonalInfo_V2', start: firstDay(record), values: personalValues(record) }
    }),
    employment,
    salary: ofChosen(employee.salaries, (all) => {
      const record = currentByDate(all, on)
      return record && { record: 'Salary_V2', start: record.startDate, values: salaryValues(record) }
    }),
    schedule: ofChosen(employee.schedules, (all) => {
      const record = currentByDate(all, on)
      return record && { record: 'Schedule_V2', start: record.startDate, values: weekValues(record.hours) }
    }),
    fullTimeHours: fullTimeFrom(context),
    payrollPeriod: { record: 'Company_GetCurrentPeriod', start: null, values: { type: periodTypes[period.type] } },
    address: ofChosen(employee.addresses, (all) => {
      const record = chosenAddress(all, period)
      return record && { record: 'EmployeeAddress_V2', start: firstDay(record), values: addressValues(record) }
    }),
    bankAccount: ofChosen(employee.bankAccounts, (all) => {
      const record = chosenAccount(all)
      return record && { record: 'BankAccount', start: null, values: accountValues(record) }
    }),
  }
}

/** What was read now, and for groups that were not, what was read before; in a fixed order. */
export const withEarlier = (now: Provenance, earlier: Provenance): Provenance =>
  Object.fromEntries(
    groups.flatMap((group) => {
      const chosen = now[group] === undefined ? earlier[group] : now[group]
      return chosen === undefined ? [] : [[group, chosen]]
    }),
  )

/** Whether any group was not read. */
export const isPartial = (provenance: Provenance): boolean => groups.some((group) => provenance[group] === undefined)

const ofChosen = <R>(
  history: Known<R[]>,
  choose: (records: R[]) => ChosenRecord | null,
): ChosenRecord | null | undefined => (isKnown(history) ? choose(history) : undefined)

function employmentFrom(records: EmploymentRecord[], on: IsoDate): ChosenRecord | null {
  const found = employmentOn(records, on)
  if (found.state === 'UNKNOWN') return null
  const { startDate, endDate } = found.employment
  return { record: 'Employment', start: startDate, values: { StartDate: startDate, EndDate: endDate } }
}

/** The setting goes before the company's own schedule in Nmbrs. */
function fullTimeFrom({ fullTimeSetting, fullTimeSchedule }: ReadingContext): ChosenRecord | null | undefined {
  if (fullTimeSetting !== null)
    return { record: 'SyncSettings', start: null, values: { fullTimeHoursPerWeek: fullTimeSetting } }
  if (!isKnown(fullTimeSchedule)) return undefined
  return fullTimeSchedule && { record: 'FulltimeSchedule', start: null, values: weekValues(fullTimeSchedule) }
}

const personalValues = (record: PersonalRecord): ChosenRecord['values'] => ({
  EmployeeNumber: numberText(record.employeeNumber),
  Initials: record.initials,
  FirstName: record.firstName,
  Prefix: record.prefix,
  LastName: record.lastName,
  PartnerPrefix: record.partnerPrefix,
  PartnerLastName: record.partnerLastName,
  Naamstelling: numberText(record.nameUsage),
  Gender: record.gender?.toLowerCase() ?? null,
  Birthday: record.birthDate,
  BurgerlijkeStaat: numberText(record.maritalStatus),
  EmailWork: record.emailWork,
  EmailPrivate: record.emailPrivate,
  TelephoneWork: record.phoneWork,
  TelephoneMobileWork: record.phoneMobileWork,
  TelephonePrivate: record.phonePrivate,
  TelephoneMobilePrivate: record.phoneMobilePrivate,
})

const salaryValues = ({ kindName, value, stepValue }: SalaryRecord): ChosenRecord['values'] => ({
  Type: kindName,
  Value: value,
  ...(stepValue !== null && { 'SalaryTable.Trede.StepValue': stepValue }),
})

const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** The second week is left out when it is not used: when it is all zero. */
function weekValues(hours: WeekHours): ChosenRecord['values'] {
  const weeks = sum(hours.slice(7)).isZero() ? [''] : ['', '2']
  const elements = weeks.flatMap((week) => days.map((day) => `Hours${day}${week}`))
  return Object.fromEntries(elements.map((element, index) => [element, hours[index] ?? null]))
}

const addressTypes = { HOME: 'HomeAddress', POST: 'PostAddress' } as const

const addressValues = (record: AddressRecord): ChosenRecord['values'] => ({
  ...(record.type !== 'OTHER' && { Type: addressTypes[record.type] }),
  Street: record.street,
  HouseNumber: record.houseNumber,
  HouseNumberAddition: record.houseNumberAddition,
  PostalCode: record.postalCode,
  City: record.city,
  CountryISOCode: record.countryCode,
})

const accountTypes = { STANDARD: 'Standaard', FIRST: 'Bankrekening1' } as const

const accountValues = ({ type, iban }: BankAccountRecord): ChosenRecord['values'] => ({
  ...(type !== 'OTHER' && { Type: accountTypes[type] }),
  IBAN: iban,
})

/** As Nmbrs documents them, whichever of its spellings it used. */
const periodTypes: Record<PayrollPeriod, string> = {
  MONTH: 'M',
  FOUR_WEEKS: '4W',
  WEEK: '1W',
  QUARTER: 'K',
  HALF_YEAR: '6M',
  YEAR: 'J',
}

const numberText = (number: number | null): string | null => (number === null ? null : String(number))
