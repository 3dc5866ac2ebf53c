/**
 * Whether a plan takes so much away that a person must look first: what Nmbrs says on a bad night must not empty a
 * company, nor give everyone the values of another, nor put another staff beside it. Only who or what would be lost or
 * replaced counts; whoever joins, and whatever is filled, never does.
 */
import { exact } from './decimals.ts'
import type { DecimalText, IsoDate } from './employee.ts'
import { type FieldCode, type FieldName, fieldNames, type Participant, participantFields } from './participant.ts'
import type { PlannedPerson } from './person-plan.ts'

/** From the company's settings. Shares are percentages of the active participants. */
export type HoldLimits = {
  holdWhenLeaversExceedPercent: DecimalText
  holdWhenEmptiedExceedPercent: DecimalText
  /** Fewer people than this never hold a plan, whatever their share. */
  holdFromPeople: number
}

/** Of the active participants: what happens to more of them at once is a sign of another company. */
const mostPercent = '50'

/** A limit that a plan goes over: of `active` participants, `people` would leave, be missing, or lose or change a field. */
export type HoldReason = { people: number; active: number; limitPercent: DecimalText } & (
  | { rule: 'LEAVERS' | 'MISSING' }
  | { rule: 'EMPTIED' | 'REPLACED'; field: FieldCode }
)

export type GuardInput = {
  people: readonly Pick<PlannedPerson, 'before' | 'after'>[]
  /** Participants who are from now on MISSING. */
  missing: readonly Participant[]
  /** Everyone in the administration, as they are before the plan. */
  participants: readonly Participant[]
  limits: HoldLimits
  /** A plan for one person is never held: it can touch nobody else. */
  onlyEmployeeNumber: number | null
  /** The date of the link's first sync; null = this is the first, which may well find other values than were there. */
  firstSyncedOn: IsoDate | null
}

/** Why the plan must wait for a person; empty = carry it out. */
export function reasonsToHold({
  people,
  missing,
  participants,
  limits,
  onlyEmployeeNumber,
  firstSyncedOn,
}: GuardInput): HoldReason[] {
  if (onlyEmployeeNumber !== null) return []
  const active = participants.filter(isActive).length
  const planned = people.flatMap(({ before, after }) => (before && isActive(before) ? [{ before, after }] : []))
  const over = (count: number, limitPercent: DecimalText) =>
    count >= limits.holdFromPeople && exact(count).times(100).gt(exact(limitPercent).times(active))
      ? [{ people: count, active, limitPercent }]
      : []
  const leavers = planned.filter(({ after }) => after.status === 'LEFT').length
  return [
    ...over(leavers, limits.holdWhenLeaversExceedPercent).map((share) => ({ rule: 'LEAVERS' as const, ...share })),
    ...over(missing.length, mostPercent).map((share) => ({ rule: 'MISSING' as const, ...share })),
    ...fieldNames.flatMap((name) => {
      const emptied = planned.filter(({ before, after }) => isFilled(name, before) && !isFilled(name, after)).length
      return over(emptied, limits.holdWhenEmptiedExceedPercent).map((share) => {
        return { rule: 'EMPTIED' as const, field: participantFields[name].code, ...share }
      })
    }),
    ...(firstSyncedOn === null ? [] : steadyFields).flatMap((name) => {
      const replaced = planned.filter(({ before, after }) => isReplaced(name, before, after)).length
      return over(replaced, mostPercent).map((share) => {
        return { rule: 'REPLACED' as const, field: participantFields[name].code, ...share }
      })
    }),
  ]
}

/** What most people of a company get another value of only when it is that of another company, or when someone knows why. */
const steadyFields = ['iban', 'salaryPeriod', 'partTimePercentage'] as const

const isActive = ({ status }: Participant): boolean => status !== 'LEFT'

type Fields = PlannedPerson['after']

/** A percentage that follows from other hours of the person themselves is no such replacement. */
const isReplaced = (name: (typeof steadyFields)[number], before: Fields, after: Fields): boolean =>
  isFilled(name, before) &&
  isFilled(name, after) &&
  before[name] !== after[name] &&
  !(name === 'partTimePercentage' && before.hoursPerWeek !== after.hoursPerWeek)

/** A salary that is not known is 0.00, so one that falls to it is lost too. */
const isFilled = (name: FieldName, fields: Fields): boolean => {
  const value = fields[name]
  const isNoSalary = (name === 'fullTimeSalary' || name === 'partTimeSalary') && value === '0.00'
  return value !== null && value !== '' && !isNoSalary
}
