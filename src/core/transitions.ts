/** Coming and going: which of joined, left and rejoined happened to one person since we last looked. */
import { type EmploymentRecord, type IsoDate, isKnown } from './employee.ts'
import { type EmploymentState, unseenDeparture } from './employment.ts'
import type { Participant } from './participant.ts'
import type { ReadEmployee } from './scope.ts'

/** In the order in which they happened, with the employment as it then is. */
export type Transition = {
  kind: 'JOINED' | 'LEFT' | 'REJOINED'
  employedFrom: IsoDate | null
  employedUntil: IsoDate | null
}

/** `before` is null for someone new. Only a complete reading is asked about departures: see fieldsToApply. */
export function transitionsOf({ employee, outcome }: ReadEmployee, before: Participant | null): Transition[] {
  if (outcome.employment.state === 'UNKNOWN')
    return before ? [] : [{ kind: 'JOINED', employedFrom: null, employedUntil: null }]
  const { state, employment } = outcome.employment
  const left = state === 'LEFT' ? [departure(employment)] : []
  const arrival = (kind: 'JOINED' | 'REJOINED'): Transition => ({
    kind,
    employedFrom: employment.startDate,
    employedUntil: state === 'LEFT' ? null : employment.endDate,
  })
  if (!before) return [arrival('JOINED'), ...left]
  if (before.status === 'LEFT') return hasReturned(outcome.employment, before) ? [arrival('REJOINED'), ...left] : []
  if (state === 'LEFT') return left
  const records = isKnown(employee.employments) ? employee.employments : []
  const unseen = unseenDeparture(records, before.employedFrom, employment)
  return unseen ? [departure(unseen), arrival('REJOINED')] : []
}

/** Whether someone who had left is in service again, or has been since then. */
export function hasReturned(
  found: EmploymentState,
  before: Pick<Participant, 'employedFrom' | 'employedUntil'>,
): boolean {
  if (found.state === 'UNKNOWN') return false
  const { startDate } = found.employment
  const isLater = (startDate ?? '') > (before.employedUntil ?? '9999')
  return found.state === 'IN_SERVICE' || (isLater && startDate !== before.employedFrom)
}

const departure = (employment: EmploymentRecord): Transition => ({
  kind: 'LEFT',
  employedFrom: employment.startDate,
  employedUntil: employment.endDate,
})
