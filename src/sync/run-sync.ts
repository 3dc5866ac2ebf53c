/** One sync of one company: read, plan, apply in one transaction. Whatever goes wrong leaves the data as it was. */
import { type Clock, dateIn } from '../clock.ts'
import type { PayrollSnapshot } from '../core/employee.ts'
import { reasonsToHold } from '../core/guard.ts'
import { lackOf } from '../core/lacking.ts'
import { planSync } from '../core/plan.ts'
import { type NmbrsLink, Prisma, type PrismaClient, type SyncRun } from '../generated/prisma/client.ts'
import type { Log } from '../log.ts'
import type { NmbrsClient } from '../nmbrs/client.ts'
import type { SecretBox } from '../security/secret-box.ts'
import { applyPlan, noteFirstSync, transactionLimits } from './apply.ts'
import { endBadly, failureOf, IncompleteReading, internal, type SyncPatience } from './failure.ts'
import { sealHeldPlan } from './held-plan.ts'
import { supersedeHeldRuns } from './hold.ts'
import { loadPlanInput, lockCompany, type Transaction } from './load.ts'
import { type PlannedMutation, plannedMutations } from './planned-mutations.ts'
import { progressOf } from './progress.ts'
import type { Outcome, RunJob } from './queue.ts'
import { readPayroll } from './reading.ts'
import { limitsOf } from './rows.ts'
import { sealRunPeople } from './run-people.ts'
import { changeRun, claimRun, holdRun, RunTakenOver, rejectRun, succeedRun } from './runs.ts'
import { withSecondChance } from './second-chance.ts'

export type SyncDependencies = {
  prisma: PrismaClient
  nmbrs: NmbrsClient
  secrets: SecretBox
  clock: Clock
  timeZone: string
  log: Log
  patience: SyncPatience
  /** Is told of each run that this worker is done with, for the metrics. */
  onRunDone: (run: SyncRun) => void
}

/**
 * Does one run that was queued, or does it again when the worker that had it died. Not ended when Nmbrs could not be read
 * and the run waits for another try; the run itself tells how it ended otherwise. What it throws leaves the run as it
 * is, for the next process.
 */
export async function runSync(job: RunJob, dependencies: SyncDependencies): Promise<Outcome> {
  const { prisma, log, patience } = dependencies
  const deadline = performance.now() + patience.runDeadline
  const signal = AbortSignal.any([job.stopping, AbortSignal.timeout(patience.runDeadline)])
  const time: RunTime = { signal, left: () => Math.max(1, deadline - performance.now()) }
  const { run, outcome } = await withSecondChance((isLast) => tryRun(job, time, isLast, dependencies), {
    prisma,
    signal: job.stopping,
    onBreak: (error) => log.error({ runId: job.runId, error }, 'A sync run broke off, and is done again'),
  })
  if (run) await noteRun(run, dependencies)
  return outcome
}

/** Aborted when the run must stop, at its deadline too; `left` = milliseconds until that. */
type RunTime = { signal: AbortSignal; left(): number }

/** `run` as it was taken up; null when there was nothing to do any more. */
type Try = { run: SyncRun | null; outcome: Outcome }

async function tryRun(job: RunJob, time: RunTime, isLast: boolean, dependencies: SyncDependencies): Promise<Try> {
  const { prisma, clock, log } = dependencies
  const run = await claimRun(prisma, job.runId, clock())
  if (!run) return { run, outcome: { ended: true } }
  try {
    await readAndApply(run, time, dependencies)
    return { run, outcome: { ended: true } }
  } catch (error) {
    if (error instanceof RunTakenOver) return { run: null, outcome: { ended: true } }
    if (job.stopping.aborted) throw error
    const failure = failureOf(error)
    if (failure === null && !isLast) throw error
    if (failure === null) log.error({ runId: run.id, error }, 'A sync run failed')
    return { run, outcome: await endBadly(run, job, failure ?? internal, dependencies) }
  }
}

