/** The enrolments that start and end for one person: by rule on joining, by the calendar later, by leaving. */
import type { IsoDate } from './employee.ts'
import { afterEarlier, type EnrolmentReason, enrolmentStart } from './enrolment.ts'
import type { Enrolment, Participant, ParticipantFields, SchemeCode } from './participant.ts'
import type { EnrolmentRule } from './settings.ts'
import type { Transition } from './transitions.ts'

export type StartedEnrolment = {
  scheme: SchemeCode
  startDate: IsoDate
  endDate: IsoDate | null
  reason: EnrolmentReason
}
export type EndedEnrolment = { id: string; scheme: SchemeCode; endDate: IsoDate }

export type EnrolmentChanges = {
  started: StartedEnrolment[]
  ended: EndedEnrolment[]
  /** Schemes to be joined by rule on a day that has not come. */
  awaitedSchemes: SchemeCode[]
}

/**
 * Follows the transitions in order. Leaving ends what rules began, on the last day in service; an enrolment by hand is
 * never ended or doubled. A scheme is awaited from joining on, while its rule is automatic, until its day has come.
 */
export function planEnrolments(
  before: Participant | null,
  after: Pick<ParticipantFields, 'employedFrom' | 'birthDate'>,
  transitions: readonly Transition[],
  rules: readonly EnrolmentRule[],
  on: IsoDate,
): EnrolmentChanges {
  const changes: EnrolmentChanges = { started: [], ended: [], awaitedSchemes: before?.awaitedSchemes ?? [] }
  let held: Enrolment[] = before?.enrolments ?? []
  let lastDay: IsoDate | null = null
  for (const transition of transitions) {
    if (transition.kind === 'LEFT') {
      lastDay = transition.employedUntil ?? on
      const leaving = endAll(held, lastDay)
      changes.ended.push(...leaving.ended)
      held = leaving.held
    } else {
      lastDay = null
      changes.awaitedSchemes = rules.filter((rule) => rule.automatic).map((rule) => rule.scheme)
    }
  }
  const hasLeft = transitions.at(-1)?.kind === 'LEFT'
  const hasJoined = transitions.some((transition) => transition.kind !== 'LEFT')
  if (hasLeft && !hasJoined) return { ...changes, awaitedSchemes: [] }
  return hasLeft
    ? { ...changes, ...joinDue(changes.awaitedSchemes, held, after, rules, lastDay ?? on, lastDay), awaitedSchemes: [] }
    : { ...changes, ...joinDue(changes.awaitedSchemes, held, after, rules, on, null) }
}

function endAll(held: readonly Enrolment[], lastDay: IsoDate): { ended: EndedEnrolment[]; held: Enrolment[] } {
  const ends = (enrolment: Enrolment) =>
    enrolment.source !== 'MANUAL' && (enrolment.endDate === null || enrolment.endDate > lastDay)
  return {
    ended: held.filter(ends).map(({ id, scheme }) => ({ id, scheme, endDate: lastDay })),
    held: held.map((enrolment) => (ends(enrolment) ? { ...enrolment, endDate: lastDay } : enrolment)),
  }
}

/** Starts every awaited scheme whose day has come by `dueBy`; the rest goes on waiting. */
function joinDue(
  awaited: readonly SchemeCode[],
  held: readonly Enrolment[],
  person: Pick<ParticipantFields, 'employedFrom' | 'birthDate'>,
  rules: readonly EnrolmentRule[],
  dueBy: IsoDate,
  endDate: IsoDate | null,
): Pick<EnrolmentChanges, 'started' | 'awaitedSchemes'> {
  const started: StartedEnrolment[] = []
  const awaitedSchemes: SchemeCode[] = []
  for (const scheme of awaited) {
    const earlier = held.filter((enrolment) => enrolment.scheme === scheme)
    if (earlier.some((enrolment) => enrolment.endDate === null)) continue
    const rule = rules.find((candidate) => candidate.scheme === scheme && candidate.automatic)
    const start = rule ? enrolmentStart(rule, person) : null
    const next = start && afterEarlier(start, earlier)
    if (next && next.startDate <= dueBy) started.push({ scheme, ...next, endDate })
    else awaitedSchemes.push(scheme)
  }
  return { started, awaitedSchemes }
}
