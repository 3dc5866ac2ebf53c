import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Database, openDatabase } from '../../src/db/open.ts'
import { viewerDatabase } from '../../src/db/viewer-database.ts'
import { createFeedPages, type FeedPage, type FeedPages } from '../../src/feed/pages.ts'
import { appendMutations } from '../../src/feed/position.ts'
import { mutationFeed } from '../../src/feed/tail.ts'
import { createWakeUp, type WakeUp } from '../../src/feed/wake-up.ts'
import type { Prisma } from '../../src/generated/prisma/client.ts'
import { silentLog } from '../../src/log.ts'
import { append, createCompany, createParticipant, mutationOf } from '../graphql/support/seed.ts'
import { createServerDatabase } from '../support/database.ts'

/** Two instances on one PostgreSQL server, with their own connections. */
let instances: { database: Database; wakeUp: WakeUp; pages: FeedPages }[]
let drop: () => Promise<void>
const people: { companyId: string; participantId: string }[] = []

beforeAll(async () => {
  const server = await createServerDatabase()
  drop = server.drop
  instances = await Promise.all(
    [1, 2].map(async () => {
      const database = await openDatabase({ url: server.url, dataDir: null, log: silentLog })
      return { database, wakeUp: await createWakeUp(database), pages: createFeedPages(database.prisma) }
    }),
  )
  for (const number of ['1', '2', '3', '4']) {
    const { id: companyId } = await createCompany(prisma(), number)
    people.push({ companyId, participantId: (await createParticipant(prisma(), companyId)).id })
  }
})
afterAll(async () => {
  for (const { database, wakeUp } of instances) {
    await wakeUp.close()
    await database.close()
  }
  await drop()
})

const prisma = (instance = 0) => instances[instance]!.database.prisma
const person = (index: number) => people[index]!

type Subscriber = { pages: FeedPage[]; ids: string[]; position: bigint; leave(): Promise<void> }

/** Reads the feed of an instance until it leaves; beyond the first page only once it is ready. */
async function subscribe(
  options: { where?: Prisma.ParticipantMutationWhereInput; after?: bigint | null; companyId?: string } = {},
  instance = 1,
  ready: Promise<void> = Promise.resolve(),
): Promise<Subscriber> {
  const leaving = new AbortController()
  const feed = await mutationFeed({
    pages: instances[instance]!.pages,
    reader: viewerDatabase(prisma(instance), 'all'),
    wakeUp: instances[instance]!.wakeUp,
    onDelivered: () => {},
    companyId: options.companyId ?? null,
    where: options.where ?? {},
    after: options.after ?? null,
    signal: leaving.signal,
  })
  const subscriber: Subscriber = { pages: [], ids: [], position: 0n, leave: async () => {} }
  const reading = (async () => {
    for await (const page of feed) {
      subscriber.pages.push(page)
      subscriber.ids.push(...page.ids)
      subscriber.position = page.position
      await ready
    }
  })()
  subscriber.leave = async () => {
    leaving.abort()
    await reading
  }
  return subscriber
}

const list = (after: bigint, where: Prisma.ParticipantMutationWhereInput = {}) =>
  prisma()
    .participantMutation.findMany({
      where: { AND: [{ position: { gt: after } }, where] },
      orderBy: { position: 'asc' },
      select: { id: true },
    })
    .then((rows) => rows.map((row) => row.id))

const highest = async () =>
  (await prisma().participantMutation.aggregate({ _max: { position: true } }))._max.position ?? 0n

/** Transactions of 1 to 5 mutations on several connections at once, some of which roll back. */
async function writeConcurrently(transactions: number): Promise<void> {
  const write = async (number: number) => {
    const { companyId, participantId } = person(number % people.length)
    await prisma(number % 2)
      .$transaction(async (tx) => {
        await delay(Math.random() * 5)
        await appendMutations(tx, companyId, Array(1 + (number % 5)).fill(mutationOf(participantId)))
        await delay(Math.random() * 5)
        if (number % 7 === 0) throw new Error('rolled back')
      })
      .catch((error: Error) => {
        if (error.message !== 'rolled back') throw error
      })
  }
  const numbers = Array.from({ length: transactions }, (_, index) => index + 1)
  const writer = async () => {
    for (let number = numbers.pop(); number !== undefined; number = numbers.pop()) await write(number)
  }
  await Promise.all(Array.from({ length: 8 }, writer))
}

