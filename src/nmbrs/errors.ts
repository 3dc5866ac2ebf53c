/** What can go wrong in a call to Nmbrs. No message ever holds a login, a token or anything that Nmbrs answered. */
import type { SyncFailureCode } from '../core/failure.ts'

export type NmbrsService = 'EmployeeService' | 'CompanyService' | 'DebtorService'
export type NmbrsCall = { service: NmbrsService; operation: string }

type Details = {
  retryable: boolean
  /** Number of the fault, e.g. 1002; absent when Nmbrs gave none. */
  nmbrsCode?: number
  /** What exactly went wrong, for the metrics, where the code does not tell: "1002", "HTTP 503", "TIMEOUT". One of a few. */
  fault?: string
  /** How long Nmbrs asked to wait, in milliseconds. */
  retryAfterMs?: number
  cause?: unknown
}

/** A call that failed. `retryable`: the same call may well succeed later, without anyone doing something about it. */
export class NmbrsError extends Error {
  override readonly name = 'NmbrsError'
  readonly code: SyncFailureCode
  readonly service: NmbrsService
  readonly operation: string
  readonly retryable: boolean
  readonly nmbrsCode: number | undefined
  readonly fault: string
  readonly retryAfterMs: number | undefined

  constructor(code: SyncFailureCode, call: NmbrsCall, explanation: string, details: Details) {
    super(`${call.service}.${call.operation}: ${explanation}`, { cause: details.cause })
    this.code = code
    this.service = call.service
    this.operation = call.operation
    this.retryable = details.retryable
    this.nmbrsCode = details.nmbrsCode
    this.fault = details.fault ?? code
    this.retryAfterMs = details.retryAfterMs
  }
}

const concernsAll: ReadonlySet<SyncFailureCode> = new Set([
  'INVALID_CREDENTIALS',
  'CALL_NOT_ALLOWED',
  'NO_SUBSCRIPTION',
])

/** Whether a call about one employee failed for that employee alone; any other failure holds for everyone alike. */
export const concernsOneEmployee = (error: unknown): error is NmbrsError =>
  error instanceof NmbrsError && !concernsAll.has(error.code)

/** Not reached, or not able to answer now. */
export const unavailable = (call: NmbrsCall, explanation: string, details: Omit<Details, 'retryable'> = {}) =>
  new NmbrsError('NMBRS_UNAVAILABLE', call, explanation, { ...details, retryable: true })

/** An answer that cannot be read: not SOAP, cut off, hostile, or in a form that we do not know. */
export class UnreadableAnswer extends Error {
  override readonly name = 'UnreadableAnswer'
  readonly retryable: boolean

  constructor(explanation: string, { retryable = true, cause }: { retryable?: boolean; cause?: unknown } = {}) {
    super(explanation, { cause })
    this.retryable = retryable
  }
}

/** The same, once it is known which call it answers. */
export const unreadable = (call: NmbrsCall, answer: UnreadableAnswer) =>
  new NmbrsError('NMBRS_UNREADABLE', call, answer.message, { retryable: answer.retryable, cause: answer })
