/** WebSockets that speak graphql-transport-ws, bounded in every direction. */
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { handleProtocols } from 'graphql-ws'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Log } from '../log.ts'
import { createDelivery } from './delivery.ts'
import { closeCodes, createSocketProtocol, type SocketProtocolOptions } from './socket-protocol.ts'

const largestFrame = 65_536 // bytes
const closedWithin = 2_000 // 2 seconds for a client to take note of the closing

export type Sockets = {
  /** Takes over a request to upgrade; refuses one that a page of another site makes. */
  upgrade(request: IncomingMessage, connection: Duplex, head: Buffer): void
  /** Tells every client that the server stops. Resolves when all are gone, after 2 seconds at most. */
  close(): Promise<void>
}

export function createSockets({ log, ...options }: SocketProtocolOptions & { log: Log }): Sockets {
  const server = new WebSocketServer({ noServer: true, maxPayload: largestFrame, handleProtocols })
  const protocol = createSocketProtocol(options)

  server.on('connection', (socket: WebSocket, request: IncomingMessage) => {
    const failed = (error: unknown) => {
      log.error({ err: error }, 'A WebSocket message failed')
      socket.close(closeCodes.internalError, 'Internal error')
    }
    const stalled = () => void end(socket, closeCodes.stalled, 'Too slow: go on from your last cursor')
    const delivery = createDelivery(socket, stalled)
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        send: delivery.send,
        close: (code, reason) => socket.close(code, reason),
        onMessage: (handle) => void socket.on('message', (message) => void handle(String(message)).catch(failed)),
      },
      { socket, request, caller: null },
    )
    socket.on('error', () => {}) // a frame that is too large or no frame at all: ws has closed it with the code for that
    socket.once('close', (code, reason) => void closed(code, String(reason)).catch(failed))
  })

  return {
    upgrade(request, connection, head) {
      if (!isOwnOrigin(request)) connection.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')
      else server.handleUpgrade(request, connection, head, (socket) => server.emit('connection', socket, request))
    },
    async close() {
      await Promise.all([...server.clients].map((socket) => end(socket, closeCodes.goingAway, 'The server stops')))
    },
  }
}

/** A browser says which site a page is from. Programs say nothing, and have no cookies or network to be borrowed. */
function isOwnOrigin({ headers: { origin, host } }: IncomingMessage): boolean {
  return origin === undefined || URL.parse(origin)?.host === host
}

/** Closes, and cuts the line of a client that does not answer. */
async function end(socket: WebSocket, code: number, reason: string): Promise<void> {
  const gone = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  const cut = setTimeout(() => socket.terminate(), closedWithin)
  socket.close(code, reason)
  await gone
  clearTimeout(cut)
}
