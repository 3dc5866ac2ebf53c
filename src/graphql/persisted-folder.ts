/**
 * Persisted documents from .graphql files. An operation and the fragments that it uses, from whatever file, make one
 * document, in the text that graphql's `print` gives, as most clients send it.
 */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { concatAST, type DocumentNode, Kind, parse, print, separateOperations } from 'graphql'
import { Refusal } from '../refusal.ts'
import { hashOf } from './persisted-documents.ts'
import { problemsOf } from './persisted-file.ts'

/** The operations of the page at /, which must work for whoever may sign in. */
export const pageOperations = fileURLToPath(new URL('../web/operations', import.meta.url))

export type NamedDocument = { name: string; hash: string; text: string }

/** The operations in the files of a folder, and of the folders in it. Throws a Refusal when one of them could never run. */
export async function documentsIn(folder: string): Promise<NamedDocument[]> {
  const names = await readdir(folder, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    throw new Refusal(`${folder} cannot be read: ${error.code}`)
  })
  const files = names.filter((name) => name.endsWith('.graphql')).toSorted()
  if (files.length === 0) throw new Refusal(`${folder} has no .graphql files`)
  return documentsOf(concatAST(await Promise.all(files.map((name) => parsed(join(folder, name))))))
}

async function parsed(file: string): Promise<DocumentNode> {
  try {
    return parse(await readFile(file, 'utf8'))
  } catch (error) {
    throw new Refusal(`${file}: ${error instanceof Error ? error.message : error}`)
  }
}

/** Operations are told apart by their names. */
function documentsOf(all: DocumentNode): NamedDocument[] {
  const operations = all.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION).length
  const documents = Object.entries(separateOperations(all)).map(([name, document]) => {
    const text = print(document)
    return { name, hash: hashOf(text), text }
  })
  if (documents.some(({ name }) => name === '') || documents.length < operations)
    throw new Refusal('Each operation needs a name of its own')
  const problems = documents.flatMap(({ name, text }) => problemsOf(text).map((problem) => `${name}: ${problem}`))
  if (problems.length > 0) throw new Refusal(problems.join('\n'))
  return documents
}
