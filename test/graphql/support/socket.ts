/** A WebSocket client that speaks graphql-transport-ws by hand, and can leave it. */
import { expect } from 'vitest'
import { WebSocket } from 'ws'

export type Message = { type: string; id?: string; payload?: unknown }

export type Closing = { code: number; reason: string }

export type RawSocket = {
  socket: WebSocket
  /** All that has come. */
  received: Message[]
  closed: Promise<Closing>
  send(message: unknown): void
}

/** Resolves when it is open; the protocol has not begun. `url`: that of the API, over http. */
export async function openSocket(
  url: string,
  headers: Record<string, string> = {},
  protocol = 'graphql-transport-ws',
): Promise<RawSocket> {
  const socket = new WebSocket(url.replace('http', 'ws'), protocol, { headers })
  const received: Message[] = []
  socket.on('message', (data) => received.push(JSON.parse(String(data))))
  const closed = new Promise<Closing>((resolve) =>
    socket.once('close', (code, reason) => resolve({ code, reason: String(reason) })),
  )
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  socket.on('error', () => {})
  return { socket, received, closed, send: (message) => socket.send(JSON.stringify(message)) }
}

/** Resolves when the server has acknowledged the connection. */
export async function connectSocket(url: string, headers: Record<string, string> = {}): Promise<RawSocket> {
  const connection = await openSocket(url, headers)
  connection.send({ type: 'connection_init' })
  await expect.poll(() => connection.received).toEqual([{ type: 'connection_ack' }])
  return connection
}

/** The HTTP status with which a request to upgrade is refused. */
export const refusalOf = (url: string, headers: Record<string, string> = {}): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws', { headers })
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode))
    socket.on('open', () => reject(new Error('It was let in')))
    socket.on('error', reject)
  })

export const subscription = (id: string, query = 'subscription { mutationFeed { cursor } }') => ({
  id,
  type: 'subscribe',
  payload: { query },
})
