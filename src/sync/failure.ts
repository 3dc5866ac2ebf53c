/** How a run ends that cannot be carried out: with a clear reason, or in wait for another try. */
import type { Clock } from '../clock.ts'
import type { SyncFailure, SyncFailureCode } from '../core/failure.ts'
import type { ReadingPart } from '../core/lacking.ts'
import type { NmbrsLink, PrismaClient, SyncRun } from '../generated/prisma/client.ts'
import { NmbrsError } from '../nmbrs/errors.ts'
import type { SecretBox } from '../security/secret-box.ts'
import { lockCompany, type Transaction } from './load.ts'
import type { Outcome, RunJob } from './queue.ts'
import { isSameSource } from './reading.ts'
import { failRun, requeueRun } from './runs.ts'

/** A reading that cannot be believed, for want of something. */
export class IncompleteReading extends Error {
  override readonly name = 'IncompleteReading'
  readonly lacks: ReadingPart

  constructor(lacks: ReadingPart) {
    super(`The reading lacks ${lacks}`)
    this.lacks = lacks
  }
}

/** How long Nmbrs gets, and how often a night is tried. */
export type SyncPatience = {
  /** Milliseconds that a run may take, however slow Nmbrs is. */
  runDeadline: number
  /** Seconds until each next try of a night in which Nmbrs could not be read. */
  nightAgainAfter: readonly number[]
}

export const usualPatience: SyncPatience = {
  runDeadline: 30 * 60_000, // 30 minutes
  nightAgainAfter: [2 * 60, 10 * 60], // 2 and 10 minutes
}

/** `retryAfterMs`: how long Nmbrs asked to wait. */
export type Failure = SyncFailure & { retryable: boolean; retryAfterMs?: number | undefined }

/** A fault in our own program, or in what it runs on. */
export const internal: Failure = { code: 'INTERNAL', retryable: false }

/** What was read could not be written in time, because of the database or of whoever else had the company. */
export const outOfTime: Failure = { code: 'INTERNAL', retryable: true }

/** Why a run fails; null for an error that nobody foresaw. */
export function failureOf(error: unknown): Failure | null {
  if (error instanceof NmbrsError)
    return {
      code: error.code,
      call: `${error.service}.${error.operation}`,
      retryable: error.retryable,
      retryAfterMs: error.retryAfterMs,
    }
  if (error instanceof IncompleteReading) return { code: 'INCOMPLETE_READING', lacks: error.lacks, retryable: true }
  if (error instanceof DOMException && error.name === 'TimeoutError')
    return { code: 'NMBRS_UNAVAILABLE', retryable: true }
  return null
}

export type EndingDependencies = { prisma: PrismaClient; secrets: SecretBox; clock: Clock; patience: SyncPatience }

/** The run fails, or waits for another try; the link tells when a person has to do something. `link`: as it was read with. */
export async function endBadly(
  { run, link }: { run: SyncRun; link: NmbrsLink | null },
  { triesBefore }: RunJob,
  { retryAfterMs, ...failure }: Failure,
  { prisma, secrets, clock, patience }: EndingDependencies,
): Promise<Outcome> {
  const againAfter = failure.retryable && run.trigger !== 'MANUAL' ? patience.nightAgainAfter[triesBefore] : undefined
  await prisma.$transaction(async (tx) => {
    if (againAfter !== undefined) return requeueRun(tx, run)
    const isForPerson = needsAttention.has(failure.code) && run.mode === 'APPLY'
    if (isForPerson) await lockCompany(tx, run.companyId) // first, as whoever changes the link and its runs does
    await failRun(tx, run, failure, clock())
    if (isForPerson && link) await askForAttention(tx, link, failure, secrets)
  })
  if (againAfter === undefined) return { ended: true }
  return { ended: false, againAfterSeconds: nextTryAfter(againAfter, retryAfterMs) }
}

/** What the refusal was about may have been changed meanwhile: it says nothing of another token. */
async function askForAttention(
  tx: Transaction,
  link: NmbrsLink,
  { code, call = null }: SyncFailure,
  secrets: SecretBox,
): Promise<void> {
  const { companyId } = link
  const current = await tx.nmbrsLink.findUnique({ where: { companyId } })
  if (!current || current.status === 'DISABLED' || !isSameSource(link, current, secrets)) return
  await tx.nmbrsLink.update({ where: { companyId }, data: { status: 'ATTENTION', attention: { code, call } } })
}

/** What Nmbrs asks for beyond this is not waited for: it would cost the night. */
const longestRetryAfter = 60 * 60 // 1 hour

/**
 * Seconds until the next try: as long as usual, or as Nmbrs asked, and up to half as long again by chance (0 to 1), so that
 * companies that failed together do not all come back together.
 */
export const nextTryAfter = (usual: number, retryAfterMs = 0, chance = Math.random()): number =>
  Math.round(Math.max(usual, Math.min(retryAfterMs / 1000, longestRetryAfter)) * (1 + chance / 2))

/** What no later night mends by itself. */
const needsAttention: ReadonlySet<SyncFailureCode> = new Set([
  'INVALID_CREDENTIALS',
  'CALL_NOT_ALLOWED',
  'COMPANY_NOT_ALLOWED',
  'NO_SUBSCRIPTION',
] as const)
