/** The API as this page reaches it: queries and mutations over HTTP, and all subscriptions over one WebSocket. */
import { Client, fetchExchange, mapExchange, subscriptionExchange } from '@urql/preact'
import { createClient as createSocket } from 'graphql-ws'
import type { Locale } from '../texts/locale.ts'
import { createInterruptions } from './interruptions.ts'
import { lasting } from './lasting.ts'
import { named } from './named.ts'
import { wait } from './wait.ts'

export type ApiOptions = {
  /** Access token; null when there is none, which is enough for a server that asks for none. */
  token: string | null
  /** The language of the words of errors; fields with words take it as an argument. */
  locale(): Locale
  /** The server does not accept the token, or not any more. */
  onUnauthorized(): void
  /** Live updates do not come in any more, or do again. */
  onConnection(state: 'broken' | 'restored'): void
}

export type Api = { client: Client; close(): void }

const unauthorizedCodes = [4401, 4403]
const longestWait = 5_000 // 5 seconds, give or take half: who looks at a page must not wait long for a server that is back

export function createApi({ token, locale, onUnauthorized, onConnection }: ApiOptions): Api {
  const authorization: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {}
  const interruptions = createInterruptions(onConnection)
  const noSocket = {}
  const socket = createSocket({
    url: new URL('graphql', location.href.replace(/^http/, 'ws')).href,
    connectionParams: authorization,
    keepAlive: 20_000, // 20 seconds
    lazy: false, // that the server is back must be known also where nothing could be shown, and so nothing is followed
    onNonLazyError: () => {}, // told by `closed`
    retryAttempts: Number.POSITIVE_INFINITY,
    retryWait: (attempt) => wait(Math.min(500 * 2 ** attempt, longestWait) * (0.5 + Math.random())),
    shouldRetry: () => true,
    on: {
      connected: () => interruptions.end(noSocket),
      closed(event) {
        const { code } = event as CloseEvent
        if (unauthorizedCodes.includes(code)) onUnauthorized()
        else if (code !== 1000) interruptions.begin(noSocket)
      },
    },
  })
  const client = new Client({
    url: new URL('graphql', location.href).href,
    preferGetMethod: false,
    requestPolicy: 'network-only',
    fetchOptions: () => ({ headers: { ...authorization, 'accept-language': locale() } }),
    exchanges: [
      mapExchange({
        onOperation: named,
        onError: ({ response }) => void (response?.status === 401 && onUnauthorized()),
      }),
      fetchExchange,
      subscriptionExchange({ forwardSubscription: lasting(socket, interruptions) }),
    ],
  })
  return { client, close: () => void socket.dispose() }
}
