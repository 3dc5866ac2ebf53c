/** Who of a reading is planned, as which participant; and who is left out, with the reason. */
import { type IsoDate, isKnown, type PayrollSnapshot } from './employee.ts'
import { startsLater } from './employment.ts'
import { type Match, matchAll } from './matching.ts'
import { outcomeOf, type ReadingContext } from './outcome.ts'
import type { Participant } from './participant.ts'
import {
  type Exclusion,
  type ExclusionReason,
  exclusionReason,
  isScopeUnknown,
  nameOf,
  type ReadEmployee,
  sharedNumbers,
} from './scope.ts'
import type { RuleSettings } from './settings.ts'
import type { OpenSignal } from './signals.ts'

export type SelectionInput = {
  on: IsoDate
  snapshot: PayrollSnapshot
  participants: readonly Participant[]
  settings: RuleSettings
  /** Only this person, when the run was asked for one. */
  onlyEmployeeNumber: number | null
  /** The date of the first sync: who had left before it and was never here is not taken in. Null = this is the first. */
  firstSyncedOn: IsoDate | null
  openSignals: readonly OpenSignal[]
}

export type Selected = { person: ReadEmployee; match: Match }
export type Excluded = { person: ReadEmployee; reason: ExclusionReason }
export type Selection = {
  context: ReadingContext
  /** Everyone that the reading mentions, by number and then by EmployeeId. */
  people: ReadEmployee[]
  selected: Selected[]
  excluded: Excluded[]
  /** Participants whom anyone in the reading is, also outside a run for one person. */
  matched: ReadonlySet<Participant>
}

export function select(input: SelectionInput): Selection {
  const context: ReadingContext = {
    on: input.on,
    period: input.snapshot.period,
    fullTimeSetting: input.settings.fullTimeHoursPerWeek,
    fullTimeSchedule: input.snapshot.fullTimeSchedule,
  }
  const people = input.snapshot.employees
    .map((employee) => ({ employee, outcome: outcomeOf(employee, context) }))
    .sort((a, b) => (numberOf(a) ?? Infinity) - (numberOf(b) ?? Infinity) || a.employee.sourceId - b.employee.sourceId)
  const shared = sharedNumbers(people)
  const outOfScope = outOfScopeBefore(input.openSignals)
  const reasons = new Map(
    people.map((person) => {
      const before = outOfScope.get(person.employee.sourceId) ?? null
      return [person, exclusionReason(person, shared, input.settings, context, before)] as const
    }),
  )
  const matches = matchAll(
    people.filter((person) => reasons.get(person) === null),
    input.participants,
    input.onlyEmployeeNumber,
  )
  for (const person of people) {
    const match = matches.get(person) ?? null
    const reason = reasonWithoutParticipant(person, match, reasons.get(person) ?? null, input)
    reasons.set(person, reason ?? (mustWait(person, match, input, context) ? 'UNREADABLE' : null))
  }
  const wanted = people.filter(isWanted(input, matches))
  return {
    context,
    people: wanted,
    selected: wanted.flatMap((person) => {
      const match = matches.get(person)
      return match && reasons.get(person) === null ? [{ person, match }] : []
    }),
    excluded: wanted.flatMap((person) => {
      const reason = reasons.get(person)
      return reason ? [{ person, reason }] : []
    }),
    matched: new Set([...matches.values()].flatMap((match) => ('participant' in match ? [match.participant] : []))),
  }
}

/** Participants who had become trainees or on-call workers when last read, by EmployeeId. */
const outOfScopeBefore = (openSignals: readonly OpenSignal[]) =>
  new Map(
    openSignals.flatMap(({ code, nmbrsEmployeeId, details: { reason } }) =>
      code === 'NO_LONGER_IN_SCOPE' && nmbrsEmployeeId !== null && reason ? [[nmbrsEmployeeId, reason] as const] : [],
    ),
  )

/** Why someone who is no participant yet does not become one; otherwise the reason that stood already. */
function reasonWithoutParticipant(
  person: ReadEmployee,
  match: Match | null,
  reason: ExclusionReason | null,
  input: SelectionInput,
): ExclusionReason | null {
  const { employments } = person.employee
  const left = person.outcome.employment.state === 'LEFT'
  const isComing = isKnown(employments) && startsLater(employments, input.on)
  if (reason === 'MISSING_EMPLOYEE_NUMBER' && left && !isComing && leftBeforeLink(person, input))
    return 'NOT_ON_PAYROLL'
  if (reason !== null || match?.as !== 'NEW') return reason
  if (!person.employee.roster) return 'NOT_ON_PAYROLL'
  if (left && (!input.snapshot.complete || leftBeforeLink(person, input)))
    return isComing ? 'NOT_STARTED' : 'NOT_ON_PAYROLL'
  return person.outcome.fields.lastName === undefined ? 'UNREADABLE' : null
}

/**
 * Nobody is taken in while it is not known whether they are in service, and not one of those who are left out. Whoever is
 * here already goes on.
 */
const mustWait = (person: ReadEmployee, match: Match | null, { settings }: SelectionInput, context: ReadingContext) =>
  match !== null &&
  !('participant' in match) &&
  person.employee.roster !== null &&
  (!isKnown(person.employee.employments) || isScopeUnknown(person, settings, context))

/** Whoever left before the first sync and was never here stays out; who came and went since then is taken in. */
const leftBeforeLink = ({ outcome }: ReadEmployee, input: SelectionInput): boolean =>
  (outcome.fields.employedUntil ?? '') < (input.firstSyncedOn ?? input.on)

/**
 * In a run for one person: whoever has that number, in the payroll package or here. Here that is who the participant was
 * matched to, or else who has its EmployeeId and is left out.
 */
function isWanted({ onlyEmployeeNumber, participants }: SelectionInput, matches: ReadonlyMap<ReadEmployee, Match>) {
  const asked = participants.find((participant) => participant.employeeNumber === onlyEmployeeNumber)
  const [matched] = [...matches].find(([, match]) => 'participant' in match && match.participant === asked) ?? []
  const isLeftOut = (person: ReadEmployee) => (matches.get(person)?.as ?? 'BLOCKED') === 'BLOCKED'
  return (person: ReadEmployee): boolean =>
    onlyEmployeeNumber === null ||
    numberOf(person) === onlyEmployeeNumber ||
    (matched ? person === matched : person.employee.sourceId === asked?.nmbrsEmployeeId && isLeftOut(person))
}

export const numberOf = ({ employee, outcome }: ReadEmployee): number | null =>
  outcome.fields.employeeNumber ?? employee.roster?.number ?? null

export const exclusionOf = ({ person, reason }: Excluded): Exclusion => ({
  employeeNumber: numberOf(person) || null,
  nmbrsEmployeeId: person.employee.sourceId,
  name: nameOf(person),
  reason,
})
