/** The API as this page reaches it: queries and mutations over HTTP, subscriptions over a WebSocket. */
import { createClient } from 'graphql-ws'

export type Operation = { query: string; operationName?: string; variables?: Record<string, unknown> | null }
export type Result = { data?: Record<string, unknown> | null; errors?: readonly { message: string }[] }
export type Headers = Record<string, string>

/** The server asks for an access token, or for another one. */
export class NotSignedIn extends Error {}

/** Dutch, whatever the language of the browser is: so are the operations. Throws NotSignedIn. */
export async function post(operation: Operation, headers: Headers = {}): Promise<Result> {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': 'nl', ...headers },
    body: JSON.stringify(operation),
  })
  if (response.status === 401) throw new NotSignedIn('Er is geen geldig toegangstoken meegestuurd.')
  return response.json()
}

/** Each subscription has a WebSocket of its own, as it may have another token, and ends with it. */
export function subscribe(operation: Operation, headers: Headers = {}): AsyncIterableIterator<unknown> {
  const client = createClient({
    url: new URL('/graphql', location.href.replace(/^http/, 'ws')).href,
    connectionParams: headers,
    retryAttempts: 0, // a reader who starts again chooses from which cursor
  })
  const events = client.iterate(operation)
  return {
    next: () => events.next().catch(inWords),
    return: async () => events.return?.() ?? { done: true, value: undefined },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}

function inWords(error: unknown): never {
  const why = error instanceof CloseEvent ? ` (${error.code} ${error.reason})` : ''
  if (error instanceof Event) throw new Error(`De verbinding is verbroken${why}. Start het meekijken opnieuw.`)
  throw error
}

const key = 'access-token' // the same as that of the page at /

/** The access token of this browser tab; it is gone when the tab closes. */
export const session = {
  headers(): Headers {
    const token = sessionStorage.getItem(key)
    return token ? { authorization: `Bearer ${token}` } : {}
  },
  /**
   * Whether the server takes this token. It then opens this page with it too, which a browser asks for without a token. Throws
   * when the server cannot tell.
   */
  async begin(given: string): Promise<boolean> {
    const token = given.trim().replace(/^Bearer\s+/i, '')
    if (!/^[!-~]+$/.test(token)) return false // no header can hold it
    const { ok, status } = await fetch('/session', { method: 'POST', headers: { authorization: `Bearer ${token}` } })
    if (ok) sessionStorage.setItem(key, token)
    else if (status !== 401) throw new Error(`The server answers ${status}`)
    return ok
  },
}
