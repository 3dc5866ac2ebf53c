/** Access tokens as an identity provider would give them, signed with a shared secret; good for 5 minutes. */
import { SignJWT } from 'jose'
import type { AuthSettings } from '../../../src/graphql/auth.ts'

export const secretAuth = { kind: 'secret', secret: 'a secret for tests, of 32 or more' } satisfies AuthSettings

export type Claims = {
  sub?: string
  name?: string
  email?: string
  role?: string
  companies?: string[]
  /** Seconds since 1970. */
  exp?: number
}

export const tokenFor = (claims: Claims, secret = secretAuth.secret): Promise<string> =>
  new SignJWT({ sub: 'someone', exp: Math.floor(Date.now() / 1000) + 300, ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .sign(new TextEncoder().encode(secret))

/** The header that a request with such a token carries. */
export const bearer = async (claims: Claims): Promise<Record<string, string>> => ({
  authorization: `Bearer ${await tokenFor(claims)}`,
})
