/** What a reading must be before anyone is gone, or here: MISSING is not LEFT, and nobody comes in by mistake. */
import { expect, onTestFinished, test } from 'vitest'
import { createCompany } from '../../src/administration/company.ts'
import { configureLink, enableLink, removeLink } from '../../src/administration/link.ts'
import { type PayrollEmployee, unknown } from '../../src/core/employee.ts'
import type { Prisma } from '../../src/generated/prisma/client.ts'
import { accountantAccount } from '../../src/sandbox/accounts.ts'
import { placeOf } from '../../src/security/sealed-columns.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { employee, participant, planOf } from '../support/builders.ts'
import { insurance } from '../support/payroll-records.ts'
import { dumpTables } from '../support/tables.ts'

const salaries = 'Salary_GetAll_AllEmployeesByCompany'

/** The demo company, by the login of an accountant who may read another one too, after its first sync. */
async function startLinked() {
  const app = await startTestApp({ nmbrs: { retry: { tries: 2, firstDelay: 1 } } })
  onTestFinished(() => app[Symbol.asyncDispose]())
  const { administration } = app
  const { prisma } = administration
  const { id: companyId } = await createCompany({ number: '1001', name: 'Bakkerij' }, administration)
  const link = async (nmbrsCompanyId: number) => {
    const { username, token, domain } = accountantAccount
    await configureLink({ companyId, username, token, domain, nmbrsCompanyId }, administration)
    await enableLink(companyId, administration)
  }
  await link(4001)
  await app.syncNow()
  const takeOff = (EmployeeId: number) =>
    app.sandbox.edit(({ companies: [company] }) => {
      if (company) company.employees = company.employees.filter((one) => one.EmployeeId !== EmployeeId)
    })
  const statusOf = async (employeeNumber: number) =>
    (await prisma.participant.findFirstOrThrow({ where: { employeeNumber } })).status
  return { app, companyId, prisma, link, takeOff, statusOf }
}

test('who is no longer on the payroll without having left is missing, and simply active again when back', async () => {
  const { app, prisma, takeOff, statusOf } = await startLinked()
  takeOff(40105)
  expect(await app.syncNow()).toMatchObject({ counts: { missing: 1, left: 0, mutations: 0 } })
  expect(await statusOf(105)).toBe('MISSING')
  expect(await prisma.signal.count({ where: { code: 'MISSING_IN_NMBRS', open: true } })).toBe(1)
  app.sandbox.reset()
  expect(await app.syncNow()).toMatchObject({ counts: { missing: 0, joined: 0, rejoined: 0, mutations: 0 } })
  expect(await statusOf(105)).toBe('ACTIVE')
  expect(await prisma.signal.count({ where: { code: 'MISSING_IN_NMBRS', open: true } })).toBe(0)
})

test('an empty list of employees makes nobody missing', async () => {
  const { app } = await startLinked()
  const before = await dumpTables(app.database)
  app.sandbox.fault({ kind: 'empty-result', operation: 'List_GetByCompany' })
  expect(await app.syncNow()).toMatchObject({ status: 'FAILED', failure: { code: 'INCOMPLETE_READING' } })
  expect(await dumpTables(app.database)).toEqual(before)
})

test('a list of employees that is empty beside a good one of who left makes nobody missing', async () => {
  const { app } = await startLinked()
  const before = await dumpTables(app.database)
  app.sandbox.fault({ kind: 'empty-result', operation: 'List_GetByCompany', times: 1 })
  expect(await app.syncNow()).toMatchObject({
    status: 'FAILED',
    failure: { code: 'INCOMPLETE_READING', message: expect.stringContaining('staat niemand die in dienst is') },
  })
  expect(await dumpTables(app.database)).toEqual(before)
})

