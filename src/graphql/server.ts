/** HTTP: GraphQL and its WebSockets on /graphql, and the health of the server. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { NoteCaller } from '../administration/mail-access.ts'
import type { Log } from '../log.ts'
import type { Metrics } from '../metrics/metrics.ts'
import { type Authenticate, type AuthSettings, createAuthenticate } from './auth.ts'
import type { Services } from './context.ts'
import { createTellError } from './errors.ts'
import type { CheckHealth } from './health.ts'
import { createSockets } from './sockets.ts'
import { breakWhenStalled } from './stalled-response.ts'
import { createGraphQL } from './yoga.ts'

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
  checkHealth: CheckHealth
  metrics: Pick<Metrics, 'contentType' | 'text'>
  /** Port 0 is any free one. */
  listen: { host: string; port: number }
  log: Log
}

/** Resolves when it listens. */
export async function createHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const { services, auth, noteCaller, checkHealth, metrics, listen, log } = options
  const stopping = new AbortController()
  const authenticate = noting(createAuthenticate(auth), noteCaller)
  const tellError = createTellError(log)
  const graphql = createGraphQL({ services, authenticate, tellError, stopping: stopping.signal })
  const sockets = createSockets({ graphql, authenticate, log })
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

  const server = createServer((request, response) => {
    switch (pathOf(request)) {
      case '/graphql':
        breakWhenStalled(response)
        return graphql(request, response)
      case '/health/live':
        return answer(response, 200, { status: 'ok' })
      case '/health/ready':
        return tellHealth(response)
      case '/metrics':
        return tellMetrics(response)
      default:
        return answer(response, 404, { status: 'not found' })
    }
  })
  server.on('upgrade', (request, connection, head) => {
    if (pathOf(request) === '/graphql') sockets.upgrade(request, connection, head)
    else connection.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n')
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
      clearInterval(closeIdle)
      clearTimeout(cut)
    },
  }
}

const noting =
  (authenticate: Authenticate, noteCaller: NoteCaller): Authenticate =>
  async (authorization) => {
    const viewer = await authenticate(authorization)
    if (viewer) noteCaller(viewer)
    return viewer
  }

const pathOf = ({ url = '/' }: IncomingMessage): string | undefined => URL.parse(url, 'http://localhost')?.pathname

const urlOf = (host: string, { port }: AddressInfo): string =>
  `http://${host.includes(':') ? `[${host}]` : host}:${port}`

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(JSON.stringify(body))
}
