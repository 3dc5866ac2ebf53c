/** Who calls over HTTP: known, and counted, before anything of the body is read. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { GraphQLError } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { Locale } from '../core/texts/index.ts'
import { problemTexts } from '../core/texts/problems.ts'
import {
  DocumentRefusedError,
  NotSignedInError,
  Problem,
  SignInUnavailableError,
  TooManyRequestsError,
} from '../problems.ts'
import type { Allowance } from './allowance.ts'
import type { Authenticate } from './auth.ts'
import type { Caller, Context } from './context.ts'
import { problemError } from './errors.ts'
import { limits } from './limits.ts'
import { localeOf } from './locale.ts'

/** What Yoga is given with an operation. Over a WebSocket it is known since the connection was made who calls. */
export type ServerContext = {
  caller?: Caller
  /** The request, and where the answer goes, over HTTP. */
  req?: IncomingMessage
  res?: ServerResponse
}

export type CallerOptions = {
  authenticate: Authenticate
  allowance: Allowance
  /** Records that whoever makes this request was not let in. */
  noteRefusal(request: IncomingMessage, error: NotSignedInError): Promise<void>
}

export function useCaller({
  authenticate,
  allowance,
  noteRefusal,
}: CallerOptions): Plugin<Context & ServerContext, ServerContext> {
  return {
    async onRequestParse({ request: { headers }, serverContext }) {
      const locale = localeOf(headers.get('accept-language'))
      try {
        const viewer = await authenticate(headers.get('authorization'))
        await allowance.request(viewer)
        serverContext.caller = { viewer, locale }
      } catch (error) {
        if (error instanceof NotSignedInError && serverContext.req) await noteRefusal(serverContext.req, error)
        throw error instanceof Problem ? httpError(error, locale) : error
      }
    },

    onSubscribe({ args: { contextValue }, setResultAndStopExecution }) {
      const { res, viewer, locale } = contextValue
      if (!res) return // a socket has its own place
      const leave = allowance.stream(viewer)
      if (leave) res.once('close', leave)
      else {
        const words = problemTexts.tooManyStreams(limits.streamsPerUser)
        setResultAndStopExecution({ errors: [httpError(new TooManyRequestsError(words, aWhile), locale)] })
      }
    },
  }
}

const aWhile = 60 // seconds

/** A Problem as an error that is also told by the status of the answer. */
export const httpError = (problem: Problem, locale: Locale): GraphQLError =>
  problemError(problem, locale, { extensions: { http: httpOf(problem) } })

/** How HTTP says why nobody is let in. */
export function httpOf(problem: Problem): { status: number; headers: Record<string, string> } | undefined {
  if (problem instanceof NotSignedInError) return { status: 401, headers: { 'WWW-Authenticate': 'Bearer' } }
  if (problem instanceof SignInUnavailableError) return { status: 503, headers: { 'Retry-After': String(aWhile) } }
  if (problem instanceof TooManyRequestsError)
    return { status: 429, headers: { 'Retry-After': String(problem.retryAfter) } }
  return problem instanceof DocumentRefusedError ? { status: 400, headers: {} } : undefined
}
