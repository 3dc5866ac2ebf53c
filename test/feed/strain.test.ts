import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Database, openDatabase } from '../../src/db/open.ts'
import { viewerDatabase } from '../../src/db/viewer-database.ts'
import { createFeedPages } from '../../src/feed/pages.ts'
import { appendMutations } from '../../src/feed/position.ts'
import { silentLog } from '../../src/log.ts'
import { startTestApi, type TestApi } from '../graphql/support/api.ts'
import { append, createCompany, createParticipant, mutationOf } from '../graphql/support/seed.ts'
import { createServerDatabase } from '../support/database.ts'
import { type Subscriber, subscribe } from '../support/subscriber.ts'

/** One PostgreSQL database, with a server on it and three more that write to it, each with its own connections. */
let writers: Database[]
let api: TestApi
let url: string
let drop: () => Promise<void>
let companyId: string
let participantId: string

beforeAll(async () => {
  const server = await createServerDatabase()
  drop = server.drop
  const open = () => openDatabase({ url: server.url, dataDir: null, log: silentLog })
  writers = await Promise.all([open(), open(), open()])
  api = await startTestApi({ database: await open() })
  url = new URL(api.url).origin
  companyId = (await createCompany(api.database.prisma, '1')).id
  participantId = (await createParticipant(api.database.prisma, companyId)).id
})
afterAll(async () => {
  await api.close()
  await Promise.all(writers.map((writer) => writer.close()))
  await drop()
})

const positionsAfter = async (position: bigint) => {
  const rows = await api.database.prisma.participantMutation.findMany({
    where: { position: { gt: position } },
    orderBy: { position: 'asc' },
    select: { position: true },
  })
  return rows.map((row) => row.position)
}
const highest = async () => (await positionsAfter(0n)).at(-1) ?? 0n

/** Transactions of 1 to 9 mutations, of which one in five is undone, some slow to commit. */
async function writeConcurrently(transactions: number, connectionsEach: number): Promise<void> {
  let left = transactions
  const writing = writers.flatMap(({ prisma }) =>
    Array.from({ length: connectionsEach }, async () => {
      while (left-- > 0) {
        const undone = Math.random() < 0.2
        const mutations = Array(1 + Math.floor(Math.random() * 9)).fill(mutationOf(participantId))
        const written = prisma.$transaction(async (tx) => {
          await delay(Math.random() * 4)
          await appendMutations(tx, companyId, mutations)
          if (Math.random() < 0.3) await delay(Math.random() * 6)
          if (undone) throw new Error('undone')
        })
        await written.catch((error: Error) => {
          if (error.message !== 'undone') throw error
        })
      }
    }),
  )
  await Promise.all(writing)
}

describe('while many connections write and some of them undo', () => {
  test('readers of any kind see each position once, in order, and miss none', async () => {
    const start = await highest()
    const seen = new Map<string, bigint[]>()
    const reading = new AbortController()
    const readers = [...writers, api.database].flatMap(({ prisma }, index) => [
      read(`rows ${index}`, async (position) => {
        const where = { position: { gt: position } }
        const rows = await prisma.participantMutation.findMany({ where, orderBy: { position: 'asc' }, take: 7 })
        return rows.map((row) => row.position)
      }),
      read(`highest ${index}`, async (position) => {
        const { _max } = await prisma.participantMutation.aggregate({ _max: { position: true } })
        const upTo = { position: { gt: position, lte: _max.position ?? 0n } }
        const rows = await prisma.participantMutation.findMany({ where: upTo, orderBy: { position: 'asc' } })
        return rows.map((row) => row.position)
      }),
    ])
    await writeConcurrently(250, 5)
    await delay(100)
    reading.abort()
    await Promise.all(readers)
    const written = await positionsAfter(start)
    expect(written.length).toBeGreaterThan(500)
    expect(seen.size).toBe(8)
    for (const positions of seen.values()) expect(positions).toEqual(written)

    async function read(name: string, next: (position: bigint) => Promise<bigint[]>): Promise<void> {
      const positions: bigint[] = []
      seen.set(name, positions)
      while (!reading.signal.aborted) {
        positions.push(...(await next(positions.at(-1) ?? start)))
        await delay(1)
      }
    }
  })

  test('subscribers get each mutation once, in order, also those who come and go', async () => {
    const start = await highest()
    const steady = await Promise.all(Array.from({ length: 10 }, () => subscribe(url, { after: start })))
    const restless = Array.from({ length: 5 }, async () => {
      let [count, position] = [0, start]
      for (let visit = 0; visit < 8; visit++) {
        const subscriber = await subscribe(url, { after: position })
        await delay(20 + Math.random() * 80)
        subscriber.close()
        await subscriber.closed
        expect(subscriber.problems).toEqual([])
        count += subscriber.count
        if (subscriber.count > 0) position = subscriber.position
      }
      return { count, position }
    })
    await writeConcurrently(150, 4)
    const written = await positionsAfter(start)
    for (const subscriber of steady) {
      await subscriber.received(written.length)
      expect(subscriber).toMatchObject({ count: written.length, position: written.at(-1), problems: [] })
      subscriber.close()
    }
    for (const { count, position } of await Promise.all(restless))
      expect(count).toBe(written.filter((place) => place <= position).length)
  })
})

