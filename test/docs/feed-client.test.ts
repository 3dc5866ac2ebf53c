/** The client of docs/api.md, against a real server and a line that breaks. */
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FeedOptions, follow } from '../../docs/feed-client.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { scrape } from '../support/metrics.ts'
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts'

let app: TestApp
let line: TcpProxy
beforeAll(async () => {
  app = await startTestApp({ demo: true })
  await app.syncNow()
  line = await startTcpProxy(app.url)
})
afterAll(async () => {
  await line.close()
  await app[Symbol.asyncDispose]()
})

const options = (after: string | null): FeedOptions => ({
  url: new URL('/graphql', line.url.replace('http', 'ws')).href,
  token: async () => 'none is needed here',
  after,
})
const entered = async () =>
  (await app.database.prisma.participantMutation.findMany({ orderBy: { position: 'asc' } })).map((row) =>
    Buffer.from(`ParticipantMutation:${row.id}`).toString('base64'),
  )
const beginning = Buffer.from('["0"]').toString('base64url')

test('gets each mutation once, in order, over a line that breaks', { timeout: 30_000 }, async () => {
  const received: string[] = []
  const first = await entered()
  const reading = (async () => {
    for await (const page of follow(options(beginning))) {
      received.push(...page.mutations.map(({ id }) => id))
      if (received.length > first.length) return
    }
  })()
  await expect.poll(() => received).toEqual(first)
  line.cut()
  app.sandbox.nextDay()
  await app.syncNow()
  line.mend()
  await reading
  expect(received.length).toBeGreaterThan(first.length)
  expect(received).toEqual(await entered())
})

test('comes back after a fault of the server', { timeout: 30_000 }, async () => {
  const { prisma } = app.database
  const before = await entered()
  const received: string[] = []
  const reading = (async () => {
    for await (const page of follow(options(beginning))) {
      received.push(...page.mutations.map(({ id }) => id))
      if (received.length > before.length) return
    }
  })()
  await expect.poll(() => received).toEqual(before)
  await prisma.$executeRaw`ALTER TABLE participant_mutation RENAME TO elsewhere`
  await prisma.$executeRaw`SELECT pg_notify('participant_mutation', '')` // it looks, and fails
  await expect
    .poll(async () => (await scrape(app.url)).value('eblinc_feed_subscribers{feed="mutations"}'), {
      timeout: 10_000,
    })
    .toBe(0)
  await prisma.$executeRaw`ALTER TABLE elsewhere RENAME TO participant_mutation`
  app.sandbox.nextDay()
  await app.syncNow()
  await reading
  expect(received).toEqual(await entered())
})

test('ends with the reason when the cursor is none', async () => {
  await expect(follow(options('nonsense')).next()).rejects.toThrow('Dit is geen cursor van deze lijst.')
})

test('is what docs/api.md shows', async () => {
  const [guide, client] = await Promise.all(
    ['docs/api.md', 'docs/feed-client.ts'].map((file) => readFile(new URL(`../../${file}`, import.meta.url), 'utf8')),
  )
  expect(guide).toContain(`\`\`\`ts\n${client}\`\`\``)
})
