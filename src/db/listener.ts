/** LISTEN on a PostgreSQL server: one connection for all channels. */
import pg from 'pg'
import type { Log } from '../log.ts'
import type { Listen } from './connection.ts'
import { type KeptConnection, keepConnected } from './kept-connection.ts'

type Subscriber = { channel: string; onPayload(payload: string): void; onReconnect(): void; onListening(): void }

/** Connects when the first channel is asked for. */
export const createListener = (createClient: () => pg.Client, log: Log): { listen: Listen; close(): Promise<void> } => {
  const subscribers = new Set<Subscriber>()
  let connection: KeptConnection | null = null
  /** The connection, and the commands on it, one after the other; null while it is not ready for more subscribers. */
  let ready: { on: pg.Client; commands: Promise<void> } | null = null

  const subscribe = async (on: pg.Client, { channel, onReconnect, onListening }: Subscriber) => {
    await on.query(`LISTEN ${pg.escapeIdentifier(channel)}`)
    onReconnect()
    onListening()
  }

  const onConnected = async (on: pg.Client): Promise<void> => {
    on.on('notification', ({ channel, payload = '' }) => {
      for (const subscriber of subscribers) if (subscriber.channel === channel) subscriber.onPayload(payload)
    })
    for (const subscriber of subscribers) await subscribe(on, subscriber) // those added meanwhile as well
    ready = { on, commands: Promise.resolve() }
    on.once('end', () => {
      ready = null
    })
  }

  return {
    listen: async (channel, onPayload, onReconnect) => {
      const { promise, resolve } = Promise.withResolvers<void>()
      const subscriber = { channel, onPayload, onReconnect, onListening: resolve }
      subscribers.add(subscriber)
      connection ??= keepConnected(createClient, onConnected, log)
      if (ready) {
        const { on, commands } = ready
        ready.commands = commands.then(() => subscribe(on, subscriber)).catch(() => {}) // lost: the next connection does it
      }
      await promise
      return {
        close: async () => {
          subscribers.delete(subscriber)
        },
      }
    },
    close: async () => {
      for (const { onListening } of subscribers) onListening()
      subscribers.clear()
      await connection?.close()
    },
  }
}
