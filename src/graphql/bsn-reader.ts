/** BSNs, for who may see them: that they are read is recorded before any is opened, for all of a request together. */
import { setImmediate } from 'node:timers/promises'
import { targetOf } from '../audit/targets.ts'
import type { Audit } from '../audit/trail.ts'
import { placeOf } from '../security/sealed-columns.ts'
import type { SecretBox } from '../security/secret-box.ts'
import type { Viewer } from './context.ts'

/** The BSN of a participant, nine digits; null when there is none. */
export type OpenBsn = (participant: {
  id: string
  companyId: string
  bsnEncrypted: Uint8Array | null
}) => Promise<string | null>

type Reading = { companies: Map<string, Set<string>>; recorded: Promise<void> }

/** A reader for one viewer. What is asked for at the same time, by the fields of one operation, is one reading. */
export function createBsnReader(
  { subject, role }: Viewer,
  { audit, secrets }: { audit: Audit; secrets: SecretBox },
): OpenBsn {
  let current: Reading | null = null

  const record = async (companies: Reading['companies']) => {
    await setImmediate() // until every field that asks has asked
    current = null
    for (const [companyId, ids] of companies) {
      const targets = [...ids].map((id) => targetOf('Participant', id))
      await audit({ subject, role, action: 'READ_BSN', companyId, targets, outcome: 'OK' })
    }
  }
  const begin = (): Reading => {
    const companies: Reading['companies'] = new Map()
    return { companies, recorded: record(companies) }
  }

  return async ({ id, companyId, bsnEncrypted }) => {
    if (bsnEncrypted === null) return null
    current ??= begin()
    const { companies, recorded } = current
    companies.set(companyId, (companies.get(companyId) ?? new Set()).add(id))
    await recorded
    return secrets.open(bsnEncrypted, placeOf('bsn', id))
  }
}
