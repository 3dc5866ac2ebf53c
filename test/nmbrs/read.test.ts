import { describe, expect, test } from 'vitest'
import { type PayrollSnapshot, unknown } from '../../src/core/employee.ts'
import { answerOf, type Changes, personalInfo, read, startCompany } from './support/company.ts'
import { type Answers, withStatus } from './support/server.ts'
import { elements, numberedFault, response, result } from './support/xml.ts'

const withoutBsn = 'PersonalInfoWithoutBSN_Get_GetAllEmployeesByCompany'
const withBsn = 'PersonalInfo_GetAll_AllEmployeesByCompany'
const bulkCalls = [
  withoutBsn,
  'Employment_GetAll_AllEmployeesByCompany',
  'Contract_GetAll_AllEmployeesByCompany',
  'SVW_GetAll_AllEmployeesByCompany',
  'Salary_GetAll_AllEmployeesByCompany',
  'Schedule_GetAll_AllEmployeesByCompany',
  'Address_GetAll_AllEmployeesByCompany',
]
const person = (snapshot: PayrollSnapshot, sourceId: number) =>
  snapshot.employees.find((employee) => employee.sourceId === sourceId)!

/** Bulk personal information of these people only. */
const personalOf = (...ids: number[]) =>
  result(
    withoutBsn,
    ids
      .map((id) =>
        elements({
          PersonalInfoItem: elements({
            EmployeeId: id,
            EmployeePersonalInfos: elements({ PersonalInfo_V2: elements(personalInfo(id)) }),
          }),
        }),
      )
      .join(''),
  )

const rosterOf = (...ids: number[]) =>
  result(
    'List_GetByCompany',
    ids
      .map((id) => elements({ Employee: elements({ Id: id, Number: 100 + id, DisplayName: `Person ${id}` }) }))
      .join(''),
  )

test('reads everything of a company', async () => {
  await using server = await startCompany()
  const snapshot = await read(server)
  expect(snapshot.complete).toBe(true)
  expect(snapshot.period).toEqual({ year: 2026, period: 11, type: 'MONTH' })
  expect(snapshot.fullTimeSchedule).toEqual([...Array(7).fill('5.5'), ...Array(7).fill('0')])
  expect(snapshot.employees.map(({ sourceId, roster, unreadable }) => ({ sourceId, roster, unreadable }))).toEqual(
    [1, 2, 3].map((id) => ({ sourceId: id, roster: { number: 100 + id, name: `Person ${id}` }, unreadable: null })),
  )
  expect(person(snapshot, 2)).toMatchObject({
    personal: [{ id: 20, employeeNumber: 102, lastName: 'Person 2', bsn: unknown }],
    employments: [{ id: 2, startDate: '2020-01-01', endDate: null }],
    contracts: [{ id: 2, employmentType: 1 }],
    insurance: [{ id: 2, influence: 0 }],
    salaries: [{ id: 2, kind: 'GROSS_FULL_TIME', value: '3000' }],
    schedules: [{ id: 2, hours: [...Array(7).fill('4'), ...Array(7).fill('0')] }],
    addresses: [{ id: 2, type: 'HOME', city: 'Utrecht' }],
    bankAccounts: [{ id: 2, type: 'STANDARD', iban: 'NL91ABNA0417164300' }],
  })
})

test('reports each answered call, towards a total that is known by then', async () => {
  await using server = await startCompany()
  const progress: [number, number][] = []
  await read(server, { onProgress: (done, total) => progress.push([done, total]) })
  expect(progress.map(([done]) => done)).toEqual(Array.from({ length: 14 }, (_, index) => index + 1))
  expect(progress.at(0)).toEqual([1, 11])
  expect(progress.at(-1)).toEqual([14, 14])
})

