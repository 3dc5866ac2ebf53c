/** Who is no longer in the payroll package, though nothing there says that they left. */
import type { PayrollSnapshot } from './employee.ts'
import type { Participant } from './participant.ts'
import { numberOf, type Selection } from './select.ts'

/**
 * Participants who should be in a complete reading and are not on its roster. People who have left, and people entered
 * by hand without a number, are not expected there. MISSING is never LEFT.
 */
export function findMissing(
  { people, selected }: Selection,
  snapshot: PayrollSnapshot,
  participants: readonly Participant[],
  onlyEmployeeNumber: number | null,
): Participant[] {
  if (!snapshot.complete) return []
  const onRoster = people.filter(({ employee }) => employee.roster !== null)
  const numbers = new Set(onRoster.map(numberOf))
  const sourceIds = new Set(onRoster.map(({ employee }) => employee.sourceId))
  const matched = new Set(selected.flatMap(({ match }) => ('participant' in match ? [match.participant] : [])))
  return participants.filter(
    (participant) =>
      participant.status !== 'LEFT' &&
      participant.employeeNumber !== null &&
      (onlyEmployeeNumber === null || participant.employeeNumber === onlyEmployeeNumber) &&
      !matched.has(participant) &&
      !numbers.has(participant.employeeNumber) &&
      !(participant.nmbrsEmployeeId !== null && sourceIds.has(participant.nmbrsEmployeeId)),
  )
}
