/**
 * Sends what is due: each mail at most once. It is marked as SENDING, and that is committed, before the server gets it. What
 * is found so without anyone sending it has perhaps gone out, and so has what was handed over without an answer: both are
 * IN_DOUBT, told in the log, and not sent again. All else is tried again until it expires.
 */
import type { Clock } from '../clock.ts'
import type { MailStatus, OutboxMail, PrismaClient } from '../generated/prisma/client.ts'
import type { Log } from '../log.ts'
import { type AddressedMail, compose } from './compose.ts'
import { render } from './render.ts'
import type { Delivery, SendMail } from './smtp.ts'

/** What became of a mail, for the metrics; LATER: it waits for another try. */
export type MailOutcome = Exclude<MailStatus, 'WAITING' | 'SENDING'> | 'LATER'

export type DeliveryDependencies = {
  prisma: PrismaClient
  clock: Clock
  timeZone: string
  log: Log
  publicUrl: string | null
  onMailDone: (outcome: MailOutcome, count: number) => void
}

/** One pass must be over before its job has hung. */
const passTakes = 10 * 60_000 // 10 minutes

/**
 * One pass over the outbox. Only one runs at a time, over all instances; were there two, none would take the mail of the
 * other. It ends early when the server takes no mail at all: each next pass then tries one, until it does.
 */
export async function deliverDue(
  send: SendMail,
  stopping: AbortSignal,
  dependencies: DeliveryDependencies,
): Promise<void> {
  await settleAbandoned(dependencies)
  const signal = abortedAfter(stopping)
  const until = performance.now() + passTakes
  while (!stopping.aborted && performance.now() < until) {
    const mail = await claimNext(dependencies)
    if (!mail) return
    const delivery = await deliver(mail, send, signal, dependencies)
    await record(mail, delivery, dependencies)
    if (delivery.outcome === 'LATER' && delivery.away) return
  }
}

/** A mail that is under way when the server stops gets this long. */
const lastMailTakes = 3_000 // 3 seconds

function abortedAfter(stopping: AbortSignal): AbortSignal {
  const late = new AbortController()
  const abortLater = () => setTimeout(() => late.abort(), lastMailTakes).unref()
  stopping.addEventListener('abort', abortLater, { once: true })
  return late.signal
}

async function settleAbandoned({ prisma, clock, log, onMailDone }: DeliveryDependencies): Promise<void> {
  const { count } = await prisma.outboxMail.updateMany({
    where: { status: 'SENDING' },
    data: { status: 'IN_DOUBT', endedAt: clock() },
  })
  if (count === 0) return
  log.info({ count }, 'Mail may have been sent when its process died; it is not sent again')
  onMailDone('IN_DOUBT', count)
}

/** The mail that has waited longest; null when none is due. */
async function claimNext({ prisma, clock }: DeliveryDependencies): Promise<AddressedMail | null> {
  const claimed = await prisma.$queryRaw<{ id: string }[]>`
    UPDATE mail_outbox SET status = 'SENDING', attempts = attempts + 1
    WHERE id = (
      SELECT id FROM mail_outbox WHERE status = 'WAITING' AND next_attempt_at <= ${clock()}
      ORDER BY next_attempt_at, id LIMIT 1 FOR UPDATE SKIP LOCKED
    )
    RETURNING id::text AS id`
  const [mail] = claimed
  if (!mail) return null
  return prisma.outboxMail.findUnique({
    where: { id: mail.id },
    include: { preference: { include: { company: true } } },
  })
}

type Result = Delivery | { outcome: 'CANCELLED' }

async function deliver(
  mail: AddressedMail,
  send: SendMail,
  signal: AbortSignal,
  dependencies: DeliveryDependencies,
): Promise<Result> {
  const { id, createdAt: date, preference } = mail
  try {
    const letter = await compose(mail, dependencies)
    if (!letter) return { outcome: 'CANCELLED' }
    const rendered = render(letter, dependencies.publicUrl)
    return await send({ ...rendered, id, date, to: preference.email, locale: letter.locale }, signal)
  } catch (error) {
    dependencies.log.error({ mailId: id, error }, 'A mail could not be written') // sending it never throws
    return { outcome: 'LATER', away: false, code: null, responseCode: null }
  }
}

async function record(mail: OutboxMail, result: Result, dependencies: DeliveryDependencies): Promise<void> {
  const { prisma, clock, log, onMailDone } = dependencies
  const { id, companyId, kind, attempts } = mail
  const { outcome, ...details } = result
  const now = clock()
  const data =
    outcome === 'LATER'
      ? { status: 'WAITING' as const, nextAttemptAt: new Date(now.getTime() + againAfter(attempts)) }
      : { status: outcome, endedAt: now }
  await prisma.outboxMail.updateMany({ where: { id }, data }) // none when it went with its preference
  onMailDone(outcome, 1)
  if (outcome !== 'SENT' && outcome !== 'CANCELLED')
    log.info({ mailId: id, companyId, kind, attempts, outcome, ...details }, 'A mail was not sent')
}

const firstAgainAfter = 60_000 // 1 minute
const lastAgainAfter = 4 * 60 * 60_000 // 4 hours

/** Milliseconds until the next try: twice as long each time, a part of it by chance, so that they spread. */
const againAfter = (attempts: number): number =>
  Math.min(firstAgainAfter * 2 ** (attempts - 1), lastAgainAfter) * (1 + Math.random() / 2)
