/** The API as this page reaches it: queries and mutations over HTTP, and all subscriptions over one WebSocket. */
import {
  Client,
  type ExecutionResult,
  fetchExchange,
  mapExchange,
  type SubscriptionForwarder,
  subscriptionExchange,
} from '@urql/preact'
import { createClient as createSocket, type Client as Socket } from 'graphql-ws'
import type { Locale } from '../texts/locale.ts'

export type ApiOptions = {
  /** Access token; null when there is none, which is enough for a server that asks for none. */
  token: string | null
  /** The language of the words of errors; fields with words take it as an argument. */
  locale(): Locale
  /** The server does not accept the token, or not any more. */
  onUnauthorized(): void
  /** The WebSocket broke, or is back after that. */
  onConnection(state: 'broken' | 'restored'): void
}

export type Api = { client: Client; close(): void }

const unauthorizedCodes = [4401, 4403]
const longestWait = 15_000 // 15 seconds between two attempts to connect
const startsAgainAfter = 3_000 // 3 seconds, when a subscription ended that should not

export function createApi({ token, locale, onUnauthorized, onConnection }: ApiOptions): Api {
  const authorization: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {}
  const socket = createSocket({
    url: new URL('graphql', location.href.replace(/^http/, 'ws')).href,
    connectionParams: authorization,
    keepAlive: 20_000, // 20 seconds
    lazyCloseTimeout: 2_000, // 2 seconds: from one screen to the next the connection stays
    retryAttempts: Number.POSITIVE_INFINITY,
    retryWait: (attempt) => wait(Math.min(500 * 2 ** attempt, longestWait) * (0.5 + Math.random())),
    shouldRetry: () => true,
    on: {
      connected: (_socket, _payload, wasRetry) => wasRetry && onConnection('restored'),
      closed(event) {
        const { code } = event as CloseEvent
        if (unauthorizedCodes.includes(code)) onUnauthorized()
        else if (code !== 1000) onConnection('broken')
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
        onError: ({ response }) => void (response?.status === 401 && onUnauthorized()),
      }),
      fetchExchange,
      subscriptionExchange({ forwardSubscription: lasting(socket, onConnection) }),
    ],
  })
  return { client, close: () => void socket.dispose() }
}

/**
 * A subscription that goes on until it is not wanted any more. After a break graphql-ws sends it again, and after anything
 * else that ended it, this does; a feed then goes on from the last cursor that came, so that nothing is missed and nothing
 * comes twice.
 */
const lasting =
  (socket: Socket, onConnection: ApiOptions['onConnection']): SubscriptionForwarder =>
  ({ query = '', variables }) => ({
    subscribe(sink) {
      const request = { query, variables: { ...variables } }
      let isWanted = true
      let leave = () => {}
      const start = () => {
        leave = socket.subscribe<{ mutationFeed?: { cursor: string } }>(request, {
          next(result) {
            const cursor = result.data?.mutationFeed?.cursor
            if (cursor) Object.assign(request.variables, { after: cursor })
            sink.next(result as ExecutionResult)
          },
          error: () => void startAgain(),
          complete: () => void startAgain(),
        })
      }
      const startAgain = async () => {
        if (!isWanted) return
        onConnection('broken')
        await wait(startsAgainAfter)
        if (!isWanted) return
        start()
        onConnection('restored')
      }
      start()
      return {
        unsubscribe() {
          isWanted = false
          leave()
        },
      }
    },
  })

const wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds))
