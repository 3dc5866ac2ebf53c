/** One sync of one company: read, plan, apply in one transaction. Whatever goes wrong leaves the data as it was. */
import { type Clock, dateIn } from '../clock.ts'
import type { PayrollSnapshot } from '../core/employee.ts'
import { reasonsToHold } from '../core/guard.ts'
import { lackOf } from '../core/lacking.ts'
import { planSync } from '../core/plan.ts'
import { type NmbrsLink, Prisma, type SyncRun } from '../generated/prisma/client.ts'
import type { NmbrsClient } from '../nmbrs/client.ts'
import type { SecretBox } from '../security/secret-box.ts'
import { applyPlan, noteFirstSync, transactionLimits } from './apply.ts'
import { endBadly, failureOf, IncompleteReading, internal, outOfTime, type SyncPatience } from './failure.ts'
import { sealHeldPlan } from './held-plan.ts'
import { supersedeHeldRuns } from './hold.ts'
import { loadPlanInput, lockCompany, type Transaction } from './load.ts'
import { type NoteDependencies, noteRun } from './note-run.ts'
import { type PlannedMutation, plannedMutations } from './planned-mutations.ts'
import { progressOf } from './progress.ts'
import type { Outcome, RunJob } from './queue.ts'
import { isSameSource, readPayroll } from './reading.ts'
import { limitsOf } from './rows.ts'
import { sealRunPeople } from './run-people.ts'
import { changeRun, claimRun, holdRun, RunTakenOver, rejectRun, succeedRun } from './runs.ts'
import { withSecondChance } from './second-chance.ts'

export type SyncDependencies = NoteDependencies & {
  nmbrs: NmbrsClient
  secrets: SecretBox
  clock: Clock
  timeZone: string
  patience: SyncPatience
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
  const left = () => Math.max(0, deadline - performance.now())
  const time: RunTime = { signal, left, isOver: () => left() === 0 }
  const { run, outcome } = await withSecondChance((isLast) => tryRun(job, time, isLast, dependencies), {
    prisma,
    signal: job.stopping,
    onBreak: (error) => log.error({ runId: job.runId, error }, 'A sync run broke off, and is done again'),
  })
  if (run) await noteRun(run.id, dependencies)
  return outcome
}

/** Aborted when the run must stop, at its deadline too; `left` = milliseconds until that, and `isOver` whether there are none. */
type RunTime = { signal: AbortSignal; left(): number; isOver(): boolean }

/** `run` as it was taken up; null when there was nothing to do any more. */
type Try = { run: SyncRun | null; outcome: Outcome }

async function tryRun(job: RunJob, time: RunTime, isLast: boolean, dependencies: SyncDependencies): Promise<Try> {
  const { prisma, clock, log } = dependencies
  const run = await claimRun(prisma, job.runId, clock())
  if (!run) return { run, outcome: { ended: true } }
  const link = await prisma.nmbrsLink.findUnique({ where: { companyId: run.companyId } })
  try {
    if (link && !isOff(link, run)) await readAndApply(run, link, time, dependencies)
    else await prisma.$transaction((tx) => rejectRun(tx, run, clock()))
    return { run, outcome: { ended: true } }
  } catch (error) {
    if (error instanceof RunTakenOver) return { run: null, outcome: { ended: true } }
    if (job.stopping.aborted) throw error
    const failure = failureOf(error)
    if (failure === null && !isLast && !time.isOver()) throw error
    if (failure === null) log.error({ runId: run.id, error }, 'A sync run failed')
    const unforeseen = time.isOver() ? outOfTime : internal
    return { run, outcome: await endBadly({ run, link }, job, failure ?? unforeseen, dependencies) }
  }
}

/** Whether the link was switched off, so that only a preview is still of use. */
const isOff = (link: NmbrsLink, run: SyncRun): boolean => link.status === 'DISABLED' && run.mode === 'APPLY'

async function readAndApply(
  run: SyncRun,
  link: NmbrsLink,
  time: RunTime,
  dependencies: SyncDependencies,
): Promise<void> {
  const { prisma, secrets, clock, timeZone } = dependencies
  if (time.isOver()) throw new Error('The database was away until there was no time left')
  const on = dateIn(timeZone, clock())
  const progress = progressOf(prisma, run)
  const request = { link, run, on, onProgress: progress.report, signal: time.signal }
  const snapshot = await readPayroll(request, dependencies)
  await progress.close()
  await prisma.$transaction((tx) => changeRun(tx, run, { step: run.mode === 'PREVIEW' ? 'PLANNING' : 'APPLYING' }))
  await prisma.$transaction(
    async (tx) => {
      // The limit of a transaction does not end a statement that waits for someone else's lock; this does.
      await tx.$executeRaw`SELECT set_config('lock_timeout', ${String(Math.max(1, Math.ceil(time.left())))}, true)`
      await lockCompany(tx, run.companyId)
      const current = await tx.nmbrsLink.findUnique({ where: { companyId: run.companyId } })
      if (!current || isOff(current, run) || !isSameSource(link, current, secrets)) await rejectRun(tx, run, clock())
      else await planAndApply(tx, run, current, on, snapshot, dependencies)
    },
    { timeout: Math.min(Math.max(1, time.left()), transactionLimits.timeout) },
  )
}

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
  const { people, missing } = plan
  const holdReason = reasonsToHold({ ...known, people, missing, limits: limitsOf(link), onlyEmployeeNumber })
  const isHeld = holdReason.length > 0
  if (run.mode === 'PREVIEW')
    return succeedRun(tx, run, { ...showing(plannedMutations(plan)), ...(isHeld && { holdReason }) }, now)
  if (link.status === 'ATTENTION')
    await tx.nmbrsLink.update({ where: { companyId }, data: { status: 'ENABLED', attention: Prisma.DbNull } })
  // Also when this run changes nothing, or is held in its turn: its reading is newer.
  await supersedeHeldRuns(tx, companyId, now)
  if (isHeld) {
    const heldPlan = sealHeldPlan(run.id, plan, on, known, secrets)
    return holdRun(tx, run, { ...showing(plannedMutations(plan)), holdReason, heldPlan }, now)
  }
  await succeedRun(tx, run, showing([]), now)
  if (onlyEmployeeNumber === null) await noteFirstSync(tx, companyId, on)
  await applyPlan(tx, plan, { companyId, syncRunId: run.id, secrets, now })
}
