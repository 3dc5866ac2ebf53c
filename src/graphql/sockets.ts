/** WebSockets that speak graphql-transport-ws, bounded in every direction. */
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { handleProtocols } from 'graphql-ws'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Log } from '../log.ts'
import { createDelivery } from './delivery.ts'
import { limits } from './limits.ts'
import type { Origins } from './origins.ts'
import { closeCodes, createSocketProtocol, type SocketProtocolOptions } from './socket-protocol.ts'

const closedWithin = 2_000 // 2 seconds for a client to take note of the closing
const messagesCountedFor = 10_000 // 10 seconds

export type Sockets = {
  /** Takes over a request to upgrade; refuses one that a page of another site makes, one too many, or one that comes too late. */
  upgrade(request: IncomingMessage, connection: Duplex, head: Buffer): void
  /** Tells every client that the server stops, and lets no more in. Resolves when all are gone, after 2 seconds at most. */
  close(): Promise<void>
}

export type SocketsOptions = SocketProtocolOptions & {
  origins: Pick<Origins, 'allows'>
  /** Where a request comes from. */
  addressOf(request: IncomingMessage): string
  log: Log
}

export function createSockets({ origins, addressOf, log, ...options }: SocketsOptions): Sockets {
  const server = new WebSocketServer({ noServer: true, maxPayload: limits.frame, handleProtocols })
  const protocol = createSocketProtocol(options)
  let isClosing = false

  server.on('connection', (socket: WebSocket, request: IncomingMessage) => {
    const close = (code: number, reason: string) => void end(socket, code, reason)
    const failed = (error: unknown) => {
      log.error({ err: error }, 'A WebSocket message failed')
      close(closeCodes.internalError, 'Internal error')
    }
    const delivery = createDelivery(socket, () => close(closeCodes.stalled, 'Too slow: go on from your last cursor'))
    const isTooMany = createMessageCount()
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        send: delivery.send,
        close,
        onMessage: (handle) =>
          void socket.on('message', (message) => {
            if (socket.readyState !== socket.OPEN) return // what comes while the socket closes is not done any more
            if (isTooMany()) close(closeCodes.tooMany, 'Too many messages')
            else void handle(String(message)).catch(failed)
          }),
      },
      { request, caller: null, close, onClose: (handle) => void socket.once('close', handle) },
    )
    socket.on('error', () => {}) // a frame that is too large or no frame at all: ws has closed it with the code for that
    socket.once('close', (code, reason) => void closed(code, String(reason)).catch(failed))
  })

  return {
    upgrade(request, connection, head) {
      if (isClosing) return refuseUpgrade(connection, '503 Service Unavailable')
      if (!origins.allows(request)) return refuseUpgrade(connection, '403 Forbidden')
      const leave = options.allowance.socket(addressOf(request))
      if (!leave) return refuseUpgrade(connection, '429 Too Many Requests')
      connection.once('close', leave)
      server.handleUpgrade(request, connection, head, (socket) => server.emit('connection', socket, request))
    },
    async close() {
      isClosing = true
      await Promise.all([...server.clients].map((socket) => end(socket, closeCodes.goingAway, 'The server stops')))
    },
  }
}

/** Answers a request to upgrade with a refusal, and waits for nothing more from whoever made it. */
export function refuseUpgrade(connection: Duplex, status: string): void {
  connection.once('finish', () => connection.destroy())
  connection.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`)
}

/** Counts a message, and tells whether it is one too many for the 10 seconds that it is in. */
function createMessageCount(): () => boolean {
  let [since, count] = [0, 0]
  return () => {
    const now = performance.now()
    if (now - since > messagesCountedFor) [since, count] = [now, 0]
    count += 1
    return count > limits.messagesPerSocket
  }
}

/** Closes, and cuts the line of a client that does not answer. */
async function end(socket: WebSocket, code: number, reason: string): Promise<void> {
  if (socket.readyState === socket.CLOSED) return
  const gone = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  const cut = setTimeout(() => socket.terminate(), closedWithin)
  socket.close(code, reason)
  await gone
  clearTimeout(cut)
}
