/** Everything in one sync that a person should look at. */
import type { Finding } from './findings.ts'
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
  missing: readonly Participant[]
  participants: readonly Participant[]
  openSignals: readonly OpenSignal[]
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
    ...input.missing.map(({ id, employeeNumber }) =>
      foundSignal(
        { code: 'MISSING_IN_NMBRS', details: {} },
        { participantId: id, employeeNumber, nmbrsEmployeeId: null },
      ),
    ),
  ]
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
}: SignalInput): { planned: PlannedPerson; otherNumber: number | null }[] {
  const isPlanned = new Set(planned.map(({ before }) => before))
  const everyone = [
    ...planned.map((one) => ({ planned: one, fields: one.after })),
    ...participants.flatMap((one) => (isPlanned.has(one) ? [] : [{ planned: null, fields: one }])),
  ].sort((a, b) => (a.fields.employeeNumber ?? Infinity) - (b.fields.employeeNumber ?? Infinity))
  const found = new Map<PlannedPerson, number | null>()
  for (const [later, earlier] of resemblances(everyone, ({ fields }) => personOf(fields))) {
    if (later.fields.status === 'LEFT' && earlier.fields.status === 'LEFT') continue
    const [one, other] = later.planned ? [later.planned, earlier] : [earlier.planned, later]
    if (one && !found.has(one)) found.set(one, other.fields.employeeNumber)
  }
  return [...found].map(([planned, otherNumber]) => ({ planned, otherNumber }))
}
