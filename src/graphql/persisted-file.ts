/** The file of persisted documents: `{"<SHA-256 of the document>": "<document>"}`. */
import { readFile, writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { Refusal } from '../refusal.ts'
import { excessOf, parseDocument, validateDocument } from './documents.ts'
import { hashOf, type PersistedDocuments } from './persisted-documents.ts'

const form = z.record(z.string(), z.string())

/** Throws a Refusal that tells what is wrong, when it cannot be read or one of its documents could never run. */
export async function readPersistedDocuments(file: string): Promise<PersistedDocuments> {
  const refusal = (why: string) => new Refusal(`PERSISTED_DOCUMENTS: ${file} ${why}`)
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw refusal(`cannot be read: ${error.code}`)
  })
  const documents = form.safeParse(parseJson(text)).data
  if (!documents) throw refusal('is not JSON of the form {"<SHA-256 of the document>": "<document>"}')
  const problems = Object.entries(documents).flatMap(([hash, document]) =>
    [...(hash === hashOf(document) ? [] : ['is not the hash of its document']), ...problemsOf(document)].map(
      (problem) => `\n  ${hash}: ${problem}`,
    ),
  )
  if (problems.length > 0) throw refusal(`has documents that cannot run:${problems.join('')}`)
  return new Map(Object.entries(documents))
}

export const writePersistedDocuments = (file: string, documents: PersistedDocuments): Promise<void> =>
  writeFile(file, `${JSON.stringify(Object.fromEntries(documents), null, 2)}\n`)

/** Why a document could not run; for who made it, so in full. */
export function problemsOf(document: string): string[] {
  try {
    const parsed = parseDocument(document)
    const excess = excessOf(parsed)
    return excess ? [excess.words.en] : validateDocument(parsed, true).map(({ message }) => message)
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)]
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
