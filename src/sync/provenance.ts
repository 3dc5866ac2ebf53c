/** Keeps where the fields of participants come from, sealed: only what differs from what is kept already is written. */
import type { ReadProvenance } from '../core/plan.ts'
import { isPartial, type Provenance, withEarlier } from '../core/provenance.ts'
import { insertRows, updateRows } from '../db/bulk.ts'
import { participantProvenanceTable } from '../db/tables.ts'
import type { SecretBox } from '../security/secret-box.ts'
import type { Transaction } from './load.ts'

type Context = { companyId: string; secrets: SecretBox }

/** Takes as many statements for a thousand participants as for one; none writes when nothing differs. */
export async function writeProvenance(
  tx: Transaction,
  readings: readonly ReadProvenance[],
  { companyId, secrets }: Context,
): Promise<void> {
  const kept = new Map((await loadKept(tx, readings, companyId)).map((row) => [row.nmbrsEmployeeId, row]))
  const rows = readings.flatMap(({ nmbrsEmployeeId, provenance }) => {
    const { participantId, sealed, ...before } = kept.get(nmbrsEmployeeId)!
    const earlier = sealed ? openProvenance({ participantId, sealed }, secrets) : {}
    const whole = withEarlier(provenance, earlier)
    const fingerprint = secrets.fingerprint(JSON.stringify(whole))
    if (fingerprint === before.fingerprint) return []
    const isNew = before.fingerprint === null
    return [{ isNew, companyId, participantId, fingerprint, sealed: sealProvenance(participantId, whole, secrets) }]
  })
  const [added, changed] = [rows.filter(({ isNew }) => isNew), rows.filter(({ isNew }) => !isNew)]
  await insertRows(tx, participantProvenanceTable, ['participantId', 'companyId', 'sealed', 'fingerprint'], added)
  await updateRows(tx, participantProvenanceTable, 'participantId', ['sealed', 'fingerprint'], changed)
}

/** Throws when what is kept was altered, or belongs to another participant. */
export const openProvenance = (
  { participantId, sealed }: { participantId: string; sealed: Uint8Array },
  secrets: SecretBox,
): Provenance => JSON.parse(secrets.open(sealed, provenanceBinding(participantId)))

export const sealProvenance = (participantId: string, provenance: Provenance, secrets: SecretBox) =>
  secrets.seal(JSON.stringify(provenance), provenanceBinding(participantId))

const provenanceBinding = (participantId: string): string => `participant_provenance.sealed:${participantId}`

type Kept = { nmbrsEmployeeId: number; participantId: string; fingerprint: string | null; sealed: Uint8Array | null }

/** Of everyone with an EmployeeId; what is sealed only of those whose reading leaves something open. */
function loadKept(tx: Transaction, readings: readonly ReadProvenance[], companyId: string): Promise<Kept[]> {
  const partial = readings.filter(({ provenance }) => isPartial(provenance)).map((reading) => reading.nmbrsEmployeeId)
  return tx.$queryRaw`
    SELECT nmbrs_employee_id AS "nmbrsEmployeeId", participant.id AS "participantId", fingerprint,
      CASE WHEN nmbrs_employee_id = ANY(${partial}::int[]) THEN sealed END AS sealed
    FROM participant LEFT JOIN participant_provenance ON participant_id = participant.id
    WHERE participant.company_id = ${companyId}::uuid AND nmbrs_employee_id IS NOT NULL`
}
