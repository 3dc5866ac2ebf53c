/** What several sockets send, searched in large parts that overlap, so that nothing is missed that was sent in two. */
import type { Socket } from 'node:net'

const searchedAtOnce = 256 * 1024 // bytes

export type Sent = {
  add(bytes: Buffer, socket: Socket): void
  /** Searches what is left. */
  end(): void
}

/** `tail`: what the next part begins with; cut, when there was something before it. */
type Stream = { tail: string; isCut: boolean; chunks: Buffer[] }

/**
 * `expression` is asked for anew for each part. It finds nothing longer than `longest`; `found` is given what it finds, with
 * what stands around it.
 */
export function createSent(expression: () => RegExp, longest: number, found: (text: string) => void): Sent {
  const streams = new Map<Socket, Stream>()
  let size = 0

  const search = (stream: Stream, isLast: boolean) => {
    const text = stream.tail + Buffer.concat(stream.chunks.splice(0)).toString('latin1')
    for (const { index, 0: match } of text.matchAll(new RegExp(expression(), 'g'))) {
      const end = index + match.length
      // At a cut it is not known what stands before or behind: the part before saw it whole, or the next one will.
      if ((index === 0 && stream.isCut) || (end === text.length && !isLast)) continue
      found(text.slice(Math.max(0, index - 60), end + 60))
    }
    stream.isCut ||= text.length > longest
    stream.tail = text.slice(-longest)
  }
  const searchAll = (isLast: boolean) => {
    size = 0
    for (const stream of streams.values()) if (isLast || stream.chunks.length > 0) search(stream, isLast)
  }

  return {
    add(bytes, socket) {
      const stream = streams.get(socket) ?? { tail: '', isCut: false, chunks: [] }
      streams.set(socket, stream)
      stream.chunks.push(bytes)
      size += bytes.length
      if (size > searchedAtOnce) searchAll(false)
    },
    end: () => searchAll(true),
  }
}
