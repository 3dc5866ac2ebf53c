/**
 * Whether a plan takes so much away that a person must look first: what Nmbrs says on a bad night must not empty a
 * company, nor give everyone the values of another. Only what would be lost or replaced counts; whoever joins, and whatever is filled,
 * never does.
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

/** Of the active participants who would get another value in a field that never changes for most people at once. */
const holdWhenReplacedExceedPercent = '50'

/** A limit that a plan goes over: of `active` participants, `people` would leave, or lose or change a field. */
export type HoldReason = { people: number; active: number; limitPercent: DecimalText } & (
  | { rule: 'LEAVERS' }
  | { rule: 'EMPTIED' | 'REPLACED'; field: FieldCode }
)

export type GuardInput = {
  people: readonly Pick<PlannedPerson, 'before' | 'after'>[]
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
    ...fieldNames.flatMap((name) => {
      const emptied = planned.filter(({ before, after }) => isFilled(name, before) && !isFilled(name, after)).length
      return over(emptied, limits.holdWhenEmptiedExceedPercent).map((share) => {
        return { rule: 'EMPTIED' as const, field: participantFields[name].code, ...share }
      })
    }),
    ...(firstSyncedOn === null ? [] : steadyFields).flatMap((name) => {
      const replaced = planned.filter(({ before, after }) => isReplaced(name, before, after)).length
      return over(replaced, holdWhenReplacedExceedPercent).map((share) => {
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
