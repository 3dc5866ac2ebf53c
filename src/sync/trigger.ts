/** Puts runs in the queue: by hand, each night, and for a night that was missed. */
import type { Clock } from '../clock.ts'
import { problemTexts } from '../core/texts/problems.ts'
import { notifyRun } from '../feed/position.ts'
import type { PrismaClient, SyncMode, SyncRun, SyncTrigger } from '../generated/prisma/client.ts'
import { ConflictError } from '../problems.ts'
import { lockCompany, type Transaction } from './load.ts'
import type { SyncQueue } from './queue.ts'
import { dateColumn } from './rows.ts'

export type TriggerRequest = {
  companyId: string
  mode: 'APPLY' | 'PREVIEW'
  employeeNumber: number | null
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

export type NightlyRequest = {
  /** The night, as the date on which it falls. */
  night: string
  trigger: 'NIGHTLY' | 'CATCH_UP'
  /** Only companies whose link was switched on by then. */
  enabledBefore: Date
  /** The start of each company's run is spread over this many seconds. */
  spreadSeconds: number
}

/** Queues this night's run of each enabled company that has none yet. Safe to call again, by any number of instances. */
export async function enqueueNight(request: NightlyRequest, dependencies: TriggerDependencies): Promise<number> {
  const night = dateColumn(request.night)
  const companies = await dependencies.prisma.nmbrsLink.findMany({
    where: {
      status: { not: 'DISABLED' },
      enabledAt: { lte: request.enabledBefore },
      company: { syncRuns: { none: { night: { gte: night } } } },
    },
    select: { companyId: true },
    orderBy: { companyId: 'asc' },
  })
  let queued = 0
  for (const [index, { companyId }] of companies.entries()) {
    const delay = Math.floor((index * request.spreadSeconds) / companies.length)
    queued += await enqueueForNight(companyId, night, delay, request.trigger, dependencies)
  }
  return queued
}

/** One company's night. The database allows one run per company and night: another instance may have been first. */
const enqueueForNight = (
  companyId: string,
  night: Date,
  delaySeconds: number,
  trigger: SyncTrigger,
  dependencies: TriggerDependencies,
): Promise<number> =>
  dependencies.prisma.$transaction(async (tx) => {
    await lockCompany(tx, companyId)
    const existing = await tx.syncRun.findFirst({ where: { companyId, night: { gte: night } }, select: { id: true } })
    if (existing) return 0
    await enqueue(tx, { companyId, trigger, mode: 'APPLY', night }, dependencies, delaySeconds)
    return 1
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
