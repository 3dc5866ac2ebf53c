/** The sync runs of one company as they move: queued, each step of progress, finished. */
import { readThroughOutages } from '../db/outage.ts'
import type { PrismaClient } from '../generated/prisma/client.ts'
import type { Doorbell, WakeUp } from './wake-up.ts'

/** Far more than can move between two looks: a company has one run at a time. */
const latestRuns = 20

/** A run that moved. Who shows it sets `revision` to the one it has shown, so that none is shown twice. */
export type RunEvent = { id: string; revision: number }

export type RunFeedRequest = { prisma: PrismaClient; wakeUp: WakeUp; companyId: string; signal: AbortSignal }

type Revisions = Map<string, number>

/**
 * Starts with the run that moved last, and one that is waiting or running, as they are now: who was told of a run just before
 * must not miss its end. Ends when the signal aborts, and outlasts the database's being away.
 */
export async function runFeed(request: RunFeedRequest): Promise<AsyncGenerator<RunEvent, void>> {
  const bell = request.wakeUp.doorbell('runs', request.companyId, request.signal)
  const [_latest, ...earlier] = await lookAtRuns(request)
  const atRest = earlier.filter((run) => run.status !== 'QUEUED' && run.status !== 'RUNNING')
  return moves(new Map(atRest.map((run) => [run.id, run.revision])), bell, request)
}

async function* moves(shown: Revisions, bell: Doorbell, request: RunFeedRequest): AsyncGenerator<RunEvent, void> {
  while (!request.signal.aborted) {
    const runs = await readThroughOutages(() => lookAtRuns(request), request.prisma, request.signal)
    if (runs === null) return
    const moved = runs.filter((run) => shown.get(run.id) !== run.revision)
    for (const { id, revision } of moved.toReversed()) {
      const event = { id, revision }
      yield event
      shown.set(id, event.revision)
    }
    const stillHere = new Set(runs.map((run) => run.id))
    for (const id of shown.keys()) if (!stillHere.has(id)) shown.delete(id)
    if (moved.length === 0) await bell.wait()
  }
}

const lookAtRuns = ({ prisma, companyId }: RunFeedRequest) =>
  prisma.syncRun.findMany({
    where: { companyId },
    orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }],
    take: latestRuns,
    select: { id: true, revision: true, status: true },
  })
