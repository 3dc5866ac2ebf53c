/**
 * What a run tells of people: what it would change, and whom it left out. Kept sealed and bound to the run, and opened only
 * for who asks to see it.
 */
import type { Exclusion } from '../core/scope.ts'
import type { SyncRun } from '../generated/prisma/client.ts'
import { placeOf } from '../security/sealed-columns.ts'
import type { SecretBox } from '../security/secret-box.ts'
import type { PlannedMutation } from './planned-mutations.ts'

export type RunPeople = { plan: readonly PlannedMutation[]; exclusions: readonly Exclusion[] }
type Column = keyof RunPeople

/** The columns of a run that tell of people; null for a list of nobody. */
export const sealRunPeople = (runId: string, people: RunPeople, secrets: SecretBox) => {
  const seal = (column: Column) =>
    people[column].length === 0 ? null : secrets.seal(JSON.stringify(people[column]), placeOf(column, runId))
  return { plan: seal('plan'), exclusions: seal('exclusions') }
}

/** The list as it was written. Throws when what the run keeps is not what was sealed for it. */
export function openRunPeople<Of extends Column>(
  column: Of,
  run: Pick<SyncRun, 'id' | Of>,
  secrets: SecretBox,
): unknown[] {
  const sealed: Uint8Array | null = run[column]
  return sealed === null ? [] : JSON.parse(secrets.open(sealed, placeOf(column, run.id)))
}