test('a company that everyone has left, with their end dates, is read as any other', async () => {
  const { app, prisma } = await startLinked()
  await prisma.nmbrsLink.updateMany({ data: { holdWhenLeaversExceedPercent: 100 } })
  app.sandbox.edit(({ companies: [company] }) => {
    for (const { employments } of company?.employees ?? [])
      for (const employment of employments.slice(-1)) employment.EndDate = '2026-11-22'
  })
  expect(await app.syncNow()).toMatchObject({ status: 'SUCCEEDED', counts: { missing: 0 } })
  expect(await prisma.participant.count({ where: { status: 'ACTIVE' } })).toBe(0)
  expect(await app.syncNow()).toMatchObject({ status: 'SUCCEEDED', counts: { mutations: 0 } })
})

test.each([
  ['Employment_GetAll_AllEmployeesByCompany', 'dienstverbanden'],
  [salaries, 'salarissen'],
  ['Schedule_GetAll_AllEmployeesByCompany', 'roosters'],
  ['Address_GetAll_AllEmployeesByCompany', 'adressen'],
])('an answer to %s that is about nobody is no good night', async (operation, named) => {
  const { app } = await startLinked()
  app.sandbox.fault({ kind: 'empty-result', operation })
  expect(await app.syncNow()).toMatchObject({
    status: 'FAILED',
    failure: { code: 'INCOMPLETE_READING', retryable: true, message: expect.stringContaining(named) },
  })
})

test('while someone on the list cannot be read nobody leaves; the next good night they do', async () => {
  const { app, takeOff, statusOf } = await startLinked()
  app.sandbox.nextDay() // 108 has left
  takeOff(40105)
  app.sandbox.fault({ kind: 'status', status: 503, operation: 'PersonalInfo_GetCurrent' })
  expect(await app.syncNow()).toMatchObject({ status: 'SUCCEEDED', counts: { left: 0, missing: 0, joined: 1 } })
  expect([await statusOf(108), await statusOf(105)]).toEqual(['ACTIVE', 'ACTIVE'])
  app.sandbox.clearFaults()
  expect(await app.syncNow()).toMatchObject({ counts: { left: 1, missing: 1 } })
  expect([await statusOf(108), await statusOf(105)]).toEqual(['LEFT', 'MISSING'])
})

test('one of the lists from another company brings nobody in and makes nobody missing', async () => {
  const { app, prisma } = await startLinked()
  const people = () => prisma.participant.findMany({ select: { id: true, status: true }, orderBy: { id: 'asc' } })
  const before = await people()
  app.sandbox.fault({ kind: 'other-company', operation: 'List_GetByCompany', times: 1 })
  await app.syncNow()
  expect(await people()).toEqual(before)
})

test('who cannot be read is named, and the rest is done', async () => {
  const { app } = await startLinked()
  app.sandbox.nextDay()
  app.sandbox.fault({ kind: 'unreadable-record', employeeId: 40101, operation: salaries })
  const run = await app.syncNow()
  expect(run).toMatchObject({ status: 'SUCCEEDED', counts: { joined: 1, left: 1 } })
  expect(run.exclusions).toContainEqual(expect.objectContaining({ nmbrsEmployeeId: 40101, reason: 'UNREADABLE' }))
  app.sandbox.clearFaults()
  expect(await app.syncNow()).toMatchObject({ counts: { changed: 1, mutations: 1 } })
})

test.each(['another one', 'none'] as const)(
  'what was read of one company is not written once %s is linked',
  async (linked) => {
    const { app, companyId, link } = await startLinked()
    app.sandbox.nextDay()
    // Only the call of the run itself waits: long enough for the link to be changed meanwhile.
    app.sandbox.fault({ kind: 'delay', milliseconds: 4_000, operation: salaries, times: 1 })
    const callsBefore = app.sandbox.calls.length
    const run = app.syncNow()
    const isReading = () => app.sandbox.calls.slice(callsBefore).some(({ operation }) => operation === salaries)
    await expect.poll(isReading).toBe(true)
    const { nmbrs_link: _, ...before } = await dumpTables(app.database)
    if (linked === 'another one') await link(4002)
    else await removeLink(companyId, app.administration)
    expect(await run).toMatchObject({ status: 'REJECTED' })
    const { nmbrs_link: __, ...after } = await dumpTables(app.database)
    expect(after).toEqual(before)
  },
)

