/** Between database rows and the types of the core: DATE columns ↔ ISO dates, numeric columns ↔ exact decimal text. */
import { exact, toCents, toHours } from '../core/decimals.ts'
import type { IsoDate } from '../core/employee.ts'
import type { HoldLimits } from '../core/guard.ts'
import type { Enrolment, Participant } from '../core/participant.ts'
import type { ParticipantState } from '../core/person-plan.ts'
import type { RuleSettings } from '../core/settings.ts'
import type * as db from '../generated/prisma/client.ts'
import type { SecretBox } from '../security/secret-box.ts'

export const isoDate = (date: Date): IsoDate => date.toISOString().slice(0, 10)
export const dateColumn = (date: IsoDate): Date => new Date(`${date}T00:00:00Z`)
export const isoDateOrNull = (date: Date | null): IsoDate | null => date && isoDate(date)

export type ParticipantRow = db.Participant & { enrolments: db.Enrolment[]; awaitedEnrolments: db.AwaitedEnrolment[] }

export const participantFrom = (row: ParticipantRow, secrets: SecretBox): Participant => ({
  ...fieldsFrom(row, secrets),
  enrolments: row.enrolments.map(enrolmentFrom),
  awaitedSchemes: row.awaitedEnrolments.map(({ scheme }) => scheme),
})

export const fieldsFrom = <Row extends db.Participant>(row: Row, secrets: SecretBox) => ({
  ...row,
  birthDate: isoDateOrNull(row.birthDate),
  employedFrom: isoDateOrNull(row.employedFrom),
  employedUntil: isoDateOrNull(row.employedUntil),
  bsn: row.bsnEncrypted && secrets.open(row.bsnEncrypted, bsnBinding(row.id)),
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

/** A BSN that is sealed for one participant cannot be opened as another's. */
export const bsnBinding = (participantId: string): string => `participant.bsn:${participantId}`
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

export const tokenBinding = (companyId: string): string => `nmbrs_link.token:${companyId}`

/** The row of a participant in the form in which it is written in bulk. */
export function participantRow(id: string, companyId: string, state: ParticipantState, secrets: SecretBox) {
  const { bsn, awaitedSchemes: _, ...columns } = state
  return {
    ...columns,
    id,
    companyId,
    bsnEncrypted: bsn === null ? null : secrets.seal(bsn, bsnBinding(id)),
    bsnHash: bsn === null ? null : secrets.fingerprint(bsn),
  }
}
