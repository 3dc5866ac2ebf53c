/**
 * An entry of the audit trail, and the hash that chains it to the one before: whoever alters, removes or adds one would have to
 * make every hash after it anew, up to the last one, which is noted elsewhere.
 */
import { createHash } from 'node:crypto'
import type { AuditEntry } from '../generated/prisma/client.ts'

/** What is done besides GraphQL mutations, which have their own name. */
export type OtherAction = 'LOGIN_REFUSED' | 'READ_BSN' | 'ERASE'

/** What is told of a deed; ids, names of fields and codes, never a value. */
export type Deed = Pick<AuditEntry, 'action' | 'outcome'> &
  Partial<Pick<AuditEntry, 'subject' | 'role' | 'companyId' | 'targets' | 'fields' | 'count' | 'network'>>

type Hashed = Omit<AuditEntry, 'hash'>

/** An entry without its hash: the deed in its place in the chain. */
export const entryOf = (deed: Deed, position: bigint, at: Date): Hashed => ({
  subject: null,
  role: null,
  companyId: null,
  targets: [],
  fields: [],
  count: 1,
  network: null,
  ...deed,
  position,
  at,
})

/** SHA-256 as hexadecimal text, over the hash before ("" for the first) and every column, in this order, as JSON. */
export const hashOf = (before: string, entry: Hashed): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        before,
        String(entry.position),
        entry.at.toISOString(),
        entry.subject,
        entry.role,
        entry.action,
        entry.companyId,
        entry.targets,
        entry.fields,
        entry.outcome,
        entry.count,
        entry.network,
      ]),
    )
    .digest('hex')
