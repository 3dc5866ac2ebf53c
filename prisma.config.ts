import { defineConfig } from 'prisma/config'

// `prisma generate` only checks that this file exists: with it set, nothing is downloaded. The server itself applies the
// migrations, with the schema engine in WebAssembly (src/db/migrate.ts); `prisma migrate deploy` does the same where
// Prisma can download its engine.
if (process.argv.includes('generate')) process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath

const url = process.env.DATABASE_URL

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  ...(url && { datasource: { url } }),
})