describe('the BSN', () => {
  test('is not even asked for unless the company reads it', async () => {
    await using server = await startCompany()
    const snapshot = await read(server)
    expect(server.calls.map((call) => call.operation)).not.toContain(withBsn)
    expect(person(snapshot, 1).personal).toMatchObject([{ bsn: unknown }])
  })
  test('is read when the company reads it', async () => {
    await using server = await startCompany()
    const snapshot = await read(server, { readBsn: true })
    expect(server.calls.map((call) => call.operation)).not.toContain(withoutBsn)
    expect(person(snapshot, 1).personal).toMatchObject([{ bsn: '111222333' }])
  })
  test('goes no further than the door when only the call with it is allowed', async () => {
    await using server = await startCompany({ [withoutBsn]: numberedFault(1002) })
    const snapshot = await read(server)
    expect(person(snapshot, 1).personal).toMatchObject([{ lastName: 'Person 1', bsn: unknown }])
    expect(snapshot.complete).toBe(true)
  })
  test('the call without it is the one to be allowed when neither is', async () => {
    await using server = await startCompany({ [withoutBsn]: numberedFault(1002), [withBsn]: numberedFault(1002) })
    await expect(read(server)).rejects.toMatchObject({ code: 'CALL_NOT_ALLOWED', operation: withoutBsn })
  })
  test('the call with it is not tried for another reason', async () => {
    await using server = await startCompany({ [withoutBsn]: numberedFault(2004) })
    await expect(read(server)).rejects.toMatchObject({ code: 'COMPANY_NOT_ALLOWED' })
    expect(server.calls.map((call) => call.operation)).not.toContain(withBsn)
  })
})

