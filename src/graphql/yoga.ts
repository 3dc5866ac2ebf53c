/** The GraphQL engine: the schema with its limits, errors and playground, for HTTP and WebSocket alike. */
import assert from 'node:assert/strict'
import type { IncomingMessage } from 'node:http'
import { createYoga, type Plugin } from 'graphql-yoga'
import { type CallerOptions, type ServerContext, useCaller } from './caller.ts'
import { type Context, createContext, type Services, type Viewer } from './context.ts'
import { createDocumentCache, useDocuments } from './documents.ts'
import { type TellError, useErrors } from './errors.ts'
import { limits } from './limits.ts'
import { useOperationLimits } from './operation-limits.ts'
import { type ChooseDocument, usePersistedDocuments } from './persisted-documents.ts'
import { usePlaygroundDoor } from './playground-door.ts'
import { schema } from './schema.ts'
import { useSharedEvents } from './shared-events.ts'

export type GraphQLOptions = CallerOptions & {
  services: Services
  /** In production only the helpdesk is told what is in the schema. */
  production: boolean
  chooseDocument: ChooseDocument
  mayOpenPlayground(request: IncomingMessage): Promise<boolean>
  tellError: TellError
  /** Aborts when the server stops. */
  stopping: AbortSignal
}

export type GraphQLEngine = ReturnType<typeof createGraphQL>

export function createGraphQL({
  services,
  production,
  chooseDocument,
  mayOpenPlayground,
  tellError,
  stopping,
  ...door
}: GraphQLOptions) {
  const mayExplore = ({ role }: Viewer) => !production || role === 'HELPDESK'
  return createYoga<ServerContext, Context>({
    schema,
    context: ({ caller }) => {
      assert(caller) // the doors, for HTTP and for sockets, let nobody else in
      return createContext(services, caller, { allowance: door.allowance, stopping })
    },
    plugins: [
      usePlaygroundDoor(mayOpenPlayground),
      useJsonPostOnly(),
      useCaller(door),
      usePersistedDocuments(chooseDocument),
      useDocuments(mayExplore),
      useOperationLimits(mayExplore),
      useSharedEvents(),
      useErrors(tellError),
    ],
    maskedErrors: { maskError: (error) => tellError(error, 'nl') },
    graphiql: false,
    parserAndValidationCache: createDocumentCache(),
    extraParamNames: ['documentId'],
    maxRequestBodySize: limits.body,
    batching: false,
    multipart: false,
    cors: false,
    landingPage: false,
    logging: false,
  })
}

/**
 * Only a POST of JSON executes: a link, an image or a form on another site can send anything else with a reader's own
 * rights. (GET with Accept: text/html gives the playground, before this.)
 */
const useJsonPostOnly = (): Plugin => ({
  onRequestParse({ request, endResponse, fetchAPI: { Response } }) {
    if (request.method !== 'POST') endResponse(new Response(null, { status: 405, headers: { Allow: 'POST' } }))
    else if (!/^application\/json\s*(;|$)/.test(request.headers.get('content-type') ?? ''))
      endResponse(new Response(null, { status: 415, headers: { 'Accept-Post': 'application/json' } }))
  },
})
