/** A connection to a PostgreSQL server that is there for as long as the process: made again, with back-off, whenever it is lost. */
import { setTimeout as delay } from 'node:timers/promises'
import type pg from 'pg'
import type { Log } from '../log.ts'
import { within } from '../time-limit.ts'

const firstDelay = 100 // milliseconds
const longestDelay = 5_000 // 5 seconds
const goodbyeWithin = 1_000 // 1 second: the server may be gone, or silent

export type KeptConnection = { close(): Promise<void> }

/** `onConnected` gets each new connection, the first one too; when it throws, that connection is given up. */
export function keepConnected(
  createClient: () => pg.Client,
  onConnected: (client: pg.Client) => Promise<void>,
  log: Log,
): KeptConnection {
  const closing = new AbortController()
  const closed = new Promise<void>((resolve) => closing.signal.addEventListener('abort', () => resolve()))
  let client: pg.Client | null = null
  let wait = firstDelay

  /** Resolves or rejects when the connection is lost. */
  const useConnection = async (on: pg.Client): Promise<void> => {
    const lost = Promise.race([new Promise<void>((resolve) => on.once('end', resolve)), closed])
    on.on('error', (error) => log.info({ error }, 'A connection that is kept was lost'))
    await Promise.race([on.connect(), lost])
    await onConnected(on)
    wait = firstDelay
    await lost
  }

  const keep = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      client = createClient()
      await useConnection(client).catch((error: Error) =>
        log.info({ error }, 'A connection that is kept cannot be made'),
      )
      client.end().catch(() => {}) // it is lost already: this only makes sure that nothing of it stays
      await delay(wait, null, { signal: closing.signal }).catch(() => {})
      wait = Math.min(wait * 2, longestDelay)
    }
  }
  const kept = keep()

  return {
    close: async () => {
      closing.abort()
      const goodbye = client?.end() ?? Promise.resolve()
      await kept
      await within(goodbyeWithin, goodbye).catch(() => {})
    },
  }
}
