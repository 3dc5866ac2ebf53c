/** Full-time and part-time salary from the one amount that the payroll package keeps. */
import { type Exact, exact, toCents, zero } from './decimals.ts'
import type { DecimalText, SalaryRecord } from './employee.ts'
import type { SalaryKind } from './participant.ts'

export type Salary = { salaryKind: SalaryKind; fullTimeSalary: DecimalText; partTimeSalary: DecimalText }

/**
 * Gross salary per payroll period. `part` is hours ÷ full-time hours (1 = 100 %), null while unknown. Kinds that are not
 * supported give 0.00. Exact until the end, then rounded half up to cents.
 */
export function salaryOf(record: SalaryRecord | null, part: Exact | null): Salary {
  const amount = record ? amountOf(record) : zero
  switch (record?.kind ?? 'NONE') {
    case 'GROSS_FULL_TIME':
      return salary('GROSS_FULL_TIME', amount, part ? amount.times(part) : amount)
    case 'GROSS_PART_TIME':
      return salary('GROSS_PART_TIME', part && !part.isZero() ? amount.div(part) : amount, amount)
    case 'UNSUPPORTED':
      return salary('UNSUPPORTED', zero, zero)
    case 'NONE':
      return salary('NONE', zero, zero)
  }
}

/** The value, or the amount of the step when the value is 0 and a salary table is given. */
function amountOf(record: SalaryRecord): Exact {
  const value = exact(record.value)
  return value.isZero() && record.stepValue !== null ? exact(record.stepValue) : value
}

const salary = (salaryKind: SalaryKind, fullTime: Exact, partTime: Exact): Salary => ({
  salaryKind,
  fullTimeSalary: toCents(fullTime),
  partTimeSalary: toCents(partTime),
})
