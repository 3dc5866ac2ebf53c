/**
 * Keeps mail in step with what people may see, which only their tokens tell. Whoever comes along with a token has their
 * preferences go on from then, under the address of that token; those for a company that it no longer has are removed,
 * with what waits for them.
 */
import type { Clock } from '../clock.ts'
import type { PrismaClient } from '../generated/prisma/client.ts'
import type { Log } from '../log.ts'
import { usableEmail, validUntil } from './mail-preference.ts'

/** Who came along; `companyNumbers` are those of the companies that they may see. */
export type Caller = { subject: string; email: string | null; companyNumbers: readonly string[] | 'all' }

/** Never throws and does not keep the caller waiting. The same token counts once an hour. */
export type NoteCaller = (caller: Caller) => void

const onceIn = 60 * 60_000 // 1 hour
const mostRemembered = 10_000 // callers

type Dependencies = { prisma: PrismaClient; clock: Clock; log: Log }

export function createNoteCaller({ prisma, clock, log }: Dependencies): NoteCaller {
  const noted = new Map<string, number>()
  return ({ subject, email, companyNumbers }) => {
    const now = clock()
    const key = JSON.stringify([subject, email, companyNumbers])
    const before = noted.get(key)
    if (before !== undefined && now.getTime() < before + onceIn) return
    if (noted.size >= mostRemembered) noted.clear()
    noted.set(key, now.getTime())
    keepInStep({ subject, email, companyNumbers }, now, prisma).catch((error: unknown) => {
      noted.delete(key)
      log.error({ error }, 'Could not bring mail preferences in step with a token')
    })
  }
}

async function keepInStep({ subject, email, companyNumbers }: Caller, now: Date, prisma: PrismaClient): Promise<void> {
  if (companyNumbers !== 'all')
    await prisma.mailPreference.deleteMany({ where: { subject, company: { number: { notIn: [...companyNumbers] } } } })
  const address = usableEmail(email)
  await prisma.mailPreference.updateMany({
    where: { subject },
    data: { validUntil: validUntil(now), ...(address && { email: address }) },
  })
}
