/** The calls of a sync that can be switched off in the API user template of Nmbrs, and whether this account may make them. */
import type { LinkCall, LinkRight } from '../core/connection.ts'
import type { Ask } from './calls.ts'
import { NmbrsError } from './errors.ts'

/** What the calls are tried on; 0 where nothing is known, which Nmbrs refuses for another reason than a missing right. */
export type Subject = { companyId: number; employeeType: number; employeeId: number }

type Trial = Omit<LinkRight, 'allowed'> & { args: Record<string, number> }

/** Answers are not looked at. The login is known to be good by now. `readBsn`: whether the company reads the BSN. */
export async function tryRights(ask: Ask, subject: Subject, readBsn: boolean): Promise<LinkRight[]> {
  const rights = await Promise.all(
    trialsOn(subject, readBsn).map(async ({ service, call, args, required }) => {
      const { allowed } = await attempt(ask(service, call, args, () => null))
      return { service, call, allowed, required }
    }),
  )
  return rights.some((right) => right.call === withBsn && right.allowed)
    ? rights.map((right) => (right.call === withoutBsn ? { ...right, required: false } : right))
    : rights
}

/**
 * The answer, or null; only a right that is missing counts as not allowed. Throws NmbrsError when Nmbrs was not reached:
 * then nothing is known of the right.
 */
export async function attempt<T>(answer: Promise<T>): Promise<{ allowed: boolean; answer: T | null }> {
  try {
    return { allowed: true, answer: await answer }
  } catch (error) {
    if (!(error instanceof NmbrsError) || wasNotReached(error)) throw error
    return { allowed: error.code !== 'CALL_NOT_ALLOWED', answer: null }
  }
}

/** A fault with a number is an answer to what was asked, of which little may have been known. */
const wasNotReached = ({ code, nmbrsCode }: NmbrsError) => code === 'NMBRS_UNAVAILABLE' && nmbrsCode === undefined

const withoutBsn = 'PersonalInfoWithoutBSN_Get_GetAllEmployeesByCompany'
/** Does in its stead, so either is enough. It is tried on no company, for nobody's BSN is to be read for a test. */
const withBsn = 'PersonalInfo_GetAll_AllEmployeesByCompany'

function trialsOn({ companyId, employeeType, employeeId }: Subject, readBsn: boolean): Trial[] {
  const company = (call: LinkCall): Trial => ({
    service: 'CompanyService',
    call,
    args: { CompanyId: companyId },
    required: true,
  })
  const employees = (
    call: LinkCall,
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
    employees(withoutBsn, { CompanyID: companyId }, !readBsn),
    employees(withBsn, { CompanyID: 0 }, readBsn),
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
