/** Who is no longer in the payroll package, though nothing there says that they left. */
import type { PayrollSnapshot } from './employee.ts'
import type { Participant } from './participant.ts'
import { numberOf, type Selection } from './select.ts'

/**
 * Participants who should be in a complete reading and are not on its roster, and for whom it has no end date either.
 * People who have left, and people entered by hand without a number, are not expected there. MISSING is never LEFT.
 */
export function findMissing(
  { people, selected, matched }: Selection,
  snapshot: PayrollSnapshot,
  participants: readonly Participant[],
  onlyEmployeeNumber: number | null,
): Participant[] {
  if (!snapshot.complete) return []
  const placed = new Set(selected.flatMap(({ person, match }) => (match.as === 'BLOCKED' ? [] : [person])))
  const numbers = new Set(people.filter(({ employee }) => employee.roster !== null).map(numberOf))
  // Only of who is left out or blocked: the EmployeeId of anyone else is that of the participant they were matched to.
  const sourceIds = new Set(
    people
      .filter((person) => !placed.has(person) && (person.employee.roster || person.outcome.fields.employedUntil))
      .map(({ employee }) => employee.sourceId),
  )
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
