import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createServerDatabase } from '../support/database.ts'
import { startTcpProxy } from '../support/tcp-proxy.ts'

/** The real process, once it listens. */
async function startProcess(databaseUrl: string, dataDir: string) {
  const env = { ...process.env, PORT: '0', SANDBOX_PORT: '0', DATABASE_URL: databaseUrl, DATA_DIR: dataDir }
  const child = fork(new URL('../../src/main.ts', import.meta.url), [], { stdio: 'pipe', execArgv: [], env })
  await new Promise<void>((resolve) => {
    child.stdout?.on('data', (lines) => String(lines).includes('The server listens') && resolve())
  })
  return child
}

test.each([
  ['at once', 'open', 0],
  ['within 10 seconds, while the database does not answer,', 'frozen', 1],
])('a server that is told to stop ends %s', { timeout: 30_000 }, async (_when, line, expected) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'eblinc-stop-'))
  const server = await createServerDatabase()
  const proxy = await startTcpProxy(server.url)
  const child = await startProcess(proxy.url, dataDir)
  if (line === 'frozen') proxy.freeze()
  const told = performance.now()
  child.kill('SIGTERM')
  const [code] = await once(child, 'exit')
  expect(code).toBe(expected)
  expect(performance.now() - told).toBeLessThan(line === 'frozen' ? 10_000 : 7_000)
  await proxy.close()
  await server.drop()
  await rm(dataDir, { recursive: true, force: true })
})
