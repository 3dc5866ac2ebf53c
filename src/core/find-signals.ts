/** Everything in one sync that a person should look at. */
import type { Finding, SignalCode } from './findings.ts'
import type { Participant } from './participant.ts'
import type { PlannedPerson } from './person-plan.ts'
import { personOf, resemblances } from './resemblance.ts'
import type { ReadEmployee } from './scope.ts'
import { type Excluded, numberOf, type Selected } from './select.ts'
import { type FoundSignal, foundSignal, type OpenSignal } from './signals.ts'

export type SignalInput = {
  planned: readonly PlannedPerson[]
  selected: readonly Selected[]
  excluded: readonly Excluded[]
  matched: ReadonlySet<Participant>
  missing: readonly Participant[]
  unlinked: readonly Participant[]
  participants: readonly Participant[]
  openSignals: readonly OpenSignal[]
  onlyEmployeeNumber: number | null
}

export function findSignals(input: SignalInput): FoundSignal[] {
  const byNumber = new Map(
    input.participants.flatMap((one) => (one.employeeNumber === null ? [] : [[one.employeeNumber, one]])),
  )
  const about = (person: ReadEmployee, participant: Participant | null) => ({
    participantId: participant?.id ?? null,
    employeeNumber: numberOf(person) || null,
    nmbrsEmployeeId: person.employee.sourceId,
  })
  return [
    ...input.excluded.flatMap(({ person, reason }) =>
      reason === 'MISSING_EMPLOYEE_NUMBER' || reason === 'DUPLICATE_EMPLOYEE_NUMBER'
        ? [foundSignal({ code: reason, details: {} }, about(person, byNumber.get(numberOf(person) ?? 0) ?? null))]
        : [],
    ),
    ...noLongerInScope(input).map(({ participant, person, reason }) =>
      foundSignal({ code: 'NO_LONGER_IN_SCOPE', details: { reason } }, about(person, participant)),
    ),
    ...input.selected.flatMap(({ person, match }) => {
      if (match.as !== 'BLOCKED') return []
      const otherNumber = match.by.employeeNumber
      return [foundSignal({ code: 'POSSIBLE_DUPLICATE', details: { otherNumber } }, about(person, match.by))]
    }),
    ...input.planned.flatMap((planned) =>
      [...readingFindings(planned), ...changeFindings(planned, input.openSignals)].map((finding) =>
        foundSignal(finding, about(planned.person, planned.before)),
      ),
    ),
    ...resemblingPeople(input).map(({ planned, otherNumber }) =>
      foundSignal(
        { code: 'POSSIBLE_DUPLICATE', severity: 'WARNING', details: { otherNumber } },
        about(planned.person, planned.before),
      ),
    ),
    ...[...input.missing, ...stillMissing(input)].map((participant) => ofParticipant('MISSING_IN_NMBRS', participant)),
    ...stillEnrolled(input).map((participant) => ofParticipant('ENROLMENT_STILL_OPEN', participant)),
  ]
}

type Named = Pick<Participant, 'id' | 'employeeNumber'>

const ofParticipant = (code: SignalCode, { id, employeeNumber }: Named): FoundSignal =>
  foundSignal({ code, details: {} }, { participantId: id, employeeNumber, nmbrsEmployeeId: null })

/** Who was missing, and of whom this reading says more but not for certain. */
const stillMissing = ({ planned }: SignalInput): Participant[] =>
  planned.flatMap(({ before, after }) => (before && after.status === 'MISSING' ? [before] : []))

/** Participants in service who have become trainees or on-call workers: from then on nothing of them is changed. */
function noLongerInScope({ excluded, participants, planned, unlinked }: SignalInput) {
  const isPlanned = new Set(planned.map(({ before }) => before))
  const staff = participants.filter((participant) => participant.status !== 'LEFT' && !isPlanned.has(participant))
  return excluded.flatMap(({ person, reason }) => {
    if (reason !== 'TRAINEE' && reason !== 'ON_CALL') return []
    const participant = staff.find((one) =>
      one.nmbrsEmployeeId === null || unlinked.includes(one)
        ? one.employeeNumber !== null && one.employeeNumber === numberOf(person)
        : one.nmbrsEmployeeId === person.employee.sourceId,
    )
    return participant ? [{ person, participant, reason } as const] : []
  })
}

/** Participants who have left while an enrolment by hand goes on: no rule ends that. */
function stillEnrolled({ participants, planned, onlyEmployeeNumber }: SignalInput): Named[] {
  const plannedAs = new Map(planned.map((person) => [person.before, person.after]))
  return participants.flatMap((participant) => {
    const after = plannedAs.get(participant)
    if (!after && onlyEmployeeNumber !== null && participant.employeeNumber !== onlyEmployeeNumber) return []
    const { status, employedUntil, employeeNumber } = after ?? participant
    const goesOn = participant.enrolments.some(
      ({ source, endDate }) => source === 'MANUAL' && (endDate === null || endDate > (employedUntil ?? '')),
    )
    return status === 'LEFT' && goesOn ? [{ id: participant.id, employeeNumber }] : []
  })
}

/** What is wrong in the data of someone who has left is no longer worth a look. */
const readingFindings = ({ after, findings }: PlannedPerson): readonly Finding[] =>
  after.status === 'LEFT' ? [] : findings

/** What the change itself is worth a look for; an emptied e-mail address stays to be seen while it is empty. */
function changeFindings({ before, after, person }: PlannedPerson, open: readonly OpenSignal[]): Finding[] {
  if (!before) return []
  const findings: Finding[] = []
  const wasEmptied = open.some(
    (signal) => signal.code === 'WORK_EMAIL_EMPTIED' && signal.nmbrsEmployeeId === person.employee.sourceId,
  )
  if (after.emailWork === null && (before.emailWork !== null || wasEmptied))
    findings.push({ code: 'WORK_EMAIL_EMPTIED', details: {} })
  if (after.employeeNumber !== null && before.employeeNumber !== after.employeeNumber)
    findings.push({
      code: 'EMPLOYEE_NUMBER_CHANGED',
      details: { oldNumber: before.employeeNumber, newNumber: after.employeeNumber },
    })
  return findings
}

/**
 * Those planned now who, afterwards, look like the same person as a participant with another number, or without one:
 * each once, with the first participant that they look like.
 */
function resemblingPeople({
  planned,
  participants,
  matched,
}: SignalInput): { planned: PlannedPerson; otherNumber: number | null }[] {
  const isPlanned = new Set(planned.map(({ before }) => before))
  const everyone = [
    ...planned.map((one) => ({ planned: one, fields: one.after }) as const),
    ...participants.flatMap((one) => (isPlanned.has(one) ? [] : [{ planned: null, fields: one } as const])),
  ].sort((a, b) => (a.fields.employeeNumber ?? Infinity) - (b.fields.employeeNumber ?? Infinity))
  const found = new Map<PlannedPerson, number | null>()
  for (const [later, earlier] of resemblances(everyone, ({ fields }) => personOf(fields))) {
    if (later.fields.status === 'LEFT' && earlier.fields.status === 'LEFT') continue
    // Of someone outside a run for one person, the runs for everyone tell it.
    if (later.planned === null && matched.has(later.fields)) continue
    const [one, other] = later.planned ? [later.planned, earlier] : [earlier.planned, later]
    if (one && !found.has(one)) found.set(one, other.fields.employeeNumber)
  }
  return [...found].map(([planned, otherNumber]) => ({ planned, otherNumber }))
}
