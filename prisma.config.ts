import { defineConfig } from 'prisma/config'

// `prisma generate` only checks that this file exists: with it set, nothing is downloaded. Migrations do not use it:
// they are written and applied by the schema engine in WebAssembly (src/db/migrate.ts).
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath

export default defineConfig({ schema: 'prisma/schema.prisma', migrations: { path: 'prisma/migrations' } })
