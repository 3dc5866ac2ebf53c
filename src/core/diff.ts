/** What differs between a participant and what is now known of them, field by field. */
import { maskBsn } from './bsn.ts'
import type { KnownFields } from './outcome.ts'
import {
  type FieldChange,
  type FieldName,
  fieldNames,
  type MutationKind,
  type ParticipantFields,
  participantFields,
} from './participant.ts'

/** The fields of `known` that differ from `before`. What is absent in `known` is unknown, and no difference. */
export const changedFields = (before: Partial<ParticipantFields>, known: KnownFields): FieldName[] =>
  fieldNames.filter((name) => known[name] !== undefined && (known[name] ?? null) !== (before[name] ?? null))

/** Old and new value of each field in canonical text. */
export const changesOf = (
  names: readonly FieldName[],
  before: Partial<ParticipantFields>,
  after: KnownFields,
): FieldChange[] =>
  names.map((name) => ({
    field: participantFields[name].code,
    oldValue: canonical(name, before[name]),
    newValue: canonical(name, after[name]),
  }))

/** The names grouped by the kind of mutation that a change of them is, in the order of the fields. */
export const byKind = (names: readonly FieldName[]): Map<MutationKind, FieldName[]> =>
  Map.groupBy(names, (name) => participantFields[name].kind)

function canonical(name: FieldName, value: ParticipantFields[FieldName] | undefined): string | null {
  if (value === null || value === undefined || value === '') return null
  return name === 'bsn' ? maskBsn(String(value)) : String(value)
}
