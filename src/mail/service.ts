/** Mail as a whole: the outbox, the job that empties it, and the alarm on silence. */
import type { Jobs } from '../jobs.ts'
import type { NightSchedule } from '../sync/nightly.ts'
import { type DeliveryDependencies, deliverDue } from './delivery.ts'
import { expireOldMail, forgetOldMail } from './housekeeping.ts'
import { queueSilenceAlarms } from './silence.ts'
import { createSendMail } from './smtp.ts'

export type MailOptions = DeliveryDependencies & {
  jobs: Jobs
  /** Null: mail stays in the outbox, until it expires. */
  smtp: { url: string; from: string } | null
  lastNight: NightSchedule['last']
}

export type MailService = {
  /** Raises alarms, gives up what is too old, and has sent what is due. Done at the start and every minute. */
  lookAround(): Promise<void>
  /** Takes up no more mail. The jobs are closed after this. */
  close(): Promise<void>
}

const lookAroundEvery = 60_000 // 1 minute

/** One pass over the outbox at a time, and one that waits; what a process that died had not sent is the next one's. */
const queueSettings = {
  name: 'mail',
  policy: 'stately',
  expireInSeconds: 15 * 60, // beyond the longest pass
  retryLimit: 0,
} as const

export async function startMail(options: MailOptions): Promise<MailService> {
  const { prisma, clock, log, jobs, smtp, lastNight } = options
  const queue = smtp && (await jobs.openQueue<Record<string, never>>(queueSettings))

  const lookAround = async () => {
    const now = clock()
    await queueSilenceAlarms({ prisma, now, lastNight })
    await expireOldMail(options)
    await forgetOldMail(options)
    const isDue = { OR: [{ status: 'SENDING' as const }, { status: 'WAITING' as const, nextAttemptAt: { lte: now } }] }
    if (queue && (await prisma.outboxMail.count({ where: isDue })) > 0) await queue.send({})
  }
  const failed = (error: unknown) => log.error({ error }, 'Could not see whether there is mail to send')

  let looking = lookAround().catch(failed)
  await looking
  if (queue && smtp) {
    const send = createSendMail(smtp)
    await queue.work(1, (_job, stopping) => deliverDue(send, stopping, options))
  }
  const timer = setInterval(() => {
    looking = looking.then(lookAround).catch(failed)
  }, lookAroundEvery)
  return {
    lookAround,
    async close() {
      clearInterval(timer)
      await looking
      await queue?.stop()
    },
  }
}
