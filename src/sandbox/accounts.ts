/** The API accounts of the sandbox: what each may see, and which calls its API user template has switched off. */
import type { SandboxCompany, SandboxData, SandboxEmployee } from './company.ts'
import { nmbrsFault } from './nmbrs-fault.ts'

export type Account = {
  username: string
  token: string
  domain: string
  /** The account's filter: the first company of the sandbox, every one of them, or these. */
  sees: 'first' | 'all' | readonly number[]
  /** Calls that its template has switched off, e.g. 'EmployeeService.List_GetByCompany'. */
  switchedOff: 'all' | readonly string[]
}

/** The subdomain of the one environment: <domain>.nmbrs.nl. */
const domain = 'demo-administratie'

/** Sees only the demo company. The tokens are made up and open nothing but the sandbox. */
export const demoAccount: Account = {
  username: 'koppeling@goudenaar.example',
  token: 'decafbaddecafbaddecafbaddecafb01',
  domain,
  sees: 'first',
  switchedOff: [],
}

/** Sees every company, as the login of an accountant does. */
export const accountantAccount: Account = {
  username: 'salarisadministratie@accountant.example',
  token: 'decafbaddecafbaddecafbaddecafb02',
  domain,
  sees: 'all',
  switchedOff: [],
}

/** Must ask for personal information with BSN: the call without it is switched off. */
export const withBsnOnlyAccount: Account = {
  username: 'alleen-met-bsn@goudenaar.example',
  token: 'decafbaddecafbaddecafbaddecafb03',
  domain,
  sees: 'first',
  switchedOff: ['EmployeeService.PersonalInfoWithoutBSN_Get_GetAllEmployeesByCompany'],
}

/** May log in, and nothing else. */
export const powerlessAccount: Account = {
  username: 'niets@goudenaar.example',
  token: 'decafbaddecafbaddecafbaddecafb04',
  domain,
  sees: [],
  switchedOff: 'all',
}

export const accounts: Account[] = [demoAccount, accountantAccount, withBsnOnlyAccount, powerlessAccount]

/** What the header of a request says; null for an element that is not there. */
export type Login = { username: string | null; token: string | null; domain: string | null }

/** Nmbrs does not insist on a domain, but a wrong one is refused. */
export const authenticate = (data: SandboxData, login: Login): Account => {
  const account = data.accounts.find(({ username }) => username === login.username)
  const wrongDomain = login.domain !== null && login.domain !== '' && login.domain !== account?.domain
  if (account === undefined || account.token !== login.token || wrongDomain) throw nmbrsFault(1001)
  return account
}

/** Throws 1002 when the account's template has the call ('EmployeeService.List_GetByCompany') switched off. */
export const requireRight = (account: Account, call: string): void => {
  if (account.switchedOff === 'all' || account.switchedOff.includes(call)) throw nmbrsFault(1002)
}

export const visibleCompanies = ({ companies }: SandboxData, { sees }: Account): SandboxCompany[] => {
  if (sees === 'all') return companies
  return sees === 'first' ? companies.slice(0, 1) : companies.filter(({ ID }) => sees.includes(ID))
}

/** Throws 2004 for a company that does not exist and 1003 for one outside the account's filter. */
export const visibleCompany = (data: SandboxData, account: Account, id: number): SandboxCompany => {
  const company = data.companies.find(({ ID }) => ID === id)
  if (company === undefined) throw nmbrsFault(2004)
  if (!visibleCompanies(data, account).includes(company)) throw nmbrsFault(1003)
  return company
}

/** Throws 2003 for an employee of no company that the account sees. */
export const visibleEmployee = (
  data: SandboxData,
  account: Account,
  id: number,
): { company: SandboxCompany; employee: SandboxEmployee } => {
  for (const company of visibleCompanies(data, account)) {
    const employee = company.employees.find(({ EmployeeId }) => EmployeeId === id)
    if (employee !== undefined) return { company, employee }
  }
  throw nmbrsFault(2003)
}
