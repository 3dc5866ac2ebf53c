/** Puts the database back as it was, so that one app can serve many cases. */
import type { Database } from '../../../src/db/open.ts'

const tables = [
  'company',
  'nmbrs_link',
  'enrolment_rule',
  'participant',
  'participant_provenance',
  'sync_run',
  'participant_mutation',
  'signal',
  'enrolment',
  'awaited_enrolment',
]

/** Takes all rows down; the function that it gives puts exactly these back. */
export async function saveTables({ prisma }: Pick<Database, 'prisma'>): Promise<() => Promise<void>> {
  const saved = new Map<string, string>()
  for (const table of tables) {
    const [found] = await prisma.$queryRawUnsafe<{ rows: string }[]>(
      `SELECT coalesce(json_agg("${table}"), '[]')::text AS rows FROM "${table}"`,
    )
    saved.set(table, found!.rows)
  }
  return async () => {
    await prisma.$transaction(async (tx) => {
      await tx.$executeRawUnsafe('DELETE FROM company')
      for (const [table, rows] of saved)
        await tx.$executeRawUnsafe(
          `INSERT INTO "${table}" SELECT * FROM json_populate_recordset(NULL::"${table}", $1::json)`,
          rows,
        )
    })
  }
}
