/**
 * Brings a database up to prisma/migrations. It stays interchangeable with `prisma migrate deploy`: the same engine, the
 * same table _prisma_migrations, the same lock.
 */
import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils'
import type { PrismaClient } from '../generated/prisma/client.ts'
import { Refusal } from '../refusal.ts'
import { type Migration, migrationList, noFilters, withSchemaEngine } from './schema-engine.ts'

/** The lock that Prisma itself takes: one process at a time migrates, also beside `prisma migrate deploy`. */
const migrationLock = 72_707_369

/**
 * Applies those of the migrations (oldest first) that the database does not have yet, and returns their names. The
 * adapter must hold a single connection, since it takes a lock and opens transactions, and run scripts whole (see
 * `wholeScripts`).
 */
export const applyMigrations = async (
  adapter: SqlDriverAdapter,
  migrations: readonly Migration[],
): Promise<string[]> => {
  await adapter.executeScript(`SELECT pg_advisory_lock(${migrationLock})`)
  const applied = await appliedNames(adapter)
  const missing = migrations.filter(({ name }) => !applied.has(name))
  for (const migration of missing) {
    const upToThis = migrations.slice(0, migrations.indexOf(migration) + 1)
    await applyLast(adapter, upToThis).catch((cause) => {
      const words = ownWords(cause)
      if (words) throw new Refusal(words, { cause })
      throw new Error(`Migration ${migration.name} failed; nothing of it was applied`, { cause })
    })
  }
  await adapter.executeScript('SELECT pg_advisory_unlock_all()')
  return missing.map(({ name }) => name)
}

/** Those of the migrations that the database does not have. */
export const missingMigrations = async (
  prisma: PrismaClient,
  migrations: readonly Migration[],
): Promise<readonly Migration[]> => {
  const rows = await prisma.$queryRawUnsafe<{ migration_name: string }[]>(appliedMigrations)
  const applied = new Set(rows.map((row) => row.migration_name))
  return migrations.filter(({ name }) => !applied.has(name))
}

/**
 * The same adapter with an executeScript that hands the script over whole and waits for it: that of PrismaPg cuts it at
 * every semicolon, also inside a function body, and that of PrismaPGlite does not wait for the outcome.
 */
export const wholeScripts = (
  adapter: SqlDriverAdapter,
  execute: (script: string) => Promise<unknown>,
): SqlDriverAdapter => {
  const executeScript = async (script: string) => {
    await execute(script)
  }
  return Object.assign(Object.create(adapter) as SqlDriverAdapter, { executeScript })
}

/** What a migration itself says by RAISE EXCEPTION, for whoever keeps the database. What a database says may quote rows. */
function ownWords(error: unknown): string | null {
  const { cause } = (error ?? {}) as { cause?: { originalCode?: string; originalMessage?: string } }
  return cause?.originalCode === 'P0001' ? (cause.originalMessage ?? null) : null
}

const appliedNames = async (adapter: SqlDriverAdapter): Promise<Set<unknown>> => {
  const column = async (sql: string) =>
    (await adapter.queryRaw({ sql, args: [], argTypes: [] })).rows.map((row) => row[0])
  const [exists] = await column("SELECT to_regclass('_prisma_migrations') IS NOT NULL")
  return new Set(exists ? await column(appliedMigrations) : [])
}

const appliedMigrations =
  'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL'

// A migration and its entry in _prisma_migrations are one transaction: a process that dies halfway leaves nothing to
// repair. Several in one transaction would be too much: a new enum value can be used only after its commit.
const applyLast = async (adapter: SqlDriverAdapter, migrations: Migration[]): Promise<void> => {
  const input = { migrationsList: migrationList(migrations), filters: noFilters }
  await adapter.executeScript('BEGIN')
  try {
    await withSchemaEngine(adapter, (engine) => engine.applyMigrations(input))
    await adapter.executeScript('COMMIT')
  } catch (error) {
    await adapter.executeScript('ROLLBACK').catch(() => {}) // fails only if the connection is gone, and with it the transaction
    throw error
  }
}