async function readAndApply(run: SyncRun, time: RunTime, dependencies: SyncDependencies): Promise<void> {
  const { prisma, clock, timeZone } = dependencies
  const link = await prisma.nmbrsLink.findUnique({ where: { companyId: run.companyId } })
  if (!link) return prisma.$transaction((tx) => rejectRun(tx, run, clock()))
  const on = dateIn(timeZone, clock())
  const progress = progressOf(prisma, run)
  const request = { link, run, on, onProgress: progress.report, signal: time.signal }
  const snapshot = await readPayroll(request, dependencies)
  await progress.close()
  await prisma.$transaction((tx) => changeRun(tx, run, { step: run.mode === 'PREVIEW' ? 'PLANNING' : 'APPLYING' }))
  await prisma.$transaction(
    async (tx) => {
      // The limit of a transaction does not end a statement that waits for someone else's lock; this does.
      await tx.$executeRaw`SELECT set_config('lock_timeout', ${String(Math.ceil(time.left()))}, true)`
      await lockCompany(tx, run.companyId)
      const current = await tx.nmbrsLink.findUnique({ where: { companyId: run.companyId } })
      const isOver = current?.status === 'DISABLED' && run.mode === 'APPLY'
      if (!current || isOver || !isSameSource(link, current)) await rejectRun(tx, run, clock())
      else await planAndApply(tx, run, current, on, snapshot, dependencies)
    },
    { timeout: Math.min(time.left(), transactionLimits.timeout) },
  )
}

/**
 * Whether what was read is what the link is about: someone may have linked another company meanwhile, or have said that the
 * BSN is not to be kept any more.
 */
const isSameSource = (read: NmbrsLink, now: NmbrsLink): boolean =>
  read.nmbrsCompanyId === now.nmbrsCompanyId &&
  read.domain === now.domain &&
  read.username === now.username &&
  (now.readBsn || !read.readBsn)

async function planAndApply(
  tx: Transaction,
  run: SyncRun,
  link: NmbrsLink,
  on: string,
  snapshot: PayrollSnapshot,
  { secrets, clock }: SyncDependencies,
): Promise<void> {
  const known = await loadPlanInput(tx, link, secrets, snapshot)
  const { companyId, employeeNumber: onlyEmployeeNumber } = run
  const plan = planSync({ ...known, on, snapshot, onlyEmployeeNumber })
  const lacks = lackOf({ ...known, on, snapshot }, plan.missing)
  if (lacks) throw new IncompleteReading(lacks)
  const { counts, exclusions } = plan
  const showing = (shown: PlannedMutation[]) => ({
    counts,
    ...sealRunPeople(run.id, { plan: shown, exclusions }, secrets),
  })
  const now = clock()
  if (run.mode === 'PREVIEW') return succeedRun(tx, run, showing(plannedMutations(plan)), now)
  if (link.status === 'ATTENTION')
    await tx.nmbrsLink.update({ where: { companyId }, data: { status: 'ENABLED', attention: Prisma.DbNull } })
  // Also when this run changes nothing, or is held in its turn: its reading is newer.
  await supersedeHeldRuns(tx, companyId, now)
  const { people } = plan
  const holdReason = reasonsToHold({ ...known, people, limits: limitsOf(link), onlyEmployeeNumber })
  if (holdReason.length > 0) {
    const heldPlan = sealHeldPlan(run.id, plan, on, known, secrets)
    return holdRun(tx, run, { ...showing(plannedMutations(plan)), holdReason, heldPlan }, now)
  }
  await succeedRun(tx, run, showing([]), now)
  if (onlyEmployeeNumber === null) await noteFirstSync(tx, companyId, on)
  await applyPlan(tx, plan, { companyId, syncRunId: run.id, secrets, now })
}

/** The line in the log, and the figures, of a run that this worker is done with. */
async function noteRun({ id: runId }: SyncRun, { prisma, log, onRunDone }: SyncDependencies): Promise<void> {
  const run = await prisma.syncRun.findUnique({ where: { id: runId } })
  if (!run) return
  const { companyId, trigger, mode, status, attempt, counts, failure } = run
  const seconds = run.finishedAt && run.startedAt ? (run.finishedAt.getTime() - run.startedAt.getTime()) / 1000 : null
  log.info({ runId, companyId, trigger, mode, status, attempt, seconds, counts, failure }, 'Sync run')
  onRunDone(run)
}
