/**
 * `npm run migration -- add_notes` writes prisma/migrations/<time>_add_notes/migration.sql: what has to change for the
 * migrations so far to give prisma/schema.prisma. Read it before you commit it.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { openEmbedded } from './embedded.ts'
import { applyMigrations } from './migrate.ts'
import { differenceFromSchema, lockFile, migrationsFolder, readMigrations } from './schema-engine.ts'

/** The SQL that is missing in the migrations; null when nothing is. */
const missingScript = async (): Promise<string | null> => {
  const database = await openEmbedded(null)
  try {
    return await database.withOneConnection(async (adapter) => {
      await applyMigrations(adapter, await readMigrations())
      return differenceFromSchema(adapter)
    })
  } finally {
    await database.close()
  }
}

const [name = ''] = process.argv.slice(2)
if (!/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error('Give the migration a name in lower snake case: npm run migration -- add_notes')
  process.exit(1)
}
const script = await missingScript()
if (script === null) {
  console.log('The migrations already give prisma/schema.prisma: nothing to write.')
} else {
  const folder = `${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}_${name}`
  await mkdir(new URL(`${folder}/`, migrationsFolder), { recursive: true })
  await writeFile(new URL(`${folder}/migration.sql`, migrationsFolder), script)
  await writeFile(new URL(lockFile.path, migrationsFolder), lockFile.content)
  console.log(`Written: prisma/migrations/${folder}/migration.sql`)
}
