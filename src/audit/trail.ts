/** Writes the audit trail. All servers write one chain: each entry is added under a lock that is held until its commit. */
import type { Clock } from '../clock.ts'
import type { PrismaClient } from '../generated/prisma/client.ts'
import type { Transaction } from '../sync/load.ts'
import { type Deed, entryOf, hashOf } from './entry.ts'

/** Any number that no other advisory lock in this database has. */
const auditLock = 7_266_463

/** Resolves once the entry is committed. */
export type Audit = (deed: Deed) => Promise<void>

export const createAudit =
  (prisma: PrismaClient, clock: Clock): Audit =>
  (deed) =>
    prisma.$transaction((tx) => appendEntry(tx, deed, clock()))

/** As part of a transaction: all who write entries wait for it, so make it the last thing that this one does. */
export async function appendEntry(tx: Transaction, deed: Deed, at: Date): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${auditLock})`
  const last = await tx.auditEntry.findFirst({ orderBy: { position: 'desc' }, select: { position: true, hash: true } })
  const entry = entryOf(deed, (last?.position ?? 0n) + 1n, at)
  await tx.auditEntry.create({ data: { ...entry, hash: hashOf(last?.hash ?? '', entry) } })
}
