/** The fault matrix: how a sync ends when a fault hits one of its calls. */
import type { SyncFailureCode } from '../../../src/core/failure.ts'
import type { FieldCode } from '../../../src/core/participant.ts'
import type { FaultRule } from '../../../src/sandbox/fault.ts'

/** Every call of a reading; `bsn` takes the place of `personal` where the company reads BSNs. */
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

export type Cell =
  /** FAILED, and nothing is written. The call was made once, or tried again. A refusal puts the link into ATTENTION. */
  | { fails: SyncFailureCode; tried: 'once' | 'again' }
  /** SUCCEEDED, with exactly what a good day gives. */
  | 'same'
  /** SUCCEEDED, and each field is either as it was or as it is to be; nobody leaves or joins who does not on a good day. */
  | 'part'
  /** As 'part', but these employees are MISSING until the next good day. */
  | { missing: readonly number[] }
  /** HELD, because these fields would change for most people at once; nothing else is written. */
  | { holds: readonly FieldCode[] }

export type Row = {
  fault: FaultRule
  /** What happens whichever call it hits, but for these. */
  usually: Cell
  but?: Partial<Record<Call, Cell>>
}

const once = (fails: SyncFailureCode): Cell => ({ fails, tried: 'once' })
const again = (fails: SyncFailureCode): Cell => ({ fails, tried: 'again' })

/** Calls about one employee: when they fail, only that is not known. */
const perEmployee = { onePerson: 'part', bank: 'part' } as const

/** Calls of which the answer is about someone at least, in a company that has been synchronised. */
const aboutNobody = {
  employment: once('INCOMPLETE_READING'),
  salary: once('INCOMPLETE_READING'),
  schedule: once('INCOMPLETE_READING'),
  address: once('INCOMPLETE_READING'),
} as const

const unavailable = (fault: FaultRule): Row => ({ fault, usually: again('NMBRS_UNAVAILABLE'), but: perEmployee })
const unreadable = (fault: FaultRule): Row => ({ fault, usually: again('NMBRS_UNREADABLE'), but: perEmployee })
const hostile = (fault: FaultRule): Row => ({ fault, usually: once('NMBRS_UNREADABLE'), but: perEmployee })

/** Nmbrs says no, or that it cannot. */
export const refusals: Row[] = [
  { fault: { kind: 'nmbrs', code: 1001 }, usually: once('INVALID_CREDENTIALS') },
  // The other call for personal information gives the same, with a BSN that is dropped at the door.
  { fault: { kind: 'nmbrs', code: 1002 }, usually: once('CALL_NOT_ALLOWED'), but: { personal: 'same' } },
  { fault: { kind: 'nmbrs', code: 1003 }, usually: once('COMPANY_NOT_ALLOWED'), but: { onePerson: 'part' } },
  { fault: { kind: 'nmbrs', code: 1004 }, usually: once('NO_SUBSCRIPTION') },
  { fault: { kind: 'nmbrs', code: 2004 }, usually: once('COMPANY_NOT_ALLOWED'), but: { onePerson: 'part' } },
  unavailable({ kind: 'nmbrs', code: 9999 }),
  ...[500, 502, 503, 429].map((status) => unavailable({ kind: 'status', status })),
  unavailable({ kind: 'reset', when: 'before-headers' }),
  unavailable({ kind: 'reset', when: 'half-way' }),
]

/** The answer is there, and is none. */
export const brokenAnswers: Row[] = [
  unreadable({ kind: 'html' }),
  unreadable({ kind: 'empty-body' }),
  {
    fault: { kind: 'no-result' },
    usually: again('NMBRS_UNREADABLE'),
    but: { ...perEmployee, fullTime: 'part' }, // how Nmbrs may well say that a company has none
  },
  {
    fault: { kind: 'empty-result' },
    usually: 'part', // no records of anyone: unknown, not empty
    but: { period: again('NMBRS_UNREADABLE'), roster: once('INCOMPLETE_READING'), ...aboutNobody },
  },
  ...[1, 40, 200, 350, -1].map((bytes) => unreadable({ kind: 'truncated', bytes })),
  ...[0.5, 0.9].map((part) => unreadable({ kind: 'truncated', part })),
  unreadable({ kind: 'deep', levels: 5_000 }),
  unreadable({ kind: 'invalid-utf-8' }),
  hostile({ kind: 'huge', megabytes: 1 }),
  hostile({ kind: 'doctype' }),
]

/** The answer does not come, or never ends. */
export const silences: Row[] = [
  unavailable({ kind: 'no-headers' }),
  unavailable({ kind: 'trickle', everyMilliseconds: 10 }),
]

/** The answer is in order, and is not true. */
export const wrongData: Row[] = [
  {
    fault: { kind: 'other-company' },
    usually: 'part',
    but: {
      ...aboutNobody,
      roster: once('NMBRS_UNREADABLE'),
      period: { holds: ['SALARY_PERIOD'] },
      fullTime: { holds: ['PART_TIME_PERCENTAGE'] },
      bank: { holds: ['IBAN'] },
    },
  },
  { fault: { kind: 'same-employee-twice' }, usually: 'same' },
  { fault: { kind: 'half-gone' }, usually: 'part', but: { roster: { missing: [102, 105, 118, 122] } } },
  { fault: { kind: 'unreadable-record', employeeId: 40101 }, usually: 'part' },
  { fault: { kind: 'unreadable-record', employeeId: 40128 }, usually: 'part' },
]
