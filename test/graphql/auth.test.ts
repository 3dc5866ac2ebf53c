import { createHmac } from 'node:crypto'
import { exportSPKI, importJWK, SignJWT, UnsecuredJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Authenticate, createAuthenticate } from '../../src/graphql/auth.ts'
import { silentLog } from '../../src/log.ts'
import { SignInUnavailableError } from '../../src/problems.ts'
import { type IdentityProvider, seconds, startIdentityProvider } from './support/identity-provider.ts'
import { secretAuth, tokenFor } from './support/tokens.ts'

const key = new TextEncoder().encode(secretAuth.secret)

describe('without settings', () => {
  test('whoever calls is a helpdesk user', async () => {
    expect(await createAuthenticate(null, silentLog)(null)).toEqual({
      subject: 'lokaal',
      name: null,
      email: null,
      role: 'HELPDESK',
      companyNumbers: 'all',
      expiresAt: null,
    })
  })
})

describe('with a shared secret', () => {
  const authenticate = createAuthenticate(secretAuth, silentLog)
  const sign = (claims: object, alg = 'HS256') =>
    new SignJWT({ sub: 'x', role: 'helpdesk', exp: seconds(300), ...claims }).setProtectedHeader({ alg }).sign(key)

  test('a token says who is calling, what they may see, and until when', async () => {
    const exp = seconds(300)
    const token = await sign({ sub: 'u1', name: 'Ans', role: 'accountant', companies: ['1', '2'], exp })
    expect(await authenticate(`Bearer ${token}`)).toEqual({
      subject: 'u1',
      name: 'Ans',
      email: null,
      role: 'ACCOUNTANT',
      companyNumbers: ['1', '2'],
      expiresAt: new Date(exp * 1000),
    })
  })

  test.each([
    ['helpdesk', 'all'],
    ['accountant', []],
    ['employer', []],
  ])('%s without companies sees %j', async (role, companies) => {
    expect((await authenticate(`Bearer ${await tokenFor({ role })}`)).companyNumbers).toEqual(companies)
  })

  test('clocks may differ by half a minute, and an end may lie beyond all calendars', async () => {
    expect(await authenticate(`Bearer ${await sign({ exp: seconds(-20), nbf: seconds(20) })}`)).not.toBeNull()
    const viewer = await authenticate(`Bearer ${await sign({ exp: 1e300 })}`)
    expect(viewer?.expiresAt?.getTime()).toBe(8.64e15)
  })

  const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
  const refused: [string, () => Promise<string | undefined>][] = [
    ['no header', async () => undefined],
    ['an empty header', async () => ''],
    ['another scheme', async () => `Basic ${await tokenFor({ role: 'helpdesk' })}`],
    ['no token at all', async () => 'Bearer x'],
    ['something behind the token', async () => `Bearer ${await sign({})} x`],
    ['a part too many', async () => `Bearer ${await sign({})}.x`],
    [
      'claims that were changed',
      async () => `Bearer ${(await sign({})).replace(/\.[^.]+\./, `.${encoded({ role: 'helpdesk' })}.`)}`,
    ],
    ['no JSON', async () => `Bearer ${Buffer.from('x').toString('base64url')}.eA.eA`],
    ['another secret', async () => `Bearer ${await tokenFor({ role: 'helpdesk' }, 'another secret')}`],
    ['no role', async () => `Bearer ${await tokenFor({})}`],
    ['an unknown role', async () => `Bearer ${await tokenFor({ role: 'admin' })}`],
    ['a role in other letters', async () => `Bearer ${await tokenFor({ role: 'HELPDESK' })}`],
    ['two roles', async () => `Bearer ${await sign({ role: ['employer', 'helpdesk'] })}`],
    ['companies that are no list', async () => `Bearer ${await sign({ role: 'employer', companies: 'all' })}`],
    ['no subject', async () => `Bearer ${await tokenFor({ sub: '', role: 'helpdesk' })}`],
    ['no signature', async () => `Bearer ${new UnsecuredJWT({ role: 'helpdesk', sub: 'x' }).encode()}`],
    ['alg none', async () => `Bearer ${encoded({ alg: 'none' })}.${encoded({ sub: 'x', role: 'helpdesk' })}.eA`],
    ['another algorithm', async () => `Bearer ${await sign({}, 'HS512')}`],
    ['no end', async () => `Bearer ${await sign({ exp: undefined })}`],
    ['an end that is no number', async () => `Bearer ${await sign({ exp: String(seconds(300)) })}`],
    ['an end in the past', async () => `Bearer ${await sign({ exp: seconds(-60) })}`],
    ['a start in the future', async () => `Bearer ${await sign({ nbf: seconds(600) })}`],
  ]
  test.each(refused)('%s is nobody', async (_name, header) => {
    await expect(authenticate(await header())).rejects.toMatchObject({ name: 'NotSignedInError' })
  })

  test.each([
    ['NO_TOKEN', async () => null],
    ['NO_TOKEN', async () => 'Basic geheim'],
    ['EXPIRED', async () => `Bearer ${await sign({ exp: seconds(-60) })}`],
    ['BAD_TOKEN', async () => `Bearer ${await tokenFor({ role: 'helpdesk' }, 'another secret')}`],
    ['BAD_TOKEN', async () => `Bearer ${await tokenFor({ role: 'root' })}`],
  ])('the reason %s is kept for the audit trail', async (reason, header) => {
    await expect(authenticate(await header())).rejects.toMatchObject({ reason })
  })
})

