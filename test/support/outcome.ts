/** What a company looks like after its syncs, without what differs from one time to the next: ids, moments, secrets. */
import type { Database } from '../../src/db/open.ts'

/** Per table a row per line, in a fixed order. Participants are named by their number. */
export type Outcome = Record<string, string[]>

const volatile = [
  'id',
  'company_id',
  'created_at',
  'enabled_at',
  'token_encrypted',
  'bsn_encrypted',
  'sealed',
  'position',
  'sync_run_id',
  'first_seen_at',
  'resolved_at',
  'preference_id',
  'key',
  'about',
]

const tables = [
  'participant',
  'enrolment',
  'awaited_enrolment',
  'signal',
  'participant_mutation',
  'participant_provenance',
  'nmbrs_link',
  'mail_outbox',
] as const

export async function outcomeOf({ prisma }: Pick<Database, 'prisma'>): Promise<Outcome> {
  const participants = await prisma.participant.findMany({ select: { id: true, employeeNumber: true, lastName: true } })
  const names = new Map(participants.map((one) => [one.id, `participant ${one.employeeNumber ?? one.lastName}`]))
  const outcome: Outcome = {}
  for (const table of tables) {
    const rows = await prisma.$queryRawUnsafe<{ row: string }[]>(
      `SELECT (to_jsonb("${table}") - $1::text[])::text AS row FROM "${table}"`,
      volatile,
    )
    outcome[table] = rows.map(({ row }) => row.replace(uuid, (id) => names.get(id) ?? id)).sort()
  }
  return outcome
}

const uuid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g
