import type { ReadingPart } from './lacking.ts'

/** Why a sync could not be done. The words are made when they are read, in core/texts. */
export const syncFailureCodes = [
  'INVALID_CREDENTIALS',
  'CALL_NOT_ALLOWED',
  'COMPANY_NOT_ALLOWED',
  'NO_SUBSCRIPTION',
  'NMBRS_UNAVAILABLE',
  'NMBRS_UNREADABLE',
  'INCOMPLETE_READING',
  'INTERNAL',
] as const
export type SyncFailureCode = (typeof syncFailureCodes)[number]

/**
 * `call` names what Nmbrs refused, e.g. "EmployeeService.Salary_GetAll_AllEmployeesByCompany"; `lacks` what an incomplete reading
 * is without.
 */
export type SyncFailure = { code: SyncFailureCode; call?: string | null; lacks?: ReadingPart | null }
