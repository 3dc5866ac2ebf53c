/** Finds runs that would stay as they are for ever, and with that keep their company from any other. */
import { internal } from './failure.ts'
import { type NoteDependencies, noteRun } from './note-run.ts'
import { failRun } from './runs.ts'
import type { TriggerDependencies } from './trigger.ts'

/** A run that was taken up more often than this takes its process down with it. */
const takenUpAtMost = 10

/**
 * Queues again each run that waits or is under way while no job will ever do it, because its process died too often or
 * the job was lost. Returns how many there were.
 */
export async function recoverLostRuns(dependencies: TriggerDependencies & NoteDependencies): Promise<number> {
  const { prisma, queue, clock } = dependencies
  const { lost, hopeless } = await prisma.$transaction(async (tx) => {
    const lost = await tx.syncRun.findMany({ where: { id: { in: await queue.lostRuns(tx) } } })
    const hopeless = lost.filter((run) => run.status === 'RUNNING' && run.attempt > takenUpAtMost)
    for (const run of lost) {
      if (hopeless.includes(run)) await failRun(tx, run, internal, clock())
      else await queue.send(tx, run, 0)
    }
    return { lost, hopeless }
  })
  for (const { id } of hopeless) await noteRun(id, dependencies)
  return lost.length
}
