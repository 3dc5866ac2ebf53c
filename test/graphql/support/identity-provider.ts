/** An identity provider that publishes its keys over HTTP, and signs tokens with them. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'
import type { AuthSettings } from '../../../src/graphql/auth.ts'

export type IdentityProvider = {
  settings: Extract<AuthSettings, { kind: 'jwks' }>
  /** What it publishes; a test may change it. */
  published: JWK[]
  /** What it answers instead of its keys, when that is not null. */
  fails: { status: number; body: string } | null
  /** A token that is good, for 5 minutes, but for what is given; `exp` and `nbf` in seconds from now. */
  token(claims?: Record<string, unknown>, options?: { alg?: string; kid?: string }): Promise<string>
  close(): Promise<void>
}

export const seconds = (fromNow: number): number => Math.floor(Date.now() / 1000) + fromNow

/** Its keys have their algorithm as id; of the key "encryption" it says that it is not for signatures. */
export async function startIdentityProvider(): Promise<IdentityProvider> {
  const signing = new Map<string, CryptoKey>()
  const published: JWK[] = []
  for (const kid of ['RS256', 'ES256', 'EdDSA', 'PS256', 'encryption']) {
    const alg = kid === 'encryption' ? 'RS256' : kid
    const { publicKey, privateKey } = await generateKeyPair(alg)
    published.push({ ...(await exportJWK(publicKey)), kid, alg, use: kid === 'encryption' ? 'enc' : 'sig' })
    signing.set(kid, privateKey)
  }
  const server = createServer((_request, response) => {
    response.writeHead(provider.fails?.status ?? 200, { 'content-type': 'application/json' })
    response.end(provider.fails?.body ?? JSON.stringify({ keys: published }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const settings = {
    kind: 'jwks' as const,
    url: `http://127.0.0.1:${port}/keys`,
    issuer: 'https://login.example',
    audience: 'eblinc',
  }
  const provider: IdentityProvider = {
    settings,
    published,
    fails: null,
    token: (claims = {}, { alg = 'RS256', kid = alg } = {}) =>
      new SignJWT({
        sub: 'u1',
        role: 'helpdesk',
        iss: settings.issuer,
        aud: settings.audience,
        exp: seconds(300),
        ...claims,
      })
        .setProtectedHeader({ alg, kid })
        .sign(signing.get(kid)!),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
  return provider
}
