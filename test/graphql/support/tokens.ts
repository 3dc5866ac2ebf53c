/** Access tokens as an identity provider would give them, signed with a shared secret. */
import { SignJWT } from 'jose'
import type { AuthSettings } from '../../../src/graphql/auth.ts'

export const secretAuth = { kind: 'secret', secret: 'a secret for tests, of 32 or more' } satisfies AuthSettings

export type Claims = { sub?: string; name?: string; email?: string; role?: string; companies?: string[] }

export const tokenFor = (claims: Claims, secret = secretAuth.secret): Promise<string> =>
  new SignJWT({ sub: 'someone', ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime('5 minutes')
    .sign(new TextEncoder().encode(secret))

/** The header that a request with such a token carries. */
export const bearer = async (claims: Claims): Promise<Record<string, string>> => ({
  authorization: `Bearer ${await tokenFor(claims)}`,
})
