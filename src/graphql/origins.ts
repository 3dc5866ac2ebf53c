/**
 * Which pages may call. A browser tells the site that a page is from; programs tell nothing, and have no network or sign-in
 * of a reader to borrow.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { isIP } from 'node:net'

export type Origins = {
  /** Whether what makes this request may: a page of this server, of a site on the list, or no page at all. */
  allows(request: IncomingMessage): boolean
  /**
   * Refuses the page of another site, answers a browser that asks beforehand, and lets the pages of sites on the list read
   * the answer. Whether that was all there is to answer.
   */
  answered(request: IncomingMessage, response: ServerResponse): boolean
}

/**
 * `allowed`: origins such as https://app.eblinc.nl. Without sign-in a page of this server counts as its own only at an
 * address or at localhost: anyone can let a name of theirs lead to this machine.
 */
export function createOrigins({ allowed, signIn }: { allowed: readonly string[]; signIn: boolean }): Origins {
  const listed = new Set(allowed)
  const isOwn = (origin: string, host: string | undefined): boolean => {
    const url = URL.parse(origin)
    return url?.host === host && (signIn || isLocal(url?.hostname ?? ''))
  }
  const allows = ({ headers: { origin, host } }: IncomingMessage): boolean =>
    origin === undefined || listed.has(origin) || isOwn(origin, host)
  return {
    allows,
    answered(request, response) {
      const { origin } = request.headers
      if (!allows(request)) {
        response.writeHead(403, { 'content-type': 'application/json' })
        response.end(JSON.stringify({ status: 'origin not allowed' }))
        return true
      }
      if (origin === undefined || !listed.has(origin)) return false
      response.setHeader('access-control-allow-origin', origin)
      response.setHeader('access-control-expose-headers', 'retry-after, www-authenticate')
      response.setHeader('vary', 'origin')
      if (request.method !== 'OPTIONS') return false
      response.writeHead(204, {
        'access-control-allow-methods': 'POST',
        'access-control-allow-headers': 'authorization, content-type, accept-language',
        'access-control-max-age': '600', // 10 minutes
      })
      response.end()
      return true
    },
  }
}

const isLocal = (hostname: string): boolean => hostname === 'localhost' || isIP(hostname.replace(/^\[|\]$/g, '')) !== 0
