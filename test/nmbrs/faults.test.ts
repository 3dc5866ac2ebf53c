import { expect, test } from 'vitest'
import { NmbrsError } from '../../src/nmbrs/errors.ts'
import { clientOf, someone, startServer, withStatus } from './support/server.ts'
import { fault11, fault12 } from './support/xml.ts'

const signal = new AbortController().signal

const faultOf = async (status: number, body: string) => {
  await using server = await startServer(() => withStatus(status, body))
  using client = clientOf(server, { retry: { tries: 1, firstDelay: 1 } })
  const error = await client
    .call(someone, 'EmployeeService', 'List_GetByCompany', { CompanyId: 1, EmployeeType: 2 }, { signal })
    .catch((error: unknown) => error)
  if (!(error instanceof NmbrsError)) throw error
  return error
}

const numbers = [
  [1001, 'INVALID_CREDENTIALS', false],
  [1002, 'CALL_NOT_ALLOWED', false],
  [1003, 'COMPANY_NOT_ALLOWED', false],
  [1004, 'NO_SUBSCRIPTION', false],
  [1006, 'NMBRS_UNAVAILABLE', true],
  [2003, 'COMPANY_NOT_ALLOWED', false],
  [2004, 'COMPANY_NOT_ALLOWED', false],
  [2006, 'INTERNAL', false],
  [2009, 'COMPANY_NOT_ALLOWED', false],
  [2042, 'INVALID_CREDENTIALS', false],
  [2043, 'INVALID_CREDENTIALS', false],
  [9999, 'NMBRS_UNAVAILABLE', true],
] as const

test.each(numbers)('fault %i is %s, passing: %s', async (number, code, retryable) => {
  const text = `Server was unable to process request. ---&gt; ${number}: Some words`
  const expected = { code, retryable, nmbrsCode: number, service: 'EmployeeService', operation: 'List_GetByCompany' }
  expect(await faultOf(500, fault11(text))).toMatchObject(expected)
  expect(await faultOf(500, fault12(text))).toMatchObject(expected)
  expect(await faultOf(200, fault11(text))).toMatchObject(expected)
})

test.each([
  ['of Nmbrs itself', fault11('Object reference not set'), 'NMBRS_UNAVAILABLE', true],
  ['of Nmbrs itself, in SOAP 1.2', fault12('Object reference not set'), 'NMBRS_UNAVAILABLE', true],
  ['in our request', fault11('Please supply a valid soap action.', 'soap:Client'), 'INTERNAL', false],
  ['in our request, in SOAP 1.2', fault12('No such action', 'soap:Sender'), 'INTERNAL', false],
] as const)('a fault without number %s is told by its code', async (_, body, code, retryable) => {
  expect(await faultOf(500, body)).toMatchObject({ code, retryable, nmbrsCode: undefined })
})

test('the code within several reasons is found', async () => {
  const text = 'Server was unable to process request. ---&gt; Some wrapper ---&gt; 1002: Unauthorized Access'
  expect(await faultOf(500, fault11(text))).toMatchObject({ code: 'CALL_NOT_ALLOWED' })
})

test('a reason in several languages is read too', async () => {
  const body = fault12('---&gt; 1004: Disabled</soap:Text><soap:Text xml:lang="nl">---&gt; 1004: Uit')
  expect(await faultOf(500, body)).toMatchObject({ code: 'NO_SUBSCRIPTION' })
})

test('no message or cause repeats what the fault says, for it may name a login', async () => {
  const text = `---&gt; 1001: ${someone.username} with ${someone.token} is not known`
  const error = await faultOf(500, fault11(text))
  expect(error.message).toBe('EmployeeService.List_GetByCompany: login, token or domain is not valid')
  expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain(someone.token)
  expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain(someone.username)
})
