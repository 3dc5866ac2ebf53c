/** The alarm that nothing happens: a company whose link is on, and that has had no good night for too long. */
import type { PrismaClient } from '../generated/prisma/client.ts'
import { lastGoodNights } from '../metrics/state.ts'
import type { NightSchedule } from '../sync/nightly.ts'
import { queueMail } from './outbox.ts'

const hour = 60 * 60_000
const silentAfter = 26 * hour
/** A night gets this long, so that where there is none at the weekend Monday's is not missed at its very start. */
const nightTakes = 2 * hour

type Dependencies = { prisma: PrismaClient; now: Date; lastNight: NightSchedule['last'] }

/**
 * Queues one alarm per silence, for those who asked for the digest. Safe to call again, by any number of instances: a
 * silence is known by the moment at which it began.
 */
export async function queueSilenceAlarms({ prisma, now, lastNight }: Dependencies): Promise<void> {
  const before = (duration: number) => new Date(now.getTime() - duration)
  const missed = lastNight(before(nightTakes))
  if (!missed) return
  const silences = (await lastGoodNights(prisma, now)).filter(
    ({ quietSince }) => quietSince <= before(silentAfter) && quietSince < missed.begins,
  )
  if (silences.length === 0) return
  const alarms = silences.map(({ companyId, quietSince }) => ({
    companyId,
    about: { kind: 'SILENCE' as const, quietSince: quietSince.toISOString() },
  }))
  await prisma.$transaction((tx) => queueMail(tx, alarms, now))
}
