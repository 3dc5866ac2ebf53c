/**
 * Whether a reading can be all that the payroll package knows of the staff. An answer that was lost on the way says as little as
 * one that has nothing to say; what is known here already tells the two apart.
 */
import { type IsoDate, isKnown, type PayrollEmployee, type PayrollSnapshot } from './employee.ts'
import { employmentOn } from './employment.ts'
import type { Participant } from './participant.ts'

/** EMPLOYEES: there is nobody on the list. STAFF: nobody on it is in service. The others: an answer that is about nobody. */
export const readingParts = ['EMPLOYEES', 'STAFF', 'EMPLOYMENTS', 'SALARIES', 'SCHEDULES', 'ADDRESSES'] as const
export type ReadingPart = (typeof readingParts)[number]

type Reading = { on: IsoDate; snapshot: PayrollSnapshot; participants: readonly Participant[] }

/**
 * What the reading lacks that it cannot be without, so that nothing of it may be believed; null when it lacks nothing.
 * `missing` are those who would be missing from now on.
 */
export function lackOf({ on, snapshot, participants }: Reading, missing: readonly Participant[]): ReadingPart | null {
  const roster = snapshot.employees.filter((employee) => employee.roster !== null)
  const active = participants.filter(({ status }) => status === 'ACTIVE')
  if (roster.length === 0) return active.length > 0 ? 'EMPLOYEES' : null
  const readable = roster.filter(({ unreadable }) => unreadable === null)
  const isAboutNobody = (history: 'employments' | 'salaries' | 'schedules' | 'addresses') =>
    readable.length > 0 && readable.every((employee) => !isKnown(employee[history]))
  const ids = new Set(readable.map(({ sourceId }) => sourceId))
  const known = active.filter(({ nmbrsEmployeeId }) => nmbrsEmployeeId !== null && ids.has(nmbrsEmployeeId))
  if (isAboutNobody('employments')) return 'EMPLOYMENTS'
  if (missing.length > 0 && !roster.some((employee) => isInService(employee, on))) return 'STAFF'
  // Of some, a person may have filled it in here where Nmbrs never knew it.
  const mostHave = (has: (participant: Participant) => boolean) => known.filter(has).length > known.length / 2
  if (isAboutNobody('salaries') && mostHave(({ salaryKind }) => salaryKind !== 'NONE')) return 'SALARIES'
  if (isAboutNobody('schedules') && mostHave(({ hoursPerWeek }) => hoursPerWeek !== null)) return 'SCHEDULES'
  if (isAboutNobody('addresses') && mostHave(({ street }) => street !== null)) return 'ADDRESSES'
  return null
}

const isInService = ({ employments }: PayrollEmployee, on: IsoDate): boolean =>
  isKnown(employments) && employmentOn(employments, on).state === 'IN_SERVICE'
