/** Tries what a link to Nmbrs needs: the login, what it may see, and the right to each call of a sync. Changes nothing. */
import type { LinkRight } from '../core/connection.ts'
import { type Ask, withCalls } from './calls.ts'
import type { NmbrsClient, NmbrsCredentials } from './client.ts'
import { chooseStaffTypes, type EmployeeTypeChoice } from './employee-types.ts'
import { NmbrsError, unavailable } from './errors.ts'
import { type NmbrsCompany, readCompanies, readEmployeeTypes, readSubdomain } from './parse/account.ts'
import { readRoster } from './parse/roster.ts'
import { attempt, tryRights } from './rights.ts'

export type ConnectionTest = {
  /** Subdomain of the environment, according to Nmbrs or else as it was given. */
  domain: string | null
  /** The companies that the account may read. */
  companies: NmbrsCompany[]
  /** The company that was named for the test. */
  companyId: number | null
  employeeTypes: EmployeeTypeChoice[]
  rights: LinkRight[]
}

export type ConnectionTestOptions = {
  /** The company, in Nmbrs, on which the rights are tried; without it the only one that the account may read, or none. */
  companyId?: number | null
  /** Whether a sync of it reads the BSN, and so needs the right to. */
  readBsn?: boolean
  /** Milliseconds that the whole test may take. */
  deadline?: number
}

/**
 * Throws NmbrsError when the login is refused, or when Nmbrs cannot be reached within the deadline: a missing right is
 * part of the result instead.
 */
export async function testConnection(
  client: NmbrsClient,
  credentials: NmbrsCredentials,
  { companyId = null, readBsn = false, deadline = 120_000 }: ConnectionTestOptions = {}, // 2 minutes
): Promise<ConnectionTest> {
  const signal = AbortSignal.timeout(deadline)
  try {
    return await withCalls(client, credentials, { signal }, (ask) => tryAll(ask, credentials, { companyId, readBsn }))
  } catch (error) {
    throw error === signal.reason ? unavailable(login, `no complete answer within ${deadline / 1000} s`) : error
  }
}

const login = { service: 'CompanyService', operation: 'List_GetAll' } as const

async function tryAll(
  ask: Ask,
  credentials: NmbrsCredentials,
  { companyId, readBsn }: { companyId: number | null; readBsn: boolean },
): Promise<ConnectionTest> {
  const companies = await unlessNotAllowed(ask(login.service, login.operation, {}, readCompanies))
  const [environment, types] = await Promise.all([
    attempt(ask('DebtorService', 'Environment_Get', {}, readSubdomain)),
    unlessNotAllowed(ask('EmployeeService', 'EmployeeType_GetList', {}, readEmployeeTypes)),
  ])
  const employeeTypes = chooseStaffTypes(types ?? [])
  const triedOn = companyId ?? (companies?.length === 1 ? companies[0]!.id : 0)
  return {
    domain: environment.answer ?? credentials.domain,
    companies: companies ?? [],
    companyId,
    employeeTypes,
    rights: [
      { service: login.service, call: login.operation, allowed: companies !== null, required: true },
      { service: 'DebtorService', call: 'Environment_Get', allowed: environment.allowed, required: false },
      { service: 'EmployeeService', call: 'EmployeeType_GetList', allowed: types !== null, required: false },
      ...(await tryRights(ask, await subjectOf(ask, triedOn, employeeTypes), readBsn)),
    ],
  }
}

/** Someone on the payroll of the company, for the calls that are about one employee. */
async function subjectOf(ask: Ask, companyId: number, types: EmployeeTypeChoice[]) {
  const employeeType = types.find((type) => type.staff)!.id
  const args = { CompanyId: companyId, EmployeeType: employeeType }
  const { answer } = await attempt(ask('EmployeeService', 'List_GetByCompany', args, readRoster))
  return { companyId, employeeType, employeeId: answer?.[0]?.sourceId ?? 0 }
}

async function unlessNotAllowed<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof NmbrsError && error.code === 'CALL_NOT_ALLOWED') return null
    throw error
  }
}
