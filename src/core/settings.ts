/** What a company decides about its own sync: the settings and enrolment rules that the core reads. */
import type { DecimalText } from './employee.ts'
import type { SchemeCode } from './participant.ts'

export type RuleSettings = {
  /** Hours of a full-time week; null = from the company's schedule in the payroll package. */
  fullTimeHoursPerWeek: DecimalText | null
  /** Codes of aard arbeidsverhouding that mark a trainee. */
  traineeEmploymentTypes: readonly number[]
  /** Codes of invloed verzekeringsplicht that mark an on-call worker. */
  onCallInfluenceCodes: readonly number[]
}

/** How new participants join one scheme. */
export type EnrolmentRule = {
  scheme: SchemeCode
  automatic: boolean
  minimumAge: number | null
  waitingMonths: number
}
