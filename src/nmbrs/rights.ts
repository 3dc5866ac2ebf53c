/** The calls of a sync that can be switched off in the API user template of Nmbrs, and whether this account may make them. */
import type { Ask } from './calls.ts'
import { NmbrsError, type NmbrsService } from './errors.ts'

/** `required`: without it no sync. */
export type NmbrsRight = { service: NmbrsService; call: string; allowed: boolean; required: boolean }

/** What the calls are tried on; 0 where nothing is known, which Nmbrs refuses for another reason than a missing right. */
export type Subject = { companyId: number; employeeType: number; employeeId: number }

type Trial = { service: NmbrsService; call: string; args: Record<string, number>; required: boolean }

/** Answers are not looked at. The login is known to be good by now. */
export async function tryRights(ask: Ask, subject: Subject): Promise<NmbrsRight[]> {
  const rights = await Promise.all(
    trialsOn(subject).map(async ({ service, call, args, required }) => {
      const { allowed } = await attempt(ask(service, call, args, () => null))
      return { service, call, allowed, required }
    }),
  )
  return rights.some((right) => right.call === withBsn && right.allowed)
    ? rights.map((right) => (right.call === withoutBsn ? { ...right, required: false } : right))
    : rights
}

/** The answer, or null; only a right that is missing counts as not allowed. */
export async function attempt<T>(answer: Promise<T>): Promise<{ allowed: boolean; answer: T | null }> {
  try {
    return { allowed: true, answer: await answer }
  } catch (error) {
    if (!(error instanceof NmbrsError)) throw error
    return { allowed: error.code !== 'CALL_NOT_ALLOWED', answer: null }
  }
}

const withoutBsn = 'PersonalInfoWithoutBSN_Get_GetAllEmployeesByCompany'
/** Does in its stead, so either is enough. It is tried on no company, for nobody's BSN is to be read for a test. */
const withBsn = 'PersonalInfo_GetAll_AllEmployeesByCompany'

function trialsOn({ companyId, employeeType, employeeId }: Subject): Trial[] {
  const company = (call: string): Trial => ({
    service: 'CompanyService',
    call,
    args: { CompanyId: companyId },
    required: true,
  })
  const employees = (
    call: string,
    args: Record<string, number> = { CompanyID: companyId },
    required = true,
  ): Trial => ({
    service: 'EmployeeService',
    call,
    args,
    required,
  })
  return [
    company('Company_GetCurrentPeriod'),
    company('Schedule_GetCurrent'),
    employees('List_GetByCompany', { CompanyId: companyId, EmployeeType: employeeType }),
    employees(withoutBsn),
    employees(withBsn, { CompanyID: 0 }, false),
    employees('PersonalInfo_GetCurrent', { EmployeeId: employeeId }, false),
    employees('Employment_GetAll_AllEmployeesByCompany'),
    employees('Contract_GetAll_AllEmployeesByCompany'),
    employees('SVW_GetAll_AllEmployeesByCompany'),
    employees('Salary_GetAll_AllEmployeesByCompany'),
    employees('Schedule_GetAll_AllEmployeesByCompany'),
    employees('Address_GetAll_AllEmployeesByCompany'),
    employees('BankAccount_GetListCurrent', { EmployeeId: employeeId }),
  ]
}
