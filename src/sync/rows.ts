/** Between database rows and the types of the core: DATE columns ↔ ISO dates, numeric columns ↔ exact decimal text. */
import { exact, toCents, toHours } from '../core/decimals.ts'
import type { IsoDate } from '../core/employee.ts'
import type { HoldLimits } from '../core/guard.ts'
import type { Enrolment, Participant } from '../core/participant.ts'
import type { ParticipantState } from '../core/person-plan.ts'
import type { RuleSettings } from '../core/settings.ts'
import type * as db from '../generated/prisma/client.ts'
import { placeOf } from '../security/sealed-columns.ts'
import type { SecretBox } from '../security/secret-box.ts'

export const isoDate = (date: Date): IsoDate => date.toISOString().slice(0, 10)
export const dateColumn = (date: IsoDate): Date => new Date(`${date}T00:00:00Z`)
export const isoDateOrNull = (date: Date | null): IsoDate | null => date && isoDate(date)

export type ParticipantRow = db.Participant & { enrolments: db.Enrolment[]; awaitedEnrolments: db.AwaitedEnrolment[] }

/** `knownBsns`, by their fingerprints: a BSN that is among them is taken from there, and not opened. */
export const participantFrom = (
  row: ParticipantRow,
  secrets: SecretBox,
  knownBsns?: ReadonlyMap<string, string>,
): Participant => ({
  ...fieldsFrom(row, secrets, knownBsns),
  enrolments: row.enrolments.map(enrolmentFrom),
  awaitedSchemes: row.awaitedEnrolments.map(({ scheme }) => scheme),
})

export const fieldsFrom = <Row extends db.Participant>(
  row: Row,
  secrets: SecretBox,
  knownBsns?: ReadonlyMap<string, string>,
) => ({
  ...row,
  isErased: row.erasedAt !== null,
  birthDate: isoDateOrNull(row.birthDate),
  employedFrom: isoDateOrNull(row.employedFrom),
  employedUntil: isoDateOrNull(row.employedUntil),
  bsn:
    knownBsns?.get(row.bsnHash ?? '') ?? (row.bsnEncrypted && secrets.open(row.bsnEncrypted, placeOf('bsn', row.id))),
  fullTimeSalary: toCents(exact(row.fullTimeSalary.toFixed())),
  partTimeSalary: toCents(exact(row.partTimeSalary.toFixed())),
  hoursPerWeek: row.hoursPerWeek && toHours(exact(row.hoursPerWeek.toFixed())),
  partTimePercentage: row.partTimePercentage && toCents(exact(row.partTimePercentage.toFixed())),
})

export const enrolmentFrom = (row: db.Enrolment): Enrolment => ({
  ...row,
  startDate: isoDate(row.startDate),
  endDate: isoDateOrNull(row.endDate),
})

export const settingsOf = (link: db.NmbrsLink): RuleSettings => ({
  fullTimeHoursPerWeek: link.fullTimeHoursPerWeek?.toFixed() ?? null,
  traineeEmploymentTypes: link.traineeEmploymentTypes,
  onCallInfluenceCodes: link.onCallInfluenceCodes,
})

export const limitsOf = (link: db.NmbrsLink): HoldLimits => ({
  holdWhenLeaversExceedPercent: link.holdWhenLeaversExceedPercent.toFixed(),
  holdWhenEmptiedExceedPercent: link.holdWhenEmptiedExceedPercent.toFixed(),
  holdFromPeople: link.holdFromPeople,
})

/** The row of a participant in the form in which it is written in bulk: with data, also of who had none any more. */
export function participantRow(id: string, companyId: string, state: ParticipantState, secrets: SecretBox) {
  const { bsn, awaitedSchemes: _, ...columns } = state
  return {
    ...columns,
    id,
    companyId,
    erasedAt: null,
    bsnEncrypted: bsn === null ? null : secrets.seal(bsn, placeOf('bsn', id)),
    bsnHash: bsn === null ? null : secrets.fingerprint(bsn, companyId),
  }
}
