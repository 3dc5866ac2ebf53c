import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { dateIn } from '../../src/clock.ts'
import { openDatabase } from '../../src/db/open.ts'
import { silentLog } from '../../src/log.ts'
import { demoCompany } from '../../src/sandbox/demo-company.ts'
import { startSandbox } from '../../src/sandbox/server.ts'
import { createServerDatabase } from '../support/database.ts'
import { assertNoneIn, dump, secretsOf } from '../support/leaks.ts'
import { linkCompany, runEnds, startRun } from '../support/over-http.ts'
import { subscribe } from '../support/subscriber.ts'
import { dumpTables } from '../support/tables.ts'
import { startTcpProxy } from '../support/tcp-proxy.ts'

let dataDir: string
let server: Awaited<ReturnType<typeof createServerDatabase>>
/** By all processes of a test, on standard output and standard error. */
let written: string
beforeEach(async () => {
  written = ''
  dataDir = await mkdtemp(join(tmpdir(), 'eblinc-stop-'))
  server = await createServerDatabase()
})
afterEach(async () => {
  await server.drop()
  await rm(dataDir, { recursive: true, force: true })
})

/** The real process, once it listens. */
async function startProcess(settings: { DATABASE_URL: string; NMBRS_URL?: string }) {
  const env = { ...process.env, PORT: '0', SANDBOX_PORT: '0', DATA_DIR: dataDir, ...settings }
  const child = fork(new URL('../../src/main.ts', import.meta.url), [], { stdio: 'pipe', execArgv: [], env })
  onTestFinished(() => void child.kill('SIGKILL'))
  for (const stream of [child.stdout!, child.stderr!])
    stream.on('data', (text) => {
      written += text
    })
  for await (const line of createInterface(child.stdout!)) {
    const { msg, url } = JSON.parse(line)
    if (!String(msg).includes('The server listens')) continue
    child.stdout!.resume() // what nobody reads would hold it up one day
    return { child, url: String(url) }
  }
  throw new Error('The server ended')
}

/** Tells it to stop, and gives its exit code, and after how many milliseconds it was gone. */
async function stop(child: ChildProcess): Promise<{ code: number; after: number }> {
  const told = performance.now()
  child.kill('SIGTERM')
  const [code] = await once(child, 'exit')
  return { code, after: performance.now() - told }
}

/** A process with the demo company after its first sync, what is in its database then, and someone who follows it. */
async function startDemo() {
  const today = dateIn('Europe/Amsterdam', new Date()) // as the real process has it
  const sandbox = await startSandbox({
    host: '127.0.0.1',
    port: 0,
    today: () => today,
    companies: [demoCompany(today)],
  })
  const database = await openDatabase({ url: server.url, dataDir: null, log: silentLog })
  const settings = { DATABASE_URL: server.url, NMBRS_URL: sandbox.url }
  const first = await startProcess(settings)
  const company = await linkCompany(first.url)
  await runEnds(first.url, await startRun(first.url, company))
  const before = await dumpTables(database)
  const subscriber = await subscribe(first.url)
  return { sandbox, database, settings, first, company, before, subscriber }
}

describe('a server that is told to stop', () => {
  test.each([
    ['at once', 'open', { code: 0, within: 7_000 }],
    ['within 10 seconds, while the database does not answer,', 'frozen', { code: 1, within: 10_000 }],
  ])('ends %s', async (_when, line, { code, within }) => {
    const proxy = await startTcpProxy(server.url)
    const { child } = await startProcess({ DATABASE_URL: proxy.url })
    if (line === 'frozen') proxy.freeze()
    const ended = await stop(child)
    expect(ended.code).toBe(code)
    expect(ended.after).toBeLessThan(within)
    await proxy.close()
  })

  test('while a plan is carried out ends within 10 seconds too, and leaves nothing of it by half', async () => {
    const { sandbox, database, settings, first, company, before, subscriber } = await startDemo()

    const someoneElse = new pg.Client(server.url)
    await someoneElse.connect()
    await someoneElse.query('BEGIN')
    await someoneElse.query('LOCK TABLE participant_mutation IN EXCLUSIVE MODE') // which is written last
    sandbox.nextDay()
    const run = await startRun(first.url, company)
    const isWaiting = async () => (await someoneElse.query('SELECT 1 FROM pg_locks WHERE NOT granted')).rows.length > 0
    await expect.poll(isWaiting).toBe(true)
    const ended = await stop(first.child)
    expect(ended.after).toBeLessThan(10_000)
    expect(await subscriber.closed).toBe('1001 The server stops')
    await someoneElse.end()
    await expect.poll(() => dumpTables(database)).toEqual(before)

    const second = await startProcess(settings)
    await runEnds(second.url, run)
    const latest = await database.prisma.syncRun.findFirst({ orderBy: { id: 'desc' } })
    expect(latest).toMatchObject({ attempt: 2, counts: { joined: 1, left: 1, mutations: 12 } })
    await stop(second.child)
    await database.close()
    await sandbox.close()
  })

  test('in the middle of a sync ends within 10 seconds, its sockets closed and no company done by half; the next one goes on', async () => {
    const { sandbox, database, settings, first, company, before, subscriber } = await startDemo()

    sandbox.nextDay()
    const operation = 'Salary_GetAll_AllEmployeesByCompany'
    sandbox.fault({ kind: 'delay', milliseconds: 60_000, operation, times: 1 })
    const calls = sandbox.calls.length
    const run = await startRun(first.url, company)
    await expect.poll(() => sandbox.calls.slice(calls).some((call) => call.operation === operation)).toBe(true)
    const ended = await stop(first.child)
    expect(ended.code).toBe(0)
    expect(ended.after).toBeLessThan(10_000)
    expect(await subscriber.closed).toBe('1001 The server stops')
    expect(await dumpTables(database)).toEqual(before)

    const second = await startProcess(settings)
    await runEnds(second.url, run)
    const latest = await database.prisma.syncRun.findFirst({ orderBy: { id: 'desc' } })
    expect(latest).toMatchObject({ attempt: 2, counts: { joined: 1, left: 1, mutations: 12 } })
    await stop(second.child)
    assertNoneIn({ 'in the database': await dump(database), 'in what they wrote': written }, secretsOf(sandbox))
    await database.close()
    await sandbox.close()
  })
})
