import { expect, test } from 'vitest'
import { clientOf, someone, startServer } from './support/server.ts'
import { response, result } from './support/xml.ts'

const signal = new AbortController().signal

/** Every operation that the sync uses, with its parameters in the casing of Nmbrs. */
const requests = [
  ['CompanyService', 'List_GetAll', []],
  ['CompanyService', 'Company_GetCurrentPeriod', ['CompanyId']],
  ['CompanyService', 'Schedule_GetCurrent', ['CompanyId']],
  ['DebtorService', 'List_GetAll', []],
  ['EmployeeService', 'EmployeeType_GetList', []],
  ['EmployeeService', 'List_GetByCompany', ['CompanyId', 'EmployeeType']],
  ['EmployeeService', 'PersonalInfoWithoutBSN_Get_GetAllEmployeesByCompany', ['CompanyID']],
  ['EmployeeService', 'PersonalInfo_GetAll_AllEmployeesByCompany', ['CompanyID']],
  ['EmployeeService', 'PersonalInfo_GetCurrent', ['EmployeeId']],
  ['EmployeeService', 'Employment_GetAll_AllEmployeesByCompany', ['CompanyID']],
  ['EmployeeService', 'Contract_GetAll_AllEmployeesByCompany', ['CompanyID']],
  ['EmployeeService', 'SVW_GetAll_AllEmployeesByCompany', ['CompanyID']],
  ['EmployeeService', 'Salary_GetAll_AllEmployeesByCompany', ['CompanyID']],
  ['EmployeeService', 'Schedule_GetAll_AllEmployeesByCompany', ['CompanyID']],
  ['EmployeeService', 'Address_GetAll_AllEmployeesByCompany', ['CompanyID']],
  ['EmployeeService', 'BankAccount_GetListCurrent', ['EmployeeId']],
] as const

test.each(requests)('writes the request of %s.%s as Nmbrs wants it', async (service, operation, names) => {
  await using server = await startServer((call) => result(call.operation, ''))
  using client = clientOf(server)
  const args = Object.fromEntries(names.map((name, index) => [name, 4001 + index]))
  await client.call(someone, service, operation, args, { signal })
  const [call] = server.calls
  const namespace = `https://api.nmbrs.nl/soap/v3/${service}`
  expect(call?.path).toBe(`/${service}.asmx`)
  expect(call?.headers.soapaction).toBe(`"${namespace}/${operation}"`)
  expect(call?.headers['content-type']).toBe('text/xml; charset=utf-8')
  expect(call?.xml).toContain(
    `<soap:Header><AuthHeaderWithDomain xmlns="${namespace}"><Username>${someone.username}</Username><Token>${someone.token}</Token><Domain>${someone.domain}</Domain></AuthHeaderWithDomain></soap:Header>`,
  )
  const parameters = names.map((name, index) => `<${name}>${4001 + index}</${name}>`).join('')
  expect(call?.xml).toContain(
    `<soap:Body><${operation} xmlns="${namespace}">${parameters}</${operation}></soap:Body></soap:Envelope>`,
  )
})

test('leaves the domain to Nmbrs when there is none', async () => {
  await using server = await startServer((call) => result(call.operation, ''))
  using client = clientOf(server)
  await client.call({ ...someone, domain: null }, 'CompanyService', 'List_GetAll', {}, { signal })
  expect(server.calls[0]?.xml).not.toContain('<Domain>')
})

test('asks for the environment with the header that has no domain', async () => {
  await using server = await startServer((call) => result(call.operation, ''))
  using client = clientOf(server)
  await client.call(someone, 'DebtorService', 'Environment_Get', {}, { signal })
  expect(server.calls[0]?.xml).toContain(
    `<AuthHeader xmlns="https://api.nmbrs.nl/soap/v3/DebtorService"><Username>${someone.username}</Username><Token>${someone.token}</Token></AuthHeader>`,
  )
})

test('never sends the login of one call with another, however many run at once', async () => {
  await using server = await startServer((call) =>
    result(
      call.operation,
      `<Login>${call.element('Username')} ${call.element('Token')} ${call.element('Domain')}</Login>`,
    ),
  )
  using client = clientOf(server, { parallelCalls: 50 })
  const logins = Array.from({ length: 50 }, (_, index) => ({
    username: `user-${index}@employer.example`,
    token: `token-${index}`,
    domain: `domain-${index}`,
  }))
  const answers = await Promise.all(
    logins.map((login, index) =>
      client.call(login, 'EmployeeService', 'List_GetByCompany', { CompanyId: index, EmployeeType: 2 }, { signal }),
    ),
  )
  expect(answers).toEqual(logins.map((login) => ({ Login: `${login.username} ${login.token} ${login.domain}` })))
  expect(new Set(server.calls.map((call) => `${call.element('CompanyId')} ${call.element('Token')}`))).toEqual(
    new Set(logins.map((login, index) => `${index} ${login.token}`)),
  )
})

test('escapes what a login may hold, and sends none that could be read as markup', async () => {
  await using server = await startServer((call) => result(call.operation, ''))
  using client = clientOf(server)
  const call = (username: string) =>
    client.call({ ...someone, username }, 'CompanyService', 'List_GetAll', {}, { signal })
  await call('o\'brien & "zn"@employer.example')
  expect(server.calls[0]?.xml).toContain('<Username>o&apos;brien &amp; &quot;zn&quot;@employer.example</Username>')
  await expect(call('<![CDATA[x]]>')).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS', retryable: false })
  expect(server.calls).toHaveLength(1)
})

test.each([
  ['items', result('List_GetAll', '<Company><ID>1</ID></Company>'), { Company: { ID: '1' } }],
  ['an empty element', response('List_GetAll', '<List_GetAllResult />'), ''],
  ['nil', response('List_GetAll', '<List_GetAllResult xsi:nil="true" />'), undefined],
  ['no element', response('List_GetAll', ''), undefined],
])('tells a Result with %s from the others', async (_, answer, expected) => {
  await using server = await startServer(() => answer)
  using client = clientOf(server)
  expect(await client.call(someone, 'CompanyService', 'List_GetAll', {}, { signal })).toEqual(expected)
})

test('refuses the answer to another operation', async () => {
  await using server = await startServer(() => result('List_GetByDebtor', ''))
  using client = clientOf(server)
  await expect(client.call(someone, 'CompanyService', 'List_GetAll', {}, { signal })).rejects.toMatchObject({
    code: 'NMBRS_UNREADABLE',
    message: 'CompanyService.List_GetAll: an answer to another question',
  })
})

test('says so when an operation is not in the WSDL', async () => {
  await using server = await startServer()
  using client = clientOf(server)
  await expect(client.call(someone, 'CompanyService', 'List_Get', {}, { signal })).rejects.toThrow(
    'CompanyService.wsdl has no operation List_Get',
  )
})

test('ends the calls that are under way when it is closed', async () => {
  await using server = await startServer(() => () => {})
  const client = clientOf(server)
  const call = client.call(someone, 'CompanyService', 'List_GetAll', {}, { signal })
  await expect.poll(() => server.calls.length).toBe(1)
  client.close()
  await expect(call).rejects.toThrow('The Nmbrs client was closed')
})
