/** What the embedded database and a PostgreSQL server have in common, and how each is reached beside Prisma. */
import type { PGlite } from '@electric-sql/pglite'
import type { SqlDriverAdapter, SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils'

/**
 * Calls onPayload for each notification on the channel, and onReconnect each time that listening has begun, the first
 * time too: whatever was notified before that is not heard, so read again then. Resolves once it listens.
 */
export type Listen = (
  channel: string,
  onPayload: (payload: string) => void,
  onReconnect: () => void,
) => Promise<{ close(): Promise<void> }>

/**
 * Makes this process known to the others that share the database, for as long as it lives. If there are no others,
 * `whenAlone` is done first, and who comes meanwhile waits for it: whatever was begun before that, nobody is working on.
 */
export type Join = (whenAlone: () => Promise<void>) => Promise<void>

/** For what needs the database itself, such as the job queue. */
export type Source = { kind: 'embedded'; pglite: PGlite } | { kind: 'server'; url: string }

export type Connection = {
  source: Source
  adapter: SqlDriverAdapterFactory
  /** Gives an adapter on a single connection that runs scripts whole, for as long as `use` takes. */
  withOneConnection<T>(use: (adapter: SqlDriverAdapter) => Promise<T>): Promise<T>
  listen: Listen
  join: Join
  close(): Promise<void>
}
