/** Where this server calls: only where its operator said, whatever people enter and whatever Nmbrs answers. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ConfigureLinkDocument, TestLinkDocument } from '../../src/generated/operations.ts'
import { testConnection } from '../../src/nmbrs/connection.ts'
import { demoAccount } from '../../src/sandbox/accounts.ts'
import { globalId } from '../graphql/support/seed.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { type AnswerServer, clientOf, startServer, withStatus } from './support/server.ts'

const signal = AbortSignal.timeout(20_000) // 20 seconds

let elsewhere: AnswerServer
beforeAll(async () => {
  elsewhere = await startServer()
})
afterAll(() => elsewhere[Symbol.asyncDispose]())

test.each([301, 302, 303, 307, 308])(
  'a redirect (%i) is not followed: neither the question nor the token goes there',
  async (status) => {
    await using nmbrs = await startServer(() =>
      withStatus(status, '', { location: `${elsewhere.url}/EmployeeService.asmx` }),
    )
    using client = clientOf(nmbrs, { retry: { tries: 1, firstDelay: 1 } })
    const call = client.call(demoAccount, 'CompanyService', 'List_GetAll', {}, { signal })
    await expect(call).rejects.toMatchObject({
      code: 'NMBRS_UNAVAILABLE',
      message: expect.stringContaining(`HTTP status ${status}`),
    })
    expect(elsewhere.calls).toEqual([])
  },
)

/** What somebody might enter to have calls go to their own machine. */
const hosts = () => {
  const { host, port } = new URL(elsewhere.url)
  return [
    host,
    elsewhere.url,
    `//${host}`,
    `x@${host}`,
    `${host}/x`,
    `${host}#`,
    `${host}?`,
    `.${host}`,
    `[::1]:${port}`,
    `127.1:${port}`,
  ]
}

test('a login, token or domain decides on no host, even if nothing had refused it', async () => {
  await using nmbrs = await startServer()
  using client = clientOf(nmbrs, { retry: { tries: 1, firstDelay: 1 } })
  for (const host of hosts()) {
    const credentials = { username: host, token: host, domain: host }
    const calls = nmbrs.calls.length
    await client.call(credentials, 'EmployeeService', 'EmployeeType_GetList', {}, { signal }).catch(() => {})
    expect(nmbrs.calls.slice(calls)).toMatchObject([{ path: '/EmployeeService.asmx' }])
    expect(nmbrs.calls.at(-1)?.element('Domain')).toBe(host)
  }
  expect(elsewhere.calls).toEqual([])
})

test('nor does the subdomain that Nmbrs itself answers', async () => {
  await using nmbrs = await startServer(({ operation }) => {
    const result = operation === 'Environment_Get' ? `<SubDomain>${elsewhere.url}</SubDomain>` : ''
    const body = `<${operation}Response xmlns="https://api.nmbrs.nl/soap/v3/x"><${operation}Result>${result}</${operation}Result></${operation}Response>`
    return `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${body}</s:Body></s:Envelope>`
  })
  using client = clientOf(nmbrs, { retry: { tries: 1, firstDelay: 1 } })
  expect(await testConnection(client, demoAccount)).toMatchObject({ domain: demoAccount.domain })
  expect(nmbrs.calls.some(({ operation }) => operation === 'Environment_Get')).toBe(true)
  expect(elsewhere.calls).toEqual([])
})

describe('the domain field', () => {
  let app: TestApp
  let companyId: string
  beforeAll(async () => {
    app = await startTestApp()
    const company = await app.database.prisma.company.create({ data: { number: '1', name: 'Voorbeeld' } })
    companyId = globalId('Company', company.id)
  })
  afterAll(() => app[Symbol.asyncDispose]())

  test('takes the label of a subdomain, and nothing that names a host: no call is made', async () => {
    const { username, token } = demoAccount
    for (const domain of [
      ...hosts(),
      'evil.example',
      'nmbrs.nl.evil.example',
      'a.b.nmbrs.nl',

      'é',
      'x'.repeat(64),
    ]) {
      const input = { companyId, username, token, domain }
      const { configureNmbrsConnection } = await app.ask(ConfigureLinkDocument, { input })
      expect([domain, configureNmbrsConnection]).toMatchObject([domain, { fields: [{ path: ['input', 'domain'] }] }])
      const { testNmbrsConnection } = await app.ask(TestLinkDocument, { input })
      expect(testNmbrsConnection.__typename).toBe('ValidationError')
    }
    expect(app.sandbox.calls).toEqual([])
    expect(elsewhere.calls).toEqual([])
  })
})

test('one place makes requests, to the address from the settings; beside it only the packages for sign-in and mail', () => {
  const source = fileURLToPath(new URL('../../src/', import.meta.url))
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.ts$/.test(file) && !/^(generated|web|playground)/.test(file),
  )
  const callers = files.filter((file) => {
    const text = readFileSync(`${source}${file}`, 'utf8')
    return /\bfetch\(|\b(http|https|net|tls)\.(request|get|connect)\(|import \{[^}]*\b(request|connect)\b[^}]*\} from 'node:(http|https|net|tls)'/.test(
      text,
    )
  })
  expect(callers).toEqual(['nmbrs/post.ts'])
})
