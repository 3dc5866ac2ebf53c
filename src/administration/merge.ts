/** Makes two records of one person one. Nothing of either history is lost, and what changes is told as a mutation. */
import { changesOf } from '../core/diff.ts'
import { mergeOf, objectionTo } from '../core/merge.ts'
import type { Participant as Person } from '../core/participant.ts'
import { problemTexts, type Words } from '../core/texts/problems.ts'
import { updateRows } from '../db/bulk.ts'
import { participantTable } from '../db/tables.ts'
import type { Participant } from '../generated/prisma/client.ts'
import { showAsOne } from '../privacy/shown-people.ts'
import { ConflictError, NotFoundError, ValidationError } from '../problems.ts'
import type { SecretBox } from '../security/secret-box.ts'
import { writtenFields } from '../sync/apply.ts'
import { supersedeHeldRuns } from '../sync/hold.ts'
import { lockCompany, type Transaction } from '../sync/load.ts'
import { isoDateOrNull, type ParticipantRow, participantFrom, participantRow } from '../sync/rows.ts'
import { enterByHand } from './by-hand.ts'
import { type Administration, today } from './dependencies.ts'
import { moveEnrolments, moveProvenance, moveSignals, setAwaited } from './merge-history.ts'
import { assertHasData, requireParticipant } from './participant.ts'

/**
 * Everything of the duplicate moves to the one that is kept; then the duplicate is removed. Throws NotFoundError when
 * either is not there, ValidationError when they are one and the same or of two companies, and ConflictError when they
 * are clearly two people, or the next sync would undo it.
 */
export async function mergeParticipants(
  { keepId, duplicateId }: { keepId: string; duplicateId: string },
  actor: string,
  administration: Administration,
): Promise<Participant> {
  if (keepId === duplicateId) throw notMergeable(problemTexts.mergeWithItself())
  const { prisma, secrets, clock } = administration
  return prisma.$transaction(async (tx) => {
    const { companyId } = await requireParticipant(tx, keepId)
    await lockCompany(tx, companyId)
    const [keptRow, duplicateRow] = [await load(tx, keepId), await load(tx, duplicateId)]
    if (duplicateRow.companyId !== companyId) throw notMergeable(problemTexts.mergeAcrossCompanies())
    const [kept, duplicate] = asPeople(keptRow, duplicateRow, secrets)
    await assertOnePerson(tx, kept, duplicate)
    await supersedeHeldRuns(tx, companyId, clock())
    const { after, changed, leading } = mergeOf(kept, duplicate)
    const enrolmentMutations = await moveEnrolments(tx, kept, duplicate)
    await setAwaited(tx, keepId, after.awaitedSchemes)
    await moveSignals(tx, kept, duplicate, clock())
    await moveProvenance(tx, { keepId, duplicateId, leadingId: leading.id }, secrets)
    const one = { id: keepId, nmbrsEmployeeId: after.nmbrsEmployeeId }
    await showAsOne(tx, companyId, [kept, duplicate], one, secrets)
    await tx.participantMutation.updateMany({ where: { participantId: duplicateId }, data: { participantId: keepId } })
    await tx.participant.delete({ where: { id: duplicateId } }) // before its number and EmployeeId go to the other
    const columns = changed.includes('bsn') ? writtenFields : writtenFields.filter((name) => !isOfBsn.has(name))
    await updateRows(tx, participantTable, 'id', columns, [participantRow(keepId, companyId, after, secrets)])
    const merged = {
      kind: 'MERGED' as const,
      changes: changesOf(changed, kept, after),
      effectiveDate: today(administration),
    }
    const change = { companyId, participantId: keepId, actor, now: clock() }
    await enterByHand(tx, change, [merged, ...enrolmentMutations])
    return tx.participant.findUniqueOrThrow({ where: { id: keepId } })
  })
}

const isOfBsn: ReadonlySet<string> = new Set(['bsnEncrypted', 'bsnHash'])

async function load(tx: Transaction, id: string): Promise<ParticipantRow> {
  const include = { enrolments: true, awaitedEnrolments: true }
  const row = await tx.participant.findUnique({ where: { id }, include })
  if (!row) throw new NotFoundError(problemTexts.participantNotFound())
  assertHasData(row)
  return row
}

type Loaded = Person & { companyId: string }

/**
 * With the keyed hash in the place of a BSN, which says whether they have the same and need not be opened. They are opened
 * only where that does not do: one that moves is sealed anew, and the hashes of two keys cannot be compared.
 */
function asPeople(kept: ParticipantRow, duplicate: ParticipantRow, secrets: SecretBox): [Loaded, Loaded] {
  const hashesDo = duplicate.bsnHash === null || duplicate.bsnHash === kept.bsnHash
  const asPerson = (row: ParticipantRow): Loaded =>
    hashesDo
      ? { ...participantFrom({ ...row, bsnEncrypted: null }, secrets), companyId: row.companyId, bsn: row.bsnHash }
      : { ...participantFrom(row, secrets), companyId: row.companyId }
  return [asPerson(kept), asPerson(duplicate)]
}

async function assertOnePerson(tx: Transaction, kept: Loaded, duplicate: Loaded): Promise<void> {
  const link = await tx.nmbrsLink.findUnique({ where: { companyId: kept.companyId } })
  const objection = objectionTo(kept, duplicate, isoDateOrNull(link?.firstSyncedOn ?? null))
  if (objection === 'SOMEONE_ELSE') throw new ConflictError(problemTexts.mergeOfTwoPeople())
  if (objection === 'BOTH_IN_PAYROLL')
    throw new ConflictError(problemTexts.mergeOfTwoEmployees(kept.employeeNumber, duplicate.employeeNumber))
}

const notMergeable = (words: Words) => new ValidationError({ path: ['duplicateId'], words })
