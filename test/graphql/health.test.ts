import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../support/app.ts'
import { createServerDatabase } from '../support/database.ts'
import { scrape } from '../support/metrics.ts'
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts'

let server: Awaited<ReturnType<typeof createServerDatabase>>
let proxy: TcpProxy
let app: TestApp

beforeEach(async () => {
  server = await createServerDatabase()
  proxy = await startTcpProxy(server.url)
  app = await startTestApp({ databaseUrl: proxy.url })
})
afterEach(async () => {
  proxy.mend()
  await app[Symbol.asyncDispose]()
  await proxy.close()
  await server.drop()
})

async function get(path: string) {
  const response = await fetch(`${app.url}${path}`)
  return { status: response.status, body: await response.json() }
}
const ready = () => get('/health/ready')

describe('/health/ready', () => {
  test('is 200 when all is well', async () => {
    expect(await ready()).toEqual({
      status: 200,
      body: { status: 'ok', checks: { database: 'ok', queue: 'ok', migrations: 'ok' } },
    })
  })

  test('is 503 and tells what is wrong, without addresses, while the database cannot be reached; and mends by itself', async () => {
    proxy.cut()
    const checks = { database: 'cannot be reached', queue: 'cannot be reached', migrations: 'cannot be reached' }
    expect(await ready()).toEqual({ status: 503, body: { status: 'unavailable', checks } })
    expect((await get('/health/live')).status).toBe(200)
    proxy.mend()
    await expect.poll(async () => (await ready()).status, { timeout: 10_000 }).toBe(200)
  })

  test('never hangs, however silent the database is', async () => {
    proxy.freeze()
    const asked = performance.now()
    const silent = 'no answer within 2 seconds'
    const answers = await Promise.all([ready(), ready(), ready()])
    expect(performance.now() - asked).toBeLessThan(4_000)
    const checks = { database: silent, queue: silent, migrations: silent }
    for (const answer of answers) expect(answer).toEqual({ status: 503, body: { status: 'unavailable', checks } })
    expect((await get('/health/live')).status).toBe(200)
    proxy.mend()
    await expect.poll(async () => (await ready()).status, { timeout: 10_000 }).toBe(200)
  })

  test('tells that a migration is missing, as after an old backup was put back', async () => {
    await app.database.prisma.$executeRaw`DELETE FROM _prisma_migrations`
    const checks = { database: 'ok', queue: 'ok', migrations: expect.stringMatching(/^\d+ not applied$/) }
    expect(await ready()).toEqual({ status: 503, body: { status: 'unavailable', checks } })
  })

  test.each([
    ['DELETE FROM pgboss.queue', 'takes up no jobs'],
    ['DROP SCHEMA pgboss CASCADE', 'cannot be reached'],
  ])('tells that the queue is gone: %s', async (statement, queue) => {
    await app.database.prisma.$executeRawUnsafe(statement)
    const checks = { database: 'ok', queue, migrations: 'ok' }
    expect(await ready()).toEqual({ status: 503, body: { status: 'unavailable', checks } })
  })
})

describe('/metrics', () => {
  test('answers without a database too, with what this server knows itself', async () => {
    expect((await scrape(app.url)).value('eblinc_database_up')).toBe(1)
    proxy.freeze()
    const asked = performance.now()
    const silent = await scrape(app.url)
    expect(performance.now() - asked).toBeLessThan(4_000)
    expect(silent.value('eblinc_database_up')).toBe(0)
    expect(silent.value('eblinc_sync_queue_length')).toBeUndefined()
    expect(silent.value('eblinc_feed_subscribers{feed="runs"}')).toBe(0)
    proxy.mend()
    const again = async () => (await scrape(app.url)).value('eblinc_sync_queue_length')
    await expect.poll(again, { timeout: 10_000 }).toBe(0)
  })
})
