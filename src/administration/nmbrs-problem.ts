/** A failed call to Nmbrs, as something that the caller can act on. */
import { NmbrsError } from '../nmbrs/errors.ts'
import { NmbrsProblem } from '../problems.ts'

/** Throws: a NmbrsProblem for a NmbrsError, and anything else as it is. */
export function asNmbrsProblem(error: unknown): never {
  if (!(error instanceof NmbrsError)) throw error
  const call = `${error.service}.${error.operation}`
  const missingRights = error.code === 'CALL_NOT_ALLOWED' ? [call] : []
  throw new NmbrsProblem({ code: error.code, call }, missingRights, { cause: error })
}