describe('completeness', () => {
  test('whoever is missing from the bulk call is asked for alone', async () => {
    await using server = await startCompany({ [withoutBsn]: personalOf(1) })
    const snapshot = await read(server)
    expect(snapshot.complete).toBe(true)
    expect(person(snapshot, 1).personal).toMatchObject([{ lastName: 'Person 1' }])
    expect(person(snapshot, 2).personal).toMatchObject([
      { lastName: 'Current 2', employeeNumber: 102, startYear: 2020, bsn: unknown },
    ])
    expect(server.calls.filter((call) => call.operation === 'PersonalInfo_GetCurrent')).toHaveLength(2)
  })

  test('whoever no other answer mentions is asked for alone too, when others on their list are known', async () => {
    const lists = { 2: [1, 2, 4], 7: [3] } as const
    await using server = await startCompany({
      List_GetByCompany: (call) => rosterOf(...lists[call.element('EmployeeType') === '7' ? 7 : 2]),
    })
    const snapshot = await read(server)
    expect(snapshot.complete).toBe(true)
    expect(person(snapshot, 4)).toMatchObject({ personal: [{ lastName: 'Current 4' }], employments: unknown })
  })

  test('a list of whom no other answer mentions anyone may be that of another company: not complete', async () => {
    const lists = { 2: [4, 5], 7: [3] } as const
    await using server = await startCompany({
      List_GetByCompany: (call) => rosterOf(...lists[call.element('EmployeeType') === '7' ? 7 : 2]),
    })
    expect((await read(server)).complete).toBe(false)
    expect(server.calls.map((call) => call.operation)).not.toContain('PersonalInfo_GetCurrent')
  })

  test('whoever is in the bulk call without a record is asked for alone too', async () => {
    const withoutRecord = elements({ PersonalInfoItem: elements({ EmployeeId: 2, EmployeePersonalInfos: '' }) })
    const answer = personalOf(1, 3).replace('<PersonalInfoItem>', `${withoutRecord}<PersonalInfoItem>`)
    await using server = await startCompany({ [withoutBsn]: answer })
    const snapshot = await read(server)
    expect(snapshot.complete).toBe(true)
    expect(person(snapshot, 2).personal).toMatchObject([{ lastName: 'Current 2' }])
  })

  test.each<[string, string | Answers]>([
    ['is not found', response('PersonalInfo_GetCurrent', '')],
    ['may not be seen', numberedFault(2003)],
    ['may not be asked for alone', numberedFault(2003)],
    ['is someone else', result('PersonalInfo_GetCurrent', elements({ Id: 99, LastName: 'Other' }))],
    ['cannot be asked for now', () => withStatus(503, '')],
  ])('a reading in which someone of the roster %s is not complete, and goes on', async (_, current) => {
    await using server = await startCompany({ [withoutBsn]: personalOf(1, 3), PersonalInfo_GetCurrent: current })
    const snapshot = await read(server)
    expect(snapshot.complete).toBe(false)
    expect(person(snapshot, 2)).toMatchObject({ personal: unknown, unreadable: null, salaries: [{ id: 2 }] })
    expect(person(snapshot, 1).bankAccounts).toHaveLength(1)
  })

  test.each([1001, 1002, 1004])('when nobody may be asked for alone (%i) there is no reading', async (fault) => {
    await using server = await startCompany({
      [withoutBsn]: personalOf(1, 3),
      PersonalInfo_GetCurrent: numberedFault(fault),
    })
    await expect(read(server)).rejects.toMatchObject({ operation: 'PersonalInfo_GetCurrent', retryable: false })
  })

  test('people on no roster need no personal information', async () => {
    await using server = await startCompany({ [withoutBsn]: personalOf(1, 2) })
    const snapshot = await read(server, { employeeTypes: [2] })
    expect(snapshot.complete).toBe(true)
    expect(person(snapshot, 3)).toMatchObject({ roster: null, personal: unknown, employments: [{ id: 3 }] })
    expect(server.calls.map((call) => call.operation)).not.toContain('PersonalInfo_GetCurrent')
  })

  test('an employee with an unreadable record is reported, and the others are read', async () => {
    await using server = await startCompany({
      Salary_GetAll_AllEmployeesByCompany: (call) => answerOf(call).replace('3000.00', 'onleesbaar'),
    })
    const snapshot = await read(server, { bankAccountsOf: () => [2] })
    expect(snapshot.complete).toBe(true)
    expect(person(snapshot, 1)).toEqual({
      sourceId: 1,
      roster: { number: 101, name: 'Person 1' },
      unreadable: 'salaries: Value: expected a decimal number',
      personal: unknown,
      employments: unknown,
      contracts: unknown,
      insurance: unknown,
      salaries: unknown,
      schedules: unknown,
      addresses: unknown,
      bankAccounts: unknown,
    })
    expect(person(snapshot, 2)).toMatchObject({ unreadable: null, salaries: [{ value: '3000' }] })
  })

  test('of someone whom an answer does not mention, that history is unknown', async () => {
    await using server = await startCompany({
      Salary_GetAll_AllEmployeesByCompany: (call) =>
        answerOf(call).replaceAll(/<EmployeeId>([12])</g, '<EmployeeId>9$1<'),
      Schedule_GetAll_AllEmployeesByCompany: (call) =>
        answerOf(call).replaceAll(/<Schedule_V2>.*?<\/Schedule_V2>/g, ''),
    })
    const snapshot = await read(server, { bankAccountsOf: () => [] })
    expect(person(snapshot, 1)).toMatchObject({ salaries: unknown, schedules: [] })
    expect(person(snapshot, 3)).toMatchObject({ salaries: [{ id: 3 }], schedules: [] })
  })

  test.each(['List_GetByCompany', ...bulkCalls])('an empty %s empties nobody', async (operation) => {
    await using server = await startCompany({ [operation]: result(operation, '') })
    const snapshot = await read(server)
    expect(snapshot.employees.map((employee) => employee.sourceId).sort()).toEqual([1, 2, 3])
    for (const employee of snapshot.employees)
      for (const [name, history] of Object.entries(employee))
        if (name !== 'roster') expect([name, history]).not.toEqual([name, []])
  })

  test.each(['Company_GetCurrentPeriod', 'List_GetByCompany', ...bulkCalls])(
    'no result of %s is no reading',
    async (operation) => {
      await using server = await startCompany({ [operation]: response(operation, '') })
      await expect(read(server)).rejects.toMatchObject({ code: 'NMBRS_UNREADABLE', retryable: true, operation })
    },
  )

  test('no schedule of the company is one that is not known', async () => {
    await using server = await startCompany({ Schedule_GetCurrent: response('Schedule_GetCurrent', '') })
    expect(await read(server)).toMatchObject({ complete: true, fullTimeSchedule: unknown })
  })
})

test.each(['Company_GetCurrentPeriod', 'Schedule_GetCurrent', 'List_GetByCompany', ...bulkCalls.slice(1)])(
  'ends with the failure when %s fails for good',
  async (operation) => {
    await using server = await startCompany({ [operation]: numberedFault(1002) })
    await expect(read(server)).rejects.toMatchObject({ code: 'CALL_NOT_ALLOWED', operation })
  },
)

test('makes no more calls once one has failed for good', async () => {
  await using server = await startCompany({ Company_GetCurrentPeriod: numberedFault(1001) })
  await expect(read(server)).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' })
  await new Promise((resolve) => setTimeout(resolve, 100))
  // The four that were made at once.
  expect(server.calls.length).toBeLessThanOrEqual(4)
})

