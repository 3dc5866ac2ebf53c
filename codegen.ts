/**
 * Types the operations of page, playground and tests: `npm run generate`. With `--schema` prints schema.graphql from the code
 * too: only who changed the schema does, so that a test can tell that the one in the repository is stale.
 */
import { writeFile } from 'node:fs/promises'
import { generate } from '@graphql-codegen/cli'
import { printSchema } from 'graphql'
import { documentsIn, pageOperations } from './src/graphql/persisted-folder.ts'
import { schema } from './src/graphql/schema.ts'

const sdl = `${printSchema(schema)}\n`
if (process.argv.includes('--schema')) await writeFile(new URL('schema.graphql', import.meta.url), sdl)

/** `documentType` is the type of a typed document: `module#name`. */
const typed = (documents: string[], documentType: string) => ({
  documents,
  plugins: ['typescript-operations', 'typed-document-node'],
  config: {
    useTypeImports: true,
    enumType: 'string-literal',
    documentNodeImport: documentType,
    scalars: { ID: 'string', Date: 'string', DateTime: 'string', Decimal: 'string' },
    strictScalars: true,
  },
})

await generate({
  cwd: import.meta.dirname,
  schema: sdl,
  generates: {
    'src/generated/operations.ts': typed(
      ['src/playground/**/*.graphql', 'test/**/operations/*.graphql'],
      'graphql#TypedQueryDocumentNode',
    ),
    // Apart, since the page carries these to the browser, and typed for its own GraphQL client.
    'src/generated/web-operations.ts': typed(['src/web/operations/*.graphql'], '@urql/core#TypedDocumentNode'),
  },
  silent: true,
})

/** By which the page names its operations to a server that lets most people ask only what it knows. */
const hashes = (await documentsIn(pageOperations)).map(({ name, hash }) => `  ${name}: '${hash}',`)
await writeFile(
  new URL('src/generated/web-hashes.ts', import.meta.url),
  `export const webHashes: Record<string, string> = {\n${hashes.join('\n')}\n}\n`,
)
