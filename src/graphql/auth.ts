/** Who is asking: bearer tokens (JWT, RFC 7519), checked here and nowhere else. */
import {
  createRemoteJWKSet,
  errors,
  type JWTPayload,
  type JWTVerifyGetKey,
  type JWTVerifyOptions,
  jwtVerify,
} from 'jose'
import { z } from 'zod'
import type { Log } from '../log.ts'
import { NotSignedInError, SignInUnavailableError } from '../problems.ts'
import type { Viewer } from './context.ts'

/** A shared secret (HS256) for trying out and tests; the keys of an identity provider in production. */
export type AuthSettings =
  | { kind: 'secret'; secret: string }
  | { kind: 'jwks'; url: string; issuer: string; audience: string }
  | null

/** Seconds by which the clock of an identity provider may differ from ours. */
export const clockTolerance = 30

/**
 * The viewer of an Authorization header, `Bearer <token>`. Throws NotSignedInError when there is none, or none that is good,
 * and SignInUnavailableError while the keys cannot be fetched.
 */
export type Authenticate = (authorization: string | null | undefined) => Promise<Viewer>

const claims = z.object({
  sub: z.string().min(1),
  exp: z.number(),
  name: z.string().nullish(),
  email: z.string().nullish(),
  role: z.enum(['helpdesk', 'accountant', 'employer']),
  companies: z.array(z.string()).default([]),
})

const required: JWTVerifyOptions = { requiredClaims: ['sub', 'exp'], clockTolerance }

/** Without settings whoever calls is a helpdesk user: only fit for trying out. */
export function createAuthenticate(settings: AuthSettings, log: Log): Authenticate {
  if (settings === null) return async () => localHelpdesk
  const verify = verifier(settings, log)
  return async (authorization) => {
    const token = tokenIn(authorization)
    if (!token) throw new NotSignedInError('NO_TOKEN')
    const { data } = claims.safeParse(await verify(token).catch(refuse))
    if (!data) throw new NotSignedInError('BAD_TOKEN')
    return viewerOf(data)
  }
}

/** The token of an Authorization header; undefined when there is none. */
export const tokenIn = (authorization: string | null | undefined): string | undefined =>
  /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '')?.[1]

const localHelpdesk: Viewer = {
  subject: 'lokaal',
  name: null,
  email: null,
  role: 'HELPDESK',
  companyNumbers: 'all',
  expiresAt: null,
}

/** The algorithms are fixed by the settings: a token cannot choose how it is checked. */
function verifier(settings: NonNullable<AuthSettings>, log: Log): (token: string) => Promise<JWTPayload> {
  if (settings.kind === 'secret') {
    const key = new TextEncoder().encode(settings.secret)
    return async (token) => (await jwtVerify(token, key, { ...required, algorithms: ['HS256'] })).payload
  }
  const { url, issuer, audience } = settings
  const keySet = createRemoteJWKSet(new URL(url))
  const key: JWTVerifyGetKey = (header, token) =>
    keySet(header, token).catch((error) => {
      if (isFaultOfToken(error)) throw error
      log.error({ err: error }, 'The keys of the identity provider cannot be fetched')
      throw new SignInUnavailableError({ cause: error })
    })
  const options = { ...required, issuer, audience, algorithms: ['RS256', 'ES256', 'EdDSA'] }
  return async (token) => (await jwtVerify(token, key, options)).payload
}

/** It names no key of the provider. Anything else that goes wrong with the keys is not the token's fault. */
const isFaultOfToken = (error: unknown): boolean =>
  error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys

function refuse(cause: unknown): never {
  if (!(cause instanceof errors.JOSEError)) throw cause
  throw new NotSignedInError(cause instanceof errors.JWTExpired ? 'EXPIRED' : 'BAD_TOKEN', { cause })
}

const lastMoment = 8.64e15 // milliseconds: what comes later is no Date

function viewerOf({ sub, exp, name, email, role, companies }: z.infer<typeof claims>): Viewer {
  return {
    subject: sub,
    name: name ?? null,
    email: email ?? null,
    role: role.toUpperCase() as Uppercase<typeof role>,
    companyNumbers: role === 'helpdesk' ? 'all' : companies,
    expiresAt: new Date(Math.min(exp * 1000, lastMoment)),
  }
}
