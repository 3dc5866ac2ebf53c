import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Database, openDatabase } from '../../src/db/open.ts'
import { viewerDatabase } from '../../src/db/viewer-database.ts'
import { createFeedPages, type FeedReader } from '../../src/feed/pages.ts'
import { silentLog } from '../../src/log.ts'
import { append, createCompany, createParticipant, mutationOf } from '../graphql/support/seed.ts'
import { createServerDatabase } from '../support/database.ts'

let database: Database
let reader: FeedReader
let drop: () => Promise<void>
let statements = 0
let companyId: string
let participantId: string

beforeAll(async () => {
  const server = await createServerDatabase()
  drop = server.drop
  const onStatement = () => {
    statements += 1
  }
  database = await openDatabase({ url: server.url, dataDir: null, log: silentLog, onStatement })
  reader = viewerDatabase(database.prisma, 'all')
  companyId = (await createCompany(database.prisma, '1')).id
  participantId = (await createParticipant(database.prisma, companyId)).id
})
afterAll(async () => {
  await database.close()
  await drop()
})

const write = (count: number) => append(database.prisma, companyId, Array(count).fill(mutationOf(participantId)))
const fifty = <T>(ask: () => Promise<T>) => Promise.all(Array.from({ length: 50 }, ask))

describe('a page of the feed', () => {
  test('is read once for all who are at the same place, and is the same object for each', async () => {
    const pages = createFeedPages(database.prisma)
    const start = await pages.highest()
    await write(150)
    statements = 0
    const alone = await createFeedPages(database.prisma).after(reader, start, {})
    const statementsForOne = statements
    const together = await fifty(() => pages.after(reader, start, {}))
    expect(statements).toBe(2 * statementsForOne)
    expect(new Set(together).size).toBe(1)
    expect(together[0]).toEqual(alone)
    expect(await pages.after(reader, start, {})).toBe(together[0])
  })

  test('is read apart for each place and each filter', async () => {
    const pages = createFeedPages(database.prisma)
    const start = await pages.highest()
    await write(3)
    const [all, later, others, none] = await Promise.all([
      pages.after(reader, start, {}),
      pages.after(reader, start + 1n, {}),
      pages.after(reader, start, { companyId }),
      pages.after(reader, start, { kind: 'LEFT' }),
    ])
    expect([all, later, others, none].map(({ ids }) => ids.length)).toEqual([3, 2, 3, 0])
  })

  test('holds what was committed before it was asked for, also when others were reading already', async () => {
    const pages = createFeedPages(database.prisma)
    let position = await pages.highest()
    for (let round = 0; round < 50; round++) {
      const early = pages.after(reader, position, {})
      await write(1)
      const afterwards = await fifty(() => pages.after(reader, position, {}))
      expect(afterwards.map(({ ids }) => ids.length)).toEqual(Array(50).fill(1))
      await early
      position = afterwards[0]!.position
    }
  })

  test('of nothing takes two readings at most, however many ask', async () => {
    const pages = createFeedPages(database.prisma)
    const end = await pages.highest()
    statements = 0
    await fifty(() => pages.after(reader, end, {}))
    expect(statements).toBeLessThanOrEqual(2)
  })

  test('is forgotten when many others have been read since', async () => {
    const pages = createFeedPages(database.prisma)
    const start = await pages.highest()
    await write(40)
    const first = await pages.after(reader, start, {})
    for (let step = 1n; step <= 30n; step++) await pages.after(reader, start + step, {})
    expect(await pages.after(reader, start, {})).not.toBe(first)
    expect(await pages.after(reader, start, {})).toEqual(first)
  })
})
