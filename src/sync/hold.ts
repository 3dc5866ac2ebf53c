/**
 * What becomes of a run that is held for a person to look at: it is carried out exactly as it was shown (SUCCEEDED),
 * closed without a trace (REJECTED), or overtaken (SUPERSEDED). The limits are the same again for the next run.
 */
import type { Clock } from '../clock.ts'
import { problemTexts, type Words } from '../core/texts/problems.ts'
import { notifyRun } from '../feed/position.ts'
import type { PrismaClient, SyncRun } from '../generated/prisma/client.ts'
import type { Log } from '../log.ts'
import { ConflictError, NotFoundError } from '../problems.ts'
import type { SecretBox } from '../security/secret-box.ts'
import { applyPlan, noteFirstSync, transactionLimits } from './apply.ts'
import { fingerprintOf, openHeldPlan } from './held-plan.ts'
import { loadPlanInput, lockCompany, type Transaction } from './load.ts'

/** `revision` is the one that the person has seen. */
export type Decision = { id: string; revision: number }

type Dependencies = { prisma: PrismaClient; secrets: SecretBox; clock: Clock; log: Log }

/**
 * Carries out what the run shows, once, in one transaction. Throws ConflictError when it is not held any more, when this
 * is not the revision that it has, or when the data has moved since, and NotFoundError when there is no such run.
 */
export async function approveHeldRun(decision: Decision, dependencies: Dependencies): Promise<void> {
  const { prisma, secrets, clock, log } = dependencies
  const outcome = await prisma.$transaction(async (tx) => {
    const run = await lockHeldRun(tx, decision)
    const { id: syncRunId, companyId } = run
    const held = openHeldPlan(run, secrets)
    const now = clock()
    // Every change supersedes the run in its own transaction; this is the net under those that might forget to.
    if ((await fingerprintNow(tx, companyId, secrets)) !== held.madeFrom) {
      await supersedeHeldRuns(tx, companyId, now)
      return 'SUPERSEDED'
    }
    await closeHeldRuns(tx, { id: syncRunId, companyId }, 'SUCCEEDED', now)
    await noteFirstSync(tx, companyId, held.on)
    await applyPlan(tx, held.writes, { companyId, syncRunId, secrets, now })
    return 'SUCCEEDED'
  }, transactionLimits)
  noteDecision(decision, outcome, log)
  if (outcome === 'SUPERSEDED') throw new ConflictError(problemTexts.runSuperseded())
}

/** Closes the run; nothing of it is written. Throws as approveHeldRun does. */
export async function rejectHeldRun(decision: Decision, dependencies: Omit<Dependencies, 'secrets'>): Promise<void> {
  const { prisma, clock, log } = dependencies
  await prisma.$transaction(async (tx) => {
    const { id, companyId } = await lockHeldRun(tx, decision)
    await closeHeldRuns(tx, { id, companyId }, 'REJECTED', clock())
  })
  noteDecision(decision, 'REJECTED', log)
}

const noteDecision = ({ id: runId }: Decision, status: string, log: Log): void =>
  log.info({ runId, status }, 'A held sync run was decided on')

/**
 * Whoever changes what a plan is made from (participants, enrolments, rules, settings, the link) calls this in the same
 * transaction, under the lock of the company: what a held run shows no longer follows from the data.
 */
export const supersedeHeldRuns = (tx: Transaction, companyId: string, now: Date): Promise<void> =>
  closeHeldRuns(tx, { companyId }, 'SUPERSEDED', now)

async function closeHeldRuns(
  tx: Transaction,
  runs: { id?: string; companyId: string },
  status: 'SUCCEEDED' | 'REJECTED' | 'SUPERSEDED',
  now: Date,
): Promise<void> {
  const { count } = await tx.syncRun.updateMany({
    where: { ...runs, status: 'HELD' },
    data: { status, finishedAt: now, heldPlan: null, revision: { increment: 1 } },
  })
  if (count > 0) await notifyRun(tx, runs.companyId)
}

/** The run as it is once nobody else can change the company's data. */
async function lockHeldRun(tx: Transaction, { id, revision }: Decision): Promise<SyncRun> {
  const found = await tx.syncRun.findUnique({ where: { id }, select: { companyId: true } })
  if (!found) throw new NotFoundError(problemTexts.runNotFound())
  await lockCompany(tx, found.companyId)
  const run = await tx.syncRun.findUniqueOrThrow({ where: { id } })
  if (run.status !== 'HELD') throw new ConflictError(whatHappenedTo(run))
  if (run.revision !== revision) throw new ConflictError(problemTexts.runHasMovedOn())
  return run
}

function whatHappenedTo({ mode, status, holdReason }: SyncRun): Words {
  if (holdReason === null || mode === 'PREVIEW') return problemTexts.runWasNotHeld()
  if (status === 'SUCCEEDED') return problemTexts.runAlreadyApproved()
  return status === 'REJECTED' ? problemTexts.runAlreadyRejected() : problemTexts.runSuperseded()
}

/** Null when there is no link any more. */
async function fingerprintNow(tx: Transaction, companyId: string, secrets: SecretBox): Promise<string | null> {
  const link = await tx.nmbrsLink.findUnique({ where: { companyId } })
  return link && fingerprintOf(await loadPlanInput(tx, link, secrets))
}
