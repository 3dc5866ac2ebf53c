import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createOrigins } from '../../src/graphql/origins.ts'
import { startTestApi, type TestApi } from './support/api.ts'
import { openSocket, refusalOf } from './support/socket.ts'
import { bearer, secretAuth } from './support/tokens.ts'

const app = 'https://app.example.nl'
const question = { query: '{ viewer { role } }' }

let api: TestApi
beforeAll(async () => {
  api = await startTestApi({ auth: secretAuth, allowedOrigins: [app, 'http://localhost:5173'] })
})
afterAll(() => api.close())

const preflight = (origin: string) =>
  fetch(api.url, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type',
    },
  })

describe('a page of a site on the list', () => {
  test('is told beforehand that it may call, without anything of the reader', async () => {
    const { status, headers } = await preflight(app)
    expect(status).toBe(204)
    expect(headers.get('access-control-allow-origin')).toBe(app)
    expect(headers.get('access-control-allow-methods')).toBe('POST')
    expect(headers.get('access-control-allow-headers')).toBe('authorization, content-type, accept-language')
    expect(headers.get('access-control-allow-credentials')).toBeNull()
    expect(headers.get('vary')).toBe('origin')
  })

  test('reads the answer, also that it is refused and when it may come back', async () => {
    const { status, headers } = await api.post(question, { origin: app, ...(await bearer({ role: 'employer' })) })
    expect({ status, origin: headers.get('access-control-allow-origin') }).toEqual({ status: 200, origin: app })
    const refused = await api.post(question, { origin: app })
    expect(refused.status).toBe(401)
    expect(refused.headers.get('access-control-allow-origin')).toBe(app)
    expect(refused.headers.get('access-control-expose-headers')).toBe('retry-after, www-authenticate')
  })

  test('opens a WebSocket', async () => {
    const { socket } = await openSocket(api.url, { origin: app })
    socket.close()
  })
})

describe('a page of this server', () => {
  test('calls as it likes', async () => {
    const { origin } = new URL(api.url)
    const { status, headers } = await api.post(question, { origin, ...(await bearer({ role: 'employer' })) })
    expect(status).toBe(200)
    expect(headers.get('access-control-allow-origin')).toBeNull()
    const { socket } = await openSocket(api.url, { origin })
    socket.close()
  })
})

const elsewhere = [
  'https://elsewhere.example',
  'http://app.example.nl',
  'https://app.example.nl:8443',
  'https://app.example.nl.elsewhere.example',
  'https://sub.app.example.nl',
  'null',
  'file://',
]

describe.each(elsewhere)('a page of %s', (origin) => {
  test('is refused, over HTTP and a WebSocket, whatever token it has', async () => {
    const { status, headers } = await preflight(origin)
    expect(status).toBe(403)
    expect(headers.get('access-control-allow-origin')).toBeNull()
    const token = await bearer({ role: 'helpdesk' })
    const answer = await api.post(question, { origin, ...token })
    expect(answer.status).toBe(403)
    expect(answer.body).toEqual({ status: 'origin not allowed' })
    expect(await refusalOf(api.url, { origin, ...token })).toBe(403)
  })
})

describe('without sign-in', () => {
  const allows = (origin: string, host: string, signIn: boolean) =>
    createOrigins({ allowed: [], signIn }).allows({ headers: { origin, host } } as Parameters<
      ReturnType<typeof createOrigins>['allows']
    >[0])

  test.each(['localhost:4000', '127.0.0.1:4000', '192.168.1.5', '[::1]:4000'])('a page at %s is its own', (host) => {
    expect(allows(`http://${host}`, host, false)).toBe(true)
  })

  test('a name is not, since anyone can let a name of theirs lead here; with sign-in it is', () => {
    expect(allows('http://elsewhere.example:4000', 'elsewhere.example:4000', false)).toBe(false)
    expect(allows('https://eblinc.example.nl', 'eblinc.example.nl', true)).toBe(true)
  })
})
