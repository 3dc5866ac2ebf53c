/** Ways to attack a server, by hand where a well-behaved client would not go along. Each gives what the server makes of it. */
import { request } from 'node:http'
import { connect } from 'node:net'
import { WebSocket } from 'ws'
import { openSocket } from './socket.ts'

export type Attacker = ReturnType<typeof createAttacker>

/** `url`: where the API is; `headers`: those of someone who has signed in. */
export function createAttacker(url: string, headers: Record<string, string>) {
  const attacker = {
    /** All that was answered to `send` and `ask`, as it came. */
    heard: [] as string[],

    /** The status, and the code of the first error or else the whole answer. */
    async send(body: BodyInit | null, given: Record<string, string> = {}, { method = 'POST', path = '' } = {}) {
      const all = { 'content-type': 'application/json', ...headers, ...given }
      const response = await fetch(url + path, { method, headers: all, body })
      const text = await response.text()
      attacker.heard.push(text)
      return { status: response.status, ...summaryOf(text) }
    },

    ask: (query: string, variables: unknown = {}) => attacker.send(JSON.stringify({ query, variables })),

    /** The status with which so many bytes are refused, which are sent without waiting for an answer. */
    pour: (bytes: number, given: Record<string, string | number>) =>
      new Promise<{ status: number | undefined }>((resolve, reject) => {
        const all = { 'content-type': 'application/json', ...headers, ...given }
        const sending = request(url, { method: 'POST', headers: all }, (response) => {
          resolve({ status: response.statusCode })
          response.resume()
        })
        sending.on('error', reject)
        const part = Buffer.alloc(1_000_000, 'x')
        for (let sent = 0; sent < bytes; sent += part.length) sending.write(part)
        sending.end()
        sending.on('response', () =>
          sending
            .destroy()
            .off('error', reject)
            .on('error', () => {}),
        )
      }),

    /** The first line of the answer to a request of which no more comes than this. */
    begin: (lines: string[]) =>
      new Promise<string>((resolve, reject) => {
        const { hostname, port } = new URL(url)
        const socket = connect(Number(port), hostname, () => socket.write(lines.join('\r\n')))
        let answer = ''
        socket.on('data', (data) => {
          answer += data
        })
        socket.on('error', reject)
        socket.on('close', () => resolve(answer.split('\r\n')[0] ?? ''))
      }),

    /** How a socket closes on which all these messages come at once, and how many it answered. */
    async shout(messages: (string | Buffer)[]) {
      const { socket, closed, received } = await openSocket(url, headers)
      socket.send(JSON.stringify({ type: 'connection_init' }))
      await new Promise((resolve) => socket.once('message', resolve))
      for (const message of messages) socket.send(message)
      return { ...(await closed), answers: received.length - 1 }
    },

    /** How many sockets are tried, all at the same time, and how many of them are refused with which status. */
    async crowd(count: number, given: Record<string, string> = {}) {
      const sockets = Array.from(
        { length: count },
        () => new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws', { headers: { ...headers, ...given } }),
      )
      const refused: Record<number, number> = {}
      const settled = sockets.map(async (socket) => {
        socket.on('error', () => {})
        const status = await new Promise<number | null>((resolve) => {
          socket.once('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0))
          socket.once('open', () => resolve(null))
        })
        if (status !== null) refused[status] = (refused[status] ?? 0) + 1
      })
      await Promise.all(settled)
      for (const socket of sockets) socket.terminate()
      return { tried: count, refused }
    },
  }
  return attacker
}

function summaryOf(text: string): { code: unknown } | { answer: unknown } {
  const answer = parsed(text)
  const [error] = (answer as { errors?: { message: string; extensions?: { code?: unknown } }[] } | null)?.errors ?? []
  return error ? { code: error.extensions?.code ?? error.message } : { answer }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text || null
  }
}