/** What a link can be given while it is read. */
const changesOfLink: [string, (app: TestApp, companyId: string) => Prisma.NmbrsLinkUpdateInput][] = [
  ['another token', sealedToken],
  ['other employee types', () => ({ employeeTypes: [2] })],
  ['another wish about BSNs', () => ({ readBsn: true })],
]

function sealedToken({ administration }: TestApp, companyId: string): Prisma.NmbrsLinkUpdateInput {
  return { tokenEncrypted: administration.secrets.seal('0'.repeat(32), placeOf('token', companyId)) }
}

/** A run that has been reading for a while when the link gets something else. */
async function changeWhileReading(change: (typeof changesOfLink)[number][1]) {
  const { app, companyId, prisma } = await startLinked()
  app.sandbox.nextDay()
  app.sandbox.fault({ kind: 'delay', milliseconds: 1_500, operation: salaries, times: 1 })
  const callsBefore = app.sandbox.calls.length
  const run = app.syncNow()
  const isReading = () => app.sandbox.calls.slice(callsBefore).some(({ operation }) => operation === salaries)
  await expect.poll(isReading).toBe(true)
  await prisma.nmbrsLink.update({ where: { companyId }, data: change(app, companyId) })
  return { app, prisma, run }
}

test.each(changesOfLink)('what was read is not written once the link has %s', async (_, change) => {
  const { app, run } = await changeWhileReading(change)
  const before = await dumpTables(app.database)
  expect(await run).toMatchObject({ status: 'REJECTED' })
  expect(await dumpTables(app.database)).toEqual(before)
})

test.each(changesOfLink)('a refusal asks for no attention once the link has %s', async (_, change) => {
  const { app, prisma, run } = await changeWhileReading(change)
  app.sandbox.fault({ kind: 'nmbrs', code: 1001, operation: 'BankAccount_GetListCurrent' })
  expect(await run).toMatchObject({ status: 'FAILED', failure: { code: 'INVALID_CREDENTIALS' } })
  expect(await prisma.nmbrsLink.findFirst()).toMatchObject({ status: 'ENABLED', attention: null })
})

test('a run whose link was switched off before it began asks nothing of Nmbrs', async () => {
  const { app, companyId, prisma } = await startLinked()
  await prisma.nmbrsLink.update({ where: { companyId }, data: { status: 'DISABLED' } })
  const callsBefore = app.sandbox.calls.length
  const run = await prisma.syncRun.create({ data: { companyId, trigger: 'MANUAL', mode: 'APPLY' } })
  await app.sync.lookAround() // finds it without a job
  const status = async () => (await prisma.syncRun.findUniqueOrThrow({ where: { id: run.id } })).status
  await expect.poll(status).toBe('REJECTED')
  expect(app.sandbox.calls).toHaveLength(callsBefore)
})

test.each<[string, Partial<PayrollEmployee>]>([
  ['employments', { employments: unknown }],
  ['the insurance', { insurance: unknown }],
  ['whether they are a trainee', { contracts: unknown, insurance: [insurance({ employmentType: null })] }],
])('nobody new is taken in while %s could not be read', (_, changes) => {
  const { people, exclusions } = planOf([employee(changes)])
  expect(people).toEqual([])
  expect(exclusions).toMatchObject([{ employeeNumber: 12, reason: 'UNREADABLE' }])
})

test('who left is not taken back while it is not known whether they are on call now', () => {
  const left = participant({ status: 'LEFT', employedFrom: '2015-01-01', employedUntil: '2018-12-31' })
  const transitions = (changes: Partial<PayrollEmployee>) =>
    planOf([employee(changes)], [left]).people.flatMap(({ mutations }) => mutations.map(({ kind }) => kind))
  expect(transitions({})).toContain('REJOINED')
  expect(transitions({ insurance: unknown })).not.toContain('REJOINED')
})
