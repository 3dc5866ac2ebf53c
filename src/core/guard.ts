/**
 * Whether a plan takes so much away that a person must look first: what Nmbrs says on a bad night must not empty a
 * company. Only what would be lost counts; whoever joins, and whatever is filled, never does.
 */
import { exact } from './decimals.ts'
import type { DecimalText } from './employee.ts'
import { type FieldCode, type FieldName, fieldNames, type Participant, participantFields } from './participant.ts'
import type { PlannedPerson } from './person-plan.ts'

/** From the company's settings. Shares are percentages of the active participants. */
export type HoldLimits = {
  holdWhenLeaversExceedPercent: DecimalText
  holdWhenEmptiedExceedPercent: DecimalText
  /** Fewer people than this never hold a plan, whatever their share. */
  holdFromPeople: number
}

/** A limit that a plan goes over: of `active` participants, `people` would leave or lose a field. */
export type HoldReason = { people: number; active: number; limitPercent: DecimalText } & (
  | { rule: 'LEAVERS' }
  | { rule: 'EMPTIED'; field: FieldCode }
)

export type GuardInput = {
  people: readonly Pick<PlannedPerson, 'before' | 'after'>[]
  /** Everyone in the administration, as they are before the plan. */
  participants: readonly Participant[]
  limits: HoldLimits
  /** A plan for one person is never held: it can touch nobody else. */
  onlyEmployeeNumber: number | null
}

/** Why the plan must wait for a person; empty = carry it out. */
export function reasonsToHold({ people, participants, limits, onlyEmployeeNumber }: GuardInput): HoldReason[] {
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
  ]
}

const isActive = ({ status }: Participant): boolean => status !== 'LEFT'

type Fields = PlannedPerson['after']

/** A salary that is not known is 0.00, so one that falls to it is lost too. */
const isFilled = (name: FieldName, fields: Fields): boolean => {
  const value = fields[name]
  const isNoSalary = (name === 'fullTimeSalary' || name === 'partTimeSalary') && value === '0.00'
  return value !== null && value !== '' && !isNoSalary
}
