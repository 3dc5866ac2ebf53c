/** What this process sends, over HTTP, WebSockets and SMTP: every byte that leaves one of its sockets. */
import { subscribe } from 'node:diagnostics_channel'
import type { Server, Socket } from 'node:net'

/** Is given what one socket sends, in order. */
export type Listener = (bytes: Buffer, socket: Socket) => void

export type Outgoing = {
  /** Is given what has been sent so far, and what is sent from now on. Gives a function that ends it. */
  follow(listener: Listener): () => void
}

/** Kept of a server that nobody follows yet. */
const mostKept = 4 * 1024 ** 2 // 4 MB

/** A server of this process, for as long as it listens: the next one at its port is another. */
type Port = { server: Server | null; kept: [Buffer, Socket][]; size: number; listener: Listener | null }
const ports = new Map<number, Port>()

/** Who follows what goes to a port, wherever that is. */
const destinations = new Map<number, Set<Listener>>()

function portOf(number: number, server: Server | null): Port {
  const known = ports.get(number)
  if (known && (server === null || known.server === null || known.server === server)) {
    known.server ??= server && forgottenWithItself(number, server)
    return known
  }
  const port: Port = { server, kept: [], size: 0, listener: null }
  ports.set(number, port)
  if (server) forgottenWithItself(number, server)
  return port
}

function forgottenWithItself(number: number, server: Server): Server {
  server.once('close', () => {
    if (ports.get(number)?.server === server) ports.delete(number)
  })
  return server
}

function note(port: Port, bytes: Buffer, socket: Socket): void {
  port.listener?.(bytes, socket)
  port.size += bytes.length
  if (!port.listener && port.size <= mostKept) port.kept.push([bytes, socket])
}

/** A socket writes one chunk, or several together; whatever the protocol, all of it passes here. */
function eachWrite(socket: Socket, noted: (bytes: Buffer) => void): void {
  const writeOne = socket._write
  const writeAll = socket._writev
  const bytesOf = (chunk: unknown, encoding: BufferEncoding) =>
    typeof chunk === 'string' ? Buffer.from(chunk, encoding) : Buffer.from(chunk as Uint8Array)
  socket._write = (chunk, encoding, done) => {
    noted(bytesOf(chunk, encoding))
    writeOne.call(socket, chunk, encoding, done)
  }
  socket._writev = (chunks, done) => {
    for (const { chunk, encoding } of chunks) noted(bytesOf(chunk, encoding))
    writeAll?.call(socket, chunks, done)
  }
}

subscribe('net.server.socket', (message) => {
  const { socket } = message as { socket: Socket & { server: Server } }
  const port = portOf(socket.localPort ?? 0, socket.server)
  eachWrite(socket, (bytes) => note(port, bytes, socket))
})

subscribe('net.client.socket', (message) => {
  const { socket } = message as { socket: Socket }
  eachWrite(socket, (bytes) => {
    for (const listener of destinations.get(socket.remotePort ?? 0) ?? []) listener(bytes, socket)
  })
})

/** What is sent from a port of this machine by a server in this process. */
export const outgoingOf = (url: string): Outgoing => {
  const number = Number(new URL(url).port)
  return {
    follow(listener) {
      const port = portOf(number, null)
      for (const [bytes, socket] of port.kept.splice(0)) listener(bytes, socket)
      port.listener = listener
      return () => {
        port.listener = () => {}
        if (ports.get(number) === port) ports.delete(number)
      }
    },
  }
}

/** What is sent to a server by clients in this process, from now on. */
export const outgoingTo = (url: string): Outgoing => {
  const number = Number(new URL(url).port)
  return {
    follow(listener) {
      const listeners = destinations.get(number) ?? new Set()
      destinations.set(number, listeners.add(listener))
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) destinations.delete(number)
      }
    },
  }
}
