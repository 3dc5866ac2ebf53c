/** The fault matrix: what each fault does to a sync when it hits each call. Rows are faults, columns are calls. */
import type { FaultRule } from '../../../src/sandbox/fault.ts'

/** Every call of a reading; `bsn` where the company reads BSNs. */
export const calls = {
  period: 'Company_GetCurrentPeriod',
  fullTime: 'Schedule_GetCurrent',
  roster: 'List_GetByCompany',
  personal: 'PersonalInfoWithoutBSN_Get_GetAllEmployeesByCompany',
  bsn: 'PersonalInfo_GetAll_AllEmployeesByCompany',
  onePerson: 'PersonalInfo_GetCurrent',
  employment: 'Employment_GetAll_AllEmployeesByCompany',
  contract: 'Contract_GetAll_AllEmployeesByCompany',
  insurance: 'SVW_GetAll_AllEmployeesByCompany',
  salary: 'Salary_GetAll_AllEmployeesByCompany',
  schedule: 'Schedule_GetAll_AllEmployeesByCompany',
  address: 'Address_GetAll_AllEmployeesByCompany',
  bank: 'BankAccount_GetListCurrent',
} as const
export type Call = keyof typeof calls

export type FailureCode =
  | 'INVALID_CREDENTIALS'
  | 'CALL_NOT_ALLOWED'
  | 'COMPANY_NOT_ALLOWED'
  | 'NO_SUBSCRIPTION'
  | 'NMBRS_UNAVAILABLE'
  | 'NMBRS_UNREADABLE'
  | 'INCOMPLETE_READING'

/** How a sync ends that meets the fault. */
export type Cell =
  /** FAILED: nothing is written, and the call was made once or `tries` times. A refusal puts the link into ATTENTION. */
  | { fails: FailureCode; tried: 'once' | 'often' }
  /** SUCCEEDED, with exactly what a good day gives. */
  | 'same'
  /** SUCCEEDED: each field is as it was or as it is to be; the next good day gives the rest. */
  | 'part'
  /** As 'part', and these have the status MISSING until the next good day. */
  | { missing: number[] }
  /** SUCCEEDED with wrong values in these columns until the next good day: nothing in the answer tells that it is wrong. */
  | { believed: string[] }

export type Fault = Omit<FaultRule, 'operation'>
export type Row = { fault: FaultRule; usually: Cell; but?: Partial<Record<Call, Cell>> }
