import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createListener } from '../../src/db/listener.ts'
import { type Database, openDatabase } from '../../src/db/open.ts'
import { silentLog } from '../../src/log.ts'
import { databaseKinds, openTestDatabase } from '../support/database.ts'
import { type Postgres, startPostgres } from '../support/postgres.ts'

const notify = (prisma: Pick<Database['prisma'], '$executeRaw'>, channel: string, payload: string) =>
  prisma.$executeRaw`SELECT pg_notify(${channel}, ${payload})`

/** A listener that keeps what it heard. */
const createEar = () => {
  const heard: string[] = []
  return { heard, onPayload: (payload: string) => heard.push(payload), onReconnect: () => heard.push('(listening)') }
}

describe.each(databaseKinds)('listen (%s)', (kind) => {
  let database: Database
  beforeAll(async () => {
    database = await openTestDatabase(kind)
  })
  afterAll(() => database.close())

  it('hears what is sent on its channel from then on, in order', async () => {
    const ear = createEar()
    const other = createEar()
    await notify(database.prisma, 'Mutations', 'too early')
    await Promise.all([
      database.listen('Mutations', ear.onPayload, ear.onReconnect),
      database.listen('runs', other.onPayload, other.onReconnect),
    ])
    for (const payload of ['1', '2', '3']) await notify(database.prisma, 'Mutations', payload)
    await notify(database.prisma, 'runs', 'a')
    await expect.poll(() => ear.heard).toEqual(['(listening)', '1', '2', '3'])
    await expect.poll(() => other.heard).toEqual(['(listening)', 'a'])
  })

  it('hears at commit, and nothing of what is rolled back', async () => {
    const ear = createEar()
    await database.listen('commits', ear.onPayload, ear.onReconnect)
    const rolledBack = database.prisma.$transaction(async (prisma) => {
      await notify(prisma, 'commits', 'rolled back')
      throw new Error('no')
    })
    await expect(rolledBack).rejects.toThrow('no')
    await database.prisma.$transaction((prisma) => notify(prisma, 'commits', 'committed'))
    await expect.poll(() => ear.heard).toEqual(['(listening)', 'committed'])
  })

  it('hears no more once closed, and leaves the others on the channel', async () => {
    const closed = createEar()
    const open = createEar()
    const listening = await database.listen('news', closed.onPayload, closed.onReconnect)
    await database.listen('news', open.onPayload, open.onReconnect)
    await listening.close()
    await notify(database.prisma, 'news', '1')
    await expect.poll(() => open.heard).toEqual(['(listening)', '1'])
    expect(closed.heard).toEqual(['(listening)'])
  })
})

describe('when the server is restarted at once', () => {
  let postgres: Postgres
  let database: Database
  beforeAll(async () => {
    postgres = await startPostgres()
    database = await openDatabase({ url: postgres.url, dataDir: null, log: silentLog })
  })
  afterAll(async () => {
    await database.close()
    await postgres.close()
  })

  it('listens again by itself, says so, and queries go on', async () => {
    const ear = createEar()
    await database.listen('mutations', ear.onPayload, ear.onReconnect)
    await Promise.all([1, 2, 3].map(() => database.prisma.company.count())) // so that there are idle connections to lose
    await postgres.restartImmediately()
    await expect.poll(() => ear.heard).toEqual(['(listening)', '(listening)'])
    await notify(database.prisma, 'mutations', 'after')
    await expect.poll(() => ear.heard).toEqual(['(listening)', '(listening)', 'after'])
    expect(await database.prisma.company.count()).toBe(0)
  })

  it('ends the transaction that was open, and not the process', async () => {
    const transaction = database.prisma.$transaction(async (prisma) => {
      await prisma.company.create({ data: { number: '1', name: 'Bakkerij Jansen' } })
      await postgres.restartImmediately()
      await prisma.company.create({ data: { number: '2', name: 'Slagerij De Vries' } })
    })
    await expect(transaction).rejects.toThrow()
    await expect.poll(() => database.prisma.company.count()).toBe(0)
  })
})

it('closes at once while it is connecting to a server that does not answer', async () => {
  const server = createServer(() => {})
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const listener = createListener(() => new pg.Client({ host: '127.0.0.1', port, user: 'nobody' }), silentLog)
  const listening = listener.listen('mutations', vi.fn(), vi.fn())
  await once(server, 'connection')
  await listener.close()
  await listening
  server.close()
})
