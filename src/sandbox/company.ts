/** What the sandbox keeps of Nmbrs: companies with their employees, and the environment around them. Plain, editable data. */
import type { Account } from './accounts.ts'
import type { PeriodSpelling } from './calendar.ts'
import type {
  Address,
  BankAccount,
  Contract,
  Employment,
  FullTimeSchedules,
  PersonalInfo,
  Salary,
  Schedule,
  SvwSettings,
} from './records.ts'
import type { Style } from './shape.ts'

export type SandboxData = {
  companies: SandboxCompany[]
  accounts: Account[]
  employeeTypes: EmployeeType[]
}

export type EmployeeType = { Id: number; Description: string }

export type SandboxCompany = {
  ID: number
  Number: number
  Name: string
  KvkNr: string
  /** The length of a payroll period, as Company_GetCurrentPeriod spells it. */
  period: PeriodSpelling
  fullTimeSchedules: FullTimeSchedules
  employees: SandboxEmployee[]
  quirks: Quirks
}

export type SandboxEmployee = {
  EmployeeId: number
  /** The one list of List_GetByCompany that this employee is on: an Id of EmployeeType_GetList. */
  EmployeeType: number
  personalInfos: PersonalInfo[]
  /** Left out of the bulk calls for personal information; PersonalInfo_GetCurrent does know it. */
  missingInBulk: boolean
  employments: Employment[]
  contracts: Contract[]
  svwSettings: SvwSettings[]
  salaries: Salary[]
  schedules: Schedule[]
  addresses: Address[]
  bankAccounts: BankAccount[]
}

/** Where sources on Nmbrs disagree, or Nmbrs differs from its documentation: what this company's answers look like. */
export type Quirks = Style & {
  /** What the bulk calls say of an employee without records. */
  emptyHistories: 'item without records' | 'no item'
  /** The element of the code invloed verzekeringsplicht; the last one is of v2.1, with all of its SVW record. */
  influence: 'InfluenceObligedInsurance' | 'InfluenceObligedInsuranced' | 'InfluenceInsurance'
  influenceWritten: 'number' | 'letter'
  /** In the call for personal information without BSN. */
  firstName: 'FirstName' | 'FistName'
  contractItem: 'EmployeeContractItemGlobal' | 'EmployeeContractItem'
}

export const usualQuirks: Quirks = {
  emptyDates: 'nil',
  enumerations: 'documented',
  extraElements: true,
  emptyHistories: 'item without records',
  influence: 'InfluenceObligedInsurance',
  influenceWritten: 'number',
  firstName: 'FistName',
  contractItem: 'EmployeeContractItemGlobal',
}

/** The ids follow no order, so that only their descriptions tell which lists hold staff. */
export const employeeTypes = {
  external: { Id: 1, Description: 'Externen' },
  staff: { Id: 2, Description: 'Werknemers in dienst' },
  applicant: { Id: 4, Description: 'Sollicitanten' },
  formerStaff: { Id: 7, Description: 'Werknemers uit dienst' },
} as const satisfies Record<string, EmployeeType>
