/** The enrolments that start and end for one person: by rule on joining, by the calendar later, by leaving. */
import { addDays } from './dates.ts'
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
 * Follows the transitions in order. Leaving ends what rules began, on the last day in service, and a correction of that
 * day moves those ends; an enrolment by hand is never ended or doubled. A scheme is awaited from joining on, while its rule
 * is automatic, until its day has come.
 */
export function planEnrolments(
  before: Participant | null,
  after: Pick<ParticipantFields, 'employedFrom' | 'employedUntil' | 'birthDate'>,
  transitions: readonly Transition[],
  rules: readonly EnrolmentRule[],
  on: IsoDate,
): EnrolmentChanges {
  const changes: EnrolmentChanges = { started: [], ended: [], awaitedSchemes: before?.awaitedSchemes ?? [] }
  if (before?.status === 'LEFT' && transitions.length === 0)
    return { ...changes, ended: endsMoved(before, after.employedUntil) }
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

function endAll(held: readonly Enrolment[], employedUntil: IsoDate): { ended: EndedEnrolment[]; held: Enrolment[] } {
  const ends = (enrolment: Enrolment) => endsLater(enrolment, employedUntil)
  const lastDay = (enrolment: Enrolment) => lastDayOf(enrolment, employedUntil)
  return {
    ended: held.filter(ends).map((one) => ({ id: one.id, scheme: one.scheme, endDate: lastDay(one) })),
    held: held.map((one) => (ends(one) ? { ...one, endDate: lastDay(one) } : one)),
  }
}

/** What ended with the employment ends with it still, now that its last day is another; never over what came after. */
function endsMoved({ enrolments, employedUntil: before }: Participant, after: IsoDate | null): EndedEnrolment[] {
  if (before === null || after === null || before === after) return []
  return enrolments.flatMap((enrolment) => {
    const { id, scheme, endDate } = enrolment
    const endedWithIt = enrolment.source !== 'MANUAL' && endDate === lastDayOf(enrolment, before)
    if (!endedWithIt && !endsLater(enrolment, after)) return []
    const nextStarts = enrolments.flatMap((other) =>
      other.scheme === scheme && other.startDate > enrolment.startDate ? [addDays(other.startDate, -1)] : [],
    )
    const [lastDay = after] = [lastDayOf(enrolment, after), ...nextStarts].sort()
    return lastDay === endDate ? [] : [{ id, scheme, endDate: lastDay }]
  })
}

const endsLater = (enrolment: Enrolment, employedUntil: IsoDate): boolean =>
  enrolment.source !== 'MANUAL' &&
  (enrolment.endDate === null || enrolment.endDate > lastDayOf(enrolment, employedUntil))

/** The last day in service. Of an enrolment that turns out to begin later the first day: none ends before it begins. */
const lastDayOf = ({ startDate }: Enrolment, employedUntil: IsoDate): IsoDate =>
  startDate > employedUntil ? startDate : employedUntil

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
