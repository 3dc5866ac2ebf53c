/** Keeps where the fields of participants come from, sealed. Only what differs from what is kept already is written. */
import type { ReadProvenance } from '../core/plan.ts'
import { isPartial, type Provenance, withEarlier } from '../core/provenance.ts'
import { insertRows, updateRows } from '../db/bulk.ts'
import { participantProvenanceTable } from '../db/tables.ts'
import { placeOf } from '../security/sealed-columns.ts'
import type { SecretBox } from '../security/secret-box.ts'
import type { Transaction } from './load.ts'

type Context = { companyId: string; secrets: SecretBox }

/**
 * The fingerprint is that of the reading, which need not have everything: who gives the same as at the last reading that
 * was written is not opened. Takes as many statements for a thousand participants as for one.
 */
export async function writeProvenance(
  tx: Transaction,
  readings: readonly ReadProvenance[],
  { companyId, secrets }: Context,
): Promise<void> {
  const kept = new Map((await loadFingerprints(tx, companyId)).map((row) => [row.nmbrsEmployeeId, row]))
  const differing = readings.flatMap(({ nmbrsEmployeeId, provenance }) => {
    const { participantId, fingerprint: before } = kept.get(nmbrsEmployeeId)!
    const text = JSON.stringify(provenance)
    if (before !== null && secrets.fingerprints(text).includes(before)) return []
    return [{ participantId, provenance, fingerprint: secrets.fingerprint(text), isNew: before === null }]
  })
  const gaps = differing.filter(({ isNew, provenance }) => !isNew && isPartial(provenance))
  const earlier = await loadSealed(
    tx,
    gaps.map(({ participantId }) => participantId),
  )
  const rows = differing.flatMap(({ provenance, ...row }) => {
    const sealed = earlier.get(row.participantId)
    const before = sealed ? openProvenance({ ...row, sealed }, secrets) : {}
    const whole = withEarlier(provenance, before)
    const isKnown = JSON.stringify(whole) === JSON.stringify(before)
    return isKnown ? [] : [{ ...row, companyId, sealed: sealProvenance(row.participantId, whole, secrets) }]
  })
  const [added, changed] = [rows.filter(({ isNew }) => isNew), rows.filter(({ isNew }) => !isNew)]
  await insertRows(tx, participantProvenanceTable, ['participantId', 'companyId', 'sealed', 'fingerprint'], added)
  await updateRows(tx, participantProvenanceTable, 'participantId', ['sealed', 'fingerprint'], changed)
}

/** Throws when what is kept was altered, or belongs to another participant. */
export const openProvenance = (
  { participantId, sealed }: { participantId: string; sealed: Uint8Array },
  secrets: SecretBox,
): Provenance => JSON.parse(secrets.open(sealed, placeOf('provenance', participantId)))

export const sealProvenance = (participantId: string, provenance: Provenance, secrets: SecretBox) =>
  secrets.seal(JSON.stringify(provenance), placeOf('provenance', participantId))

type Fingerprinted = { nmbrsEmployeeId: number; participantId: string; fingerprint: string | null }

/** Of everyone with an EmployeeId; null for who was never read. */
const loadFingerprints = (tx: Transaction, companyId: string): Promise<Fingerprinted[]> => tx.$queryRaw`
  SELECT nmbrs_employee_id AS "nmbrsEmployeeId", participant.id AS "participantId", fingerprint
  FROM participant LEFT JOIN participant_provenance ON participant_id = participant.id
  WHERE participant.company_id = ${companyId}::uuid AND nmbrs_employee_id IS NOT NULL`

async function loadSealed(tx: Transaction, participantIds: readonly string[]): Promise<Map<string, Uint8Array>> {
  if (participantIds.length === 0) return new Map()
  const rows = await tx.$queryRaw<{ participantId: string; sealed: Uint8Array }[]>`
    SELECT participant_id AS "participantId", sealed FROM participant_provenance
    WHERE participant_id = ANY(${participantIds}::uuid[])`
  return new Map(rows.map(({ participantId, sealed }) => [participantId, sealed]))
}
