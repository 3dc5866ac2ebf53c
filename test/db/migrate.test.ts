import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Connection } from '../../src/db/connection.ts'
import { openEmbedded } from '../../src/db/embedded.ts'
import { applyMigrations } from '../../src/db/migrate.ts'
import { openDatabase } from '../../src/db/open.ts'
import { differenceFromSchema, readMigrations } from '../../src/db/schema-engine.ts'
import { openServer } from '../../src/db/server.ts'
import { silentLog } from '../../src/log.ts'
import { createServerDatabase, databaseKinds, embeddedTemplate } from '../support/database.ts'

/** Rows of one column, over a connection of its own. */
const column = (connection: Connection, sql: string) =>
  connection.withOneConnection(async (adapter) =>
    (await adapter.queryRaw({ sql, args: [], argTypes: [] })).rows.map((row) => row[0]),
  )

describe.each(databaseKinds)('migrations on an empty database (%s)', (kind) => {
  let connection: Connection
  let close: () => Promise<void>
  beforeEach(async () => {
    const server = kind === 'server' ? await createServerDatabase() : null
    connection = server ? openServer(server.url, silentLog) : await openEmbedded(null, await embeddedTemplate())
    await connection.withOneConnection((adapter) =>
      adapter.executeScript('DROP SCHEMA public CASCADE; CREATE SCHEMA public'),
    )
    close = async () => {
      await connection.close()
      await server?.drop()
    }
  })
  afterEach(() => close())

  const apply = (migrations: { name: string; script: string }[]) =>
    connection.withOneConnection((adapter) => applyMigrations(adapter, migrations))

  it('are applied once, with the checksums of Prisma', async () => {
    const migrations = await readMigrations()
    expect(await apply(migrations)).toEqual(migrations.map(({ name }) => name))
    expect(await apply(migrations)).toEqual([])
    const checksums = migrations.map(({ script }) => createHash('sha256').update(script).digest('hex'))
    expect(
      await column(connection, 'SELECT checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY 1'),
    ).toEqual(checksums.sort())
  })

  it('leave nothing of one that fails, say why, and go on once it is mended', async () => {
    const first = { name: '20260101000000_first', script: 'CREATE TABLE first (id int)' }
    const broken = { name: '20260102000000_second', script: 'CREATE TABLE second (id int); SELECT 1 / 0' }
    await expect(apply([first, broken])).rejects.toMatchObject({
      message: 'Migration 20260102000000_second failed; nothing of it was applied',
      cause: { message: 'division by zero' },
    })
    expect(await column(connection, "SELECT to_regclass('first') IS NOT NULL")).toEqual([true])
    expect(await column(connection, "SELECT to_regclass('second') IS NOT NULL")).toEqual([false])
    const mended = { ...broken, script: 'CREATE TABLE second (id int)' }
    expect(await apply([first, mended])).toEqual(['20260102000000_second'])
  })

  it('may hold functions, and use an enum value that the one before them added', async () => {
    const type = { name: '20260101000000_type', script: "CREATE TYPE size AS ENUM ('S')" }
    const value = { name: '20260102000000_value', script: "ALTER TYPE size ADD VALUE 'M'" }
    const use = {
      name: '20260103000000_use',
      script: `CREATE TABLE shirt (size size DEFAULT 'M');
        CREATE FUNCTION two() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 2; END; $$;`,
    }
    await apply([type])
    expect(await apply([type, value, use])).toEqual(['20260102000000_value', '20260103000000_use'])
    expect(await column(connection, 'SELECT two()')).toEqual([2])
  })

  it('leave nothing of what runs told of people before it was sealed, not even in the file of the table', async () => {
    const migrations = await readMigrations()
    await apply(migrations.slice(0, 1))
    const company = `'01a20924-ba7e-7009-9670-cbf7b314999b'`
    const told = `'[{"name": "S.M. Korenaar"}]'`
    const run = `INSERT INTO sync_run (id, company_id, trigger, mode, status, plan, exclusions, held_plan, updated_at)
      VALUES (gen_random_uuid(), ${company}, 'MANUAL', 'APPLY', 'HELD', ${told}, ${told}, '\\x01', now())`
    await connection.withOneConnection((adapter) =>
      adapter.executeScript(`INSERT INTO company (id, number, name) VALUES (${company}, '1', 'Voorbeeld'); ${run}`),
    )
    const file = "SELECT encode(pg_read_binary_file(pg_relation_filepath('sync_run')), 'escape')"
    const onDisk = async () => {
      await connection.withOneConnection((adapter) => adapter.executeScript('CHECKPOINT'))
      return String(await column(connection, file))
    }
    expect(await onDisk()).toContain('Korenaar')
    await apply(migrations)
    expect(await onDisk()).not.toContain('Korenaar')
    expect(
      await column(connection, `SELECT concat_ws(' ', status, plan, exclusions, held_plan) FROM sync_run`),
    ).toEqual(['SUPERSEDED'])
  })

  it('let no enrolment end before it begins, also not one that did', async () => {
    const migrations = await readMigrations()
    const first = migrations.findIndex(({ name }) => name.endsWith('_enrolment_ends_after_start'))
    await apply(migrations.slice(0, first))
    const [company, participant] = ['01a20924-ba7e-7009-9670-cbf7b314999b', '01a20924-ba7e-7009-9670-cbf7b314999c']
    const endingOn = (endDate: string) =>
      connection.withOneConnection((adapter) =>
        adapter.executeScript(`INSERT INTO enrolment (id, company_id, participant_id, scheme, start_date, end_date, source, reason)
          VALUES (gen_random_uuid(), '${company}', '${participant}', 'OP1', '2026-12-01', ${endDate}, 'RULE', '{}')`),
      )
    await connection.withOneConnection((adapter) =>
      adapter.executeScript(`INSERT INTO company (id, number, name) VALUES ('${company}', '1', 'Voorbeeld');
        INSERT INTO participant (id, company_id, last_name) VALUES ('${participant}', '${company}', 'Jansen')`),
    )
    for (const endDate of [`'2026-10-31'`, `'2027-01-31'`, 'NULL']) await endingOn(endDate)
    await apply(migrations)
    expect(await column(connection, 'SELECT end_date::text FROM enrolment ORDER BY 1')).toEqual([
      '2026-12-01',
      '2027-01-31',
      null,
    ])
    await endingOn(`'2026-12-01'`)
    await expect(endingOn(`'2026-11-30'`)).rejects.toThrow('enrolment_ends_after_start')
  })
})

