/** The reading of the demo companies, over the SOAP of the sandbox with all its quirks. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { linkCalls } from '../../src/core/connection.ts'
import { isKnown, type PayrollEmployee, unknown } from '../../src/core/employee.ts'
import { testConnection } from '../../src/nmbrs/connection.ts'
import { type ReadRequest, readCompany } from '../../src/nmbrs/read.ts'
import { accountantAccount, demoAccount, powerlessAccount, withBsnOnlyAccount } from '../../src/sandbox/accounts.ts'
import type { FaultRule } from '../../src/sandbox/fault.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts'
import { clientOf } from './support/server.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({ host: '127.0.0.1', port: 0, today: () => '2026-11-23' })
})
beforeEach(() => {
  sandbox.clearFaults()
})
afterAll(() => sandbox.close())

async function read(companyId: number, request: Partial<ReadRequest> = {}, account = accountantAccount) {
  using client = clientOf(sandbox, { retry: { tries: 2, firstDelay: 1 } })
  return await readCompany(client, account, {
    companyId,
    employeeTypes: [2, 7],
    readBsn: false,
    bankAccountsOf: (snapshot) => snapshot.employees.map((employee) => employee.sourceId),
    onProgress: () => {},
    signal: new AbortController().signal,
    ...request,
  })
}

const histories = ['personal', 'employments', 'contracts', 'insurance', 'salaries', 'schedules', 'addresses'] as const
const knownHistories = (employee: PayrollEmployee) => histories.filter((name) => isKnown(employee[name]))

test.each([
  [4001, 'MONTH'],
  [4002, 'FOUR_WEEKS'],
])('reads company %i whole: everyone on the roster is readable', async (companyId, type) => {
  const snapshot = await read(companyId)
  expect(snapshot).toMatchObject({ complete: true, period: { year: 2026, type } })
  expect(isKnown(snapshot.fullTimeSchedule) && snapshot.fullTimeSchedule).toHaveLength(14)
  const roster = snapshot.employees.filter((employee) => employee.roster)
  expect(roster.length).toBeGreaterThan(2)
  for (const employee of roster) {
    expect(employee.unreadable).toBeNull()
    expect(employee.personal).not.toEqual(unknown)
    expect(employee.bankAccounts).not.toEqual(unknown)
  }
})

test('both companies read alike: numbers and words, nil and sentinel dates, all spellings', async () => {
  const read4002 = await read(4002, { readBsn: true })
  const onCall = read4002.employees.find((employee) => employee.roster?.number === 3)
  expect(onCall).toMatchObject({
    personal: [{ firstName: 'Luuk', gender: 'MALE', bsn: '994200304', nameUsage: 1 }],
    employments: [{ endDate: null }],
    insurance: [{ influence: 6, employmentType: 1 }],
    salaries: [{ kind: 'UNSUPPORTED', kindName: 'Bruto_Uurloon' }],
    addresses: [{ type: 'HOME', endYear: null }],
    bankAccounts: [{ type: 'STANDARD' }],
  })
  const withoutSalary = read4002.employees.find((employee) => employee.roster?.number === 4)
  expect(withoutSalary && knownHistories(withoutSalary)).toEqual(histories.filter((name) => name !== 'salaries'))
})

/** Answers that are no answer; `huge` and `no-headers` are in bad-answers.test.ts. */
const passing: FaultRule[] = [
  { kind: 'nmbrs', code: 9999 },
  { kind: 'status', status: 503 },
  { kind: 'html' },
  { kind: 'empty-body' },
  { kind: 'no-result' },
  { kind: 'truncated', bytes: 300 },
  { kind: 'reset', when: 'before-headers' },
  { kind: 'reset', when: 'half-way' },
  { kind: 'deep', levels: 5_000 },
  { kind: 'invalid-utf-8' },
]
const operations = [
  'Company_GetCurrentPeriod',
  'List_GetByCompany',
  'PersonalInfoWithoutBSN_Get_GetAllEmployeesByCompany',
  'Employment_GetAll_AllEmployeesByCompany',
  'Contract_GetAll_AllEmployeesByCompany',
  'SVW_GetAll_AllEmployeesByCompany',
  'Salary_GetAll_AllEmployeesByCompany',
  'Schedule_GetAll_AllEmployeesByCompany',
  'Address_GetAll_AllEmployeesByCompany',
]

describe.each(operations)('%s', (operation) => {
  test.each(passing)('answered once with $kind: tried again, and all is read', async (fault) => {
    const undisturbed = await read(4002)
    sandbox.fault({ ...fault, operation, times: 1 })
    expect(await read(4002)).toEqual(undisturbed)
  })
  test.each([...passing, { kind: 'doctype' } as const])(
    'answered with $kind all the time: no reading',
    async (fault) => {
      sandbox.fault({ ...fault, operation })
      await expect(read(4002)).rejects.toMatchObject({ name: 'NmbrsError', operation })
    },
  )
})

test.each(operations.slice(2))('one unreadable record in %s: that person, nobody else', async (operation) => {
  sandbox.fault({ kind: 'unreadable-record', operation, employeeId: 42002 })
  const { employees } = await read(4002)
  for (const employee of employees) expect(employee.unreadable !== null).toBe(employee.sourceId === 42002)
})