test('stops at once when the run is stopped', async () => {
  await using server = await startCompany({ Salary_GetAll_AllEmployeesByCompany: () => () => {} })
  const stop = new AbortController()
  const reading = read(server, { signal: stop.signal })
  await expect.poll(() => server.calls.some((call) => call.operation.startsWith('Salary'))).toBe(true)
  const reason = new Error('The run was stopped')
  stop.abort(reason)
  await expect(reading).rejects.toBe(reason)
})

describe('bank accounts', () => {
  const failingFor = (id: number, failure: string): Changes => ({
    BankAccount_GetListCurrent: (call) => (call.element('EmployeeId') === String(id) ? failure : answerOf(call)),
  })

  test('are read only of those in scope, who are known by then', async () => {
    await using server = await startCompany()
    const seen: unknown[] = []
    const snapshot = await read(server, {
      bankAccountsOf: ({ complete, employees }) => {
        seen.push(complete, ...employees.map((employee) => employee.sourceId))
        return [2, 2, 77]
      },
    })
    expect(seen).toEqual([true, 1, 2, 3])
    expect(snapshot.employees.map((employee) => employee.bankAccounts)).toMatchObject([unknown, [{ id: 2 }], unknown])
    expect(server.calls.filter((call) => call.operation === 'BankAccount_GetListCurrent')).toHaveLength(1)
  })

  test.each([
    ['fails for good', numberedFault(9999)],
    ['is of an employee who may not be seen', numberedFault(2003)],
    ['has no result', response('BankAccount_GetListCurrent', '')],
    ['cannot be read', result('BankAccount_GetListCurrent', '<BankAccount><Id>x</Id></BankAccount>')],
  ])('of one person are unknown when the call %s, and the rest goes on', async (_, failure) => {
    await using server = await startCompany(failingFor(2, failure))
    const snapshot = await read(server)
    expect(snapshot.complete).toBe(true)
    expect(snapshot.employees.map((employee) => employee.bankAccounts)).toMatchObject([
      [{ id: 1 }],
      unknown,
      [{ id: 3 }],
    ])
  })

  test('someone without any has none', async () => {
    await using server = await startCompany(failingFor(2, result('BankAccount_GetListCurrent', '')))
    expect(person(await read(server), 2).bankAccounts).toEqual([])
  })

  test.each([
    [1001, 'INVALID_CREDENTIALS'],
    [1002, 'CALL_NOT_ALLOWED'],
    [1004, 'NO_SUBSCRIPTION'],
  ])('fault %i concerns all: the reading ends', async (number, code) => {
    await using server = await startCompany(failingFor(2, numberedFault(number)))
    await expect(read(server)).rejects.toMatchObject({ code, operation: 'BankAccount_GetListCurrent' })
  })

  test.each([1003, 2003, 2004])(
    'of nobody at all may be seen (%i): the reading ends with the refusal',
    async (number) => {
      await using server = await startCompany({ BankAccount_GetListCurrent: numberedFault(number) })
      await expect(read(server)).rejects.toMatchObject({
        code: 'COMPANY_NOT_ALLOWED',
        operation: 'BankAccount_GetListCurrent',
        retryable: false,
      })
      expect(person(await read(server, { bankAccountsOf: () => [2] }), 2).bankAccounts).toBe(unknown)
    },
  )

  test('when ten calls in a row fail, Nmbrs is down: the reading ends', async () => {
    const ids = Array.from({ length: 40 }, (_, index) => index + 1)
    const employees = ids.map((id) => elements({ Employee: elements({ Id: id, Number: id }) })).join('')
    await using server = await startCompany({
      List_GetByCompany: result('List_GetByCompany', employees),
      [withoutBsn]: personalOf(...ids),
      BankAccount_GetListCurrent: numberedFault(9999),
    })
    await expect(read(server)).rejects.toMatchObject({ code: 'NMBRS_UNAVAILABLE', retryable: true })
    const asked = new Set(
      server.calls.filter(({ operation }) => operation.startsWith('Bank')).map((call) => call.element('EmployeeId')),
    )
    expect(asked.size).toBeLessThan(20)
  })
})
