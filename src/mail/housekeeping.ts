/** What becomes of the outbox with time. */
import type { DeliveryDependencies } from './delivery.ts'

/**
 * Older news is of no use, and would come as a flood when a mail server is set up, or is back, after a long time. With
 * the pauses between tries it is also when a mail that cannot be sent is given up.
 */
const newsFor = 2 * 24 * 60 * 60_000 // 2 days

/** How long the outbox tells what was sent. */
const keptFor = 30 * 24 * 60 * 60_000 // 30 days

type Dependencies = Pick<DeliveryDependencies, 'prisma' | 'clock' | 'log' | 'onMailDone'>

/** Gives up what has waited too long. */
export async function expireOldMail({ prisma, clock, log, onMailDone }: Dependencies): Promise<void> {
  const now = clock()
  const expire = async (attempts: { equals: 0 } | { gt: 0 }) => {
    const { count } = await prisma.outboxMail.updateMany({
      where: { status: 'WAITING', createdAt: { lt: new Date(now.getTime() - newsFor) }, attempts },
      data: { status: 'EXPIRED', endedAt: now },
    })
    if (count > 0) onMailDone('EXPIRED', count)
    return count
  }
  const neverTried = await expire({ equals: 0 })
  if (neverTried > 0) log.info({ count: neverTried }, 'Mail has waited for two days without a mail server, and expired')
  const givenUp = await expire({ gt: 0 })
  if (givenUp > 0) log.error({ count: givenUp }, 'Mail could not be sent for two days, and was given up')
}

/** An alarm of a silence stays: as long as it is there, that silence gives no other. */
export async function forgetOldMail({ prisma, clock }: Pick<Dependencies, 'prisma' | 'clock'>): Promise<void> {
  const before = new Date(clock().getTime() - keptFor)
  await prisma.outboxMail.deleteMany({ where: { endedAt: { lt: before }, kind: { not: 'SILENCE' } } })
}
