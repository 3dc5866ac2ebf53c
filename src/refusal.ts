/** Why a process does not start that whoever runs it can mend: told in plain words on standard error, without a stack. */
export class Refusal extends Error {
  override name = 'Refusal'
}

/** Ends the process; an error of any other kind is thrown on. */
export function refuse(error: unknown): never {
  if (!(error instanceof Refusal)) throw error
  console.error(error.message)
  process.exit(1)
}
