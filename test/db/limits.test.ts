/** A client that holds a lock and does nothing more, as a process that froze, keeps nobody up for ever. */
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openDatabase } from '../../src/db/open.ts'
import { silentLog } from '../../src/log.ts'
import { createServerDatabase } from '../support/database.ts'

let server: Awaited<ReturnType<typeof createServerDatabase>>
let database: Database
beforeAll(async () => {
  server = await createServerDatabase()
  database = await openDatabase({ url: server.url, dataDir: null, log: silentLog })
  await database.prisma.company.create({ data: { number: '1', name: 'Bakkerij' } })
})
afterAll(async () => {
  await database.close()
  await server.drop()
})

const rename = (name: string) => database.prisma.company.update({ where: { number: '1' }, data: { name } })

test('the database has limits of its own for every connection', async () => {
  const [limits] = await database.prisma.$queryRaw<object[]>`
    SELECT current_setting('idle_in_transaction_session_timeout') AS idle, current_setting('lock_timeout') AS lock`
  expect(limits).toEqual({ idle: '1min', lock: '1min' })
})

test('a transaction in which nothing happens any more loses its locks, and the pool goes on', async () => {
  const frozen = database.prisma.$transaction(async (tx) => {
    await tx.company.update({ where: { number: '1' }, data: { name: 'by one that froze' } })
    await tx.$executeRaw`SET LOCAL idle_in_transaction_session_timeout = '300ms'`
    await delay(1_500)
    await tx.company.count()
  })
  await delay(50)
  const outcome = frozen.catch((error: Error) => error)
  await rename('by another')
  expect(await outcome).toBeInstanceOf(Error)
  await Promise.all(Array.from({ length: 20 }, () => database.prisma.company.count()))
  expect(await database.prisma.company.findFirst()).toMatchObject({ name: 'by another' })
})

test('who waits for a lock of someone else gives up, and the pool goes on', async () => {
  const someoneElse = new pg.Client(server.url)
  await someoneElse.connect()
  await someoneElse.query('BEGIN')
  await someoneElse.query('SELECT FROM company FOR UPDATE')
  const waiting = database.prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SET LOCAL lock_timeout = '200ms'`
    await tx.company.update({ where: { number: '1' }, data: { name: 'too late' } })
  })
  await expect(waiting).rejects.toThrow()
  await someoneElse.end()
  await rename('in time')
  expect(await database.prisma.company.findFirst()).toMatchObject({ name: 'in time' })
})
