/** A fresh, migrated database of either kind for whoever asks. */
import { randomUUID } from 'node:crypto'
import { openAsBlob } from 'node:fs'
import pg from 'pg'
import { inject } from 'vitest'
import { type Database, type DatabaseOptions, openDatabase } from '../../src/db/open.ts'
import { silentLog } from '../../src/log.ts'

/** For `describe.each(databaseKinds)`: what depends on the database is tested on both. */
export const databaseKinds: readonly Database['kind'][] = ['embedded', 'server']

/**
 * Opens an embedded database in memory, or one on the PostgreSQL server of this run; close also removes it. Embedded ones are used
 * again: a test that changes tables themselves takes one on the server, or puts them back.
 */
export const openTestDatabase = async (
  kind: Database['kind'],
  onStatement?: DatabaseOptions['onStatement'],
): Promise<Database> => {
  const options = { dataDir: null, log: silentLog, ...(onStatement && { onStatement }) }
  if (kind === 'embedded')
    return onStatement ? openDatabase({ ...options, url: null, template: await embeddedTemplate() }) : openEmbedded()
  const { url, drop } = await createServerDatabase()
  const database = await openDatabase({ ...options, url })
  const close = async () => {
    await database.close()
    await drop()
  }
  return { ...database, close }
}

/** Those of this process that are not in use any more, empty: opening a new one takes most of a second. */
const unused: Database[] = []

const openEmbedded = async (): Promise<Database> => {
  const template = await embeddedTemplate()
  const database = unused.pop() ?? (await openDatabase({ url: null, dataDir: null, template, log: silentLog }))
  const close = async () => {
    await empty(database)
    unused.push(database)
  }
  return { ...database, close }
}

/** As a copy of the template: without rows, triggers or not, and with sequences that begin anew. */
const empty = async ({ prisma }: Database): Promise<void> => {
  await prisma.$executeRaw`
    DO $$ DECLARE name text; BEGIN
      SET LOCAL session_replication_role = replica;
      FOR name IN SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
        WHERE schemaname IN ('public', 'pgboss') AND tablename NOT IN ('_prisma_migrations', 'version')
      LOOP EXECUTE 'DELETE FROM ' || name; END LOOP;
      FOR name IN SELECT format('%I.%I', schemaname, sequencename) FROM pg_sequences
      LOOP EXECUTE 'ALTER SEQUENCE ' || name || ' RESTART'; END LOOP;
    END $$`
}

/** The dumped data folder of a migrated embedded database: a copy opens in a fifth of a second. */
export const embeddedTemplate = (): Promise<Blob> => openAsBlob(inject('embeddedTemplate'))

/** A migrated database on the server, for several to open; with "template0", an empty one. */
export const createServerDatabase = async (
  template = inject('serverTemplate'),
): Promise<{ url: string; drop(): Promise<void> }> => {
  const server = inject('postgresUrl')
  const name = `test_${randomUUID()}`
  await execute(server, `CREATE DATABASE "${name}" TEMPLATE ${template}`)
  return {
    url: Object.assign(new URL(server), { pathname: name }).href,
    drop: () => execute(server, `DROP DATABASE "${name}" WITH (FORCE)`),
  }
}

const execute = async (url: string, statement: string): Promise<void> => {
  const client = new pg.Client(url)
  await client.connect()
  await client.query(statement)
  await client.end()
}
