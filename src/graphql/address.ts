import type { IncomingMessage } from 'node:http'

/**
 * The address that a request comes from: that of the connection or, behind so many proxies of our own, the one that the
 * outermost of them saw. What stands before it in X-Forwarded-For anyone may have written.
 */
export function addressOf({ headers, socket }: IncomingMessage, trustedProxies: number): string {
  const forwarded = String(headers['x-forwarded-for'] ?? '').split(',')
  const seen = trustedProxies > 0 ? forwarded.at(-trustedProxies)?.trim() : undefined
  return seen || (socket.remoteAddress ?? '')
}
