/** What the servers of this process send, over HTTP and over WebSockets: every byte that leaves one of their sockets. */
import { subscribe } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'

export type Outgoing = {
  /** Is given what has been sent so far, and what is sent from now on; forgets it. */
  follow(look: (bytes: Buffer) => void): void
  forget(): void
}

/** Kept of a port that nobody follows yet. */
const mostKept = 4 * 1024 ** 2 // 4 MB

type Port = { kept: Buffer[]; size: number; look: ((bytes: Buffer) => void) | null }
const ports = new Map<number, Port>()

const portOf = (number: number): Port => {
  const port = ports.get(number) ?? { kept: [], size: 0, look: null }
  ports.set(number, port)
  return port
}

function note(port: Port, bytes: Buffer): void {
  port.look?.(bytes)
  port.size += bytes.length
  if (!port.look && port.size <= mostKept) port.kept.push(bytes)
}

// A socket writes one chunk, or several together; whatever the protocol, all of it passes here.
subscribe('net.server.socket', (message) => {
  const { socket } = message as { socket: Socket }
  const port = portOf(socket.localPort ?? 0)
  const writeOne = socket._write
  const writeAll = socket._writev
  const bytesOf = (chunk: unknown, encoding: BufferEncoding) =>
    typeof chunk === 'string' ? Buffer.from(chunk, encoding) : Buffer.from(chunk as Uint8Array)
  socket._write = (chunk, encoding, done) => {
    note(port, bytesOf(chunk, encoding))
    writeOne.call(socket, chunk, encoding, done)
  }
  socket._writev = (chunks, done) => {
    for (const { chunk, encoding } of chunks) note(port, bytesOf(chunk, encoding))
    writeAll?.call(socket, chunks, done)
  }
})

/** What is sent from a port of this machine by a server in this process. */
export const outgoingOf = (url: string): Outgoing => {
  const number = Number(new URL(url).port)
  return {
    follow(look) {
      const port = portOf(number)
      for (const bytes of port.kept.splice(0)) look(bytes)
      port.look = look
    },
    forget: () => void ports.delete(number),
  }
}
