/**
 * Every column that holds something sealed. Who seals or opens names its place by this list, the rotation goes through it,
 * and so does the look at start-up whether every key is there. A test compares it with the database.
 */

export type SealedColumn = {
  table: string
  /** The column that names the row; a UUID. */
  row: string
  column: string
  /** The column with the fingerprint of what is sealed, which is written with it. */
  fingerprint: string | null
  /** The column with the scope of that fingerprint; null when it has none. */
  scope: string | null
  /** What a secret is bound to, with the row behind it. It stays as it is: what is stored opens nowhere else. */
  boundTo: string
  /** For whoever keeps the keys. */
  called: string
}

export const sealedColumns = {
  token: {
    table: 'nmbrs_link',
    row: 'company_id',
    column: 'token_encrypted',
    fingerprint: null,
    scope: null,
    boundTo: 'nmbrs_link.token',
    called: 'API tokens',
  },
  bsn: {
    table: 'participant',
    row: 'id',
    column: 'bsn_encrypted',
    fingerprint: 'bsn_hash',
    scope: 'company_id',
    boundTo: 'participant.bsn',
    called: 'BSNs',
  },
  provenance: {
    table: 'participant_provenance',
    row: 'participant_id',
    column: 'sealed',
    fingerprint: 'fingerprint',
    scope: null,
    boundTo: 'participant_provenance.sealed',
    called: 'origins of fields',
  },
  plan: {
    table: 'sync_run',
    row: 'id',
    column: 'plan',
    fingerprint: null,
    scope: null,
    boundTo: 'sync_run.plan',
    called: 'plans of runs',
  },
  exclusions: {
    table: 'sync_run',
    row: 'id',
    column: 'exclusions',
    fingerprint: null,
    scope: null,
    boundTo: 'sync_run.exclusions',
    called: 'exclusions of runs',
  },
  heldPlan: {
    table: 'sync_run',
    row: 'id',
    column: 'held_plan',
    fingerprint: null,
    scope: null,
    boundTo: 'sync_run.held_plan',
    called: 'held plans',
  },
} as const satisfies Record<string, SealedColumn>

export type SealedName = keyof typeof sealedColumns

export const sealedNames = Object.keys(sealedColumns) as SealedName[]

/** What a secret is sealed and opened as: what is sealed for one row opens as no other's, and as nothing else of that row. */
export const placeOf = (name: SealedName, row: string): string => `${sealedColumns[name].boundTo}:${row}`
