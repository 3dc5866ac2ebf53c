/** What the payroll package says of one employee on a date, in the participant's own fields. */
import { addressFields, chosenAddress } from './address.ts'
import { isValidBsn, normaliseBsn } from './bsn.ts'
import { currentByDate, currentByPeriod } from './current-record.ts'
import { exact, toCents, toHours } from './decimals.ts'
import { isKnown, type Known, type PayrollEmployee, type PersonalRecord, type WeekHours } from './employee.ts'
import { type EmploymentState, employmentOn } from './employment.ts'
import type { Finding } from './findings.ts'
import { chosenAccount, isValidIban, normaliseIban } from './iban.ts'
import { lacksPartnerName, nameUsageOf } from './names.ts'
import type { MaritalStatus, ParticipantFields, PayrollPeriod } from './participant.ts'
import { firstDayOfPeriod, type PeriodNumber } from './period.ts'
import { salaryOf } from './salary.ts'
import { fullTimeHours, hoursPerWeek, partOfFullTime } from './schedule.ts'
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

/** From when the record holds that gives the salary, the working hours and the address; null = not known. */
export type RecordStarts = { salary: string | null; schedule: string | null; address: string | null }

export type Outcome = {
  fields: KnownFields
  employment: EmploymentState
  starts: RecordStarts
  findings: Finding[]
}

/** Reads every field by the rules of its own file. Histories that are unknown give no fields. */
export function outcomeOf(employee: PayrollEmployee, context: ReadingContext): Outcome {
  const outcome: Outcome = {
    fields: {},
    employment: isKnown(employee.employments) ? employmentOn(employee.employments, context.on) : { state: 'UNKNOWN' },
    starts: { salary: null, schedule: null, address: null },
    findings: [],
  }
  if (outcome.employment.state !== 'UNKNOWN') {
    outcome.fields.employedFrom = outcome.employment.employment.startDate
    outcome.fields.employedUntil = outcome.employment.employment.endDate
  }
  readPersonal(employee, context, outcome)
  readPay(employee, context, outcome)
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

function readPay(employee: PayrollEmployee, context: ReadingContext, outcome: Outcome): void {
  const part = readHours(employee, context, outcome)
  if (!isKnown(employee.salaries) || part === undefined) return
  const record = currentByDate(employee.salaries, context.on)
  Object.assign(outcome.fields, salaryOf(record, part), { salaryPeriod: context.period.type })
  outcome.starts.salary = record?.startDate ?? null
  if (record?.kind === 'UNSUPPORTED')
    outcome.findings.push({ code: 'UNSUPPORTED_SALARY_KIND', details: { salaryKind: record.kindName } })
}

/** Returns the part of full time: null when it cannot be computed, undefined when the schedules were not read. */
function readHours(employee: PayrollEmployee, context: ReadingContext, outcome: Outcome) {
  if (!isKnown(employee.schedules)) return undefined
  if (context.fullTimeSetting === null && !isKnown(context.fullTimeSchedule)) return undefined
  const schedule = currentByDate(employee.schedules, context.on)
  const hours = schedule && hoursPerWeek(schedule.hours)
  const companySchedule = isKnown(context.fullTimeSchedule) ? context.fullTimeSchedule : null
  const part = partOfFullTime(hours, fullTimeHours(context.fullTimeSetting, companySchedule))
  if (hours) outcome.fields.hoursPerWeek = toHours(hours)
  outcome.starts.schedule = schedule?.startDate ?? null
  outcome.fields.partTimePercentage = part && toCents(part.times(100))
  if (!part) outcome.findings.push({ code: 'NO_SCHEDULE', details: {} })
  else if (exact(toCents(part.times(100))).gt(100))
    outcome.findings.push({ code: 'PART_TIME_OVER_100', details: { percentage: toCents(part.times(100)) } })
  return part
}

function readAddress(employee: PayrollEmployee, context: ReadingContext, outcome: Outcome): void {
  const record = isKnown(employee.addresses) ? chosenAddress(employee.addresses, context.period) : null
  if (!record) return
  Object.assign(outcome.fields, addressFields(record))
  outcome.starts.address = firstDayOfPeriod(context.period.type, { year: record.startYear, period: record.startPeriod })
}

function readBankAccount(employee: PayrollEmployee, outcome: Outcome): void {
  const account = isKnown(employee.bankAccounts) ? chosenAccount(employee.bankAccounts) : null
  if (!account) return
  const iban = normaliseIban(account.iban)
  if (iban !== null && !isValidIban(iban)) outcome.findings.push({ code: 'INVALID_VALUE', details: { field: 'IBAN' } })
  else outcome.fields.iban = iban
}
