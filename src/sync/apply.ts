/** Carries out a plan, inside the caller's transaction. Bulk writes: a handful of statements, however many people. */
import type { IsoDate } from '../core/employee.ts'
import { fieldNames, type Participant } from '../core/participant.ts'
import type { PlannedPerson } from '../core/person-plan.ts'
import type { ReadProvenance } from '../core/plan.ts'
import type { SignalChanges } from '../core/signals.ts'
import { insertRows, updateRows } from '../db/bulk.ts'
import { newId } from '../db/id.ts'
import { awaitedEnrolmentTable, enrolmentTable, participantTable } from '../db/tables.ts'
import { appendMutations } from '../feed/position.ts'
import type { SecretBox } from '../security/secret-box.ts'
import { applySignals } from './apply-signals.ts'
import type { Transaction } from './load.ts'
import { writeProvenance } from './provenance.ts'
import { dateColumn, participantRow } from './rows.ts'

export type ApplyContext = { companyId: string; syncRunId: string; secrets: SecretBox; now: Date }

/** The part of a SyncPlan that is carried out: plain JSON, so that it can be kept until a person has decided. */
export type PlannedWrites = {
  people: PersonToWrite[]
  missing: Pick<Participant, 'id'>[]
  unlinked: Pick<Participant, 'id'>[]
  signals: SignalChanges
  provenance: ReadProvenance[]
}

export type PersonToWrite = Pick<PlannedPerson, 'after' | 'mutations' | 'enrolments'> & {
  before: Pick<Participant, 'id' | 'employeeNumber' | 'nmbrsEmployeeId' | 'awaitedSchemes'> | null
}

/** A planned person with the id that the participant has, or gets now. */
export type IdentifiedPerson = PersonToWrite & { id: string }

/** The changes of the largest companies are one transaction. */
export const transactionLimits = { timeout: 10 * 60_000 } // 10 minutes

/** Writes everything that the plan says; mutations last, because their place in the feed is locked until commit. */
export async function applyPlan(tx: Transaction, plan: PlannedWrites, context: ApplyContext): Promise<void> {
  const people = plan.people.map((person) => ({ ...person, id: person.before?.id ?? newId() }))
  await releaseNumbers(tx, plan, people)
  await writeParticipants(tx, people, context)
  await tx.participant.updateMany({
    where: { id: { in: plan.missing.map(({ id }) => id) } },
    data: { status: 'MISSING' },
  })
  await writeEnrolments(tx, people, context)
  await applySignals(tx, plan.signals, people, context)
  await writeProvenance(tx, plan.provenance, context)
  await appendMutations(tx, context.companyId, mutationRows(people, context))
}

/** From the first applied run on, who leaves in between is taken in: see NmbrsLink.firstSyncedOn. */
export const noteFirstSync = (tx: Transaction, companyId: string, on: IsoDate): Promise<unknown> =>
  tx.nmbrsLink.updateMany({
    where: { companyId, firstSyncedOn: null },
    data: { firstSyncedOn: dateColumn(on) },
  })

/** Numbers are unique, and two people may swap theirs: whoever gets another one first gives up the old one. */
async function releaseNumbers(
  tx: Transaction,
  plan: PlannedWrites,
  people: readonly IdentifiedPerson[],
): Promise<void> {
  const renumbered = people.filter(({ before, after }) => before && before.employeeNumber !== after.employeeNumber)
  const relinked = people.filter(({ before, after }) => before && before.nmbrsEmployeeId !== after.nmbrsEmployeeId)
  const employeeNumbers = renumbered.map(({ id }) => id)
  const sourceIds = [...relinked, ...plan.unlinked].map(({ id }) => id)
  if (employeeNumbers.length > 0)
    await tx.$executeRaw`UPDATE participant SET employee_number = NULL WHERE id = ANY(${employeeNumbers}::uuid[])`
  if (sourceIds.length > 0)
    await tx.$executeRaw`UPDATE participant SET nmbrs_employee_id = NULL WHERE id = ANY(${sourceIds}::uuid[])`
}

async function writeParticipants(
  tx: Transaction,
  people: readonly IdentifiedPerson[],
  { companyId, secrets }: ApplyContext,
): Promise<void> {
  const [joined, known] = partition(people, (person) => person.before === null)
  const row = ({ id, after }: IdentifiedPerson) => participantRow(id, companyId, after, secrets)
  await insertRows(tx, participantTable, ['id', 'companyId', ...writtenFields], joined.map(row))
  await updateRows(tx, participantTable, 'id', writtenFields, known.map(row))
}

/** The columns of a participant that a participantRow gives. */
export const writtenFields = [
  'nmbrsEmployeeId',
  'status',
  'bsnEncrypted',
  'bsnHash',
  'erasedAt',
  ...fieldNames.filter((name) => name !== 'bsn'),
] as const

async function writeEnrolments(
  tx: Transaction,
  people: readonly IdentifiedPerson[],
  { companyId }: ApplyContext,
): Promise<void> {
  const ended = people.flatMap(({ enrolments }) => enrolments.ended)
  await updateRows(tx, enrolmentTable, 'id', ['endDate'], ended)
  const started = people.flatMap(({ id, enrolments }) =>
    enrolments.started.map((start) => ({
      ...start,
      id: newId(),
      companyId,
      participantId: id,
      source: 'RULE' as const,
    })),
  )
  const columns = ['id', 'companyId', 'participantId', 'scheme', 'startDate', 'endDate', 'source', 'reason'] as const
  await insertRows(tx, enrolmentTable, columns, started)
  await writeAwaited(tx, people)
}

async function writeAwaited(tx: Transaction, people: readonly IdentifiedPerson[]): Promise<void> {
  const changed = people.filter(({ before, after }) => !sameSchemes(before?.awaitedSchemes ?? [], after.awaitedSchemes))
  if (changed.length === 0) return
  const ids = changed.map(({ id }) => id)
  await tx.$executeRaw`DELETE FROM awaited_enrolment WHERE participant_id = ANY(${ids}::uuid[])`
  const awaited = changed.flatMap(({ id, after }) =>
    after.awaitedSchemes.map((scheme) => ({ participantId: id, scheme })),
  )
  await insertRows(tx, awaitedEnrolmentTable, ['participantId', 'scheme'], awaited)
}

const sameSchemes = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((scheme) => b.includes(scheme))

const mutationRows = (people: readonly IdentifiedPerson[], { syncRunId }: ApplyContext) =>
  people.flatMap(({ id, mutations }) =>
    mutations.map((mutation) => ({ ...mutation, participantId: id, actor: null, syncRunId })),
  )

function partition<T>(items: readonly T[], test: (item: T) => boolean): [T[], T[]] {
  return [items.filter(test), items.filter((item) => !test(item))]
}
