/**
 * The plan of one sync: from what the payroll package says and what the administration has, everything that is to be
 * written. Pure: the same input gives the same plan, in whatever order the source gave it, and carrying it out and
 * planning again leaves nothing to do.
 */
import { isKnown } from './employee.ts'
import { findSignals } from './find-signals.ts'
import { findMissing } from './missing.ts'
import type { Participant } from './participant.ts'
import { type PlannedPerson, planPerson } from './person-plan.ts'
import { type Provenance, provenanceOf } from './provenance.ts'
import { withinRetention } from './retention.ts'
import { type Exclusion, isScopeUnknown, nameOf } from './scope.ts'
import { exclusionOf, type Selection, type SelectionInput, select } from './select.ts'
import type { EnrolmentRule } from './settings.ts'
import { type FoundSignal, type OpenSignal, reconcileSignals, type SignalChanges } from './signals.ts'

export type PlanInput = SelectionInput & {
  /** For how many years data is kept of who has left; who left before that is left alone. */
  retentionYears: number
  rules: readonly EnrolmentRule[]
}

export type SyncPlan = {
  /** Everyone for whom something is written, in the order of the feed. */
  people: PlannedPerson[]
  /** Participants who are from now on MISSING. */
  missing: Participant[]
  /** Participants whose EmployeeId now belongs to another participant. */
  unlinked: Participant[]
  signals: SignalChanges
  /** Where the fields of everyone who was planned come from, also when nothing else of them is written. */
  provenance: ReadProvenance[]
  exclusions: Exclusion[]
  counts: SyncCounts
}

/** Of the participant who has this EmployeeId once the plan is carried out. */
export type ReadProvenance = { nmbrsEmployeeId: number; provenance: Provenance }

/** How many people, but for the last three: enrolments, mutations, and signals that are open afterwards. */
export type SyncCounts = {
  read: number
  excluded: number
  joined: number
  rejoined: number
  changed: number
  left: number
  missing: number
  unchanged: number
  enrolled: number
  mutations: number
  signals: number
}

export function planSync(given: PlanInput): SyncPlan {
  const input = withinRetention(given)
  const selection = select(input)
  const planned = planPeople(selection, input)
  const missing = findMissing(selection, input.snapshot, input.participants, input.onlyEmployeeNumber)
  const unlinked = findUnlinked(planned, input.participants)
  const found = findSignals({ ...input, ...selection, planned, missing, unlinked })
  return {
    people: planned.filter(isWritten),
    missing: missing.filter((participant) => participant.status !== 'MISSING'),
    unlinked,
    signals: reconcileSignals(input.openSignals, found, couldFindAgain(selection, planned, input), input.on),
    provenance: planned.map(({ person: { employee } }) => ({
      nmbrsEmployeeId: employee.sourceId,
      provenance: provenanceOf(employee, selection.context),
    })),
    exclusions: selection.excluded.map(exclusionOf),
    counts: count(selection, planned, missing, found),
  }
}

function planPeople({ selected, context: reading }: Selection, input: PlanInput): PlannedPerson[] {
  const context = { reading, rules: input.rules, settings: input.settings, complete: input.snapshot.complete }
  return selected.flatMap(({ person, match }) => {
    if (match.as === 'BLOCKED') return []
    const before = match.as === 'NEW' ? null : match.participant
    return [{ ...planPerson(person, before, context), person, before, name: nameOf(person) }]
  })
}

const isWritten = ({ before, after, mutations }: PlannedPerson): boolean =>
  before === null ||
  mutations.length > 0 ||
  before.status !== after.status ||
  before.nmbrsEmployeeId !== after.nmbrsEmployeeId ||
  [...before.awaitedSchemes].sort().join() !== [...after.awaitedSchemes].sort().join()

function findUnlinked(planned: readonly PlannedPerson[], participants: readonly Participant[]): Participant[] {
  const owners = new Map(planned.map(({ after, before }) => [after.nmbrsEmployeeId, before]))
  const isPlanned = new Set(planned.map(({ before }) => before))
  return participants.filter(
    (participant) =>
      participant.nmbrsEmployeeId !== null && !isPlanned.has(participant) && owners.has(participant.nmbrsEmployeeId),
  )
}

/** Whether this sync looked at what a signal is about: only then does not finding it again close it. */
function couldFindAgain(
  { people, excluded, context }: Selection,
  planned: readonly PlannedPerson[],
  { snapshot, participants, onlyEmployeeNumber, settings }: PlanInput,
): (signal: OpenSignal) => boolean {
  const mentionedIds = new Set(snapshot.employees.map(({ sourceId }) => sourceId))
  const unreadable = new Set(excluded.flatMap(({ person, reason }) => (reason === 'UNREADABLE' ? [person] : [])))
  const readIds = new Set(people.flatMap((person) => (unreadable.has(person) ? [] : [person.employee.sourceId])))
  const idsWithoutAccounts = new Set(planned.filter(lacksAccounts).map(({ person }) => person.employee.sourceId))
  const unknownScope = people.filter((person) => isScopeUnknown(person, settings, context))
  const idsOfUnknownScope = new Set(unknownScope.map(({ employee }) => employee.sourceId))
  const plannedIds = new Set(planned.map(({ before }) => before?.id))
  const numbers = new Map(participants.map((participant) => [participant.id, participant.employeeNumber]))
  return ({ code, nmbrsEmployeeId, participantId, employeeNumber, details }) => {
    if (nmbrsEmployeeId !== null && mentionedIds.has(nmbrsEmployeeId)) {
      if (details.field === 'IBAN' && idsWithoutAccounts.has(nmbrsEmployeeId)) return false
      if (code === 'NO_LONGER_IN_SCOPE' && idsOfUnknownScope.has(nmbrsEmployeeId)) return false
      return readIds.has(nmbrsEmployeeId)
    }
    if (participantId !== null && plannedIds.has(participantId)) return true
    const numberNow = participantId === null ? employeeNumber : numbers.get(participantId)
    return snapshot.complete && (onlyEmployeeNumber === null || numberNow === onlyEmployeeNumber)
  }
}

/** Whether someone's bank accounts should be known, but could not be read this time. */
const lacksAccounts = ({ person: { employee }, after }: PlannedPerson): boolean =>
  employee.roster !== null && after.status !== 'LEFT' && !isKnown(employee.bankAccounts)

function count(
  { people, excluded }: Selection,
  planned: readonly PlannedPerson[],
  missing: readonly Participant[],
  found: readonly FoundSignal[],
): SyncCounts {
  const mutations = planned.flatMap((person) => person.mutations)
  const ofKind = (kind: string) => mutations.filter((mutation) => mutation.kind === kind).length
  const moved = new Set(['JOINED', 'REJOINED', 'LEFT'])
  const stayed = planned.filter((person) => !person.mutations.some(({ kind }) => moved.has(kind)))
  const changed = stayed.filter((person) => person.mutations.length > 0).length
  return {
    read: people.length,
    excluded: excluded.length,
    joined: ofKind('JOINED'),
    rejoined: ofKind('REJOINED'),
    changed,
    left: ofKind('LEFT'),
    missing: missing.length,
    unchanged: stayed.length - changed,
    enrolled: ofKind('ENROLLED'),
    mutations: mutations.length,
    signals: found.length,
  }
}