describe('the mutation feed', () => {
  test('gives each mutation once and in order, while several connections write', async () => {
    const start = await highest()
    const subscribers = await Promise.all([subscribe({}, 0), subscribe({}, 1), subscribe({ after: start }, 1)])
    await writeConcurrently(200)
    const expected = await list(start)
    for (const subscriber of subscribers) await expect.poll(() => subscriber.ids.length).toBe(expected.length)
    for (const subscriber of subscribers) expect(subscriber.ids).toEqual(expected)
    await Promise.all(subscribers.map((subscriber) => subscriber.leave()))
  })

  test('shows a position only when all before it can be seen', async () => {
    const start = await highest()
    const seen: bigint[] = []
    let writing = true
    const reading = (async () => {
      while (writing) {
        const rows = await prisma(1).participantMutation.findMany({
          where: { position: { gt: seen.at(-1) ?? start } },
          orderBy: { position: 'asc' },
          select: { position: true },
        })
        seen.push(...rows.map((row) => row.position))
      }
    })()
    await writeConcurrently(150)
    writing = false
    await reading
    const late = await list(seen.at(-1) ?? start)
    expect(seen.length + late.length).toBe((await list(start)).length)
  })

  test('replays from a cursor in pages of at most 100, then goes on live', async () => {
    const { companyId, participantId } = person(0)
    const start = await highest()
    await append(prisma(), companyId, Array(250).fill(mutationOf(participantId)))
    const subscriber = await subscribe({ after: start })
    await expect.poll(() => subscriber.ids.length).toBe(250)
    expect(subscriber.pages.map((page) => page.ids.length)).toEqual([100, 100, 50])
    await append(prisma(), companyId, [mutationOf(participantId)])
    await expect.poll(() => subscriber.ids.length).toBe(251)
    expect(subscriber.ids).toEqual(await list(start))
    await subscriber.leave()
  })

  test('starts with what comes next when there is no cursor', async () => {
    const { companyId, participantId } = person(0)
    await append(prisma(), companyId, [mutationOf(participantId)])
    const start = await highest()
    const subscriber = await subscribe()
    await append(prisma(), companyId, [mutationOf(participantId)])
    await expect.poll(() => subscriber.ids.length).toBe(1)
    expect(subscriber.ids).toEqual(await list(start))
    await subscriber.leave()
  })

  test('goes on exactly where a subscriber left, however often', async () => {
    const start = await highest()
    const ids: string[] = []
    let position = start
    const writing = writeConcurrently(120)
    for (let visit = 0; visit < 10; visit++) {
      const subscriber = await subscribe({ after: position })
      await delay(30)
      await subscriber.leave()
      ids.push(...subscriber.ids)
      if (subscriber.pages.length > 0) position = subscriber.position
    }
    await writing
    const last = await subscribe({ after: position })
    const expected = await list(start)
    await expect.poll(() => ids.length + last.ids.length).toBe(expected.length)
    expect([...ids, ...last.ids]).toEqual(expected)
    await last.leave()
  })

  test('gives a subscriber only what passes its filter, with a cursor past all the rest', async () => {
    const [mine, other] = [person(1), person(2)]
    const start = await highest()
    const where = { companyId: mine.companyId, kind: 'SALARY' as const }
    await append(prisma(), mine.companyId, [mutationOf(mine.participantId, { kind: 'SALARY' })])
    await append(prisma(), other.companyId, Array(300).fill(mutationOf(other.participantId, { kind: 'SALARY' })))
    await append(prisma(), mine.companyId, [mutationOf(mine.participantId)])
    const subscriber = await subscribe({ after: start, companyId: mine.companyId, where })
    await expect.poll(() => subscriber.ids.length).toBe(1)
    expect(subscriber.ids).toEqual(await list(start, where))
    expect(subscriber.position).toBe(await highest())
    await append(prisma(), mine.companyId, [mutationOf(mine.participantId, { kind: 'SALARY' })])
    await expect.poll(() => subscriber.ids.length).toBe(2)
    await subscriber.leave()
  })

  test('waits for a slow subscriber, and hinders nobody else', async () => {
    const start = await highest()
    const { promise: ready, resolve: getReady } = Promise.withResolvers<void>()
    const [slow, quick] = await Promise.all([subscribe({}, 1, ready), subscribe({}, 1)])
    await writeConcurrently(60)
    const expected = await list(start)
    await expect.poll(() => quick.ids.length).toBe(expected.length)
    expect(slow.pages.length).toBe(1)
    getReady()
    await expect.poll(() => slow.ids.length).toBe(expected.length)
    expect(slow.ids).toEqual(expected)
    await Promise.all([slow.leave(), quick.leave()])
  })

  test('ends at once when its subscriber leaves', async () => {
    const subscriber = await subscribe()
    await delay(50)
    const left = performance.now()
    await subscriber.leave()
    expect(performance.now() - left).toBeLessThan(5_000)
  })
})
