/** The contents of the database, to compare before and after. */
import type { Database } from '../../src/db/open.ts'

const tables = [
  'company',
  'nmbrs_link',
  'participant',
  'participant_mutation',
  'signal',
  'enrolment_rule',
  'enrolment',
  'awaited_enrolment',
  'participant_provenance',
] as const

/**
 * Every row of every table but the runs themselves, as text, in a fixed order. Of a provenance only its fingerprint: the
 * same, sealed twice, gives other bytes.
 */
export async function dumpTables({ prisma }: Pick<Database, 'prisma'>): Promise<Record<string, string[]>> {
  const dump: Record<string, string[]> = {}
  for (const table of tables) {
    const rows = await prisma.$queryRawUnsafe<{ row: string }[]>(
      `SELECT (to_jsonb("${table}") - 'sealed')::text AS row FROM "${table}" ORDER BY 1`,
    )
    dump[table] = rows.map(({ row }) => row)
  }
  return dump
}

/** Which transaction wrote each row last: changes also when a row is written with the same contents. */
export async function rowVersions({ prisma }: Pick<Database, 'prisma'>): Promise<Record<string, string[]>> {
  const versions: Record<string, string[]> = {}
  for (const table of tables) {
    const rows = await prisma.$queryRawUnsafe<{ version: string }[]>(
      `SELECT xmin::text || ' ' || ctid::text AS version FROM "${table}" ORDER BY 1`,
    )
    versions[table] = rows.map(({ version }) => version)
  }
  return versions
}
