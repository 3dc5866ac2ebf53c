/** What the payroll package says of one employee on a date, in the participant's own fields; for pay and hours see pay.ts. */
import { addressFields, chosenAddress, isCountryCode } from './address.ts'
import { isValidBsn, normaliseBsn } from './bsn.ts'
import { currentByPeriod } from './current-record.ts'
import { isKnown, type Known, type PayrollEmployee, type PersonalRecord, type WeekHours } from './employee.ts'
import { type EmploymentState, employmentOn } from './employment.ts'
import type { Finding } from './findings.ts'
import { chosenAccount, isValidIban, normaliseIban } from './iban.ts'
import { lacksPartnerName, nameUsageOf } from './names.ts'
import type { MaritalStatus, ParticipantFields, PayrollPeriod } from './participant.ts'
import { firstDayOfPeriod, type PeriodNumber } from './period.ts'
import { clean } from './text.ts'

/** What holds for everyone in a reading. */
export type ReadingContext = {
  on: string
  period: PeriodNumber & { type: PayrollPeriod }
  fullTimeSetting: string | null
  fullTimeSchedule: Known<WeekHours | null>
}

/** The fields that are known; one that is absent is unknown and stays as it was. */
export type KnownFields = Partial<ParticipantFields>

/** Everything but pay and hours, which also depend on what is known of the participant. */
export type Outcome = {
  fields: KnownFields
  employment: EmploymentState
  /** The first day of the address; null = not known. */
  addressStart: string | null
  findings: Finding[]
}

/** Reads every field by the rules of its own file. Histories that are unknown give no fields. */
export function outcomeOf(employee: PayrollEmployee, context: ReadingContext): Outcome {
  const outcome: Outcome = {
    fields: {},
    employment: isKnown(employee.employments) ? employmentOn(employee.employments, context.on) : { state: 'UNKNOWN' },
    addressStart: null,
    findings: [],
  }
  if (outcome.employment.state !== 'UNKNOWN') {
    outcome.fields.employedFrom = outcome.employment.employment.startDate
    outcome.fields.employedUntil = outcome.employment.employment.endDate
  }
  readPersonal(employee, context, outcome)
  readAddress(employee, context, outcome)
  readBankAccount(employee, outcome)
  return outcome
}

function readPersonal(employee: PayrollEmployee, context: ReadingContext, outcome: Outcome): void {
  const record = isKnown(employee.personal) ? currentByPeriod(employee.personal, context.period) : null
  if (!record) return
  const lastName = clean(record.lastName)
  if (lastName === null) outcome.findings.push({ code: 'INVALID_VALUE', details: { field: 'LAST_NAME' } })
  else outcome.fields.lastName = lastName
  Object.assign(outcome.fields, {
    employeeNumber: record.employeeNumber || null,
    initials: clean(record.initials),
    firstName: clean(record.firstName),
    prefix: clean(record.prefix),
    partnerPrefix: clean(record.partnerPrefix),
    partnerLastName: clean(record.partnerLastName),
    nameUsage: nameUsageOf(record.nameUsage),
    gender: record.gender,
    birthDate: record.birthDate,
    maritalStatus: maritalStatusOf(record.maritalStatus),
    emailWork: clean(record.emailWork),
    emailPrivate: clean(record.emailPrivate),
    phoneWork: clean(record.phoneWork),
    phoneMobileWork: clean(record.phoneMobileWork),
    phonePrivate: clean(record.phonePrivate),
    phoneMobilePrivate: clean(record.phoneMobilePrivate),
  } satisfies KnownFields)
  if (lacksPartnerName({ nameUsage: nameUsageOf(record.nameUsage), partnerLastName: clean(record.partnerLastName) }))
    outcome.findings.push({ code: 'BLANK_PARTNER_NAME', details: {} })
  readBsn(record, outcome)
}

function readBsn(record: PersonalRecord, outcome: Outcome): void {
  if (!isKnown(record.bsn)) return
  const bsn = normaliseBsn(record.bsn)
  if (bsn !== null && !isValidBsn(bsn)) outcome.findings.push({ code: 'INVALID_VALUE', details: { field: 'BSN' } })
  else outcome.fields.bsn = bsn
}

const maritalStatuses: Record<number, MaritalStatus> = {
  1: 'MARRIED',
  2: 'UNMARRIED',
  5: 'COHABITING',
  6: 'PERMANENTLY_SEPARATED',
  7: 'REGISTERED_PARTNERSHIP',
  8: 'WIDOWED',
}

/** BurgerlijkeStaat of Nmbrs; 0 or absent is empty, any other code is OTHER. */
const maritalStatusOf = (code: number | null): MaritalStatus | null =>
  code ? (maritalStatuses[code] ?? 'OTHER') : null

function readAddress(employee: PayrollEmployee, context: ReadingContext, outcome: Outcome): void {
  const record = isKnown(employee.addresses) ? chosenAddress(employee.addresses, context.period) : null
  if (!record) return
  const { countryCode, ...address } = addressFields(record)
  Object.assign(outcome.fields, address)
  if (countryCode !== null && !isCountryCode(countryCode))
    outcome.findings.push({ code: 'INVALID_VALUE', details: { field: 'COUNTRY_CODE' } })
  else outcome.fields.countryCode = countryCode
  outcome.addressStart = firstDayOfPeriod(context.period.type, { year: record.startYear, period: record.startPeriod })
}

function readBankAccount(employee: PayrollEmployee, outcome: Outcome): void {
  const account = isKnown(employee.bankAccounts) ? chosenAccount(employee.bankAccounts) : null
  if (!account) return
  const iban = normaliseIban(account.iban)
  if (iban !== null && !isValidIban(iban)) outcome.findings.push({ code: 'INVALID_VALUE', details: { field: 'IBAN' } })
  else outcome.fields.iban = iban
}
