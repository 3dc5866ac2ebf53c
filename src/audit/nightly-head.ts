/**
 * Each night the head of the audit trail goes into the log, which is kept apart from the database: an end that is cut off, or a
 * trail that is written anew, no longer has it.
 */
import type { IsoDate } from '../core/employee.ts'
import type { PrismaClient } from '../generated/prisma/client.ts'
import type { Log } from '../log.ts'

/** Tells the head of a date, once. Never throws. */
export type NightlyHead = (date: IsoDate) => Promise<void>

export function createNightlyHead({ prisma, log }: { prisma: PrismaClient; log: Log }): NightlyHead {
  let toldFor: IsoDate | null = null
  return async (date) => {
    if (toldFor === date) return
    try {
      const last = await prisma.auditEntry.findFirst({ orderBy: { position: 'desc' } })
      if (last) log.info({ head: `${last.position}:${last.hash}` }, 'The audit trail ends here')
      toldFor = date
    } catch (error) {
      log.error({ error }, 'Could not see where the audit trail ends')
    }
  }
}