describe('with the keys of an identity provider', () => {
  let provider: IdentityProvider
  let authenticate: Authenticate
  beforeAll(async () => {
    provider = await startIdentityProvider()
    authenticate = createAuthenticate(provider.settings, silentLog)
  })
  afterAll(() => provider.close())

  test.each(['RS256', 'ES256', 'EdDSA'])('a token signed with %s is good', async (alg) => {
    const token = await provider.token({}, { alg })
    expect(await authenticate(`Bearer ${token}`)).toMatchObject({ subject: 'u1', role: 'HELPDESK' })
  })

  /** As if the public key, which anyone can have, were a secret that is shared. */
  const confused = async (form: (jwk: object) => Promise<string> | string) => {
    const jwk = provider.published[0]!
    const head = Buffer.from(JSON.stringify({ alg: 'HS256', kid: 'RS256' })).toString('base64url')
    const body = (await provider.token()).split('.')[1]
    const signature = createHmac('sha256', await form(jwk)).update(`${head}.${body}`)
    return `${head}.${body}.${signature.digest('base64url')}`
  }
  const refused: [string, () => Promise<string>][] = [
    ['another issuer', () => provider.token({ iss: 'https://elsewhere.example' })],
    ['no issuer', () => provider.token({ iss: undefined })],
    ['another audience', () => provider.token({ aud: 'another' })],
    ['no audience', () => provider.token({ aud: undefined })],
    ['an end in the past', () => provider.token({ exp: seconds(-60) })],
    ['no end', () => provider.token({ exp: undefined })],
    ['a start in the future', () => provider.token({ nbf: seconds(60) })],
    ['an unknown role', () => provider.token({ role: 'root' })],
    ['an algorithm that is not on the list', () => provider.token({}, { alg: 'PS256' })],
    ['a key that is for encryption', () => provider.token({}, { alg: 'RS256', kid: 'encryption' })],
    [
      'the name of another key',
      async () => {
        const [, ...rest] = (await provider.token({}, { alg: 'RS256', kid: 'encryption' })).split('.')
        return [Buffer.from('{"alg":"RS256","kid":"RS256"}').toString('base64url'), ...rest].join('.')
      },
    ],
    ['the public key as a secret, as JSON', () => confused((jwk) => JSON.stringify(jwk))],
    [
      'the public key as a secret, as PEM',
      () => confused(async (jwk) => exportSPKI((await importJWK(jwk, 'RS256', { extractable: true })) as CryptoKey)),
    ],
  ]
  test.each(refused)('a token with %s is nobody', async (_name, token) => {
    await expect(authenticate(`Bearer ${await token()}`)).rejects.toMatchObject({ name: 'NotSignedInError' })
  })

  const broken: [string, IdentityProvider['fails']][] = [
    ['an error', { status: 500, body: '{}' }],
    ['a page instead', { status: 200, body: '<html>' }],
    ['no keys at all', { status: 200, body: '{}' }],
    ['another address to ask at', { status: 302, body: '' }],
  ]
  test.each(broken)('that it answers with %s is a failure, and not a bad token', async (_name, fails) => {
    const logged: object[] = []
    const fresh = createAuthenticate(provider.settings, { ...silentLog, error: (fields) => logged.push(fields) })
    provider.fails = fails
    await expect(fresh(`Bearer ${await provider.token()}`)).rejects.toThrow(SignInUnavailableError)
    expect(logged).toHaveLength(1)
    provider.fails = null
    expect(await fresh(`Bearer ${await provider.token()}`)).not.toBeNull()
  })

  test('that it cannot be reached is a failure, and not a bad token', async () => {
    const unreachable = createAuthenticate({ ...provider.settings, url: 'http://127.0.0.1:1/keys' }, silentLog)
    await expect(unreachable(`Bearer ${await provider.token()}`)).rejects.toThrow(SignInUnavailableError)
  })
})
