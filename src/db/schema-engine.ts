/**
 * Prisma's schema engine in WebAssembly: the same one that `prisma migrate` uses, without a binary to download.
 * It compares schemas and applies migrations over a driver adapter.
 */
import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { bindMigrationAwareSqlAdapterFactory, type SqlDriverAdapter } from '@prisma/driver-adapter-utils'
import type { MigrationDirectory, MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm/schema_engine_bg'
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg'

const schemaFile = new URL('../../prisma/schema.prisma', import.meta.url)
export const migrationsFolder = new URL('../../prisma/migrations/', import.meta.url)
export const lockFile = {
  path: 'migration_lock.toml',
  content: '# Written by npm run migration; Prisma reads it too\nprovider = "postgresql"\n',
}
export const noFilters = { externalTables: [], externalEnums: [] }

/** One migration: the name of its folder and the text of its migration.sql. */
export type Migration = { name: string; script: string }

/** The migrations in prisma/migrations, oldest first. */
export const readMigrations = async (): Promise<Migration[]> => {
  const entries = await readdir(migrationsFolder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  const read = async (name: string) => ({
    name,
    script: await readFile(new URL(`${name}/migration.sql`, migrationsFolder), 'utf8'),
  })
  return Promise.all(names.sort().map(read))
}

/** The engine's form of a list of migrations. */
export const migrationList = (migrations: readonly Migration[]): MigrationList => ({
  baseDir: migrationsFolder.pathname,
  lockfile: lockFile,
  shadowDbInitScript: '',
  migrationDirectories: migrations.map(
    ({ name, script }): MigrationDirectory => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: script } },
    }),
  ),
})

/** Runs `use` with an engine on an open connection, and frees the engine's memory afterwards. */
export const withSchemaEngine = async <T>(
  adapter: SqlDriverAdapter,
  use: (engine: SchemaEngine) => Promise<T>,
): Promise<T> => {
  await instantiate()
  const connect = async () => adapter
  const factory = bindMigrationAwareSqlAdapterFactory({
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    connect,
    connectToShadowDb: connect,
  })
  const schema = await readFile(schemaFile, 'utf8')
  const engine = await bindings.SchemaEngine.new({ datamodels: [['schema.prisma', schema]] }, () => {}, factory)
  try {
    return await use(engine)
  } catch (error) {
    // What the database said first is the reason; the engine's own error does not have it.
    throw factory.errorRegistry.consumeError(0)?.error ?? error
  } finally {
    engine.free()
  }
}

/** The SQL that turns an embedded database into schema.prisma; null when it already is. (PrismaPg cannot read catalogs.) */
export const differenceFromSchema = async (adapter: SqlDriverAdapter): Promise<string | null> => {
  const files = [{ path: 'schema.prisma', content: await readFile(schemaFile, 'utf8') }]
  const { stdout, exitCode } = await withSchemaEngine(adapter, (engine) =>
    engine.diff({
      from: { tag: 'schemaDatasource', files, configDir: migrationsFolder.pathname },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: true,
      filters: noFilters,
    }),
  )
  return exitCode === 0 ? null : stdout
}

// Node has it, but its types do not.
declare const WebAssembly: {
  instantiate(wasm: Uint8Array, imports: object): Promise<{ instance: { exports: Record<string, unknown> } }>
}

let instantiated: Promise<void> | undefined

// The package imports its .wasm as a module, which is experimental in Node and warns: so it is loaded by hand, once.
const instantiate = (): Promise<void> => {
  instantiated ??= load()
  return instantiated
}

const load = async (): Promise<void> => {
  const script = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const wasm = await readFile(script.replace(/\.js$/, '.wasm'))
  const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': bindings })
  bindings.__wbg_set_wasm(instance.exports)
  const start = instance.exports.__wbindgen_start as () => void
  start()
}
