/** Who is asking: bearer tokens (JWT, RFC 7519), checked here and nowhere else. */
import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyOptions, jwtVerify } from 'jose'
import { z } from 'zod'
import type { Viewer } from './context.ts'

/** A shared secret (HS256) for trying out and tests; the keys of an identity provider in production. */
export type AuthSettings =
  | { kind: 'secret'; secret: string }
  | { kind: 'jwks'; url: string; issuer: string; audience: string }
  | null

/** The viewer of an Authorization header, `Bearer <token>`; null when there is none, or none that is good. */
export type Authenticate = (authorization: string | null | undefined) => Promise<Viewer | null>

const claims = z.object({
  sub: z.string().min(1),
  name: z.string().nullish(),
  email: z.string().nullish(),
  role: z.enum(['helpdesk', 'accountant', 'employer']),
  companies: z.array(z.string()).default([]),
})

const required: JWTVerifyOptions = { requiredClaims: ['sub', 'exp'], clockTolerance: '30s' }

/** Without settings whoever calls is a helpdesk user: only fit for trying out. */
export function createAuthenticate(settings: AuthSettings): Authenticate {
  if (settings === null) return async () => localHelpdesk
  const verify = verifier(settings)
  return async (authorization) => {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '')?.[1]
    const payload = token ? await verify(token).catch(nullForBadToken) : null
    const { data } = claims.safeParse(payload)
    return data ? viewerOf(data) : null
  }
}

const localHelpdesk: Viewer = {
  subject: 'lokaal',
  name: null,
  email: null,
  role: 'HELPDESK',
  companyNumbers: 'all',
}

/** The algorithms are fixed by the settings: a token cannot choose how it is checked. */
function verifier(settings: NonNullable<AuthSettings>): (token: string) => Promise<JWTPayload> {
  if (settings.kind === 'secret') {
    const key = new TextEncoder().encode(settings.secret)
    return async (token) => (await jwtVerify(token, key, { ...required, algorithms: ['HS256'] })).payload
  }
  const { url, issuer, audience } = settings
  const keys = createRemoteJWKSet(new URL(url))
  const options = { ...required, issuer, audience, algorithms: ['RS256', 'ES256', 'EdDSA'] }
  return async (token) => (await jwtVerify(token, keys, options)).payload
}

/** A token that is not good is nobody's. That the keys cannot be fetched is not the token's fault, and no answer. */
function nullForBadToken(error: unknown): null {
  if (error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout)) return null
  throw error
}

function viewerOf({ sub, name, email, role, companies }: z.infer<typeof claims>): Viewer {
  return {
    subject: sub,
    name: name ?? null,
    email: email ?? null,
    role: role.toUpperCase() as Uppercase<typeof role>,
    companyNumbers: role === 'helpdesk' ? 'all' : companies,
  }
}
