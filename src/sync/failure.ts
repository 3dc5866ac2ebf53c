/** How a run ends that cannot be carried out: with a clear reason, or in wait for another try. */
import type { Clock } from '../clock.ts'
import type { SyncFailure, SyncFailureCode } from '../core/failure.ts'
import type { ReadingPart } from '../core/lacking.ts'
import type { PrismaClient, SyncRun } from '../generated/prisma/client.ts'
import { NmbrsError } from '../nmbrs/errors.ts'
import type { Outcome, RunJob } from './queue.ts'
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

export type Failure = SyncFailure & { retryable: boolean }

/** A fault in our own program, or in what it runs on. */
export const internal: Failure = { code: 'INTERNAL', retryable: false }

/** Why a run fails; null for an error that nobody foresaw. */
export function failureOf(error: unknown): Failure | null {
  if (error instanceof NmbrsError)
    return { code: error.code, call: `${error.service}.${error.operation}`, retryable: error.retryable }
  if (error instanceof IncompleteReading) return { code: 'INCOMPLETE_READING', lacks: error.lacks, retryable: true }
  if (error instanceof DOMException && error.name === 'TimeoutError')
    return { code: 'NMBRS_UNAVAILABLE', retryable: true }
  return null
}

/** The run fails, or waits for another try; the link tells when a person has to do something. */
export async function endBadly(
  run: SyncRun,
  { triesBefore }: RunJob,
  failure: Failure,
  { prisma, clock, patience }: { prisma: PrismaClient; clock: Clock; patience: SyncPatience },
): Promise<Outcome> {
  const againAfter = failure.retryable && run.trigger !== 'MANUAL' ? patience.nightAgainAfter[triesBefore] : undefined
  await prisma.$transaction(async (tx) => {
    if (againAfter !== undefined) return requeueRun(tx, run)
    await failRun(tx, run, failure, clock())
    if (needsAttention.has(failure.code))
      await tx.nmbrsLink.updateMany({
        where: { companyId: run.companyId, status: { not: 'DISABLED' } },
        data: { status: 'ATTENTION', attention: { code: failure.code, call: failure.call ?? null } },
      })
  })
  if (againAfter === undefined) return { ended: true }
  // A part by chance, so that companies that failed together do not all come back together.
  return { ended: false, againAfterSeconds: Math.round(againAfter * (1 + Math.random() / 2)) }
}

/** What no later night mends by itself. */
const needsAttention: ReadonlySet<SyncFailureCode> = new Set([
  'INVALID_CREDENTIALS',
  'CALL_NOT_ALLOWED',
  'COMPANY_NOT_ALLOWED',
  'NO_SUBSCRIPTION',
] as const)
