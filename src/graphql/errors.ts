/**
 * Errors on their way to the caller. A Problem is told in the caller's language; what is wrong with the operation itself
 * is told as graphql says it; of anything else the caller only learns that it happened, and the log the rest, once.
 */
import { GraphQLError, type GraphQLErrorOptions } from 'graphql'
import { handleStreamOrSingleExecutionResult, type Plugin } from 'graphql-yoga'
import type { Locale } from '../core/texts/index.ts'
import { problemTexts } from '../core/texts/problems.ts'
import type { Log } from '../log.ts'
import { Problem, ValidationError } from '../problems.ts'
import type { Context } from './context.ts'

/** Turns whatever was thrown into what the caller is told. */
export type TellError = (error: unknown, locale: Locale) => GraphQLError

export function createTellError(log: Log): TellError {
  const logged = new WeakSet<object>()
  return (error, locale) => {
    const cause = causeOf(error)
    const where = error instanceof GraphQLError ? { nodes: error.nodes, path: error.path } : {}
    if (cause instanceof Problem) return problemError(cause, locale, where)
    if (cause instanceof GraphQLError) return cause === error ? cause : new GraphQLError(cause.message, where)
    if (!(cause instanceof Error && logged.has(cause))) {
      log.error({ err: cause, path: where.path }, 'A request failed')
      if (cause instanceof Error) logged.add(cause)
    }
    const extensions = { code: 'INTERNAL_SERVER_ERROR', unexpected: true } // Yoga makes it HTTP 500 when there is no data
    return new GraphQLError(problemTexts.unexpected()[locale], { ...where, extensions })
  }
}

/** A Problem as an error of a field that has no result union. */
export const problemError = (problem: Problem, locale: Locale, options: GraphQLErrorOptions = {}): GraphQLError =>
  new GraphQLError(problem.words[locale], {
    ...options,
    extensions: {
      code: problem.code,
      ...(problem instanceof ValidationError && {
        fields: problem.fields.map(({ path, words }) => ({ path, message: words[locale] })),
      }),
      ...options.extensions,
    },
  })

/** What was thrown first: graphql wraps it in an error that knows the path. */
function causeOf(error: unknown): unknown {
  if (!(error instanceof GraphQLError)) return error
  const cause = error.originalError ?? error.cause
  return cause === undefined || cause === null ? error : causeOf(cause)
}

/** Tells the errors in every result, of single operations and of each event of a subscription. */
export function useErrors(tell: TellError): Plugin<Context> {
  const inResult = (locale: Locale) => (payload: ResultPayload) => {
    const { errors } = payload.result
    if (errors) payload.setResult({ ...payload.result, errors: errors.map((error) => tell(error, locale)) })
  }
  return {
    onExecute: ({ args }) => ({
      onExecuteDone: (payload) => handleStreamOrSingleExecutionResult(payload, inResult(args.contextValue.locale)),
    }),
    onSubscribe: ({ args }) => ({
      onSubscribeResult: (payload) => handleStreamOrSingleExecutionResult(payload, inResult(args.contextValue.locale)),
      onSubscribeError: ({ error, setError }) => setError(tell(error, args.contextValue.locale)),
    }),
  }
}

type Result = { errors?: readonly GraphQLError[] }
type ResultPayload = { result: Result; setResult(result: Result): void }
