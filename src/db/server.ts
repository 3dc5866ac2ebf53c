/** A PostgreSQL server, over node-postgres. */
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import type { Log } from '../log.ts'
import type { Connection } from './connection.ts'
import { createListener } from './listener.ts'
import { wholeScripts } from './migrate.ts'
import { createPresence } from './presence.ts'

/** Connections of one instance; beside these come those of the job queue, one that listens and one that shows that it lives. */
const poolSize = 10

/** Opens nothing yet: connections are made as they are needed, and made again when they are lost. */
export const openServer = (url: string, log: Log): Connection => {
  const options = {
    connectionString: url,
    application_name: 'eblinc-nmbrs',
    connectionTimeoutMillis: 10_000, // 10 seconds, for a connection or for a place in the pool
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000, // 10 seconds: a line that broke in silence is noticed, also by who only waits
  }
  const createPool = (more: pg.PoolConfig) => {
    const pool = new pg.Pool({ ...options, ...more })
    // Without a listener, the loss of an idle connection would end the process.
    pool.on('error', (error) => log.info({ error }, 'An idle database connection was lost'))
    return pool
  }
  const pool = createPool({ max: poolSize, onConnect: setLimits })
  const createClient = () => new pg.Client(options)
  const listener = createListener(createClient, log)
  const presence = createPresence(createClient, log)
  return {
    source: { kind: 'server', url },
    adapter: new PrismaPg(pool),
    withOneConnection: async (use) => {
      const single = createPool({ max: 1, idleTimeoutMillis: 0, onConnect: onlyOnce(setTimeZone) })
      try {
        return await use(wholeScripts(await new PrismaPg(single).connect(), (script) => single.query(script)))
      } finally {
        await single.end()
      }
    },
    listen: listener.listen,
    join: presence.join,
    close: async () => {
      await Promise.all([listener.close(), presence.close()])
      await pool.end()
    },
  }
}

/**
 * A process that froze, or whose line fell silent, would keep the locks of its transaction for as long as it does not die, and
 * with them everyone else. What waits for a lock gives up by itself; nobody is there any more to hear of it otherwise. (What may
 * wait longer, as a sync of a large company may, says so in its transaction.)
 */
const setLimits = async (client: pg.ClientBase): Promise<void> => {
  await setTimeZone(client)
  await client.query("SET idle_in_transaction_session_timeout = '60s'; SET lock_timeout = '60s'")
}

// Prisma's adapters read and write moments without their zone, so the server's own zone must not come in between.
const setTimeZone = async (client: pg.ClientBase): Promise<void> => {
  await client.query("SET TIME ZONE 'UTC'")
}

// A pool would replace a lost connection in silence, and with it the lock and the transaction that it held.
const onlyOnce = (onConnect: (client: pg.ClientBase) => Promise<void>) => {
  let connected = false
  return async (client: pg.ClientBase): Promise<void> => {
    if (connected) throw new Error('The database connection was lost')
    connected = true
    await onConnect(client)
  }
}
