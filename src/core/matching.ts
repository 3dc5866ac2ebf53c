/** Which participant an employee is. Matching is on employee number within the company; there are no double participants. */
import type { Participant } from './participant.ts'
import { isAlike, isClearlySomeoneElse, personOf } from './resemblance.ts'
import type { ReadEmployee } from './scope.ts'

export type Match =
  | { as: 'SAME' | 'RENUMBERED'; participant: Participant }
  | { as: 'NEW' }
  /** Nothing may be written: the number belongs to someone else, or a participant without a number is this person. */
  | { as: 'BLOCKED'; by: Participant }

/**
 * Matches everyone at once, so that whoever has the number comes before whoever has only the EmployeeId, and no
 * participant is two people. A number that its participant gives up for a new one in this same run is free for another;
 * in a run for one person only that person's number is, because nobody else is written.
 */
export function matchAll(
  people: readonly ReadEmployee[],
  participants: readonly Participant[],
  onlyEmployeeNumber: number | null,
): Map<ReadEmployee, Match> {
  const byNumber = new Map(participants.flatMap((p) => (p.employeeNumber === null ? [] : [[p.employeeNumber, p]])))
  const bySourceId = new Map(participants.flatMap((p) => (p.nmbrsEmployeeId === null ? [] : [[p.nmbrsEmployeeId, p]])))
  const matches = new Map<ReadEmployee, Match>()
  const matchedIds = new Set<number>()
  const claimed = new Set<Participant>()
  const freed = new Set<Participant>()
  const claim = (person: ReadEmployee, as: 'SAME' | 'RENUMBERED', participant: Participant) => {
    matches.set(person, { as, participant })
    matchedIds.add(person.employee.sourceId)
    claimed.add(participant)
  }
  /** Who has this person's number here. Of someone who is no longer on the payroll it may have passed to another. */
  const holderOf = ({ employee, outcome }: ReadEmployee): Participant | null => {
    const holder = byNumber.get(outcome.fields.employeeNumber ?? Number.NaN)
    if (!holder || freed.has(holder)) return null
    if (employee.roster) return holder
    const link = holder.nmbrsEmployeeId
    const mayBeTheirs = link === null || link === employee.sourceId || matchedIds.has(link)
    return mayBeTheirs && !claimed.has(holder) ? holder : null
  }

  const payrollFirst = [...people].sort(
    (a, b) => Number(a.employee.roster === null) - Number(b.employee.roster === null),
  )
  for (const person of payrollFirst) {
    const holder = holderOf(person)
    if (holder && !isClearlySomeoneElse(personOf(person.outcome.fields), personOf(holder)))
      claim(person, 'SAME', holder)
  }

  const waitingFor = new Map<Participant, ReadEmployee>()
  const unmatched = payrollFirst.filter((person) => !matches.has(person))
  for (const person of unmatched) {
    const participant = bySourceId.get(person.employee.sourceId)
    if (!participant || claimed.has(participant)) continue
    const holder = holderOf(person)
    if (holder) {
      waitingFor.set(holder, person)
      continue
    }
    claim(person, 'RENUMBERED', participant)
    if (!person.employee.roster || ![null, participant.employeeNumber].includes(onlyEmployeeNumber)) continue
    freed.add(participant)
    const next = waitingFor.get(participant)
    if (next) unmatched.push(next)
  }

  const unnumbered = participants.filter((one) => one.employeeNumber === null && !claimed.has(one))
  for (const person of people) {
    if (matches.has(person)) continue
    const other =
      holderOf(person) ?? unnumbered.find((one) => isAlike(personOf(person.outcome.fields), personOf(one))) ?? null
    matches.set(person, other ? { as: 'BLOCKED', by: other } : { as: 'NEW' })
  }
  return matches
}
