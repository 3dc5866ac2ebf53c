/** Puts runs in the queue: by hand, each night, and for a night that was missed. */
import type { Clock } from '../clock.ts'
import { problemTexts } from '../core/texts/problems.ts'
import { notifyRun } from '../feed/position.ts'
import type { PrismaClient, SyncMode, SyncRun, SyncTrigger } from '../generated/prisma/client.ts'
import { ConflictError } from '../problems.ts'
import { lockCompany, type Transaction } from './load.ts'
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
export const triggerSync = (request: TriggerRequest, dependencies: TriggerDependencies): Promise<SyncRun> =>
  dependencies.prisma.$transaction(async (tx) => {
    const { companyId, mode, employeeNumber, requestedBy } = request
    await lockCompany(tx, companyId)
    const link = await tx.nmbrsLink.findUnique({ where: { companyId } })
    if (!link) throw new ConflictError(problemTexts.noLink())
    if (link.status === 'DISABLED' && mode === 'APPLY') throw new ConflictError(problemTexts.linkDisabled())
    const current = await tx.syncRun.findFirst({
      where: { companyId, status: { in: ['QUEUED', 'RUNNING'] } },
      orderBy: { queuedAt: 'asc' },
    })
    return current ?? enqueue(tx, { companyId, trigger: 'MANUAL', mode, employeeNumber, requestedBy }, dependencies)
  })

/** Companies start one after the other over this time, so that a night does not begin with everyone at once. */
const spreadSeconds = 15 * 60

/** A night that is noticed later than this was missed: the server was down, or its clock was wrong. */
const missedAfter = 15 * 60_000 // 15 minutes

const oneDay = 24 * 60 * 60_000

/**
 * Queues the night's run of each company whose link was on when it began and that has none yet. Safe to call again, by
 * any number of instances. Returns how many; throws at the end what went wrong for some, who have their turn next time.
 */
export async function enqueueNight({ date, begins }: Night, dependencies: TriggerDependencies): Promise<number> {
  const { prisma, clock } = dependencies
  const night = dateColumn(date)
  const isMissed = clock().getTime() - begins.getTime() > missedAfter
  const companies = await prisma.nmbrsLink.findMany({
    where: {
      status: { not: 'DISABLED' },
      enabledAt: { lte: begins },
      company: { syncRuns: { none: isDoneBy(night) } },
    },
    select: { companyId: true },
    orderBy: { companyId: 'asc' },
  })
  let queued = 0
  const failures: unknown[] = []
  for (const [index, { companyId }] of companies.entries()) {
    const delay = isMissed ? 0 : Math.floor((index * spreadSeconds) / companies.length)
    const run = { companyId, trigger: isMissed ? 'CATCH_UP' : 'NIGHTLY', mode: 'APPLY', night } as const
    const isNew = enqueueOnce(run, delay, dependencies)
    queued += await isNew.then(Number).catch((error: unknown) => failures.push(error) && 0)
  }
  if (failures.length > 0) throw new AggregateError(failures, `The night of ${failures.length} companies is not queued`)
  return queued
}

/**
 * This night, or the one after it when the clock has gone back. No later one: a clock that was once years ahead must not
 * keep every night from then on from being done.
 */
const isDoneBy = (night: Date) => ({ night: { gte: night, lte: new Date(night.getTime() + oneDay) } })

/** False when another instance was first. The database itself allows one run per company and night. */
const enqueueOnce = (run: NewRun & { night: Date }, delaySeconds: number, dependencies: TriggerDependencies) =>
  dependencies.prisma.$transaction(async (tx) => {
    await lockCompany(tx, run.companyId)
    const existing = await tx.syncRun.count({ where: { companyId: run.companyId, ...isDoneBy(run.night) } })
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
