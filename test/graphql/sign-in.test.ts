import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from './support/api.ts'
import { type IdentityProvider, seconds, startIdentityProvider } from './support/identity-provider.ts'
import { openSocket, subscription } from './support/socket.ts'
import { secretAuth, tokenFor } from './support/tokens.ts'

let provider: IdentityProvider
let api: TestApi
beforeAll(async () => {
  provider = await startIdentityProvider()
  api = await startTestApi({ auth: provider.settings })
})
afterAll(async () => {
  await api.close()
  await provider.close()
})

const question = { query: '{ viewer { role } }' }
const feed = { query: 'subscription { mutationFeed { cursor } }' }

/** The events of a subscription over SSE. */
const stream = (headers: Record<string, string>, url = api.url) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
    body: JSON.stringify(feed),
  })

const connect = async (authorization: string | undefined, url = api.url) => {
  const connection = await openSocket(url)
  connection.send({ type: 'connection_init', payload: { authorization } })
  return connection
}

const refused: [string, () => Promise<string | undefined>][] = [
  ['no token', async () => undefined],
  ['a token of nobody', async () => 'Bearer no.good.token'],
  ['a token of another issuer', async () => `Bearer ${await provider.token({ iss: 'https://elsewhere.example' })}`],
  ['a token that has ended', async () => `Bearer ${await provider.token({ exp: seconds(-60) })}`],
  ['a token of the shared secret', async () => `Bearer ${await tokenFor({ role: 'helpdesk' })}`],
  ['a token with an unknown role', async () => `Bearer ${await provider.token({ role: 'root' })}`],
]

describe.each(refused)('whoever has %s', (_name, authorization) => {
  const headers = async (): Promise<Record<string, string>> => {
    const given = await authorization()
    return given ? { authorization: given } : {}
  }

  test('is refused with 401 over HTTP, before what they ask is read', async () => {
    const { status, body, headers: answered } = await api.post('no JSON at all', await headers())
    expect({ status, code: body?.errors?.[0]?.extensions?.code }).toEqual({ status: 401, code: 'UNAUTHENTICATED' })
    expect(answered.get('www-authenticate')).toBe('Bearer')
  })

  test('is refused with 401 over SSE', async () => {
    const response = await stream(await headers())
    expect(response.status).toBe(401)
    expect(await response.text()).toContain('UNAUTHENTICATED')
  })

  test('is refused with 4401 over a WebSocket', async () => {
    const { closed, received } = await connect(await authorization())
    expect(await closed).toEqual({ code: 4401, reason: 'Unauthorized' })
    expect(received).toEqual([])
  })
})

describe('a token in the address', () => {
  const forms = ['access_token', 'token', 'authorization', 'Authorization', 'jwt', 'bearer_token']

  test.each(forms)('as %s is never looked at', async (name) => {
    const token = await provider.token()
    for (const value of [token, `Bearer ${token}`]) {
      const url = `${api.url}?${new URLSearchParams({ [name]: value })}`
      const headers = { 'content-type': 'application/json' }
      expect((await fetch(url, { method: 'POST', headers, body: JSON.stringify(question) })).status).toBe(401)
      expect(await (await connect(undefined, url)).closed).toMatchObject({ code: 4401 })
    }
  })
})

describe('while the keys of the identity provider cannot be fetched', () => {
  let other: TestApi
  beforeAll(async () => {
    other = await startTestApi({ auth: { ...provider.settings, url: 'http://127.0.0.1:1/keys' } })
  })
  afterAll(() => other.close())

  test('nobody is refused: HTTP says 503, and when to come back', async () => {
    const { status, body, headers } = await other.post(question, { authorization: `Bearer ${await provider.token()}` })
    expect(status).toBe(503)
    expect(headers.get('retry-after')).toBe('60')
    expect(body?.errors).toEqual([
      {
        message: 'Er kan nu niet worden nagegaan wie u bent. Probeer het over een minuut opnieuw.',
        extensions: { code: 'SIGN_IN_UNAVAILABLE' },
      },
    ])
  })

  test('a WebSocket is closed with 1013, after which a client tries again by itself', async () => {
    const { closed } = await connect(`Bearer ${await provider.token()}`, other.url)
    expect(await closed).toEqual({ code: 1013, reason: 'Sign-in is unavailable' })
  })
})

describe('a token that ends', () => {
  /** It has ended; 8 seconds are left of those by which clocks may differ. */
  const ending = async () => `Bearer ${await provider.token({ exp: seconds(-22) })}`

  test('takes the sockets and streams with it that were opened with it, and no others', async () => {
    const lasting = await connect(`Bearer ${await provider.token()}`)
    const socket = await connect(await ending())
    for (const { send, received } of [lasting, socket]) {
      await expect.poll(() => received).toEqual([{ type: 'connection_ack' }])
      send(subscription('1'))
    }
    const response = await stream({ authorization: await ending() })
    await expect.poll(() => api.doorbells()).toBe(3)

    expect(await response.text()).toContain('"code":"UNAUTHENTICATED"')
    expect(await socket.closed).toEqual({ code: 4401, reason: 'The access token has expired' })
    expect(api.doorbells()).toBe(1)
    lasting.socket.close()
  })
})

describe('with a shared secret', () => {
  test('the same holds over every way in', async () => {
    const other = await startTestApi({ auth: secretAuth })
    const good = `Bearer ${await tokenFor({ role: 'employer' })}`
    const bad = `Bearer ${await tokenFor({ role: 'employer' }, 'another secret')}`
    expect((await other.post(question, { authorization: good })).body).toEqual({
      data: { viewer: { role: 'EMPLOYER' } },
    })
    expect((await other.post(question, { authorization: bad })).status).toBe(401)
    expect((await stream({ authorization: bad }, other.url)).status).toBe(401)
    expect(await (await connect(bad, other.url)).closed).toMatchObject({ code: 4401 })
    await other.close()
  })
})
