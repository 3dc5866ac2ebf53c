/**
 * `npm run persist -- <folder> <file>`: writes the operations in the .graphql files of a folder, and of the folders in it, as
 * persisted documents. An operation and the fragments that it uses, from whatever file, make one document, in the text that
 * graphql's `print` gives, as most clients send it.
 */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { concatAST, type DocumentNode, Kind, parse, print, separateOperations } from 'graphql'
import { Refusal, refuse } from '../refusal.ts'
import { hashOf, type PersistedDocuments } from './persisted-documents.ts'
import { problemsOf, writePersistedDocuments } from './persisted-file.ts'

await persist(process.argv.slice(2)).catch(refuse)

async function persist([folder, file, ...rest]: string[]): Promise<void> {
  if (!folder || !file || rest.length > 0) throw new Refusal('npm run persist -- <folder of .graphql files> <file>')
  const documents = persistedFrom(concatAST(await documentsIn(folder)))
  await writePersistedDocuments(file, documents)
  console.log(`${file}: ${documents.size} documents`)
}

async function documentsIn(folder: string): Promise<DocumentNode[]> {
  const names = await readdir(folder, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    throw new Refusal(`${folder} cannot be read: ${error.code}`)
  })
  const files = names.filter((name) => name.endsWith('.graphql')).toSorted()
  if (files.length === 0) throw new Refusal(`${folder} has no .graphql files`)
  return Promise.all(files.map((name) => documentIn(join(folder, name))))
}

async function documentIn(file: string): Promise<DocumentNode> {
  try {
    return parse(await readFile(file, 'utf8'))
  } catch (error) {
    throw new Refusal(`${file}: ${error instanceof Error ? error.message : error}`)
  }
}

/** Operations are told apart by their names. */
function persistedFrom(all: DocumentNode): PersistedDocuments {
  const operations = all.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION).length
  const documents = Object.entries(separateOperations(all)).map(([name, document]) => ({ name, text: print(document) }))
  if (documents.some(({ name }) => name === '') || documents.length < operations)
    throw new Refusal('Each operation needs a name of its own')
  const problems = documents.flatMap(({ name, text }) => problemsOf(text).map((problem) => `${name}: ${problem}`))
  if (problems.length > 0) throw new Refusal(problems.join('\n'))
  return new Map(documents.map(({ text }) => [hashOf(text), text]))
}
