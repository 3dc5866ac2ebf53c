/**
 * Which processes share a database on a PostgreSQL server. Each holds a lock for as long as it lives, and the server takes
 * the lock back at once when a process dies, however it ends: who can have it alone knows that all others are dead.
 */
import type pg from 'pg'
import type { Log } from '../log.ts'
import type { Join } from './connection.ts'
import { type KeptConnection, keepConnected } from './kept-connection.ts'

/** Any number that no other advisory lock in this database has. */
const presenceLock = 7_266_462

/** Connects when the process joins. */
export const createPresence = (createClient: () => pg.Client, log: Log): { join: Join; close(): Promise<void> } => {
  let connection: KeptConnection | null = null
  return {
    async join(whenAlone) {
      const joined = Promise.withResolvers<void>()
      let isKnown = false // who joins again after its connection was lost has no right to think that it is alone
      const onConnected = async (client: pg.Client): Promise<void> => {
        const isAlone = !isKnown && (await takeAlone(client))
        if (isAlone) await whenAlone().catch(joined.reject)
        await client.query(`SELECT pg_advisory_lock_shared(${presenceLock})`)
        if (isAlone) await client.query(`SELECT pg_advisory_unlock(${presenceLock})`)
        isKnown = true
        joined.resolve()
      }
      connection = keepConnected(createClient, onConnected, log)
      await joined.promise
    },
    close: async () => connection?.close(),
  }
}

async function takeAlone(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>(`SELECT pg_try_advisory_lock(${presenceLock}) AS taken`)
  return rows[0]?.taken === true
}
