/**
 * The life of a sync run: QUEUED → RUNNING → SUCCEEDED, HELD or FAILED. Each step is a change of the run's revision, and
 * subscribers are told in the transaction that makes it. Only the worker that took a run up last may change it.
 */
import type { SyncFailure } from '../core/failure.ts'
import type { HoldReason } from '../core/guard.ts'
import type { SyncCounts } from '../core/plan.ts'
import { notifyRun } from '../feed/position.ts'
import type { Prisma, PrismaClient, SyncRun } from '../generated/prisma/client.ts'
import { queueMail } from '../mail/outbox.ts'
import type { Transaction } from './load.ts'
import type { sealRunPeople } from './run-people.ts'

/** Another worker has taken the run up since, or it has ended: this one must stop, and write nothing. */
export class RunTakenOver extends Error {
  override readonly name = 'RunTakenOver'
}

type Changes = Prisma.SyncRunUncheckedUpdateManyInput

/** Changes a run that this worker still has; throws RunTakenOver otherwise. */
export async function changeRun(tx: Transaction, run: SyncRun, changes: Changes): Promise<void> {
  const { count } = await tx.syncRun.updateMany({
    where: { id: run.id, attempt: run.attempt, status: 'RUNNING' },
    data: { ...changes, revision: { increment: 1 } },
  })
  if (count === 0) throw new RunTakenOver(`Run ${run.id} is no longer this worker's`)
  await notifyRun(tx, run.companyId)
}

/** Takes a run up, also from a worker that died with it. Null when it has ended already. */
export const claimRun = (prisma: PrismaClient, id: string, now: Date): Promise<SyncRun | null> =>
  prisma.$transaction(async (tx) => {
    const { count } = await tx.syncRun.updateMany({
      where: { id, status: { in: ['QUEUED', 'RUNNING'] } },
      data: {
        status: 'RUNNING',
        step: 'READING',
        done: 0,
        total: null,
        startedAt: now,
        attempt: { increment: 1 },
        revision: { increment: 1 },
      },
    })
    if (count === 0) return null
    const run = await tx.syncRun.findUniqueOrThrow({ where: { id } })
    await notifyRun(tx, run.companyId)
    return run
  })

/** Back to waiting, because the job queue will try it again later. */
export const requeueRun = (tx: Transaction, run: SyncRun): Promise<void> =>
  changeRun(tx, run, { status: 'QUEUED', step: 'WAITING', done: 0, total: null })

/** Nothing more happens by itself. When it was a night, those who asked for its digest get one; never for its mutations. */
async function concludeRun(tx: Transaction, run: SyncRun, changes: Changes, now: Date): Promise<void> {
  await changeRun(tx, run, { ...changes, step: 'FINISHED' })
  if (run.night === null) return
  await queueMail(tx, [{ companyId: run.companyId, about: { kind: 'NIGHTLY_DIGEST', runId: run.id } }], now)
}

export const failRun = (tx: Transaction, run: SyncRun, failure: SyncFailure & { retryable: boolean }, now: Date) =>
  concludeRun(tx, run, { status: 'FAILED', finishedAt: now, failure }, now)

/** The link is off or gone, or is no longer the one that was read. */
export const rejectRun = (tx: Transaction, run: SyncRun, now: Date): Promise<void> =>
  changeRun(tx, run, { status: 'REJECTED', step: 'FINISHED', finishedAt: now })

/**
 * What a run shows: counts, and sealed its plan, when that is not carried out now, and whom it left out; and why it is held,
 * or for a preview why a sync would be.
 */
export type RunOutcome = { counts: SyncCounts; holdReason?: HoldReason[] } & ReturnType<typeof sealRunPeople>

export const succeedRun = (tx: Transaction, run: SyncRun, outcome: RunOutcome, now: Date): Promise<void> =>
  concludeRun(tx, run, { ...outcome, status: 'SUCCEEDED', finishedAt: now }, now)

/** It has no finishedAt until it is decided (hold.ts). */
export const holdRun = (
  tx: Transaction,
  run: SyncRun,
  outcome: RunOutcome & { holdReason: HoldReason[]; heldPlan: Uint8Array<ArrayBuffer> },
  now: Date,
): Promise<void> => concludeRun(tx, run, { ...outcome, status: 'HELD' }, now)
