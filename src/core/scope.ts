/** Who takes part in the sync, and why someone does not. */
import { currentByDate, currentByPeriod } from './current-record.ts'
import { isKnown, type PayrollEmployee } from './employee.ts'
import type { Outcome, ReadingContext } from './outcome.ts'
import type { RuleSettings } from './settings.ts'

export type ExclusionReason =
  | 'TRAINEE'
  | 'ON_CALL'
  | 'NOT_ON_PAYROLL'
  | 'MISSING_EMPLOYEE_NUMBER'
  | 'DUPLICATE_EMPLOYEE_NUMBER'
  | 'NOT_STARTED'
  | 'UNREADABLE'

export type Exclusion = {
  employeeNumber: number | null
  nmbrsEmployeeId: number
  name: string
  reason: ExclusionReason
}

/** One employee with what the payroll package says of them. */
export type ReadEmployee = { employee: PayrollEmployee; outcome: Outcome }

/**
 * Why an employee is left out whatever the administration says of them; null when nothing stands in the way. Who is left
 * out is neither changed nor treated as left; only of someone who is not on the payroll is a departure still believed.
 * A participant who is `outOfScope` already stays so in a reading that does not tell.
 */
export function exclusionReason(
  read: ReadEmployee,
  sharedNumbers: ReadonlySet<number>,
  settings: RuleSettings,
  context: ReadingContext,
  outOfScope: 'TRAINEE' | 'ON_CALL' | null,
): ExclusionReason | null {
  const { employee, outcome } = read
  const number = outcome.fields.employeeNumber
  if (!employee.roster && outcome.employment.state !== 'LEFT') return 'NOT_ON_PAYROLL'
  if (employee.unreadable !== null || (employee.roster && number === undefined)) return 'UNREADABLE'
  if (settings.traineeEmploymentTypes.includes(employmentType(employee, context) ?? Number.NaN)) return 'TRAINEE'
  if (settings.onCallInfluenceCodes.includes(insurance(employee, context)?.influence ?? Number.NaN)) return 'ON_CALL'
  if (outOfScope && isScopeUnknown(read, settings, context)) return outOfScope
  if (!employee.roster) return null
  if (!number) return 'MISSING_EMPLOYEE_NUMBER'
  if (sharedNumbers.has(number)) return 'DUPLICATE_EMPLOYEE_NUMBER'
  if (outcome.employment.state === 'NOT_STARTED') return 'NOT_STARTED'
  return null
}

const insurance = (employee: PayrollEmployee, context: ReadingContext) =>
  isKnown(employee.insurance) ? currentByPeriod(employee.insurance, context.period) : null

/** Aard arbeidsverhouding: from the insurance record, else from the contract. */
const employmentType = (employee: PayrollEmployee, context: ReadingContext): number | null =>
  (insurance(employee, context)?.employmentType || null) ??
  (isKnown(employee.contracts) ? (currentByDate(employee.contracts, context.on)?.employmentType ?? null) : null)

/** Whether those who are left out would be, but this reading does not tell whether someone is one of them. */
export function isScopeUnknown(
  { employee }: ReadEmployee,
  { traineeEmploymentTypes, onCallInfluenceCodes }: RuleSettings,
  context: ReadingContext,
): boolean {
  const isTypeKnown = Boolean(insurance(employee, context)?.employmentType) || isKnown(employee.contracts)
  return (
    (onCallInfluenceCodes.length > 0 && !isKnown(employee.insurance)) ||
    (traineeEmploymentTypes.length > 0 && !isTypeKnown)
  )
}

/** Numbers that two people on the payroll share. */
export function sharedNumbers(people: readonly ReadEmployee[]): ReadonlySet<number> {
  const seen = new Set<number>()
  const shared = new Set<number>()
  for (const { employee, outcome } of people) {
    const number = outcome.fields.employeeNumber
    if (!employee.roster || !number) continue
    if (seen.has(number)) shared.add(number)
    seen.add(number)
  }
  return shared
}

/** A name to show for someone who may have no participant. */
export const nameOf = ({ employee, outcome }: ReadEmployee): string =>
  employee.roster?.name ||
  [outcome.fields.initials ?? outcome.fields.firstName, outcome.fields.prefix, outcome.fields.lastName]
    .filter(Boolean)
    .join(' ')
