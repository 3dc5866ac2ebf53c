/** GraphQL operations over a WebSocket: who may connect, and how each operation is run. */
import assert from 'node:assert/strict'
import type { IncomingMessage } from 'node:http'
import { type ExecutionArgs, GraphQLError } from 'graphql'
import { makeServer, type Server, type SubscribePayload } from 'graphql-ws'
import type { WebSocket } from 'ws'
import { problemTexts } from '../core/texts/problems.ts'
import type { Authenticate } from './auth.ts'
import { localeOf } from './locale.ts'
import type { Caller, GraphQLEngine } from './yoga.ts'

const initWithin = 10_000 // 10 seconds
const mostSubscriptions = 50 // per socket

/** Beside those of the protocol itself: 4400, 4403, 4406, 4408, 4409 and 4429. */
export const closeCodes = {
  /** The server stops: connect again. */
  goingAway: 1001,
  /** No access token, or none that is good. */
  unauthorized: 4401,
  /** The client did not take its messages: connect again, and go on from the last cursor. */
  stalled: 4410,
  internalError: 4500,
} as const

export type SocketProtocolOptions = { graphql: GraphQLEngine; authenticate: Authenticate }

/** The access token is the `authorization` of connectionParams, "Bearer …", since a browser cannot set the header. */
type ConnectionParams = { authorization?: unknown; Authorization?: unknown }
type Connection = { socket: WebSocket; request: IncomingMessage; caller: Caller | null }
type Operation = ReturnType<GraphQLEngine['getEnveloped']>
type OperationArgs = ExecutionArgs & Pick<Operation, 'execute' | 'subscribe'>

export const createSocketProtocol = ({ graphql, authenticate }: SocketProtocolOptions): Server<Connection> =>
  makeServer<ConnectionParams, Connection>({
    connectionInitWaitTimeout: initWithin,

    async onConnect({ connectionParams, extra }) {
      const given = connectionParams?.authorization ?? connectionParams?.Authorization
      const viewer = await authenticate(typeof given === 'string' ? given : extra.request.headers.authorization)
      if (viewer) extra.caller = { viewer, locale: localeOf(extra.request.headers['accept-language']) }
      else extra.socket.close(closeCodes.unauthorized, 'Unauthorized')
      return viewer !== null
    },

    onSubscribe({ extra: { caller }, subscriptions }, _id, payload) {
      assert(caller) // the protocol lets nobody subscribe before onConnect
      if (Object.keys(subscriptions).length > mostSubscriptions) return [tooManySubscriptions(caller)]
      return operationArgs(graphql, caller, payload)
    },
    execute: (args) => (args as OperationArgs).execute(args),
    subscribe: (args) => (args as OperationArgs).subscribe(args),
  })

/** What is needed to run an operation; the errors when it is not one of this schema. */
async function operationArgs(
  graphql: GraphQLEngine,
  caller: Caller,
  { query, operationName, variables }: SubscribePayload,
): Promise<OperationArgs | readonly GraphQLError[]> {
  const { schema, execute, subscribe, contextFactory, parse, validate } = graphql.getEnveloped({ caller })
  try {
    const document = parse(query)
    const errors = validate(schema, document)
    if (errors.length > 0) return errors
    const contextValue = await contextFactory()
    return { schema, document, operationName, variableValues: variables ?? {}, contextValue, execute, subscribe }
  } catch (error) {
    if (error instanceof GraphQLError) return [error] // a syntax error
    throw error
  }
}

const tooManySubscriptions = ({ locale }: Caller) =>
  new GraphQLError(problemTexts.tooManySubscriptions(mostSubscriptions)[locale], {
    extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' },
  })
