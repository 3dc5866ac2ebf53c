/** The GraphQL engine: the schema with its limits, errors and playground, for HTTP and WebSocket alike. */
import { renderGraphiQL } from '@graphql-yoga/render-graphiql'
import { GraphQLError } from 'graphql'
import { createYoga, type Plugin } from 'graphql-yoga'
import type { Locale } from '../core/texts/index.ts'
import { problemTexts } from '../core/texts/problems.ts'
import { playground } from '../playground/playground.ts'
import type { Authenticate } from './auth.ts'
import type { Context, Services, Viewer } from './context.ts'
import { type TellError, useErrors } from './errors.ts'
import { useLimits } from './limits.ts'
import { localeOf } from './locale.ts'
import { schema } from './schema.ts'
import { useSharedEvents } from './shared-events.ts'

const largestBody = 1_000_000 // bytes

/** Who calls, and in which language they are answered. */
export type Caller = { viewer: Viewer; locale: Locale }

export type GraphQLOptions = {
  services: Services
  authenticate: Authenticate
  tellError: TellError
  /** Aborts when the server stops. */
  stopping: AbortSignal
}

export type GraphQLEngine = ReturnType<typeof createGraphQL>

export function createGraphQL({ services, authenticate, tellError, stopping }: GraphQLOptions) {
  return createYoga<{ caller?: Caller }, Context>({
    schema,
    // Over a WebSocket, who calls is known since the connection was made.
    context: async ({ caller, request }) => ({
      ...services,
      ...(caller ?? (await callerOf(request.headers, authenticate))),
      stopping,
    }),
    plugins: [useJsonPostOnly(), useLimits(), useSharedEvents(), useErrors(tellError)],
    maskedErrors: { maskError: (error) => tellError(error, 'nl') },
    graphiql: playground(),
    renderGraphiQL,
    maxRequestBodySize: largestBody,
    batching: false,
    multipart: false,
    cors: false,
    landingPage: false,
    logging: false,
  })
}

/** Throws the error that is HTTP 401 when nobody who may be here is calling. */
async function callerOf(headers: Headers, authenticate: Authenticate): Promise<Caller> {
  const locale = localeOf(headers.get('accept-language'))
  const viewer = await authenticate(headers.get('authorization'))
  if (viewer) return { viewer, locale }
  throw new GraphQLError(problemTexts.notSignedIn()[locale], {
    extensions: { code: 'UNAUTHENTICATED', http: { status: 401, headers: { 'WWW-Authenticate': 'Bearer' } } },
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
