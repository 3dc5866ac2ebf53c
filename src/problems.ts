/**
 * The errors that a caller can act on. Anything may throw one: a GraphQL mutation returns it as a member of its result
 * union, and every other field reports it as an error in the caller's language.
 */
import type { RefusalReason } from './audit/refused-logins.ts'
import type { SyncFailure, SyncFailureCode } from './core/failure.ts'
import { failureMessage } from './core/texts/index.ts'
import { problemTexts, type Words } from './core/texts/problems.ts'

export abstract class Problem extends Error {
  /** For programs; stays the same when the words change. */
  abstract readonly code: string
  readonly words: Words

  constructor(words: Words, options?: ErrorOptions) {
    super(words.en, options)
    this.words = words
  }
}

/** One bad argument: where it is in the arguments, e.g. ["input", "employeeNumber"], and what is wrong with it. */
export type FieldProblem = { path: string[]; words: Words }

/** Bad input: which argument, and why. */
export class ValidationError extends Problem {
  override readonly name = 'ValidationError'
  readonly code = 'BAD_INPUT'
  readonly fields: readonly FieldProblem[]

  constructor(...fields: [FieldProblem, ...FieldProblem[]]) {
    super({ nl: fields.map((field) => field.words.nl).join(' '), en: fields.map((field) => field.words.en).join(' ') })
    this.fields = fields
  }
}

/** There is no such thing, or none that the viewer may know of: the two look the same. */
export class NotFoundError extends Problem {
  override readonly name = 'NotFoundError'
  readonly code = 'NOT_FOUND'
}

export class ForbiddenError extends Problem {
  override readonly name = 'ForbiddenError'
  readonly code = 'FORBIDDEN'

  constructor(words: Words = problemTexts.forbidden()) {
    super(words)
  }
}

/** The thing has moved on since the caller saw it, or is in a state that does not allow this. */
export class ConflictError extends Problem {
  override readonly name = 'ConflictError'
  readonly code = 'CONFLICT'
}

/** Nobody is known to be calling: there is no access token, or none that is good any more. */
export class NotSignedInError extends Problem {
  override readonly name = 'NotSignedInError'
  readonly code = 'UNAUTHENTICATED'
  /** For the audit trail; the caller is not told. */
  readonly reason: RefusalReason

  constructor(reason: RefusalReason, options?: ErrorOptions) {
    super(problemTexts.notSignedIn(), options)
    this.reason = reason
  }
}

/** Who is calling cannot be found out now. */
export class SignInUnavailableError extends Problem {
  override readonly name = 'SignInUnavailableError'
  readonly code = 'SIGN_IN_UNAVAILABLE'

  constructor(options?: ErrorOptions) {
    super(problemTexts.signInUnavailable(), options)
  }
}

/** The document that is to run is not one that was agreed on. */
export class DocumentRefusedError extends Problem {
  override readonly name = 'DocumentRefusedError'
  readonly code: 'PERSISTED_QUERY_NOT_FOUND' | 'PERSISTED_QUERY_ONLY'

  constructor(code: DocumentRefusedError['code'], words: Words) {
    super(words)
    this.code = code
  }
}

/** One user asks more than a screen ever would; it may be asked again after so many seconds. */
export class TooManyRequestsError extends Problem {
  override readonly name = 'TooManyRequestsError'
  readonly code = 'TOO_MANY_REQUESTS'
  readonly retryAfter: number

  constructor(words: Words, retryAfter: number) {
    super(words)
    this.retryAfter = retryAfter
  }
}

/** What is followed already is as much as may be followed at a time. */
export class TooManySubscriptionsError extends Problem {
  override readonly name = 'TooManySubscriptionsError'
  readonly code = 'TOO_MANY_SUBSCRIPTIONS'
}

/** What was asked, or that it was refused, could not be recorded; `isDone` tells whether it has been done all the same. */
export class NotRecordedError extends Problem {
  override readonly name = 'NotRecordedError'
  readonly code = 'NOT_RECORDED'

  constructor(isDone: boolean, options?: ErrorOptions) {
    super(isDone ? problemTexts.doneNotRecorded() : problemTexts.notRecorded(), options)
  }
}

/** Nmbrs refused or could not be reached. `missingRights` are the calls that the account may not use: "Service.Call". */
export class NmbrsProblem extends Problem {
  override readonly name = 'NmbrsProblem'
  readonly code: SyncFailureCode
  readonly missingRights: readonly string[]

  constructor(failure: SyncFailure, missingRights: readonly string[] = [], options?: ErrorOptions) {
    super({ nl: failureMessage(failure, 'nl'), en: failureMessage(failure, 'en') }, options)
    this.code = failure.code
    this.missingRights = missingRights
  }
}
