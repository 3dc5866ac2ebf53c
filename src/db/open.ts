/** The one place that knows which database it is: PostgreSQL by DATABASE_URL, or embedded in DATA_DIR without one. */
import { PrismaClient } from '../generated/prisma/client.ts'
import type { Log } from '../log.ts'
import type { Join, Listen, Source } from './connection.ts'
import { openEmbedded } from './embedded.ts'
import { applyMigrations } from './migrate.ts'
import { readMigrations } from './schema-engine.ts'
import { openServer } from './server.ts'

export type Database = {
  kind: Source['kind']
  prisma: PrismaClient
  listen: Listen
  join: Join
  source: Source
  close(): Promise<void>
}

export type DatabaseOptions = {
  /** Of a PostgreSQL server; null for the embedded database. */
  url: string | null
  /** Of the embedded database; null for one in memory. */
  dataDir: string | null
  /** A dumped data folder for the embedded database to start from. */
  template?: Blob
  /** Is told each statement that Prisma sends, for tests and benchmarks that count them. */
  onStatement?: (sql: string) => void
  log: Log
}

/** Opens the database and brings it up to date with the migrations. */
export const openDatabase = async ({
  url,
  dataDir,
  template,
  onStatement,
  log,
}: DatabaseOptions): Promise<Database> => {
  const connection = url === null ? await openEmbedded(dataDir, template) : openServer(url, log)
  try {
    const migrations = await readMigrations()
    const applied = await connection.withOneConnection((adapter) => applyMigrations(adapter, migrations))
    if (applied.length > 0) log.info({ migrations: applied }, 'Applied migrations')
  } catch (error) {
    await connection.close()
    throw error
  }
  const prisma = new PrismaClient({
    adapter: connection.adapter,
    errorFormat: 'minimal', // the other forms quote the query, and with it personal data
    queryPlanCacheMaxSize: 200,
    log: onStatement ? [{ emit: 'event', level: 'query' }] : [],
    transactionOptions: {
      maxWait: 30_000, // 30 seconds: an embedded database has one transaction at a time
      timeout: 60_000, // 1 minute: the changes of a large company are one transaction
    },
  })
  if (onStatement) prisma.$on('query', ({ query }) => onStatement(query))
  return {
    kind: connection.source.kind,
    prisma,
    listen: connection.listen,
    join: connection.join,
    source: connection.source,
    close: async () => {
      await prisma.$disconnect()
      await connection.close()
    },
  }
}
