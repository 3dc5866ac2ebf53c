import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from './support/api.ts'
import { seconds } from './support/identity-provider.ts'
import { bearer, secretAuth, tokenFor } from './support/tokens.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi({ auth: secretAuth, production: true })
})
afterAll(() => api.close())

const session = (method: string, headers: Record<string, string> = {}) =>
  fetch(new URL('/session', api.url), { method, headers })

const playground = (cookie?: string, url = api.url) =>
  fetch(url, { headers: { accept: 'text/html,*/*', ...(cookie && { cookie }) } })

/** What a browser would send back of a Set-Cookie header. */
const sent = (setCookie: string | null) => setCookie?.split(';')[0] ?? ''

describe('a session', () => {
  test('begins with a token of the helpdesk, in a cookie that only opens /graphql, until the token ends', async () => {
    const token = await tokenFor({ role: 'helpdesk' })
    const response = await session('POST', { authorization: `Bearer ${token}` })
    expect(response.status).toBe(204)
    expect(response.headers.get('cache-control')).toBe('no-store')
    const [value, ...attributes] = (response.headers.get('set-cookie') ?? '').split('; ')
    expect(value).toBe(`eblinc_playground=${token}`)
    const [path, maxAge, ...rest] = attributes
    expect([path, ...rest]).toEqual(['Path=/graphql', 'HttpOnly', 'SameSite=Strict', 'Secure'])
    expect(Number(maxAge?.replace('Max-Age=', ''))).toBeGreaterThan(290)
    expect(Number(maxAge?.replace('Max-Age=', ''))).toBeLessThanOrEqual(300)
  })

  test('opens the playground', async () => {
    const { headers } = await session('POST', await bearer({ role: 'helpdesk' }))
    const response = await playground(`other=1; ${sent(headers.get('set-cookie'))}`)
    expect(response.status).toBe(200)
    expect(response.headers.get('x-frame-options')).toBe('DENY')
    expect(await response.text()).toContain('<title>EBlinC – Nmbrs</title>')
  })

  test('never authorises an operation', async () => {
    const { headers } = await session('POST', await bearer({ role: 'helpdesk' }))
    const cookie = sent(headers.get('set-cookie'))
    expect((await api.post({ query: '{ viewer { role } }' }, { cookie })).status).toBe(401)
  })

  test('ends when it is asked to', async () => {
    const { status, headers } = await session('DELETE')
    expect(status).toBe(204)
    expect(headers.get('set-cookie')).toBe(
      'eblinc_playground=; Path=/graphql; Max-Age=0; HttpOnly; SameSite=Strict; Secure',
    )
  })

  test.each(['accountant', 'employer'])('is not for an %s, whose cookie stays empty', async (role) => {
    const { status, headers } = await session('POST', await bearer({ role }))
    expect(status).toBe(204)
    expect(headers.get('set-cookie')).toContain('eblinc_playground=; Path=/graphql; Max-Age=0')
  })

  test.each<Record<string, string>>([{}, { authorization: 'Bearer no.good.token' }])(
    'does not begin without a good token: %j',
    async (given) => {
      const response = await session('POST', { ...given, 'accept-language': 'en' })
      expect(response.status).toBe(401)
      expect(response.headers.get('set-cookie')).toBeNull()
      expect(await response.json()).toEqual({
        code: 'UNAUTHENTICATED',
        message: 'Sign in first: no valid access token was sent.',
      })
    },
  )

  test('is only POSTed and DELETEd, and not from a page of another site', async () => {
    expect((await session('GET')).status).toBe(405)
    const origin = 'https://elsewhere.example'
    expect((await session('POST', { origin, ...(await bearer({ role: 'helpdesk' })) })).status).toBe(403)
  })
})

describe('the playground in production', () => {
  test.each<[string, () => Promise<string | undefined>]>([
    ['no session', async () => undefined],
    ['a session of an accountant', async () => `eblinc_playground=${await tokenFor({ role: 'accountant' })}`],
    ['a token that is not good', async () => `eblinc_playground=${await tokenFor({ role: 'helpdesk' }, 'another')}`],
    [
      'a token that has ended',
      async () => `eblinc_playground=${await tokenFor({ role: 'helpdesk', exp: seconds(-60) })}`,
    ],
    ['a cookie of another name', async () => `x_eblinc_playground=${await tokenFor({ role: 'helpdesk' })}`],
  ])('does not open with %s, and says where to sign in', async (_name, cookie) => {
    const response = await playground(await cookie())
    expect(response.status).toBe(401)
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    const page = await response.text()
    expect(page).toContain('<a href="/">Deze pagina is voor de helpdesk. Meld u eerst aan op de startpagina.</a>')
    expect(page).toContain('<a href="/">This page is for the helpdesk. Sign in on the start page first.</a>')
    expect(page).not.toContain('<script')
  })
})

describe('the files of the playground in production', () => {
  const file = async (cookie?: string) => {
    const built = await (await playground(await helpdeskCookie())).text()
    const [path] = /\/graphql\/playground\/assets\/[\w.-]+\.js/.exec(built) ?? []
    return (await fetch(new URL(path ?? '/none', api.url), { headers: cookie ? { cookie } : {} })).status
  }
  const helpdeskCookie = async () => `eblinc_playground=${await tokenFor({ role: 'helpdesk' })}`

  test('are for who may open it', async () => {
    expect(await file(await helpdeskCookie())).toBe(200)
    expect(await file(`eblinc_playground=${await tokenFor({ role: 'accountant' })}`)).toBe(404)
    expect(await file()).toBe(404)
  })
})

test('a session that is no good is in the audit trail as a refused login', async () => {
  const refusals = () => api.database.prisma.auditEntry.findMany({ where: { action: 'LOGIN_REFUSED' } })
  await playground(`eblinc_playground=${await tokenFor({ role: 'helpdesk' }, 'yet another')}`)
  expect((await refusals()).map(({ outcome }) => outcome)).toContain('BAD_TOKEN')
})

describe('outside production', () => {
  test('the playground is open, and a session is not only for https', async () => {
    const other = await startTestApi({ auth: secretAuth })
    expect((await playground(undefined, other.url)).status).toBe(200)
    const headers = await bearer({ role: 'helpdesk' })
    const response = await fetch(new URL('/session', other.url), { method: 'POST', headers })
    expect(response.headers.get('set-cookie')).toMatch(/SameSite=Strict$/)
    await other.close()
  })

  test('whoever calls without sign-in needs no session, and asking for one does no harm', async () => {
    const other = await startTestApi()
    const response = await fetch(new URL('/session', other.url), { method: 'POST' })
    expect(response.status).toBe(204)
    expect((await playground(undefined, other.url)).status).toBe(200)
    await other.close()
  })
})
