/** What is kept of a plan while it waits for a person: all that carrying it out needs, sealed, for it holds personal data. */
import { createHash } from 'node:crypto'
import type { IsoDate } from '../core/employee.ts'
import { fieldNames } from '../core/participant.ts'
import type { SyncPlan } from '../core/plan.ts'
import type { SyncRun } from '../generated/prisma/client.ts'
import { placeOf } from '../security/sealed-columns.ts'
import type { SecretBox } from '../security/secret-box.ts'
import type { PlannedWrites } from './apply.ts'
import type { CompanyState } from './load.ts'

export type HeldPlan = {
  /** The date for which the plan was made. */
  on: IsoDate
  /** Fingerprint of the company as it was then: on any other, the plan is not what a person has seen. */
  madeFrom: string
  writes: PlannedWrites
}

export function sealHeldPlan(
  runId: string,
  plan: SyncPlan,
  on: IsoDate,
  state: CompanyState,
  secrets: SecretBox,
): Uint8Array<ArrayBuffer> {
  const held: HeldPlan = { on, madeFrom: fingerprintOf(state), writes: writesOf(plan) }
  return secrets.seal(JSON.stringify(held), placeOf('heldPlan', runId))
}

/** Throws when what the run keeps is not what was sealed for it. */
export function openHeldPlan({ id, heldPlan }: SyncRun, secrets: SecretBox): HeldPlan {
  if (!heldPlan) throw new Error(`Run ${id} is held without its plan`)
  return JSON.parse(secrets.open(heldPlan, placeOf('heldPlan', id)))
}

const writesOf = ({ people, missing, unlinked, signals, provenance }: SyncPlan): PlannedWrites => ({
  people: people.map(({ before, after, mutations, enrolments }) => ({
    before: before && {
      id: before.id,
      employeeNumber: before.employeeNumber,
      nmbrsEmployeeId: before.nmbrsEmployeeId,
      awaitedSchemes: before.awaitedSchemes,
    },
    after,
    mutations,
    enrolments,
  })),
  missing: missing.map(({ id }) => ({ id })),
  unlinked: unlinked.map(({ id }) => ({ id })),
  signals,
  provenance,
})

/** The same for the same data, in whatever order it was read: SHA-256 as hexadecimal text. A BSN counts by its keyed hash. */
export function fingerprintOf({ participants, openSignals, rules, ...others }: CompanyState): string {
  const hash = createHash('sha256')
  const add = (value: unknown) => hash.update(JSON.stringify(value))
  for (const participant of byId(participants)) add(valuesOf(participant))
  for (const { id, details } of byId(openSignals)) add([id, details])
  for (const { scheme, automatic, minimumAge, waitingMonths } of rules)
    add([scheme, automatic, minimumAge, waitingMonths])
  add([others.settings, others.firstSyncedOn, others.retentionYears])
  return hash.digest('hex')
}

const valuesOf = (participant: CompanyState['participants'][number]) => [
  participant.id,
  participant.nmbrsEmployeeId,
  participant.status,
  fieldNames.map((name) => (name === 'bsn' ? participant.bsnHash : participant[name])),
  byId(participant.enrolments).map(({ id, scheme, startDate, endDate, source }) => {
    return [id, scheme, startDate, endDate, source]
  }),
  [...participant.awaitedSchemes].sort(),
]

const byId = <T extends { id: string }>(items: readonly T[]): T[] => [...items].sort((a, b) => (a.id < b.id ? -1 : 1))
