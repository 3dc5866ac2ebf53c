/**
 * Documents that were agreed on beforehand: those of the EBlinC frontend, in a file that `npm run persist` writes. With such
 * a file only the helpdesk may still ask what it likes; anyone else names a document by its hash.
 */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import type { Plugin } from 'graphql-yoga'
import { z } from 'zod'
import { problemTexts } from '../core/texts/problems.ts'
import { DocumentRefusedError, Problem } from '../problems.ts'
import { httpError, type ServerContext } from './caller.ts'
import type { Context, Viewer } from './context.ts'

/** The text of documents by its SHA-256, in hexadecimal. */
export type PersistedDocuments = ReadonlyMap<string, string>

export const hashOf = (document: string): string => createHash('sha256').update(document).digest('hex')

/** What a request says of the document that is to run, as far as it says so rightly. */
export type DocumentRequest = { query?: unknown; documentId?: unknown; extensions?: unknown }

/** The text that is to run; throws DocumentRefusedError when there is none, or none that this viewer may run. */
export type ChooseDocument = (request: DocumentRequest, viewer: Viewer) => unknown

/** `persisted` null: everyone asks what they like. */
export function createChooseDocument(persisted: PersistedDocuments | null): ChooseDocument {
  return (request, { role }) => {
    const hash = namedHash.safeParse(request).data
    const document = hash && persisted?.get(hash)
    if (document) return document
    // The code by which clients know that they have to send the text itself.
    if (hash && !request.query)
      throw new DocumentRefusedError('PERSISTED_QUERY_NOT_FOUND', problemTexts.documentNotFound())
    if (persisted && role !== 'HELPDESK')
      throw new DocumentRefusedError('PERSISTED_QUERY_ONLY', problemTexts.documentNotPersisted())
    return request.query
  }
}

/** By `documentId`, as the specification of GraphQL over HTTP has it, or by the extension that came before it. */
const namedHash = z.union([
  z.object({ documentId: z.string() }).transform(({ documentId }) => documentId.replace(/^sha256:/, '')),
  z
    .object({ extensions: z.object({ persistedQuery: z.object({ sha256Hash: z.string() }) }) })
    .transform(({ extensions }) => extensions.persistedQuery.sha256Hash),
])

export const usePersistedDocuments = (choose: ChooseDocument): Plugin<Context & ServerContext, ServerContext> => ({
  onParams({ params, setParams, context: { caller } }) {
    assert(caller)
    try {
      setParams({ ...params, query: choose(params, caller.viewer) as string }) // Yoga looks whether it is text
    } catch (error) {
      throw error instanceof Problem ? httpError(error, caller.locale) : error
    }
  },
})
