/**
 * The log: one JSON line per event on standard output. ERROR means that a developer should go and look; INFO is an
 * important change of state. Never personal data, never a secret: log ids and counts.
 */
import { type DestinationStream, pino } from 'pino'

export type Log = {
  info(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** `destination` takes the lines instead of standard output. */
export const createLog = (level: string, destination?: DestinationStream): Log =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: describeError, error: describeError },
    },
    destination,
  )

export const silentLog: Log = { info: () => {}, error: () => {} }

type ErrorLike = Partial<Record<'name' | 'code' | 'stack' | 'cause' | 'meta' | 'errors', unknown>>

/**
 * What an error is, its codes, and where it was thrown. Not what it says: the message of a database quotes values and rows,
 * that of its client the whole query, and that of a parser the text that it could not read.
 */
function describeError(error: unknown): object {
  if (typeof error !== 'object' || error === null) return { type: typeof error }
  const { name, code, stack, cause, meta, errors } = error as ErrorLike
  const database = (meta as { driverAdapterError?: { cause?: { originalCode?: unknown } } } | undefined)
    ?.driverAdapterError?.cause?.originalCode
  return {
    type: name,
    code,
    database,
    at:
      typeof stack === 'string'
        ? stack
            .split('\n')
            .filter((line) => /^ {4}at /.test(line))
            .map((line) => line.slice(7))
        : [],
    ...(cause !== undefined && { cause: describeError(cause) }),
    ...(Array.isArray(errors) && { errors: errors.map(describeError) }),
  }
}
