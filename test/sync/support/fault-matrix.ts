/**
 * A company on the eve of a day with news (a raise, a move, a marriage, someone who leaves, someone who joins, a new
 * trainee, a new on-call worker, a move of a participant who is on call by now), for one fault after the other: each time the sync of that day goes wrong, and the next
 * one is good. The login is that of an accountant, who may read other companies too: with it, nothing but our own care
 * keeps the data of another company out.
 */
import { createCompany } from '../../../src/administration/company.ts'
import { updateEnrolmentRule } from '../../../src/administration/enrolment.ts'
import { configureLink, enableLink } from '../../../src/administration/link.ts'
import type { PrismaClient, SyncRun } from '../../../src/generated/prisma/client.ts'
import type { NmbrsClientOptions } from '../../../src/nmbrs/client.ts'
import { accountantAccount } from '../../../src/sandbox/accounts.ts'
import { buildEmployee, type EmployeeDraft } from '../../../src/sandbox/build-employee.ts'
import { bankAccount, contract, employment, salary, svwSettings } from '../../../src/sandbox/build-records.ts'
import type { SandboxCompany, SandboxData, SandboxEmployee } from '../../../src/sandbox/company.ts'
import { demoCompany, demoCompanyId, demoEmployer } from '../../../src/sandbox/demo-company.ts'
import { fourWeeklyCompany } from '../../../src/sandbox/four-weekly-company.ts'
import { ibanOf } from '../../../src/sandbox/made-up-numbers.ts'
import { startTestApp, type TestApp } from '../../support/app.ts'
import { type Outcome, outcomeOf } from '../../support/outcome.ts'
import { dumpTables } from '../../support/tables.ts'
import { saveTables } from './saved-tables.ts'

export const today = '2026-11-23'

/** Tries of each call. */
export const tries = 2

export type Matrix = {
  app: TestApp
  sync(): Promise<SyncRun>
  /** The tables before the day, and what they come to when nothing goes wrong. */
  before: Awaited<ReturnType<typeof dumpTables>>
  outcomeBefore: Outcome
  expected: Outcome
  /** How often a good reading makes this call. */
  callsOf(operation: string): number
  /** Back to the eve. */
  restore(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

export async function startMatrix({
  readBsn,
  nmbrs,
}: {
  readBsn: boolean
  nmbrs?: Partial<NmbrsClientOptions>
}): Promise<Matrix> {
  const app = await startTestApp({
    kind: 'server', // faster than the embedded one, and the faults are on this side of either
    companies: [companyOf(people), fourWeeklyCompany(today)],
    nmbrs: { maximumBytes: 500_000, retry: { tries, firstDelay: 1 }, ...nmbrs },
  })
  const { administration, sandbox, database } = app
  const { id: companyId } = await createCompany({ number: '1001', name: 'Bakkerij' }, administration)
  await updateEnrolmentRule({ companyId, scheme: 'OP1', minimumAge: 18 }, administration)
  const { username, token, domain } = accountantAccount
  await configureLink({ companyId, username, token, domain, nmbrsCompanyId: demoCompanyId }, administration)
  await administration.prisma.nmbrsLink.update({ where: { companyId }, data: { readBsn } })
  await enableLink(companyId, administration)
  const sync = async () => {
    const run = await app.sync.trigger({ companyId, mode: 'APPLY', employeeNumber: null, requestedBy: 'test' })
    return ended(run.id, administration.prisma)
  }
  await sync()
  sandbox.edit(becomeOnCall)
  await sync()
  sandbox.nextDay()
  sandbox.edit(newcomers)
  sandbox.edit(moveOnCall)
  const before = await dumpTables(database)
  const outcomeBefore = await outcomeOf(database)
  const restore = await saveTables(database)
  const callsBefore = sandbox.calls.length
  await sync()
  const callsMade = sandbox.calls.slice(callsBefore)
  const expected = await outcomeOf(database)
  await restore()
  return {
    app,
    sync,
    before,
    outcomeBefore,
    expected,
    callsOf: (operation) => callsMade.filter((call) => call.operation === operation).length,
    restore,
    [Symbol.asyncDispose]: () => app[Symbol.asyncDispose](),
  }
}

async function ended(id: string, prisma: PrismaClient): Promise<SyncRun> {
  for (;;) {
    const run = await prisma.syncRun.findUniqueOrThrow({ where: { id } })
    if (run.finishedAt || run.status === 'HELD') return run
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** Those of the demo company to whom something happens, one of each kind that is left out, and the one missing in bulk. */
const people = [40101, 40102, 40104, 40105, 40106, 40108, 40112, 40114, 40117, 40118, 40119, 40122, 40127]

const companyOf = (ids: readonly number[]): SandboxCompany => {
  const company = demoCompany(today)
  return { ...company, employees: company.employees.filter(({ EmployeeId }) => ids.includes(EmployeeId)) }
}

const onCallId = 40106

const employeeOf = ({ companies }: SandboxData, id: number): SandboxEmployee =>
  companies[0]!.employees.find(({ EmployeeId }) => EmployeeId === id)!

/** A participant who has become an on-call worker: from then on nothing of her is changed. */
const becomeOnCall = (data: SandboxData): void => {
  const { svwSettings } = employeeOf(data, onCallId)
  svwSettings.push({ ...insurance({ Influence: 5 }), Id: onCallId * 10 + 2 })
}

const moveOnCall = (data: SandboxData): void => {
  employeeOf(data, onCallId).addresses.at(-1)!.Street = 'Oproepstraat'
}

/** A bank account for who joins, and three who must never become participants. */
const newcomers = (data: SandboxData): void => {
  employeeOf(data, 40128).bankAccounts.push(bankAccount('Standaard', ibanOf(40128)))
  data.companies[0]!.employees.push(
    newcomer(40141, 'Stagiair', { svwSettings: [insurance({ EmploymentType: 7 })] }),
    newcomer(40142, 'Oproepkracht', { svwSettings: [insurance({ Influence: 5 })] }),
    newcomer(40143, 'Leerling', { svwSettings: [], contracts: [contract(start, { EmployementType: 7 })] }),
  )
}

const start = '2026-11-01'

const insurance = (changes: Parameters<typeof svwSettings>[2]) =>
  svwSettings(start, { year: 2026, period: 11 }, changes)

const newcomer = (EmployeeId: number, LastName: string, records: Partial<EmployeeDraft>): SandboxEmployee =>
  buildEmployee(
    {
      EmployeeId,
      number: EmployeeId - 40_000,
      from: start,
      personal: { Initials: 'N.', FirstName: 'Nieuw', LastName, Birthday: '2001-01-01' },
      employments: [employment(start)],
      salaries: [salary(start, 'Bruto_Salaris_Partime', '450.00')],
      ...records,
    },
    demoEmployer,
  )
