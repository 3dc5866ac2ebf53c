/** Who would be enrolled in a scheme if its rule were on, and from when. Nothing is enrolled by asking. */
import { afterEarlier, type EnrolmentStart, enrolmentStart } from './enrolment.ts'
import type { Participant } from './participant.ts'
import type { EnrolmentRule } from './settings.ts'

export type Candidate = Pick<Participant, 'status' | 'employedFrom' | 'birthDate' | 'enrolments'>

export type PreviewedEnrolment<P extends Candidate> = EnrolmentStart & { participant: P }

/**
 * Everyone in service without an open enrolment in the rule's scheme, with the day on which the rule would let them join
 * had it been on when they joined the company: in the past, or still to come. Left out are those of whom a date that the
 * rule needs is not known. Whether the rule is automatic does not matter.
 */
export function previewRule<P extends Candidate>(rule: EnrolmentRule, people: readonly P[]): PreviewedEnrolment<P>[] {
  return people.flatMap((participant) => {
    const held = participant.enrolments.filter((enrolment) => enrolment.scheme === rule.scheme)
    const isEnrolled = held.some((enrolment) => enrolment.endDate === null)
    const start = participant.status === 'ACTIVE' && !isEnrolled ? enrolmentStart(rule, participant) : null
    return start ? [{ participant, ...afterEarlier(start, held) }] : []
  })
}
