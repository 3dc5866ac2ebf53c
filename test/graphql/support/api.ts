/**
 * The API as a caller meets it: a real HTTP server, on a database of its own. When it closes, it is looked through for what was
 * sealed meanwhile, which fails the test that let it out.
 */
import { type Client, createClient } from 'graphql-ws'
import { WebSocket } from 'ws'
import { createNoteCaller } from '../../../src/administration/mail-access.ts'
import { type Clock, systemClock } from '../../../src/clock.ts'
import type { Database } from '../../../src/db/open.ts'
import { createWakeUp, type WakeUp } from '../../../src/feed/wake-up.ts'
import type { AuthSettings } from '../../../src/graphql/auth.ts'
import type { Services } from '../../../src/graphql/context.ts'
import { createHttpServer, type HttpServerOptions } from '../../../src/graphql/server.ts'
import { type Log, silentLog } from '../../../src/log.ts'
import { openTestDatabase } from '../../support/database.ts'
import { answers, createLeakSearch } from '../../support/leaks.ts'
import { sealedSecrets, testServices } from './services.ts'

export type Answer = {
  status: number
  headers: Headers
  body: {
    data?: unknown
    errors?: { message: string; path?: unknown[]; extensions?: Record<string, unknown> }[]
  } | null
}

export type TestApi = {
  url: string
  database: Database
  /** How many subscribers wait for something to happen. */
  doorbells(): number
  /** What an operation gives that must give no errors. */
  ask(query: string, variables?: object, headers?: Record<string, string>): Promise<unknown>
  /** The whole answer to a request of any kind; an object is sent as JSON. */
  post(body: object | string, headers?: Record<string, string>): Promise<Answer>
  /** A graphql-ws client; closes with the API. */
  connect(connectionParams?: Record<string, unknown>): Client
  close(): Promise<void>
}

export type TestApiOptions = {
  kind?: Database['kind']
  auth?: AuthSettings
  log?: Log
  clock?: Clock
  services?: Partial<Services>
  database?: Database
} & Partial<Pick<HttpServerOptions, 'production' | 'persistedDocuments' | 'allowedOrigins' | 'trustedProxies'>>

export async function startTestApi({
  kind = 'embedded',
  auth = null,
  log = silentLog,
  clock = systemClock,
  services,
  production = false,
  persistedDocuments = null,
  allowedOrigins = [],
  trustedProxies = 0,
  ...given
}: TestApiOptions = {}): Promise<TestApi> {
  const database = given.database ?? (await openTestDatabase(kind))
  const sealedBefore = sealedSecrets.length
  const leaks = createLeakSearch(log, () => sealedSecrets.slice(sealedBefore))
  const wakeUp = await createWakeUp(database)
  const subscribers = new Set<AbortSignal>()
  const countingWakeUp: WakeUp = {
    ...wakeUp,
    doorbell(channel, companyId, signal) {
      subscribers.add(signal)
      signal.addEventListener('abort', () => subscribers.delete(signal))
      return wakeUp.doorbell(channel, companyId, signal)
    },
  }
  const server = await createHttpServer({
    services: { ...testServices(database, countingWakeUp, clock), ...services },
    auth,
    noteCaller: createNoteCaller({ prisma: database.prisma, clock, log: leaks.log }),
    production,
    persistedDocuments,
    allowedOrigins,
    trustedProxies,
    checkHealth: async () => ({ database: 'ok', queue: 'ok', migrations: 'ok' }),
    metrics: { contentType: 'text/plain', text: async () => '' },
    listen: { host: '127.0.0.1', port: 0 },
    log: leaks.log,
  })
  leaks.follow(server.url)
  const url = `${server.url}/graphql`
  const clients: Client[] = []
  const post = async (body: object | string, headers: Record<string, string> = {}): Promise<Answer> => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : null }
  }
  return {
    url,
    database,
    doorbells: () => subscribers.size,
    post,
    async ask(query, variables = {}, headers = {}) {
      const { body } = await post({ query, variables }, headers)
      if (!body || body.errors) throw new Error(`The operation failed: ${JSON.stringify(body)}`)
      return body.data
    },
    connect(connectionParams = {}) {
      const client = createClient({
        url: url.replace('http', 'ws'),
        webSocketImpl: WebSocket,
        connectionParams,
        retryAttempts: 0,
      })
      clients.push(client)
      return client
    },
    async close() {
      await Promise.all(clients.map((client) => client.dispose()))
      await server.close()
      if (await answers(database)) await leaks.lookThrough({ database })
      leaks.end()
      await wakeUp.close()
      await database.close()
    },
  }
}