test.each(operations.slice(1))('the same employee twice in %s is that employee once', async (operation) => {
  const undisturbed = await read(4002)
  sandbox.fault({ kind: 'same-employee-twice', operation })
  expect(await read(4002)).toEqual(undisturbed)
})

test.each(operations.slice(2))(
  'half of the employees gone from %s: nothing of theirs is emptied',
  async (operation) => {
    const undisturbed = await read(4001)
    sandbox.fault({ kind: 'half-gone', operation })
    const half = await read(4001)
    for (const employee of half.employees) {
      const whole = undisturbed.employees.find(({ sourceId }) => sourceId === employee.sourceId)!
      for (const name of histories)
        if (isKnown(employee[name]) && name !== 'personal') expect(employee[name]).toEqual(whole[name])
    }
    expect(half.complete).toBe(true)
  },
)

describe('the test of a connection', () => {
  const testAs = async (account: typeof demoAccount, companyId?: number) => {
    using client = clientOf(sandbox)
    return await testConnection(client, account, { companyId })
  }
  const missing = ({ rights }: Awaited<ReturnType<typeof testAs>>) =>
    rights.filter((right) => right.required && !right.allowed).map((right) => right.call)

  test('of an account that may do all', async () => {
    const tested = await testAs({ ...demoAccount, domain: null as never })
    expect(tested).toMatchObject({
      domain: 'demo-administratie',
      companies: [{ id: 4001, number: 1, name: 'Bakkerij De Gouden Aar B.V.', chamberOfCommerceNumber: '00004001' }],
    })
    expect(tested.employeeTypes.filter((type) => type.staff).map((type) => type.id)).toEqual([2, 7])
    expect(tested.rights).toHaveLength(16)
    expect(missing(tested)).toEqual([])
  })

  test('of an account that sees several companies, tried on the one that is meant', async () => {
    const before = sandbox.calls.length
    const tested = await testAs(accountantAccount, 4002)
    expect(tested.companies.map((company) => company.id)).toEqual([4001, 4002])
    expect(missing(tested)).toEqual([])
    const about = sandbox.calls.slice(before).map((call) => call.about)
    expect(about).toContain(4002)
    expect(about).not.toContain(4001)
  })

  test.each([false, true])('tries every call that a reading makes (readBsn %s), and no other', async (readBsn) => {
    const before = sandbox.calls.length
    await testAs(demoAccount)
    const tried = new Set(sandbox.calls.slice(before).map((call) => call.operation))
    expect([...tried].sort()).toEqual(Object.values(linkCalls).flat().sort())
    await read(4001, { readBsn })
    const made = new Set(sandbox.calls.slice(before).map((call) => call.operation))
    expect(made).toEqual(tried)
  })

  test("reads nobody's BSN", async () => {
    const before = sandbox.calls.length
    await testAs(demoAccount)
    const withBsn = sandbox.calls
      .slice(before)
      .filter((call) => call.operation === 'PersonalInfo_GetAll_AllEmployeesByCompany')
    expect(withBsn.map((call) => call.about)).toEqual([0])
  })

  test('of an account that may read personal information only with the BSN: enough', async () => {
    const tested = await testAs(withBsnOnlyAccount)
    expect(tested.rights.filter((right) => !right.allowed).map((right) => right.call)).toEqual([
      'PersonalInfoWithoutBSN_Get_GetAllEmployeesByCompany',
    ])
    expect(missing(tested)).toEqual([])
  })

  test('of an account that may do nothing: every call that it needs', async () => {
    const tested = await testAs(powerlessAccount)
    expect(tested).toMatchObject({ companies: [], employeeTypes: [{ id: 2, staff: true }] })
    expect(missing(tested)).toHaveLength(12)
  })

  test('another failure of a call is not a missing right', async () => {
    sandbox.fault({ kind: 'nmbrs', code: 9999, operation: 'Salary_GetAll_AllEmployeesByCompany' })
    expect(missing(await testAs(demoAccount))).toEqual([])
  })

  test('of a company that reads the BSN: the right to that, and not to the call without', async () => {
    using client = clientOf(sandbox)
    const tested = await testConnection(client, demoAccount, { readBsn: true })
    const required = tested.rights.filter((right) => right.required).map((right) => right.call)
    expect(required).toContain('PersonalInfo_GetAll_AllEmployeesByCompany')
    expect(required).not.toContain('PersonalInfoWithoutBSN_Get_GetAllEmployeesByCompany')
  })

  test.each(['Salary_GetAll_AllEmployeesByCompany', 'Environment_Get'])(
    'says nothing of a right of which it could not be learnt: %s without an answer',
    async (operation) => {
      sandbox.fault({ kind: 'reset', when: 'before-headers', operation })
      await expect(testAs(demoAccount)).rejects.toMatchObject({ code: 'NMBRS_UNAVAILABLE', operation })
    },
  )

  test('of a token that is not valid', async () => {
    await expect(testAs({ ...demoAccount, token: 'wrong' })).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' })
  })

  test('while Nmbrs does not answer', async () => {
    sandbox.fault({ kind: 'no-headers' })
    using client = clientOf(sandbox)
    await expect(testConnection(client, demoAccount, { deadline: 200 })).rejects.toMatchObject({
      code: 'NMBRS_UNAVAILABLE',
      message: 'CompanyService.List_GetAll: no complete answer within 0.2 s',
    })
  })
})
