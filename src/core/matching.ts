/** Which participant an employee is. Matching is on employee number within the company; there are no double participants. */
import type { Participant } from './participant.ts'
import { isAlike, isClearlySomeoneElse, personOf } from './resemblance.ts'
import type { ReadEmployee } from './scope.ts'

export type Match =
  | { as: 'SAME' | 'RENUMBERED'; participant: Participant }
  | { as: 'NEW' }
  /** Nothing may be written: the number belongs to someone else, or a participant without a number is this person. */
  | { as: 'BLOCKED'; by: Participant }

/** Matches everyone at once, so that whoever has the number comes before whoever has only the EmployeeId. */
export function matchAll(
  people: readonly ReadEmployee[],
  participants: readonly Participant[],
): Map<ReadEmployee, Match> {
  const byNumber = new Map(participants.flatMap((p) => (p.employeeNumber === null ? [] : [[p.employeeNumber, p]])))
  const bySourceId = new Map(participants.flatMap((p) => (p.nmbrsEmployeeId === null ? [] : [[p.nmbrsEmployeeId, p]])))
  const unnumbered = participants.filter((participant) => participant.employeeNumber === null)
  const matches = new Map<ReadEmployee, Match>()
  const claimed = new Set<Participant>()
  for (const person of people) {
    const participant = byNumber.get(person.outcome.fields.employeeNumber ?? Number.NaN)
    if (!participant || !mayMatchOnNumber(person, participant)) continue
    claimed.add(participant)
    const other = isClearlySomeoneElse(personOf(person.outcome.fields), personOf(participant))
    matches.set(person, other ? { as: 'BLOCKED', by: participant } : { as: 'SAME', participant })
  }
  for (const person of people) {
    if (matches.has(person)) continue
    const participant = bySourceId.get(person.employee.sourceId)
    if (!participant || claimed.has(participant)) continue
    claimed.add(participant)
    matches.set(person, { as: 'RENUMBERED', participant })
  }
  for (const person of people) {
    if (matches.has(person)) continue
    const same = unnumbered.find((participant) => isAlike(personOf(person.outcome.fields), personOf(participant)))
    matches.set(person, same ? { as: 'BLOCKED', by: same } : { as: 'NEW' })
  }
  return matches
}

/** Of someone who is no longer on the payroll the number may have passed to another: then only the EmployeeId tells. */
const mayMatchOnNumber = ({ employee }: ReadEmployee, participant: Participant): boolean =>
  employee.roster !== null || participant.nmbrsEmployeeId === null || participant.nmbrsEmployeeId === employee.sourceId
