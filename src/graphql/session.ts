/**
 * The session of the playground. A browser sends no access token when it opens a page, so the start page and the
 * playground's own panel leave it here in a cookie. That opens the page with its files and no more: an operation needs the
 * token itself, which no other site can make a browser send.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { NotSignedInError, Problem, SignInUnavailableError } from '../problems.ts'
import { tokenIn } from './auth.ts'
import { type CallerOptions, httpOf } from './caller.ts'
import { localeOf } from './locale.ts'

const cookieName = 'eblinc_playground'

export type Session = {
  /** POST with a bearer token begins a session, 204; DELETE ends it. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>
  /** Whether a request carries a session of the helpdesk. One that is no good is noted as a refused login. */
  isHelpdesk(request: IncomingMessage): Promise<boolean>
}

export type SessionOptions = Pick<CallerOptions, 'authenticate' | 'noteRefusal'> & { secure: boolean }

/** `secure`: whether browsers reach this server over https only. */
export function createSession({ authenticate, noteRefusal, secure }: SessionOptions): Session {
  const cookie = (token: string, seconds: number) =>
    `${cookieName}=${token}; Path=/graphql; Max-Age=${seconds}; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`

  /** The cookie for who calls. Only the helpdesk has anything to open with one. */
  const cookieFor = async (authorization: string | undefined): Promise<string> => {
    const viewer = await authenticate(authorization)
    const token = tokenIn(authorization)
    if (!token || !viewer.expiresAt || viewer.role !== 'HELPDESK') return cookie('', 0)
    return cookie(token, Math.floor((viewer.expiresAt.getTime() - Date.now()) / 1000))
  }

  return {
    async handle(request, response) {
      const { method, headers } = request
      response.setHeader('cache-control', 'no-store')
      if (method !== 'POST' && method !== 'DELETE') return void response.writeHead(405, { Allow: 'POST, DELETE' }).end()
      try {
        response.setHeader('set-cookie', method === 'POST' ? await cookieFor(headers.authorization) : cookie('', 0))
        response.writeHead(204).end()
      } catch (error) {
        if (error instanceof NotSignedInError) await noteRefusal(request, error)
        const refusal = error instanceof Problem && httpOf(error)
        if (!refusal) throw error
        response.writeHead(refusal.status, { ...refusal.headers, 'content-type': 'application/json' })
        const message = error.words[localeOf(headers['accept-language'])]
        response.end(JSON.stringify({ code: error.code, message }))
      }
    },
    async isHelpdesk(request) {
      const token = new RegExp(`(?:^|;\\s*)${cookieName}=([^;]+)`).exec(request.headers.cookie ?? '')?.[1]
      if (!token) return false
      try {
        return (await authenticate(`Bearer ${token}`)).role === 'HELPDESK'
      } catch (error) {
        if (error instanceof NotSignedInError) await noteRefusal(request, error)
        else if (!(error instanceof SignInUnavailableError)) throw error
        return false
      }
    },
  }
}