describe('all migrations together', () => {
  it('give exactly schema.prisma, and the same on a server', async () => {
    const embedded = await openEmbedded(null, await embeddedTemplate())
    expect(await embedded.withOneConnection(differenceFromSchema)).toBeNull()
    const { url, drop } = await createServerDatabase()
    const server = openServer(url, silentLog)
    expect(await column(server, everything)).toEqual(await column(embedded, everything))
    await Promise.all([server.close(), embedded.close()])
    await drop()
  })
})

/** One line for each column, index, constraint and enum value. */
const everything = `
  SELECT concat_ws(' ', table_name, column_name, udt_name, numeric_precision, numeric_scale, datetime_precision,
    is_nullable, column_default) AS line FROM information_schema.columns WHERE table_schema = 'public'
  UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
  UNION ALL SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace
  UNION ALL SELECT enumtypid::regtype || ' ' || enumsortorder || ' ' || enumlabel FROM pg_enum
  ORDER BY 1`

describe('a single connection that is lost', () => {
  it('is not replaced, since its lock and transaction are lost too', async () => {
    const { url, drop } = await createServerDatabase()
    const server = openServer(url, silentLog)
    const using = server.withOneConnection(async (adapter) => {
      await adapter.executeScript('SELECT pg_terminate_backend(pg_backend_pid())').catch(() => {})
      await adapter.executeScript('SELECT 1')
    })
    await expect(using).rejects.toThrow('The database connection was lost')
    await server.close()
    await drop()
  })
})

describe('instances that start at once on an empty server', () => {
  it('migrate it once', async () => {
    const { url, drop } = await createServerDatabase('template0')
    const applied: object[] = []
    const log = { ...silentLog, info: (fields: object) => applied.push(fields) }
    const databases = await Promise.all([1, 2, 3].map(() => openDatabase({ url, dataDir: null, log })))
    expect(applied).toEqual([{ migrations: (await readMigrations()).map(({ name }) => name) }])
    expect(await databases[0]?.prisma.company.count()).toBe(0)
    await Promise.all(databases.map((database) => database.close()))
    await drop()
  })
})
