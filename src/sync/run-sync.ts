/** One sync of one company: read, plan, apply in one transaction. Whatever goes wrong leaves the data as it was. */
import { type Clock, dateIn } from '../clock.ts'
import type { PayrollSnapshot } from '../core/employee.ts'
import type { SyncFailure, SyncFailureCode } from '../core/failure.ts'
import { planSync } from '../core/plan.ts'
import { type NmbrsLink, Prisma, type PrismaClient, type SyncRun } from '../generated/prisma/client.ts'
import type { Log } from '../log.ts'
import type { NmbrsClient } from '../nmbrs/client.ts'
import { NmbrsError } from '../nmbrs/errors.ts'
import type { SecretBox } from '../security/secret-box.ts'
import { applyPlan } from './apply.ts'
import { loadPlanInput, lockCompany, type Transaction } from './load.ts'
import { plannedMutations } from './planned-mutations.ts'
import { progressOf } from './progress.ts'
import { readPayroll } from './reading.ts'
import { dateColumn } from './rows.ts'
import { changeRun, claimRun, failRun, RunTakenOver, rejectRun, requeueRun, succeedRun } from './runs.ts'

export type SyncDependencies = {
  prisma: PrismaClient
  nmbrs: NmbrsClient
  secrets: SecretBox
  clock: Clock
  timeZone: string
  log: Log
}

/** A reading that cannot be believed: nothing was read, though there is staff. */
class IncompleteReading extends Error {
  override readonly name = 'IncompleteReading'
}

/** How long a run may take, however slow Nmbrs is. */
export const runDeadline = 30 * 60_000 // 30 minutes

/** A night is tried this often: the first time, and again after the job queue's back-off. */
const attemptsPerNight = 3

export type Outcome = 'ended' | 'retry'

/**
 * Does one run that was queued, or does it again when the worker that had it died. Returns 'retry' when Nmbrs could not be
 * read and the run waits for another try; the run itself tells how it ended otherwise.
 */
export async function runSync(runId: string, stopping: AbortSignal, dependencies: SyncDependencies): Promise<Outcome> {
  const { prisma, clock, log } = dependencies
  const run = await claimRun(prisma, runId, clock())
  if (!run) return 'ended'
  try {
    await readAndApply(run, AbortSignal.any([stopping, AbortSignal.timeout(runDeadline)]), dependencies)
    return 'ended'
  } catch (error) {
    if (error instanceof RunTakenOver) return 'ended'
    if (stopping.aborted) throw error // left as it is: the next process takes it up
    return await endBadly(run, error, dependencies)
  } finally {
    await logRun(runId, prisma, log)
  }
}

async function readAndApply(run: SyncRun, signal: AbortSignal, dependencies: SyncDependencies): Promise<void> {
  const { prisma, nmbrs, secrets, clock, timeZone } = dependencies
  const link = await prisma.nmbrsLink.findUniqueOrThrow({ where: { companyId: run.companyId } })
  const on = dateIn(timeZone, clock())
  const progress = progressOf(prisma, run)
  const snapshot = await readPayroll(nmbrs, secrets, { link, run, on, onProgress: progress.report, signal })
  await progress.close()
  await prisma.$transaction((tx) => changeRun(tx, run, { step: run.mode === 'PREVIEW' ? 'PLANNING' : 'APPLYING' }))
  await prisma.$transaction(async (tx) => {
    await lockCompany(tx, run.companyId)
    const current = await tx.nmbrsLink.findUnique({ where: { companyId: run.companyId } })
    if (!current || (current.status === 'DISABLED' && run.mode === 'APPLY')) await rejectRun(tx, run, clock())
    else await planAndApply(tx, run, current, on, snapshot, dependencies)
  }, transactionLimits)
}

/** The changes of the largest companies are one transaction. */
const transactionLimits = { timeout: 10 * 60_000 } // 10 minutes

async function planAndApply(
  tx: Transaction,
  run: SyncRun,
  link: NmbrsLink,
  on: string,
  snapshot: PayrollSnapshot,
  { secrets, clock }: SyncDependencies,
): Promise<void> {
  const known = await loadPlanInput(tx, link, secrets)
  if (!snapshot.employees.some((employee) => employee.roster) && known.participants.some((p) => p.status === 'ACTIVE'))
    throw new IncompleteReading('The list of employees is empty')
  const plan = planSync({ ...known, on, snapshot, onlyEmployeeNumber: run.employeeNumber })
  const now = clock()
  if (run.mode === 'APPLY') {
    const isFirst = link.firstSyncedOn === null && run.employeeNumber === null
    if (isFirst) await tx.nmbrsLink.update({ where: { id: link.id }, data: { firstSyncedOn: dateColumn(on) } })
    if (link.status === 'ATTENTION')
      await tx.nmbrsLink.updateMany({
        where: { id: link.id, status: 'ATTENTION' },
        data: { status: 'ENABLED', attention: Prisma.DbNull },
      })
  }
  await succeedRun(
    tx,
    run,
    { counts: plan.counts, exclusions: plan.exclusions, plan: run.mode === 'PREVIEW' ? plannedMutations(plan) : [] },
    now,
  )
  if (run.mode === 'APPLY') await applyPlan(tx, plan, { companyId: run.companyId, syncRunId: run.id, secrets, now })
}

/** The run fails with a clear reason, or waits for another try; the link tells when a person has to do something. */
async function endBadly(run: SyncRun, error: unknown, dependencies: SyncDependencies): Promise<Outcome> {
  const { prisma, clock, log } = dependencies
  const failure = failureOf(error)
  if (failure.code === 'INTERNAL') log.error({ runId: run.id, error }, 'A sync run failed')
  const tryAgain = failure.retryable && run.trigger !== 'MANUAL' && run.attempt < attemptsPerNight
  await prisma.$transaction(async (tx) => {
    if (tryAgain) return requeueRun(tx, run)
    await failRun(tx, run, failure, clock())
    if (needsAttention.has(failure.code))
      await tx.nmbrsLink.updateMany({
        where: { companyId: run.companyId, status: { not: 'DISABLED' } },
        data: { status: 'ATTENTION', attention: { code: failure.code, call: failure.call ?? null } },
      })
  })
  return tryAgain ? 'retry' : 'ended'
}

/** What no later night mends by itself. */
const needsAttention: ReadonlySet<SyncFailureCode> = new Set([
  'INVALID_CREDENTIALS',
  'CALL_NOT_ALLOWED',
  'COMPANY_NOT_ALLOWED',
  'NO_SUBSCRIPTION',
] as const)

function failureOf(error: unknown): SyncFailure & { retryable: boolean } {
  if (error instanceof NmbrsError)
    return { code: error.code, call: `${error.service}.${error.operation}`, retryable: error.retryable }
  if (error instanceof IncompleteReading) return { code: 'INCOMPLETE_READING', retryable: true }
  if (error instanceof DOMException && error.name === 'TimeoutError')
    return { code: 'NMBRS_UNAVAILABLE', retryable: true }
  return { code: 'INTERNAL', retryable: false }
}

async function logRun(runId: string, prisma: PrismaClient, log: Log): Promise<void> {
  const run = await prisma.syncRun.findUnique({ where: { id: runId } })
  if (!run) return
  const { companyId, trigger, mode, status, attempt, counts, failure } = run
  const seconds = run.finishedAt && run.startedAt ? (run.finishedAt.getTime() - run.startedAt.getTime()) / 1000 : null
  log.info({ runId, companyId, trigger, mode, status, attempt, seconds, counts, failure }, 'Sync run')
}
