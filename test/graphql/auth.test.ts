import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Authenticate, createAuthenticate } from '../../src/graphql/auth.ts'
import { secretAuth, tokenFor } from './support/tokens.ts'

const soon = '5 minutes'
const key = new TextEncoder().encode(secretAuth.secret)

describe('without settings', () => {
  test('whoever calls is a helpdesk user', async () => {
    expect(await createAuthenticate(null)(null)).toEqual({
      subject: 'lokaal',
      name: null,
      email: null,
      role: 'HELPDESK',
      companyNumbers: 'all',
    })
  })
})

describe('with a shared secret', () => {
  const authenticate = createAuthenticate(secretAuth)

  test('a token says who is calling and what they may see', async () => {
    const token = await tokenFor({ sub: 'u1', name: 'Ans', role: 'accountant', companies: ['1', '2'] })
    expect(await authenticate(`Bearer ${token}`)).toEqual({
      subject: 'u1',
      name: 'Ans',
      email: null,
      role: 'ACCOUNTANT',
      companyNumbers: ['1', '2'],
    })
  })

  test.each([
    ['helpdesk', 'all'],
    ['accountant', []],
    ['employer', []],
  ])('%s without companies sees %j', async (role, companies) => {
    expect((await authenticate(`Bearer ${await tokenFor({ role })}`))?.companyNumbers).toEqual(companies)
  })

  const refused: [string, () => Promise<string | undefined>][] = [
    ['no header', async () => undefined],
    ['an empty header', async () => ''],
    ['another scheme', async () => `Basic ${await tokenFor({ role: 'helpdesk' })}`],
    ['no token at all', async () => 'Bearer x'],
    ['another secret', async () => `Bearer ${await tokenFor({ role: 'helpdesk' }, 'another secret')}`],
    ['no role', async () => `Bearer ${await tokenFor({})}`],
    ['an unknown role', async () => `Bearer ${await tokenFor({ role: 'admin' })}`],
    ['no subject', async () => `Bearer ${await tokenFor({ sub: '', role: 'helpdesk' })}`],
    ['no signature', async () => `Bearer ${new UnsecuredJWT({ role: 'helpdesk', sub: 'x' }).encode()}`],
    ['another algorithm', async () => `Bearer ${await sign({}, 'HS512')}`],
    ['no end', async () => `Bearer ${await sign({ exp: undefined })}`],
    ['an end in the past', async () => `Bearer ${await sign({ exp: Math.floor(Date.now() / 1000) - 60 })}`],
    ['a start in the future', async () => `Bearer ${await sign({ nbf: Math.floor(Date.now() / 1000) + 600 })}`],
  ]
  const sign = (claims: object, alg = 'HS256') =>
    new SignJWT({ sub: 'x', role: 'helpdesk', exp: Math.floor(Date.now() / 1000) + 300, ...claims })
      .setProtectedHeader({ alg })
      .sign(key)

  test.each(refused)('%s is nobody', async (_name, header) => {
    expect(await authenticate(await header())).toBeNull()
  })
})

describe('with the keys of an identity provider', () => {
  const issuer = 'https://login.example'
  const audience = 'eblinc'
  const keys = new Map<string, { privateKey: CryptoKey }>()
  let authenticate: Authenticate
  const published: object[] = []
  const provider = createServer((_request, response) => response.end(JSON.stringify({ keys: published })))

  beforeAll(async () => {
    for (const alg of ['RS256', 'ES256', 'EdDSA']) {
      const { publicKey, privateKey } = await generateKeyPair(alg)
      published.push({ ...(await exportJWK(publicKey)), alg, kid: alg })
      keys.set(alg, { privateKey })
    }
    await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve))
    const { port } = provider.address() as AddressInfo
    authenticate = createAuthenticate({ kind: 'jwks', url: `http://127.0.0.1:${port}/keys`, issuer, audience })
  })
  afterAll(() => provider.close())

  const sign = (alg: string, claims: { iss?: string; aud?: string } = {}) =>
    new SignJWT({ sub: 'u1', role: 'helpdesk', iss: issuer, aud: audience, ...claims })
      .setProtectedHeader({ alg, kid: alg })
      .setExpirationTime(soon)
      .sign(keys.get(alg)!.privateKey)

  test.each(['RS256', 'ES256', 'EdDSA'])('a token signed with %s is good', async (alg) => {
    expect(await authenticate(`Bearer ${await sign(alg)}`)).toMatchObject({ subject: 'u1', role: 'HELPDESK' })
  })

  test('a token of another issuer or for another audience is nobody', async () => {
    expect(await authenticate(`Bearer ${await sign('RS256', { iss: 'https://elsewhere.example' })}`)).toBeNull()
    expect(await authenticate(`Bearer ${await sign('RS256', { aud: 'another' })}`)).toBeNull()
  })

  test('a token signed with a public key as if it were a secret is nobody', async () => {
    const publicKey = new TextEncoder().encode(JSON.stringify(published[0]))
    const token = await new SignJWT({ sub: 'x', role: 'helpdesk', iss: issuer, aud: audience })
      .setProtectedHeader({ alg: 'HS256', kid: 'RS256' })
      .setExpirationTime(soon)
      .sign(publicKey)
    expect(await authenticate(`Bearer ${token}`)).toBeNull()
  })

  test('keys that cannot be fetched are a failure, and not a bad token', async () => {
    const unreachable = createAuthenticate({ kind: 'jwks', url: 'http://127.0.0.1:1/keys', issuer, audience })
    await expect(unreachable(`Bearer ${await sign('RS256')}`)).rejects.toThrow()
  })
})
