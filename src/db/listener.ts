/** LISTEN on a PostgreSQL server: one connection for all channels, made again with back-off whenever it is lost. */
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import type { Log } from '../log.ts'
import { within } from '../time-limit.ts'
import type { Listen } from './connection.ts'

const firstDelay = 100 // milliseconds
const longestDelay = 5_000 // 5 seconds
const goodbyeWithin = 1_000 // 1 second: the server may be gone, or silent

type Subscriber = { channel: string; onPayload(payload: string): void; onReconnect(): void; onListening(): void }

/** Connects when the first channel is asked for. */
export const createListener = (createClient: () => pg.Client, log: Log): { listen: Listen; close(): Promise<void> } => {
  const subscribers = new Set<Subscriber>()
  const closing = new AbortController()
  const closed = new Promise<void>((resolve) => closing.signal.addEventListener('abort', () => resolve()))
  let client: pg.Client | null = null
  let running: Promise<void> | null = null
  /** The commands on the connection, one after the other; null while it is not ready for more subscribers. */
  let commands: Promise<void> | null = null

  const subscribe = async (on: pg.Client, { channel, onReconnect, onListening }: Subscriber) => {
    await on.query(`LISTEN ${pg.escapeIdentifier(channel)}`)
    onReconnect()
    onListening()
  }

  /** Resolves or rejects when the connection is lost. */
  const useConnection = async (on: pg.Client, onReady: () => void): Promise<void> => {
    const lost = Promise.race([new Promise<void>((resolve) => on.once('end', resolve)), closed])
    on.on('error', (error) => log.info({ error }, 'The connection for notifications was lost'))
    on.on('notification', ({ channel, payload = '' }) => {
      for (const subscriber of subscribers) if (subscriber.channel === channel) subscriber.onPayload(payload)
    })
    await Promise.race([on.connect(), lost])
    for (const subscriber of subscribers) await subscribe(on, subscriber) // those added meanwhile as well
    commands = Promise.resolve()
    onReady()
    await lost
  }

  const keepListening = async (): Promise<void> => {
    let wait = firstDelay
    while (!closing.signal.aborted) {
      client = createClient()
      const onReady = () => {
        wait = firstDelay
      }
      await useConnection(client, onReady).catch((error: Error) =>
        log.info({ error }, 'No connection for notifications'),
      )
      commands = null
      client.end().catch(() => {}) // it is lost already: this only makes sure that nothing of it stays
      await delay(wait, null, { signal: closing.signal }).catch(() => {})
      wait = Math.min(wait * 2, longestDelay)
    }
  }

  return {
    listen: async (channel, onPayload, onReconnect) => {
      const { promise, resolve } = Promise.withResolvers<void>()
      const subscriber = { channel, onPayload, onReconnect, onListening: resolve }
      subscribers.add(subscriber)
      running ??= keepListening()
      if (commands && client) {
        const on = client
        commands = commands.then(() => subscribe(on, subscriber)).catch(() => {}) // lost: the next connection does it
      }
      await promise
      return {
        close: async () => {
          subscribers.delete(subscriber)
        },
      }
    },
    close: async () => {
      closing.abort()
      for (const { onListening } of subscribers) onListening()
      subscribers.clear()
      const goodbye = client?.end() ?? Promise.resolve()
      await running
      await within(goodbyeWithin, goodbye).catch(() => {})
    },
  }
}
