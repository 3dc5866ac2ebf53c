/** Puts runs in the queue: by hand, each night, and for a night that was missed. */
import type { Clock } from '../clock.ts'
import { problemTexts } from '../core/texts/problems.ts'
import { notifyRun } from '../feed/position.ts'
import type { PrismaClient, SyncMode, SyncRun, SyncTrigger } from '../generated/prisma/client.ts'
import { ConflictError } from '../problems.ts'
import { lockCompany, type Transaction, takeCompany } from './load.ts'
import type { Night } from './nightly.ts'
import type { SyncQueue } from './queue.ts'
import { dateColumn } from './rows.ts'

export type TriggerRequest = {
  companyId: string
  mode: 'APPLY' | 'PREVIEW'
  employeeNumber: number | null
  /** The subject of who asked for it, not their name. */
  requestedBy: string
}

export type TriggerDependencies = { prisma: PrismaClient; queue: SyncQueue; clock: Clock }

/**
 * Queues a run and returns it at once. While one is waiting or running for the company, that one is returned. Throws
 * ConflictError when the company has no link, or one that is switched off and this would not be a preview.
 */
export async function triggerSync(request: TriggerRequest, dependencies: TriggerDependencies): Promise<SyncRun> {
  const { prisma } = dependencies
  const { companyId, mode, employeeNumber, requestedBy } = request
  // Without the lock first: a run that carries out its plan has that, for minutes where the company is large.
  const underWay = await runUnderWay(prisma, request)
  if (underWay) return underWay
  return prisma.$transaction(async (tx) => {
    await lockCompany(tx, companyId)
    const run = { companyId, trigger: 'MANUAL', mode, employeeNumber, requestedBy } as const
    return (await runUnderWay(tx, request)) ?? enqueue(tx, run, dependencies)
  })
}

/** The run that is waiting or running. Throws as triggerSync does. */
async function runUnderWay(
  { nmbrsLink, syncRun }: Pick<Transaction, 'nmbrsLink' | 'syncRun'>,
  { companyId, mode }: TriggerRequest,
): Promise<SyncRun | null> {
  const link = await nmbrsLink.findUnique({ where: { companyId } })
  if (!link) throw new ConflictError(problemTexts.noLink())
  if (link.status === 'DISABLED' && mode === 'APPLY') throw new ConflictError(problemTexts.linkDisabled())
  return syncRun.findFirst({
    where: { companyId, status: { in: ['QUEUED', 'RUNNING'] } },
    orderBy: { queuedAt: 'asc' },
  })
}

/** Companies start one after the other over this time, so that a night does not begin with everyone at once. */
const spreadSeconds = 15 * 60

/** A night that is noticed later than this was missed: the server was down, or its clock was wrong. */
const missedAfter = 15 * 60_000 // 15 minutes

/** A clock that goes back does so by minutes, or by the hour of daylight saving. */
const goesBackBy = 60 * 60_000 // 1 hour

/**
 * Queues the night's run of each company whose link was on when it began and that has none yet. Safe to call again, by
 * any number of instances. Returns how many. A company that is busy has its turn next time; so have those for which something
 * goes wrong, which is thrown at the end.
 */
export async function enqueueNight({ date, begins }: Night, dependencies: TriggerDependencies): Promise<number> {
  const { prisma, clock } = dependencies
  const now = clock()
  const isDone = isDoneBy(dateColumn(date), now)
  const isMissed = now.getTime() - begins.getTime() > missedAfter
  const companies = await prisma.nmbrsLink.findMany({
    where: {
      status: { not: 'DISABLED' },
      enabledAt: { lte: begins },
      company: { syncRuns: { none: isDone } },
    },
    select: { companyId: true },
    orderBy: { companyId: 'asc' },
  })
  let queued = 0
  const failures: unknown[] = []
  for (const [index, { companyId }] of companies.entries()) {
    const delay = isMissed ? 0 : Math.floor((index * spreadSeconds) / companies.length)
    const trigger = isMissed ? 'CATCH_UP' : 'NIGHTLY'
    const run = { companyId, trigger, mode: 'APPLY', night: dateColumn(date) } as const
    const isNew = enqueueUnless(isDone, run, delay, dependencies)
    queued += await isNew.then(Number).catch((error: unknown) => failures.push(error) && 0)
  }
  if (failures.length > 0) throw new AggregateError(failures, `The night of ${failures.length} companies is not queued`)
  return queued
}

/**
 * This night, or a later one when the clock has gone back since. Not one that was queued long after now: then the clock was
 * ahead, and must not keep the nights until then from being done.
 */
const isDoneBy = (night: Date, now: Date) => ({
  OR: [{ night }, { night: { gt: night }, queuedAt: { lte: new Date(now.getTime() + goesBackBy) } }],
})

/**
 * False when another instance was first, or when the company is busy. The database itself allows one run per company and
 * night.
 */
const enqueueUnless = (
  isDone: ReturnType<typeof isDoneBy>,
  run: NewRun,
  delaySeconds: number,
  dependencies: TriggerDependencies,
): Promise<boolean> =>
  dependencies.prisma.$transaction(async (tx) => {
    if (!(await takeCompany(tx, run.companyId))) return false
    const existing = await tx.syncRun.count({ where: { companyId: run.companyId, ...isDone } })
    if (existing === 0) await enqueue(tx, run, dependencies, delaySeconds)
    return existing === 0
  })

type NewRun = {
  companyId: string
  trigger: SyncTrigger
  mode: SyncMode
  employeeNumber?: number | null
  night?: Date
  requestedBy?: string
}

/** The run and its job are one transaction: there is never one without the other. */
async function enqueue(
  tx: Transaction,
  run: NewRun,
  { queue, clock }: TriggerDependencies,
  delaySeconds = 0,
): Promise<SyncRun> {
  const created = await tx.syncRun.create({ data: { ...run, queuedAt: clock() } })
  await queue.send(tx, created, delaySeconds)
  await notifyRun(tx, created.companyId)
  return created
}
