/** Pay and hours of one employee. Schedules that were not read leave the hours as they were, and pay follows those. */
import { currentByDate } from './current-record.ts'
import { type Exact, exact, toCents, toHours } from './decimals.ts'
import { isKnown, type PayrollEmployee, unknown } from './employee.ts'
import type { Finding } from './findings.ts'
import type { KnownFields, ReadingContext } from './outcome.ts'
import type { Participant } from './participant.ts'
import { type Salary, salaryOf } from './salary.ts'
import { fullTimeHours, hoursPerWeek, partOfFullTime } from './schedule.ts'

export type Pay = {
  fields: KnownFields
  /** From when the salary and the schedule hold; null = not known. */
  starts: { salary: string | null; schedule: string | null }
  findings: Finding[]
}

type KnownPay = Pick<Participant, 'hoursPerWeek' | 'partTimePercentage' | 'salaryPeriod' | keyof Salary>

/** `before` has the pay and hours that are known already; null for someone new. */
export function payOf(employee: PayrollEmployee, context: ReadingContext, before: KnownPay | null): Pay {
  const schedule = isKnown(employee.schedules) ? currentByDate(employee.schedules, context.on) : null
  const salary = isKnown(employee.salaries) ? currentByDate(employee.salaries, context.on) : null
  const part = partOf(employee, context, before)
  const percentage = part && toCents(part.times(100))
  return {
    fields: {
      ...(schedule && { hoursPerWeek: toHours(hoursPerWeek(schedule.hours)) }),
      ...((part || isKnown(employee.schedules)) && { partTimePercentage: percentage }),
      ...(isKnown(employee.salaries) && {
        ...withoutDrift(salaryOf(salary, part), context, before),
        salaryPeriod: context.period.type,
      }),
    },
    starts: { salary: salary?.startDate ?? null, schedule: schedule?.startDate ?? null },
    findings: [
      ...(percentage === null ? [{ code: 'NO_SCHEDULE', details: {} } as const] : []),
      ...(percentage !== null && exact(percentage).gt(100)
        ? [{ code: 'PART_TIME_OVER_100', details: { percentage } } as const]
        : []),
      ...(salary?.kind === 'UNSUPPORTED'
        ? [{ code: 'UNSUPPORTED_SALARY_KIND', details: { salaryKind: salary.kindName } } as const]
        : []),
    ],
  }
}

/**
 * The reading as far as it is about someone who had left before: full-time hours and payroll period are those of who works
 * there now. What is corrected in their own hours is reckoned with those all the same.
 */
export function readingOfLeaver(employee: PayrollEmployee, context: ReadingContext, before: KnownPay): ReadingContext {
  const period = { ...context.period, type: before.salaryPeriod }
  const hours = hoursOf(employee, context, before)
  const isCorrected = (hours && toHours(hours)) !== before.hoursPerWeek
  return isCorrected ? { ...context, period } : { ...context, period, fullTimeSetting: null, fullTimeSchedule: unknown }
}

/** Without full-time hours nothing can be divided: percentages stay as they are known, in two decimals. */
const lacksFullTimeHours = ({ fullTimeSetting, fullTimeSchedule }: ReadingContext): boolean =>
  fullTimeSetting === null && !isKnown(fullTimeSchedule)

/** A salary that has not changed must not move by cents because its percentage is known only in two decimals now. */
function withoutDrift(salary: Salary, context: ReadingContext, before: KnownPay | null): Salary {
  const given = salary.salaryKind === 'GROSS_PART_TIME' ? 'partTimeSalary' : 'fullTimeSalary'
  if (!before || !lacksFullTimeHours(context)) return salary
  if (before.salaryKind !== salary.salaryKind || before[given] !== salary[given]) return salary
  return { ...salary, fullTimeSalary: before.fullTimeSalary, partTimeSalary: before.partTimeSalary }
}

/** Hours ÷ full-time hours, 1 = 100 %; null when it cannot be computed. */
function partOf(employee: PayrollEmployee, context: ReadingContext, before: KnownPay | null): Exact | null {
  if (lacksFullTimeHours(context)) return before?.partTimePercentage ? exact(before.partTimePercentage).div(100) : null
  const companySchedule = isKnown(context.fullTimeSchedule) ? context.fullTimeSchedule : null
  return partOfFullTime(hoursOf(employee, context, before), fullTimeHours(context.fullTimeSetting, companySchedule))
}

function hoursOf(employee: PayrollEmployee, context: ReadingContext, before: KnownPay | null): Exact | null {
  if (!isKnown(employee.schedules)) return before?.hoursPerWeek ? exact(before.hoursPerWeek) : null
  const schedule = currentByDate(employee.schedules, context.on)
  return schedule && hoursPerWeek(schedule.hours)
}
