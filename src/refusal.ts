/** Why a process does not start. */
import { createLog } from './log.ts'

/** What whoever runs it can mend: told in plain words on standard error, without a stack. */
export class Refusal extends Error {
  override name = 'Refusal'
}

/** Ends the process. Of any other error is told what it is, not what it says, which may quote what is stored. */
export function refuse(error: unknown): never {
  if (error instanceof Refusal) console.error(error.message)
  else createLog('error').error({ error }, 'The process cannot start')
  process.exit(1)
}
