/** Pay and hours of one employee. Schedules that were not read leave the hours as they were, and pay follows those. */
import { currentByDate } from './current-record.ts'
import { type Exact, exact, toCents, toHours } from './decimals.ts'
import { isKnown, type PayrollEmployee } from './employee.ts'
import type { Finding } from './findings.ts'
import type { KnownFields, ReadingContext } from './outcome.ts'
import type { Participant } from './participant.ts'
import { salaryOf } from './salary.ts'
import { fullTimeHours, hoursPerWeek, partOfFullTime } from './schedule.ts'

export type Pay = {
  fields: KnownFields
  /** From when the salary and the schedule hold; null = not known. */
  starts: { salary: string | null; schedule: string | null }
  findings: Finding[]
}

type KnownHours = Pick<Participant, 'hoursPerWeek' | 'partTimePercentage'>

/** `before` has the hours that are known already; null for someone new. */
export function payOf(employee: PayrollEmployee, context: ReadingContext, before: KnownHours | null): Pay {
  const schedule = isKnown(employee.schedules) ? currentByDate(employee.schedules, context.on) : null
  const salary = isKnown(employee.salaries) ? currentByDate(employee.salaries, context.on) : null
  const part = partOf(employee, context, before)
  const percentage = part && toCents(part.times(100))
  return {
    fields: {
      ...(schedule && { hoursPerWeek: toHours(hoursPerWeek(schedule.hours)) }),
      ...((part || isKnown(employee.schedules)) && { partTimePercentage: percentage }),
      ...(isKnown(employee.salaries) && { ...salaryOf(salary, part), salaryPeriod: context.period.type }),
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

/** Hours ÷ full-time hours, 1 = 100 %; null when it cannot be computed. */
function partOf(employee: PayrollEmployee, context: ReadingContext, before: KnownHours | null): Exact | null {
  if (context.fullTimeSetting === null && !isKnown(context.fullTimeSchedule))
    return before?.partTimePercentage ? exact(before.partTimePercentage).div(100) : null
  const companySchedule = isKnown(context.fullTimeSchedule) ? context.fullTimeSchedule : null
  return partOfFullTime(hoursOf(employee, context, before), fullTimeHours(context.fullTimeSetting, companySchedule))
}

function hoursOf(employee: PayrollEmployee, context: ReadingContext, before: KnownHours | null): Exact | null {
  if (!isKnown(employee.schedules)) return before?.hoursPerWeek ? exact(before.hoursPerWeek) : null
  const schedule = currentByDate(employee.schedules, context.on)
  return schedule && hoursPerWeek(schedule.hours)
}
