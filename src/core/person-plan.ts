/** What a sync does to one person: which mutations, and the participant as it is afterwards. */
import { byKind, changedFields, changesOf } from './diff.ts'
import { effectiveDate, type RecordStarts } from './effective-date.ts'
import type { IsoDate } from './employee.ts'
import { type EnrolmentChanges, planEnrolments } from './enrolment-plan.ts'
import type { Finding } from './findings.ts'
import type { KnownFields, ReadingContext } from './outcome.ts'
import {
  type FieldChange,
  type FieldName,
  fieldNames,
  type MutationKind,
  type MutationSource,
  type Participant,
  type ParticipantFields,
  type PayrollPeriod,
  type SchemeCode,
} from './participant.ts'
import { payOf, readingOfLeaver } from './pay.ts'
import { isScopeUnknown, type ReadEmployee } from './scope.ts'
import type { EnrolmentRule, RuleSettings } from './settings.ts'
import { type Transition, transitionsOf } from './transitions.ts'

export type PlannedChange = {
  kind: MutationKind
  source: MutationSource
  effectiveDate: IsoDate
  changes: FieldChange[]
  scheme: SchemeCode | null
}

/** A participant without what only the database gives it. */
export type ParticipantState = Omit<Participant, 'id' | 'isErased' | 'enrolments'>

export type PersonPlan = {
  after: ParticipantState
  mutations: PlannedChange[]
  enrolments: EnrolmentChanges
  findings: readonly Finding[]
}

/** Who was planned, as which participant; `before` is null for someone new. */
export type PlannedPerson = PersonPlan & { person: ReadEmployee; before: Participant | null; name: string }

export type PersonContext = {
  reading: ReadingContext
  rules: readonly EnrolmentRule[]
  settings: RuleSettings
  /** Whether this reading is complete: only then anyone can leave. */
  complete: boolean
}

/** Plans one person who is in scope; `before` is null for someone new, who must have a last name. */
export function planPerson(person: ReadEmployee, before: Participant | null, context: PersonContext): PersonPlan {
  const transitions = transitionsOf(person, before)
  const hasLeft = before?.status === 'LEFT' && transitions.length === 0
  const reading = hasLeft ? readingOfLeaver(person.employee, context.reading, before) : context.reading
  const said = whatIsSaid(person, before, reading)
  const isGone = transitions.some(({ kind }) => kind === 'LEFT')
  const isBack = before?.status === 'LEFT' && transitions.length > 0
  if ((isGone && !context.complete) || (isBack && isScopeUnknown(person, context.settings, context.reading))) {
    // Who seems to have left in a reading that is not complete stays, and who seems to be back waits while it is not
    // known whether they are left out now; everything else is still taken over.
    const { employedFrom: _, employedUntil: __, ...fields } = said.fields
    return planWith({ ...said, fields }, null, person, before, context)
  }
  return planWith(said, transitions, person, before, context)
}

type Said = { fields: KnownFields; starts: RecordStarts; findings: readonly Finding[] }

function whatIsSaid({ employee, outcome }: ReadEmployee, before: Participant | null, reading: ReadingContext): Said {
  const pay = payOf(employee, reading, before)
  const starts = { ...pay.starts, address: outcome.addressStart }
  if (employee.roster)
    return { fields: { ...outcome.fields, ...pay.fields }, starts, findings: [...outcome.findings, ...pay.findings] }
  // Someone who is no longer on the payroll only leaves: their other records may be out of date.
  const { employedFrom, employedUntil } = outcome.fields
  return { fields: { employedFrom, employedUntil }, starts, findings: [] }
}

/** `happened` is null while it is not believed: neither the status nor any enrolment changes then. */
function planWith(
  { fields: known, starts, findings }: Said,
  happened: readonly Transition[] | null,
  person: ReadEmployee,
  before: Participant | null,
  { reading, rules }: PersonContext,
): PersonPlan {
  const fields: ParticipantFields = { ...(before ? fieldsOf(before) : blankFields(reading.period.type)), ...known }
  const transitions = happened ?? []
  const enrolments = happened
    ? planEnrolments(before, fields, happened, rules, reading.on)
    : { started: [], ended: [], awaitedSchemes: before?.awaitedSchemes ?? [] }
  const changed = before ? changedFields({ ...before, ...lastDates(transitions) }, known) : []
  const ofFields = [...byKind(changed)].map(([kind, names]) =>
    mutation(
      kind,
      effectiveDate(kind, new Set(changed), fields.salaryKind, starts, reading.on),
      changesOf(names, before ?? {}, fields),
    ),
  )
  return {
    after: {
      ...fields,
      nmbrsEmployeeId: person.employee.sourceId,
      status: statusAfter(happened, before),
      awaitedSchemes: enrolments.awaitedSchemes,
    },
    mutations: [
      ...transitionMutations(transitions, before, fields, reading.on),
      ...ofFields,
      ...enrolmentMutations(enrolments),
    ],
    enrolments,
    findings,
  }
}

function transitionMutations(
  transitions: readonly Transition[],
  before: Participant | null,
  fields: ParticipantFields,
  on: IsoDate,
): PlannedChange[] {
  let dates = { employedFrom: before?.employedFrom ?? null, employedUntil: before?.employedUntil ?? null }
  return transitions.map(({ kind, ...reached }) => {
    const changes =
      kind === 'JOINED'
        ? changesOf(fieldNames, {}, { ...fields, ...reached })
        : changesOf(['employedFrom', 'employedUntil'], dates, reached)
    dates = reached
    return mutation(
      kind,
      (kind === 'LEFT' ? reached.employedUntil : reached.employedFrom) ?? on,
      changes.filter((change) => change.oldValue !== change.newValue),
    )
  })
}

const lastDates = (transitions: readonly Transition[]): KnownFields => {
  const last = transitions.at(-1)
  return last ? { employedFrom: last.employedFrom, employedUntil: last.employedUntil } : {}
}

const statusAfter = (happened: readonly Transition[] | null, before: Participant | null): Participant['status'] => {
  if (happened === null && before) return before.status
  const last = happened?.at(-1)
  if (last) return last.kind === 'LEFT' ? 'LEFT' : 'ACTIVE'
  return before?.status === 'LEFT' ? 'LEFT' : 'ACTIVE'
}

const enrolmentMutations = ({ started, ended }: EnrolmentChanges): PlannedChange[] => [
  ...ended.map(({ scheme, endDate }) => mutation('ENROLMENT_ENDED', endDate, [], scheme)),
  ...started.flatMap(({ scheme, startDate, endDate }) => [
    mutation('ENROLLED', startDate, [], scheme),
    ...(endDate ? [mutation('ENROLMENT_ENDED', endDate, [], scheme)] : []),
  ]),
]

const mutation = (
  kind: MutationKind,
  effective: IsoDate,
  changes: FieldChange[],
  scheme: SchemeCode | null = null,
): PlannedChange => ({ kind, source: scheme ? 'RULE' : 'NMBRS', effectiveDate: effective, changes, scheme })

const fieldsOf = (participant: Participant): ParticipantFields =>
  Object.fromEntries(fieldNames.map((name) => [name, participant[name]])) as ParticipantFields

const empty = Object.fromEntries(fieldNames.map((name) => [name, null])) as Record<FieldName, null>

/** A participant of whom nothing is known yet. */
export const blankFields = (salaryPeriod: PayrollPeriod): ParticipantFields => ({
  ...empty,
  lastName: '',
  nameUsage: 'OWN',
  salaryKind: 'NONE',
  fullTimeSalary: '0.00',
  partTimeSalary: '0.00',
  salaryPeriod,
})
