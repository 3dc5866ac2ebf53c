/** What the rules notice about one employee while reading them. A finding becomes a signal that a person can see. */
import type { FieldCode } from './participant.ts'

/** How serious each is, unless a finding says otherwise. */
export const signalSeverities = {
  DUPLICATE_EMPLOYEE_NUMBER: 'ERROR',
  MISSING_EMPLOYEE_NUMBER: 'ERROR',
  POSSIBLE_DUPLICATE: 'ERROR',
  BLANK_PARTNER_NAME: 'WARNING',
  WORK_EMAIL_EMPTIED: 'INFO',
  UNSUPPORTED_SALARY_KIND: 'WARNING',
  NO_SCHEDULE: 'WARNING',
  PART_TIME_OVER_100: 'WARNING',
  MISSING_IN_NMBRS: 'WARNING',
  EMPLOYEE_NUMBER_CHANGED: 'INFO',
  INVALID_VALUE: 'WARNING',
  NO_LONGER_IN_SCOPE: 'WARNING',
  ENROLMENT_STILL_OPEN: 'WARNING',
} as const satisfies Record<string, SignalSeverity>

export type SignalCode = keyof typeof signalSeverities
export const signalCodes = Object.keys(signalSeverities) as SignalCode[]

/** What the message of a signal names besides the person. */
export type SignalDetails = {
  field?: FieldCode
  /** The name of an unsupported kind of salary. */
  salaryKind?: string
  percentage?: string
  oldNumber?: number | null
  newNumber?: number
  /** Personnel number of the participant that looks like the same person; null when that one has none. */
  otherNumber?: number | null
  /** Why a participant is no longer synchronised. */
  reason?: 'TRAINEE' | 'ON_CALL'
}

export type SignalSeverity = 'ERROR' | 'WARNING' | 'INFO'

export type Finding = { code: SignalCode; details: SignalDetails; severity?: SignalSeverity }
