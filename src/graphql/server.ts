/** HTTP: GraphQL and its WebSockets on /graphql, the session of the playground, the page at /, and the health of the server. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { NoteCaller } from '../administration/mail-access.ts'
import { createRefusedLogins } from '../audit/refused-logins.ts'
import type { Log } from '../log.ts'
import type { Metrics } from '../metrics/metrics.ts'
import { createPlaygroundFiles, isPlaygroundFile } from '../playground/playground.ts'
import { addressOf } from './address.ts'
import { createAllowance } from './allowance.ts'
import { type Authenticate, type AuthSettings, createAuthenticate } from './auth.ts'
import type { CallerOptions } from './caller.ts'
import type { Services } from './context.ts'
import { createTellError } from './errors.ts'
import type { CheckHealth } from './health.ts'
import { deadlines } from './limits.ts'
import { createOrigins } from './origins.ts'
import { createChooseDocument, type PersistedDocuments } from './persisted-documents.ts'
import { createSession } from './session.ts'
import { createSockets, refuseUpgrade } from './sockets.ts'
import { breakWhenStalled } from './stalled-response.ts'
import { createWebsite } from './website.ts'
import { createGraphQL } from './yoga.ts'

/** Nothing here is to be guessed at, framed by another page, or told to where a link leads. */
const alwaysHeaders = new Headers({
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
})

const finishedWithin = 5_000 // 5 seconds for requests that are under way when the server stops

export type HttpServer = {
  /** Where it listens, e.g. "http://127.0.0.1:4000". */
  url: string
  /** Subscriptions end, sockets close with 1001 and requests finish, within 5 seconds. */
  close(): Promise<void>
}

export type HttpServerOptions = {
  services: Services
  auth: AuthSettings
  /** Is told of each caller whose token is good. */
  noteCaller: NoteCaller
  /** Whether only the helpdesk may explore the schema, and open the playground. */
  production: boolean
  /** With these, whoever is not of the helpdesk may ask nothing else. */
  persistedDocuments: PersistedDocuments | null
  /** Origins of pages elsewhere that may call, such as https://app.eblinc.nl. */
  allowedOrigins: readonly string[]
  /** Proxies of our own in front of this server, each of which adds to X-Forwarded-For. */
  trustedProxies: number
  checkHealth: CheckHealth
  metrics: Pick<Metrics, 'contentType' | 'text'>
  /** Port 0 is any free one. */
  listen: { host: string; port: number }
  log: Log
}

/** Resolves when it listens. */
export async function createHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const { services, auth, noteCaller, production, checkHealth, metrics, listen, log } = options
  const stopping = new AbortController()
  const signIn = auth !== null
  const authenticate = noting(createAuthenticate(auth, log), noteCaller)
  const addressOfRequest = (request: IncomingMessage) => addressOf(request, options.trustedProxies)
  const refusedLogins = createRefusedLogins({ audit: services.audit, log })
  const door: CallerOptions = {
    authenticate,
    allowance: createAllowance({ signIn }),
    noteRefusal: (request, { reason }) => refusedLogins.note(addressOfRequest(request), reason),
  }
  const origins = createOrigins({ allowed: options.allowedOrigins, signIn })
  const session = createSession({ ...door, secure: production })
  const mayOpenPlayground = async (request: IncomingMessage) => !production || session.isHelpdesk(request)
  const chooseDocument = createChooseDocument(options.persistedDocuments)
  const tellError = createTellError(log)
  const graphql = createGraphQL({
    ...door,
    services,
    production,
    chooseDocument,
    mayOpenPlayground,
    tellError,
    stopping: stopping.signal,
  })
  const sockets = createSockets({
    ...door,
    graphql,
    chooseDocument,
    origins,
    addressOf: addressOfRequest,
    log,
  })
  const website = createWebsite()
  const playgroundFiles = createPlaygroundFiles()
  const tellHealth = async (response: ServerResponse) => {
    const checks = await checkHealth()
    const isWell = Object.values(checks).every((check) => check === 'ok')
    const status = stopping.signal.aborted ? 'stopping' : isWell ? 'ok' : 'unavailable'
    answer(response, status === 'ok' ? 200 : 503, { status, checks })
  }
  const tellMetrics = async (response: ServerResponse) => {
    response.setHeader('content-type', metrics.contentType)
    response.end(await metrics.text())
  }

  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    switch (pathOf(request)) {
      case '/graphql':
        if (origins.answered(request, response)) return
        breakWhenStalled(response)
        return graphql(request, response)
      case '/session':
        if (origins.answered(request, response)) return
        return session.handle(request, response)
      case '/health/live':
        return answer(response, 200, { status: 'ok' })
      case '/health/ready':
        return tellHealth(response)
      case '/metrics':
        return tellMetrics(response)
      default:
        if (isPlaygroundFile(request) && (await mayOpenPlayground(request))) return playgroundFiles(request, response)
        if (website(request, response)) return
        return answer(response, 404, { status: 'not found' })
    }
  }

  const server = createServer(
    {
      headersTimeout: deadlines.headers,
      requestTimeout: deadlines.request,
      connectionsCheckingInterval: 1_000, // 1 second
    },
    (request, response) => {
      response.setHeaders(alwaysHeaders)
      respond(request, response).catch((error) => {
        log.error({ err: error }, 'A request failed')
        response.destroy()
      })
    },
  )
  server.on('upgrade', (request, connection, head) => {
    connection.on('error', () => connection.destroy()) // whoever goes away meanwhile
    if (pathOf(request) === '/graphql') sockets.upgrade(request, connection, head)
    else refuseUpgrade(connection, '404 Not Found')
  })
  server.listen(listen.port, listen.host)
  await once(server, 'listening')

  return {
    url: urlOf(listen.host, server.address() as AddressInfo),
    async close() {
      stopping.abort()
      const closed = once(server, 'close')
      server.close()
      // A connection on which a last answer was given stays open for the next request, unless it is closed once idle.
      const closeIdle = setInterval(() => server.closeIdleConnections(), 50)
      const cut = setTimeout(() => server.closeAllConnections(), finishedWithin)
      await Promise.all([closed, sockets.close()])
      await refusedLogins.close()
      clearInterval(closeIdle)
      clearTimeout(cut)
    },
  }
}

const noting =
  (authenticate: Authenticate, noteCaller: NoteCaller): Authenticate =>
  async (authorization) => {
    const viewer = await authenticate(authorization)
    noteCaller(viewer)
    return viewer
  }

const pathOf = ({ url = '/' }: IncomingMessage): string | undefined => URL.parse(url, 'http://localhost')?.pathname

const urlOf = (host: string, { port }: AddressInfo): string =>
  `http://${host.includes(':') ? `[${host}]` : host}:${port}`

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(JSON.stringify(body))
}
