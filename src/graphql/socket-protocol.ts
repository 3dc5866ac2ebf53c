/** GraphQL operations over a WebSocket: who may connect, and how each operation is run. */
import assert from 'node:assert/strict'
import type { IncomingMessage } from 'node:http'
import { type ExecutionArgs, GraphQLError, type GraphQLFormattedError } from 'graphql'
import { makeServer, type Server, type SubscribePayload } from 'graphql-ws'
import { problemTexts } from '../core/texts/problems.ts'
import { NotSignedInError, Problem, SignInUnavailableError, TooManySubscriptionsError } from '../problems.ts'
import type { CallerOptions } from './caller.ts'
import type { Caller } from './context.ts'
import { problemError } from './errors.ts'
import { whenExpired } from './expiry.ts'
import { deadlines, limits } from './limits.ts'
import { localeOf } from './locale.ts'
import type { ChooseDocument } from './persisted-documents.ts'
import type { GraphQLEngine } from './yoga.ts'

/** Beside those of the protocol itself: 4400, 4403, 4406, 4408, 4409 and 4429. */
export const closeCodes = {
  /** The server stops: connect again. */
  goingAway: 1001,
  /** Who calls cannot be found out now: connect again in a minute. */
  tryAgainLater: 1013,
  /** No access token, none that is good, or one that has ended: connect again with a new one. */
  unauthorized: 4401,
  /** The client did not take its messages: connect again, and go on from the last cursor. */
  stalled: 4410,
  /** More sockets of one user, or more messages, than any page would need. */
  tooMany: 4429,
  internalError: 4500,
} as const

export type SocketProtocolOptions = CallerOptions & { graphql: GraphQLEngine; chooseDocument: ChooseDocument }

export type Connection = {
  request: IncomingMessage
  caller: Caller | null
  close(code: number, reason: string): void
  onClose(handle: () => void): void
}

/** The access token is the `authorization` of connectionParams, "Bearer …", since a browser cannot set the header. */
type ConnectionParams = { authorization?: unknown; Authorization?: unknown }
type Operation = ReturnType<GraphQLEngine['getEnveloped']>
type OperationArgs = ExecutionArgs & Pick<Operation, 'execute' | 'subscribe'>

export const createSocketProtocol = ({ graphql, chooseDocument, ...door }: SocketProtocolOptions): Server<Connection> =>
  makeServer<ConnectionParams, Connection>({
    connectionInitWaitTimeout: deadlines.init,

    async onConnect({ connectionParams, extra }) {
      extra.caller = await callerOf(extra, connectionParams, door)
      return extra.caller !== null
    },

    async onSubscribe({ extra: { caller }, subscriptions }, _id, payload) {
      assert(caller) // the protocol lets nobody subscribe before onConnect
      try {
        if (Object.keys(subscriptions).length > limits.subscriptionsPerSocket) throw tooManySubscriptions()
        await door.allowance.request(caller.viewer)
        const query = String(chooseDocument(payload, caller.viewer))
        return await operationArgs(graphql, caller, { ...payload, query })
      } catch (error) {
        if (error instanceof Problem) return [problemError(error, caller.locale)]
        if (error instanceof GraphQLError) return [error] // a syntax error
        throw error
      }
    },
    onError: (_connection, _id, _payload, errors) => errors.map(withoutHttp),
    execute: (args) => (args as OperationArgs).execute(args),
    subscribe: (args) => (args as OperationArgs).subscribe(args),
  })

/** Null, after the socket was closed with the reason, when nobody who may be here is calling. */
async function callerOf(
  { request, close, onClose }: Connection,
  connectionParams: ConnectionParams | undefined,
  { authenticate, allowance, noteRefusal }: CallerOptions,
): Promise<Caller | null> {
  const refused = (code: number, reason: string) => {
    close(code, reason)
    return null
  }
  const given = connectionParams?.authorization ?? connectionParams?.Authorization
  try {
    const viewer = await authenticate(typeof given === 'string' ? given : request.headers.authorization)
    const leave = allowance.stream(viewer)
    if (!leave) return refused(closeCodes.tooMany, 'Too many sockets of one user')
    onClose(leave)
    onClose(whenExpired(viewer.expiresAt, () => close(closeCodes.unauthorized, 'The access token has expired')))
    return { viewer, locale: localeOf(request.headers['accept-language']) }
  } catch (error) {
    if (error instanceof NotSignedInError) {
      await noteRefusal(request, error)
      return refused(closeCodes.unauthorized, 'Unauthorized')
    }
    if (error instanceof SignInUnavailableError) return refused(closeCodes.tryAgainLater, 'Sign-in is unavailable')
    throw error
  }
}

/** What is needed to run an operation; the errors when it is not one of this schema. Throws those of syntax. */
async function operationArgs(
  graphql: GraphQLEngine,
  caller: Caller,
  { query, operationName, variables }: SubscribePayload,
): Promise<OperationArgs | readonly GraphQLError[]> {
  const { schema, execute, subscribe, contextFactory, parse, validate } = graphql.getEnveloped({ caller })
  const document = parse(query)
  const errors = validate(schema, document)
  if (errors.length > 0) return errors
  const contextValue = await contextFactory()
  return { schema, document, operationName, variableValues: variables ?? {}, contextValue, execute, subscribe }
}

/** An error may say what HTTP is to make of it, which is nothing to a socket. */
function withoutHttp(error: GraphQLError): GraphQLFormattedError {
  const { http: _, ...extensions } = error.extensions
  return { ...error.toJSON(), extensions }
}

const tooManySubscriptions = () =>
  new TooManySubscriptionsError(problemTexts.tooManySubscriptions(limits.subscriptionsPerSocket))