describe('after a run with 10,000 mutations', () => {
  const size = 10_000
  let start: bigint
  let everyone: Subscriber[]
  let stalled: Subscriber[]
  let closedAfter: number
  beforeAll(async () => {
    start = await highest()
    everyone = await Promise.all(Array.from({ length: 200 }, () => subscribe(url, { after: start })))
    stalled = await Promise.all(
      Array.from({ length: 20 }, () => subscribe(url, { after: start, fields: 'id summary' })),
    )
    await vi.waitUntil(() => api.doorbells() === 220, { timeout: 30_000 })
    for (const subscriber of stalled) subscriber.stopReading()
    const stopped = performance.now()
    const watching = (async () => {
      while (api.doorbells() > 200) await delay(50)
      closedAfter = (performance.now() - stopped) / 1000 // seconds
    })()
    await append(api.database.prisma, companyId, Array(size).fill(mutationOf(participantId)))
    await Promise.all(everyone.map((subscriber) => subscriber.received(size)))
    await watching
  })
  afterAll(() => {
    for (const subscriber of [...everyone, ...stalled]) subscriber.close()
  })

  test('each of 200 subscribers has every one of them, once and in order', async () => {
    const last = await highest()
    for (const subscriber of everyone) expect(subscriber).toMatchObject({ count: size, position: last, problems: [] })
  })

  test('those who stopped reading were closed within 10 seconds, and find the code for it when they read again', async () => {
    expect(closedAfter).toBeLessThan(10)
    for (const subscriber of stalled) {
      subscriber.readAgain()
      expect(await subscriber.closed).toBe('4410 Too slow: go on from your last cursor')
      expect(subscriber.count).toBeLessThan(size)
    }
  })

  test('those who were closed go on from where they were, and miss nothing', async () => {
    const [one] = stalled as [Subscriber]
    const again = await subscribe(url, { after: one.position })
    await again.received(size - one.count)
    expect(again).toMatchObject({ count: size - one.count, problems: [] })
    again.close()
  })

  test('any old cursor is good to go on from', async () => {
    const positions = await positionsAfter(0n)
    const places = [
      0,
      1,
      99,
      100,
      101,
      positions.length - 1,
      ...Array.from({ length: 4 }, () => random(positions.length)),
    ]
    const resumed = places.map(async (place) => {
      const after = place === 0 ? 0n : positions[place - 1]!
      const subscriber = await subscribe(url, { after })
      await subscriber.received(positions.length - place)
      subscriber.close()
      expect(subscriber).toMatchObject({ count: positions.length - place, position: positions.at(-1), problems: [] })
    })
    await Promise.all(resumed)
  })

  test('a cursor of a place that never was is refused with a plain sentence', async () => {
    const pages = createFeedPages(api.database.prisma)
    const subscriber = await subscribe(url, {
      after: (await pages.highestOf(viewerDatabase(api.database.prisma, 'all'))) + 1n,
    })
    await expect.poll(() => subscriber.problems.join()).toContain('BAD_INPUT')
    expect(subscriber.problems.join()).toContain('"after"')
    subscriber.close()
  })
})

const random = (below: number) => Math.floor(Math.random() * below)
