/**
 * A subscriber to the mutation feed that speaks graphql-transport-ws by hand and keeps no more than it must, so that one
 * process can be hundreds of them; it can stop reading, as a program that hangs does.
 */
import { WebSocket } from 'ws'

export type Subscriber = {
  /** How many mutations have come. */
  readonly count: number
  /** Place of the last mutation that has come; `after` until then. */
  readonly position: bigint
  /** What was wrong with what came: a mutation twice or out of order, or an error. */
  readonly problems: readonly string[]
  /** Resolves when so many have come, or when the socket has closed. */
  received(count: number): Promise<void>
  /** Code and reason; "1006 " when the line was cut. */
  closed: Promise<string>
  /** Reads nothing any more, not even that the server closes. */
  stopReading(): void
  readAgain(): void
  close(): void
}

export type SubscriberOptions = {
  /** What is asked of each mutation, beside its cursor. */
  fields?: string
  after?: bigint
}

type Message = {
  type: string
  payload?: { data?: { mutationFeed: { mutations: { cursor: string }[] } }; errors?: unknown }
}

export const cursorAt = (position: bigint): string =>
  Buffer.from(JSON.stringify([String(position)])).toString('base64url')
const positionAt = (cursor: string): bigint => BigInt(JSON.parse(Buffer.from(cursor, 'base64url').toString())[0])

/** Resolves when the subscription has been asked for, which the server does not acknowledge. `url`: that of the server. */
export async function subscribe(url: string, { fields = '', after }: SubscriberOptions = {}): Promise<Subscriber> {
  const query = `subscription ($after: String) { mutationFeed(after: $after) { mutations { cursor ${fields} } } }`
  const variables = { after: after === undefined ? null : cursorAt(after) }
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws')
  const started = Promise.withResolvers<void>()
  let [count, position, onProgress] = [0, after ?? 0n, () => {}]
  const problems: string[] = []

  socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init' })))
  socket.on('error', started.reject)
  socket.on('message', (data) => {
    const { type, payload }: Message = JSON.parse(String(data))
    if (type === 'connection_ack') {
      socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query, variables } }), () =>
        started.resolve(),
      )
      return
    }
    if (!payload?.data) return void problems.push(String(data))
    for (const { cursor } of payload.data.mutationFeed.mutations) {
      const place = positionAt(cursor)
      if (place <= position) problems.push(`${place} after ${position}`)
      position = place
      count += 1
    }
    onProgress()
  })
  const closed = new Promise<string>((resolve) =>
    socket.once('close', (code, reason) => resolve(`${code} ${String(reason)}`)),
  )
  void closed.then(() => onProgress())
  await started.promise
  return {
    get count() {
      return count
    },
    get position() {
      return position
    },
    problems,
    closed,
    received: (expected) =>
      new Promise((resolve) => {
        onProgress = () => {
          if (count >= expected || socket.readyState === WebSocket.CLOSED) resolve()
        }
        onProgress()
      }),
    stopReading: () => socket.pause(),
    readAgain: () => socket.resume(),
    close: () => socket.terminate(),
  }
}
