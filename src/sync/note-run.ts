/** The line in the log, and the figures, of a run that has ended, is held, or waits for another try. */
import type { PrismaClient, SyncRun } from '../generated/prisma/client.ts'
import type { Log } from '../log.ts'

export type NoteDependencies = {
  prisma: PrismaClient
  log: Log
  /** Is told of each run that this instance is done with, for the metrics. */
  onRunDone: (run: SyncRun) => void
}

export async function noteRun(runId: string, { prisma, log, onRunDone }: NoteDependencies): Promise<void> {
  const run = await prisma.syncRun.findUnique({ where: { id: runId } })
  if (!run) return
  const { companyId, trigger, mode, status, attempt, counts, failure } = run
  const seconds = run.finishedAt && run.startedAt ? (run.finishedAt.getTime() - run.startedAt.getTime()) / 1000 : null
  log.info({ runId, companyId, trigger, mode, status, attempt, seconds, counts, failure }, 'Sync run')
  onRunDone(run)
}
