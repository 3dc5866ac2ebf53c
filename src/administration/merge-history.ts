/** What moves to another participant when two are merged: enrolments, what is awaited, signals, provenance. */
import type { EnrolmentReason } from '../core/enrolment.ts'
import { type Remainder, remainders } from '../core/merge-enrolments.ts'
import type { Participant, SchemeCode } from '../core/participant.ts'
import type { NewMutation } from '../feed/position.ts'
import type { SecretBox } from '../security/secret-box.ts'
import type { Transaction } from '../sync/load.ts'
import { openProvenance, sealProvenance } from '../sync/provenance.ts'
import { dateColumn } from '../sync/rows.ts'

type EnrolmentMutation = Pick<NewMutation, 'kind' | 'changes' | 'effectiveDate' | 'scheme'>

/**
 * Moves the duplicate's enrolments. One that overlaps one of the kept participant in the same scheme is cut to the days
 * that the other does not have, in two when it lies around it, and dropped when nothing is left. Returns what that tells.
 */
export async function moveEnrolments(
  tx: Transaction,
  kept: Participant & { companyId: string },
  duplicate: Participant,
): Promise<EnrolmentMutation[]> {
  const moved = remainders(kept.enrolments, duplicate.enrolments)
  for (const { enrolment, periods } of moved) {
    const { id, scheme, source } = enrolment
    const [first, ...others] = periods.map((period) => ({
      participantId: kept.id,
      startDate: dateColumn(period.startDate),
      endDate: period.endDate && dateColumn(period.endDate),
      ...(period.startDate !== enrolment.startDate && { reason: continued }),
    }))
    if (first) await tx.enrolment.update({ where: { id }, data: first })
    else await tx.enrolment.delete({ where: { id } })
    const { companyId } = kept
    const data = others.map((columns) => ({ reason: continued, ...columns, companyId, scheme, source }))
    await tx.enrolment.createMany({ data })
  }
  return moved.flatMap(toldOf)
}

const continued = { code: 'CONTINUED' } satisfies EnrolmentReason

/** Each day on which an enrolment that was cut now starts or ends. */
const toldOf = ({ enrolment, periods }: Remainder): EnrolmentMutation[] =>
  periods.flatMap(({ startDate, endDate }) => {
    const told = { changes: [], scheme: enrolment.scheme }
    const starts = startDate === enrolment.startDate ? [] : [startDate]
    const ends = endDate === null || endDate === enrolment.endDate ? [] : [endDate]
    return [
      ...starts.map((effectiveDate) => ({ ...told, kind: 'ENROLLED' as const, effectiveDate })),
      ...ends.map((effectiveDate) => ({ ...told, kind: 'ENROLMENT_ENDED' as const, effectiveDate })),
    ]
  })

/** Replaces what the participant waits for. */
export async function setAwaited(
  tx: Transaction,
  participantId: string,
  schemes: readonly SchemeCode[],
): Promise<void> {
  await tx.awaitedEnrolment.deleteMany({ where: { participantId } })
  await tx.awaitedEnrolment.createMany({ data: schemes.map((scheme) => ({ participantId, scheme })) })
}

/** Closes what said that the two look like one person, and what the kept participant has open too; the rest moves. */
export async function moveSignals(
  tx: Transaction,
  kept: Participant,
  duplicate: Participant,
  now: Date,
): Promise<void> {
  const [keepId, duplicateId] = [kept.id, duplicate.id]
  for (const [one, other] of [
    [kept, duplicate],
    [duplicate, kept],
  ] as const)
    await tx.$executeRaw`
      UPDATE signal SET open = NULL, resolved_at = ${now}
      WHERE participant_id = ${one.id}::uuid AND open AND code = 'POSSIBLE_DUPLICATE'
        AND (details ->> 'otherNumber')::int IS NOT DISTINCT FROM ${other.employeeNumber}::int`
  await tx.$executeRaw`
    UPDATE signal SET open = NULL, resolved_at = ${now}
    WHERE participant_id = ${duplicateId}::uuid AND open AND EXISTS (
      SELECT FROM signal AS other
      WHERE other.participant_id = ${keepId}::uuid AND other.open AND other.code = signal.code
        AND other.subject = replace(signal.subject, ${duplicateId}, ${keepId}))`
  await tx.$executeRaw`
    UPDATE signal SET participant_id = ${keepId}::uuid, subject = replace(subject, ${duplicateId}, ${keepId})
    WHERE participant_id = ${duplicateId}::uuid`
}

/** Keeps that of the participant whose link is kept, sealed for its new place; what there is, when that one has none. */
export async function moveProvenance(
  tx: Transaction,
  { keepId, duplicateId, leadingId }: { keepId: string; duplicateId: string; leadingId: string },
  secrets: SecretBox,
): Promise<void> {
  const find = (participantId: string) => tx.participantProvenance.findUnique({ where: { participantId } })
  const [kept, duplicate] = [await find(keepId), await find(duplicateId)]
  if (!duplicate || (kept && leadingId === keepId)) return
  const provenance = openProvenance(duplicate, secrets)
  const sealed = sealProvenance(keepId, provenance, secrets)
  const fingerprint = secrets.fingerprint(JSON.stringify(provenance))
  const { companyId } = duplicate
  await tx.participantProvenance.upsert({
    where: { participantId: keepId },
    create: { participantId: keepId, companyId, sealed, fingerprint },
    update: { sealed, fingerprint },
  })
}
