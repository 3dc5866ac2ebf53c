/** Prints schema.graphql from the code, and types the operations of the playground and the tests: `npm run generate`. */
import { writeFile } from 'node:fs/promises'
import { generate } from '@graphql-codegen/cli'
import { printSchema } from 'graphql'
import { schema } from './src/graphql/schema.ts'

const sdl = `${printSchema(schema)}\n`
await writeFile(new URL('schema.graphql', import.meta.url), sdl)

await generate({
  cwd: import.meta.dirname,
  schema: sdl,
  documents: ['src/playground/operations/*.graphql', 'test/**/operations/*.graphql'],
  generates: {
    'src/generated/operations.ts': {
      plugins: ['typescript-operations', 'typed-document-node'],
      config: {
        useTypeImports: true,
        enumType: 'string-literal',
        documentNodeImport: 'graphql#TypedQueryDocumentNode',
        scalars: { ID: 'string', Date: 'string', DateTime: 'string', Decimal: 'string' },
        strictScalars: true,
      },
    },
  },
  silent: true,
})
