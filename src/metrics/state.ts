/** What the database says about the whole administration, for the metrics: few statements, however much there is in it. */
import { newId } from '../db/id.ts'
import type {
  MutationKind,
  MutationSource,
  PrismaClient,
  SyncMode,
  SyncStatus,
  SyncTrigger,
} from '../generated/prisma/client.ts'

export type NightOfCompany = { companyId: string; company: string; quietSince: Date }

/**
 * Per company whose link is on, by its number: since when there has been no good night. That is the end of the last night
 * that was carried out, or the moment at which the link was switched on if there was none since. A night that ended later than
 * now was that of a clock that was ahead.
 */
export const lastGoodNights = (prisma: PrismaClient, now: Date): Promise<NightOfCompany[]> =>
  prisma.$queryRaw<NightOfCompany[]>`
    SELECT company.id::text AS "companyId", company.number AS company, greatest(link.enabled_at, good.finished_at) AS "quietSince"
    FROM nmbrs_link AS link
    JOIN company ON company.id = link.company_id
    LEFT JOIN LATERAL (
      SELECT run.finished_at FROM sync_run AS run
      WHERE run.company_id = link.company_id AND run.night IS NOT NULL AND run.status = 'SUCCEEDED'
        AND run.finished_at <= ${now}
      ORDER BY run.finished_at DESC LIMIT 1
    ) AS good ON true
    WHERE link.status <> 'DISABLED' AND link.enabled_at IS NOT NULL`

export type OpenRuns = { queued: number; held: number }

/** Runs that wait for a worker, and those that wait for a person. */
export async function openRuns(prisma: PrismaClient): Promise<OpenRuns> {
  const rows = await prisma.syncRun.groupBy({
    by: 'status',
    where: { status: { in: ['QUEUED', 'HELD'] } },
    _count: true,
  })
  const count = (status: string) => rows.find((row) => row.status === status)?._count ?? 0
  return { queued: count('QUEUED'), held: count('HELD') }
}

/** The runs that had not ended when this was asked, and those that come after it: newer ids than this one. */
export type RunsFrom = { id: string; open: readonly string[] }

export async function runsFromNowOn(prisma: PrismaClient): Promise<RunsFrom> {
  const id = newId() // first, so that no run falls in between
  const open = await prisma.syncRun.findMany({ where: { finishedAt: null }, select: { id: true } })
  return { id, open: open.map((run) => run.id) }
}

export type RunCount = { status: SyncStatus; trigger: SyncTrigger; mode: SyncMode; count: number }

/** How many of them have ended, whoever ended them: a worker, a person, or who came after a worker that died. */
export const countEndedRuns = (prisma: PrismaClient, { id, open }: RunsFrom): Promise<RunCount[]> =>
  prisma.$queryRaw<RunCount[]>`
    SELECT status, trigger, mode, count(*)::int AS count FROM sync_run
    WHERE (id > ${id}::uuid OR id = ANY(${open}::uuid[])) AND finished_at IS NOT NULL
    GROUP BY status, trigger, mode`

/** Mail that is to be sent. */
export const waitingMail = (prisma: PrismaClient): Promise<number> =>
  prisma.outboxMail.count({ where: { status: { in: ['WAITING', 'SENDING'] } } })

export type MutationCount = { kind: MutationKind; source: MutationSource; count: number; last: bigint }

/** How many mutations there are after a position. None is ever missed: positions become visible in order. */
export const countMutationsAfter = (prisma: PrismaClient, position: bigint): Promise<MutationCount[]> =>
  prisma.$queryRaw<MutationCount[]>`
    SELECT kind, source, count(*)::int AS count, max(position) AS last FROM participant_mutation
    WHERE position > ${position} GROUP BY kind, source`
