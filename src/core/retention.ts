/**
 * How long the data of someone who left is kept, and who is left alone after that: a sync must not bring back what was removed
 * because its time was over.
 */
import { addMonths } from './dates.ts'
import { type IsoDate, isKnown, type PayrollEmployee, type PayrollSnapshot } from './employee.ts'
import { type EmploymentState, employmentOn } from './employment.ts'
import type { FieldName, Participant } from './participant.ts'
import { blankFields } from './person-plan.ts'
import { hasReturned } from './transitions.ts'

export const usualRetentionYears = 7

/** Whose last day in service was before this day has been gone longer than data is kept. */
export const keptFrom = (on: IsoDate, retentionYears: number): IsoDate => addMonths(on, -12 * retentionYears)

/** What tells nothing of a person without the rest: they count, and the dates are pension facts. */
const facts = ['employedFrom', 'employedUntil', 'salaryPeriod'] as const satisfies FieldName[]

const { employedFrom: _, employedUntil: __, salaryPeriod: ___, ...blank } = blankFields('MONTH')

/** The fields of someone whose personal data was removed, but for the facts that stay. */
export const erasedFields: Readonly<Omit<ReturnType<typeof blankFields>, (typeof facts)[number]>> = blank

type Input = {
  on: IsoDate
  snapshot: PayrollSnapshot
  participants: readonly Participant[]
  retentionYears: number
}

/**
 * The same, without those who are left alone: participants whose data was removed, unless they are back in service; and
 * whoever left the payroll longer ago than data is kept, unless they are a participant still.
 */
export function withinRetention<Given extends Input>(given: Given): Given {
  const { on, snapshot, participants, retentionYears } = given
  const before = keptFrom(on, retentionYears)
  const erased = new Map(participants.flatMap((one) => (one.isErased ? [[one.nmbrsEmployeeId, one]] : [])))
  const kept = participants.filter((one) => !one.isErased)
  const knownIds = new Set(kept.map(({ nmbrsEmployeeId }) => nmbrsEmployeeId))
  const knownNumbers = new Set(kept.map(({ employeeNumber }) => employeeNumber))
  const isKept = (employee: PayrollEmployee): boolean => {
    const employment = employmentOf(employee, on)
    const isLongGone = employment.state === 'LEFT' && (employment.employment.endDate ?? '') < before
    const then = erased.get(employee.sourceId)
    if (then) return !isLongGone && hasReturned(employment, then)
    return (
      !isLongGone || knownIds.has(employee.sourceId) || numbersOf(employee).some((number) => knownNumbers.has(number))
    )
  }
  const employees = snapshot.employees.filter(isKept)
  const present = new Set<number | null>(employees.map(({ sourceId }) => sourceId))
  return {
    ...given,
    snapshot: { ...snapshot, employees },
    participants: participants.filter((one) => !one.isErased || present.has(one.nmbrsEmployeeId)),
  }
}

const employmentOf = ({ employments }: PayrollEmployee, on: IsoDate): EmploymentState =>
  isKnown(employments) ? employmentOn(employments, on) : { state: 'UNKNOWN' }

const numbersOf = ({ roster, personal }: PayrollEmployee): (number | null)[] =>
  [roster?.number ?? null, ...(isKnown(personal) ? personal.map(({ employeeNumber }) => employeeNumber) : [])].filter(
    Boolean,
  )
