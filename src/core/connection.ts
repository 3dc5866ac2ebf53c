/** What a test of a link to Nmbrs found, and whether a sync can do with it. */

/** The calls of a link, by service, as its API user template in Nmbrs lists them. */
export const linkCalls = {
  CompanyService: ['List_GetAll', 'Company_GetCurrentPeriod', 'Schedule_GetCurrent'],
  DebtorService: ['Environment_Get'],
  EmployeeService: [
    'EmployeeType_GetList',
    'List_GetByCompany',
    'PersonalInfoWithoutBSN_Get_GetAllEmployeesByCompany',
    'PersonalInfo_GetAll_AllEmployeesByCompany',
    'PersonalInfo_GetCurrent',
    'Employment_GetAll_AllEmployeesByCompany',
    'Contract_GetAll_AllEmployeesByCompany',
    'SVW_GetAll_AllEmployeesByCompany',
    'Salary_GetAll_AllEmployeesByCompany',
    'Schedule_GetAll_AllEmployeesByCompany',
    'Address_GetAll_AllEmployeesByCompany',
    'BankAccount_GetListCurrent',
  ],
} as const
export type LinkService = keyof typeof linkCalls
export type LinkCall = (typeof linkCalls)[LinkService][number]

/** `required`: without it no sync. */
export type LinkRight = { service: LinkService; call: LinkCall; allowed: boolean; required: boolean }

export type LinkTest = {
  /** The companies in Nmbrs that the account may read. */
  companies: readonly { id: number; number: number; name: string }[]
  /** The one of them that is meant, by its id; null when none was named. */
  companyId: number | null
  rights: readonly LinkRight[]
}

/** Every required call may be used, and the company that is meant, or else any, can be read. */
export const isReady = ({ companies, companyId, rights }: LinkTest): boolean =>
  companies.some(({ id }) => companyId === null || id === companyId) &&
  rights.every((right) => right.allowed || !right.required)
