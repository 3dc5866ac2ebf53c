/** Once per run of vitest: a PostgreSQL server, and a database of either kind with all its tables for the tests to copy. */
import { createHash } from 'node:crypto'
import { access, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { type Database, openDatabase } from '../../src/db/open.ts'
import { readMigrations } from '../../src/db/schema-engine.ts'
import { openJobs } from '../../src/jobs.ts'
import { silentLog } from '../../src/log.ts'
import { startPostgres } from './postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of the server, as superuser. */
    postgresUrl: string
    /** Name of the migrated database on the server. */
    serverTemplate: string
    /** File with the dumped data folder of a migrated embedded database. */
    embeddedTemplate: string
  }
}

const serverTemplate = 'migrated'
const oneDay = 24 * 60 * 60_000 // milliseconds

export default async (project: TestProject) => {
  const [postgres, embeddedTemplate] = await Promise.all([startPostgres(), makeEmbeddedTemplate()])
  await makeServerTemplate(postgres.url)
  project.provide('postgresUrl', postgres.url)
  project.provide('serverTemplate', serverTemplate)
  project.provide('embeddedTemplate', embeddedTemplate)
  return () => postgres.close()
}

const makeServerTemplate = async (server: string): Promise<void> => {
  const admin = new pg.Client(server)
  await admin.connect()
  await admin.query(`CREATE DATABASE ${serverTemplate}`)
  await admin.end()
  const url = Object.assign(new URL(server), { pathname: serverTemplate }).href
  const database = await openWithAllTables(url)
  await database.close()
}

/** Those of the job queue too. */
const openWithAllTables = async (url: string | null): Promise<Database> => {
  const database = await openDatabase({ url, dataDir: null, log: silentLog })
  const jobs = await openJobs(database, silentLog)
  await jobs.close()
  return database
}

// A new embedded database takes seconds and a copy a fifth of a second, so one is kept for as long as it is current.
const makeEmbeddedTemplate = async (): Promise<string> => {
  const packages = new URL('../../node_modules/', import.meta.url)
  const makers = ['@electric-sql/pglite', 'pg-boss'].map((name) =>
    readFile(new URL(`${name}/package.json`, packages), 'utf8'),
  )
  const origin = JSON.stringify([await Promise.all(makers), await readMigrations()])
  const folder = new URL('.cache/eblinc/', packages)
  const file = fileURLToPath(new URL(`${createHash('sha256').update(origin).digest('hex')}.tar`, folder))
  const isThere = await access(file).then(
    () => true,
    () => false,
  )
  if (isThere) return file
  const database = await openWithAllTables(null)
  if (database.source.kind !== 'embedded') throw new Error('An embedded database was expected')
  const dump = await database.source.pglite.dumpDataDir('none')
  await database.close()
  await mkdir(folder, { recursive: true })
  await removeUnused(folder)
  await writeFile(`${file}.${process.pid}`, Buffer.from(await dump.arrayBuffer()))
  await rename(`${file}.${process.pid}`, file)
  return file
}

// Of earlier migrations. A run of other migrations that is under way now may still copy from one of today.
const removeUnused = async (folder: URL): Promise<void> => {
  for (const name of await readdir(folder)) {
    const file = new URL(name, folder)
    const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: Infinity })) // someone else was first
    if (mtimeMs < Date.now() - oneDay) await rm(file, { force: true })
  }
}
