/** The reading of one company: all that Nmbrs knows of its staff, as one snapshot. */
import type { z } from 'zod'
import type { PayrollEmployee, PayrollSnapshot, PersonalRecord } from '../core/employee.ts'
import { readBankAccountsOf } from './bank-accounts.ts'
import { type Ask, withCalls } from './calls.ts'
import type { NmbrsClient, NmbrsCredentials } from './client.ts'
import { concernsOneEmployee, NmbrsError, UnreadableAnswer, unreadable } from './errors.ts'
import { addressRecord } from './parse/address.ts'
import { contractRecord, employmentRecord } from './parse/employment.ts'
import { type AnyRecord, type Histories, readHistories } from './parse/histories.ts'
import { insuranceRecord } from './parse/insurance.ts'
import { readPeriod } from './parse/period.ts'
import { personalRecord, readCurrentPersonal } from './parse/personal.ts'
import { type RosterEntry, readRoster } from './parse/roster.ts'
import { salaryRecord } from './parse/salary.ts'
import { readCompanySchedule, scheduleRecord } from './parse/schedule.ts'
import { assembleEmployees, type BulkAnswers, isInBulkAnswers, lacksPersonal } from './snapshot.ts'

export type ReadRequest = {
  companyId: number
  /** Nmbrs employee types whose lists together are the roster. */
  employeeTypes: readonly number[]
  readBsn: boolean
  /** Whose bank accounts to read, by sourceId, from all that is known by then: it is one call each. */
  bankAccountsOf: (snapshotSoFar: PayrollSnapshot) => number[]
  /** Calls that were answered, and calls known by now to be made. */
  onProgress: (done: number, total: number) => void
  signal: AbortSignal
}

/**
 * Reads everything of one company. Someone whose data cannot be read is `unreadable`, and `complete` is false when
 * someone on the roster has no personal information; any other failure is thrown as NmbrsError. When the signal is
 * aborted, its reason is thrown.
 */
export const readCompany = (
  client: NmbrsClient,
  credentials: NmbrsCredentials,
  request: ReadRequest,
): Promise<PayrollSnapshot> =>
  withCalls(client, credentials, request, async (ask) => {
    const { companyId } = request
    const [period, fullTimeSchedule, rosters, answers] = await Promise.all([
      ask('CompanyService', 'Company_GetCurrentPeriod', { CompanyId: companyId }, readPeriod),
      ask('CompanyService', 'Schedule_GetCurrent', { CompanyId: companyId }, readCompanySchedule),
      Promise.all(
        request.employeeTypes.map((type) =>
          ask('EmployeeService', 'List_GetByCompany', { CompanyId: companyId, EmployeeType: type }, readRoster),
        ),
      ),
      readBulkAnswers(ask, request),
    ])
    const employees = assembleEmployees(rosters.flat(), answers)
    assertSameCompany(employees)
    const complete = await readMissingPersonal(ask, employees, idsOfCompany(rosters, employees), request.readBsn)
    const snapshot: PayrollSnapshot = { complete, period, fullTimeSchedule, employees }
    await readBankAccountsOf(ask, employees, request.bankAccountsOf(snapshot))
    return snapshot
  })

async function readBulkAnswers(ask: Ask, { companyId, readBsn }: ReadRequest): Promise<BulkAnswers> {
  const bulk: Bulk = (operation, collection, record) =>
    ask('EmployeeService', operation, { CompanyID: companyId }, (result) => readHistories(result, collection, record))
  const [personal, employments, contracts, insurance, salaries, schedules, addresses] = await Promise.all([
    readPersonal(bulk, readBsn),
    bulk('Employment_GetAll_AllEmployeesByCompany', 'EmployeeEmployments', employmentRecord),
    bulk('Contract_GetAll_AllEmployeesByCompany', 'EmployeeContracts', contractRecord),
    bulk('SVW_GetAll_AllEmployeesByCompany', 'EmployeeSVWSettings', insuranceRecord),
    bulk('Salary_GetAll_AllEmployeesByCompany', 'EmployeeSalaries', salaryRecord),
    bulk('Schedule_GetAll_AllEmployeesByCompany', 'EmployeeSchedules', scheduleRecord),
    bulk('Address_GetAll_AllEmployeesByCompany', 'EmployeeAddresses', addressRecord),
  ])
  return { personal, employments, contracts, insurance, salaries, schedules, addresses }
}

type Bulk = <R extends AnyRecord>(operation: string, collection: string, record: z.ZodType<R>) => Promise<Histories<R>>

/**
 * Without the BSN unless the company reads it; where the account may not use the call without, by the other one, and the
 * BSN goes no further than its parsing. An account that may use neither is told of the one that it needs.
 */
async function readPersonal(bulk: Bulk, readBsn: boolean): Promise<Histories<PersonalRecord>> {
  const personal = (operation: string) => bulk(operation, 'EmployeePersonalInfos', personalRecord(readBsn))
  if (readBsn) return personal('PersonalInfo_GetAll_AllEmployeesByCompany')
  return personal('PersonalInfoWithoutBSN_Get_GetAllEmployeesByCompany').catch((refusal: unknown) => {
    if (!isNotAllowed(refusal)) throw refusal
    return personal('PersonalInfo_GetAll_AllEmployeesByCompany').catch((error: unknown) => {
      throw isNotAllowed(error) ? refusal : error
    })
  })
}

const isNotAllowed = (error: unknown) => error instanceof NmbrsError && error.code === 'CALL_NOT_ALLOWED'

/** A list of people of whom no other answer knows anyone is that of another company. */
function assertSameCompany(employees: readonly PayrollEmployee[]): void {
  const roster = employees.filter((employee) => employee.roster)
  if (roster.length === 0 || roster.some(isInBulkAnswers)) return
  const call = { service: 'EmployeeService', operation: 'List_GetByCompany' } as const
  throw unreadable(call, new UnreadableAnswer('people whom no other answer knows'))
}

/** Everyone on a list of whom the other answers know someone: any other list may be that of another company. */
function idsOfCompany(rosters: readonly RosterEntry[][], employees: readonly PayrollEmployee[]): ReadonlySet<number> {
  const known = new Set(employees.filter(isInBulkAnswers).map(({ sourceId }) => sourceId))
  const lists = rosters.filter((list) => list.some(({ sourceId }) => known.has(sourceId)))
  return new Set(lists.flat().map(({ sourceId }) => sourceId))
}

/**
 * Fills in who was missing in the bulk call, one call each; false when that does not work for everyone. Who is on a list
 * that may be another company's is not asked for: they would be found, and everyone who is not on it would be missing.
 */
async function readMissingPersonal(
  ask: Ask,
  employees: PayrollEmployee[],
  ofCompany: ReadonlySet<number>,
  readBsn: boolean,
): Promise<boolean> {
  const isOurs = ({ sourceId }: PayrollEmployee) => ofCompany.has(sourceId)
  const missing = employees.filter(lacksPersonal)
  const isFound = await Promise.all(
    missing.filter(isOurs).map(async (employee) => {
      const args = { EmployeeId: employee.sourceId }
      try {
        employee.personal = await ask('EmployeeService', 'PersonalInfo_GetCurrent', args, (result) => [
          readCurrentPersonal(result, employee, readBsn),
        ])
        return true
      } catch (error) {
        if (concernsOneEmployee(error)) return false
        throw error
      }
    }),
  )
  return isFound.every(Boolean) && missing.every(isOurs)
}
