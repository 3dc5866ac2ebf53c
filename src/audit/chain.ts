/** Walks the audit trail from its first entry, and finds the first that does not fit. */
import type { AuditEntry, PrismaClient } from '../generated/prisma/client.ts'
import { hashOf } from './entry.ts'

/** The place and hash of an entry, to be noted where nobody who can write to the database can write. */
export type Head = { position: bigint; hash: string }

/** MISSING: what stood before this place is gone; CUT_OFF: so is this one; DOES_NOT_FIT: it is not what was written here. */
export type Break = { position: bigint; problem: 'MISSING' | 'CUT_OFF' | 'DOES_NOT_FIT' }

export type ChainCheck = { count: number; head: Head | null; broken: Break | null }

const pageSize = 1_000

/**
 * `noted` is a head of before: the chain must still have it, or its end was cut off or all of it was written anew. Entries
 * that are written meanwhile are looked at too.
 */
export async function checkChain(prisma: PrismaClient, noted: Head | null = null): Promise<ChainCheck> {
  let head: Head | null = null
  let count = 0
  for (;;) {
    const entries: AuditEntry[] = await prisma.auditEntry.findMany({
      where: { position: { gt: head?.position ?? -(2n ** 63n) } },
      orderBy: { position: 'asc' },
      take: pageSize,
    })
    for (const entry of entries) {
      const problem = problemOf(entry, head, noted)
      if (problem) return { count, head, broken: { position: entry.position, problem } }
      head = { position: entry.position, hash: entry.hash }
      count += 1
    }
    if (entries.length < pageSize) break
  }
  const isCutOff = noted !== null && noted.position > (head?.position ?? 0n)
  return { count, head, broken: isCutOff ? { position: noted.position, problem: 'CUT_OFF' } : null }
}

function problemOf(entry: AuditEntry, before: Head | null, noted: Head | null): Break['problem'] | null {
  const expected = (before?.position ?? 0n) + 1n
  if (entry.position > expected) return 'MISSING'
  const isNoted = entry.position === noted?.position
  const fits = entry.position === expected && entry.hash === hashOf(before?.hash ?? '', entry)
  return fits && (!isNoted || entry.hash === noted.hash) ? null : 'DOES_NOT_FIT'
}
