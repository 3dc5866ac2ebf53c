import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { openDatabase } from '../../src/db/open.ts'
import { silentLog } from '../../src/log.ts'
import { createServerDatabase, databaseKinds, embeddedTemplate, openTestDatabase } from '../support/database.ts'

let dataDir: string
beforeEach(async () => {
  dataDir = join(await mkdtemp(join(tmpdir(), 'eblinc-data-')), 'data')
})
afterEach(() => rm(join(dataDir, '..'), { recursive: true }))

describe('a data folder', () => {
  const open = () => openDatabase({ url: null, dataDir, log: silentLog })

  it('keeps its data, for its owner only', async () => {
    const first = await open()
    await first.prisma.company.create({ data: { number: '1', name: 'Bakkerij Jansen' } })
    await first.close()
    expect((await stat(dataDir)).mode & 0o777).toBe(0o700)
    const second = await open()
    expect(await second.prisma.company.findMany({ select: { name: true } })).toEqual([{ name: 'Bakkerij Jansen' }])
    await second.close()
  })

  it('is refused to a second process, and free again with all that was committed when the first is killed', async () => {
    const template = await embeddedTemplate()
    await (await openDatabase({ url: null, dataDir, template, log: silentLog })).close()
    const other = await openInOtherProcess(dataDir)
    await expect(open()).rejects.toThrow(`The data folder ${dataDir} is in use by another process`)
    other.kill('SIGKILL')
    await once(other, 'exit')
    const database = await open()
    await expect(open()).rejects.toThrow(`The data folder ${dataDir} is in use`)
    expect(await database.prisma.company.count()).toBe(1)
    await database.close()
  })
})

/** A process that has added a company to the embedded database, and keeps it open. */
const openInOtherProcess = async (dataDir: string): Promise<ChildProcess> => {
  const program = `
    const { openDatabase } = await import(${JSON.stringify(new URL('../../src/db/open.ts', import.meta.url))})
    const log = { info() {}, error() {} }
    const { prisma } = await openDatabase({ url: null, dataDir: ${JSON.stringify(dataDir)}, log })
    await prisma.company.create({ data: { number: '1', name: 'Bakkerij Jansen' } })
    gc() // nothing refers to the database any more, but its folder stays locked
    console.log('ready')
    setInterval(() => {}, 1_000)`
  const child = spawn(process.execPath, ['--expose-gc', '--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  const ended = once(child, 'exit').then(() => Promise.reject(new Error('The other process has ended')))
  await Promise.race([once(child.stdout, 'data'), ended])
  return child
}

describe.each(databaseKinds)('the client (%s)', (kind) => {
  it('runs transactions that come together, and what comes between them', async () => {
    const database = await openTestDatabase(kind)
    const addTwo = (number: number, fails: boolean) =>
      database.prisma.$transaction(async (transaction) => {
        await transaction.company.create({ data: { number: `${number}a`, name: 'Bakkerij Jansen' } })
        await transaction.company.create({ data: { number: `${number}b`, name: 'Bakkerij Jansen' } })
        if (fails) throw new Error('no')
      })
    const outcomes = await Promise.allSettled([
      ...[1, 2, 3, 4, 5, 6].map((number) => addTwo(number, number % 3 === 0)),
      database.prisma.company.count(),
    ])
    expect(outcomes.map(({ status }) => (status === 'fulfilled' ? '+' : '-')).join('')).toBe('++-++-+')
    expect(await database.prisma.company.count()).toBe(8)
    await database.close()
  })

  it('closes while a transaction is open, which then leaves nothing', async () => {
    const server = kind === 'server' ? await createServerDatabase() : null
    const database = await openDatabase({ url: server?.url ?? null, dataDir, log: silentLog })
    const started = Promise.withResolvers<void>()
    const closed = Promise.withResolvers<void>()
    const transaction = database.prisma.$transaction(async ({ company }) => {
      await company.create({ data: { number: '1', name: 'Bakkerij Jansen' } })
      started.resolve()
      await closed.promise
    })
    await started.promise
    await database.close()
    closed.resolve()
    await expect(transaction).rejects.toThrow()
    const reopened = await openDatabase({ url: server?.url ?? null, dataDir, log: silentLog })
    expect(await reopened.prisma.company.count()).toBe(0)
    await reopened.close()
    await server?.drop()
  })

  it('gives back the moment that was stored', async () => {
    const database = await openTestDatabase(kind)
    const createdAt = new Date('2026-07-01T12:00:00.123Z')
    await database.prisma.company.create({ data: { number: '1', name: 'Bakkerij Jansen', createdAt } })
    expect(await database.prisma.company.findFirst()).toMatchObject({ createdAt })
    const [stored] = await database.prisma.$queryRaw<{ seconds: number }[]>`
      SELECT extract(epoch FROM created_at)::int AS seconds FROM company`
    expect(stored).toEqual({ seconds: Math.floor(createdAt.getTime() / 1000) })
    await database.close()
  })

  it('quotes no data in its errors', async () => {
    const database = await openTestDatabase(kind)
    const company = { number: '123456782', name: 'Bakkerij Jansen' }
    await database.prisma.company.create({ data: company })
    const error = await database.prisma.company.create({ data: company }).catch(String)
    expect(error).toContain('Unique constraint failed')
    expect(error).not.toMatch(/123456782|Jansen/)
    await database.close()
  })
})

describe('a server', () => {
  it('may have a time zone of its own', async () => {
    const { url, drop } = await createServerDatabase()
    const database = await openDatabase({ url, dataDir: null, log: silentLog })
    await database.prisma.$executeRawUnsafe(
      `ALTER DATABASE "${new URL(url).pathname.slice(1)}" SET timezone = 'America/New_York'`,
    )
    await database.close()
    const reopened = await openDatabase({ url, dataDir: null, log: silentLog })
    const createdAt = new Date('2026-07-01T12:00:00Z')
    await reopened.prisma.company.create({ data: { number: '1', name: 'Bakkerij Jansen', createdAt } })
    expect(await reopened.prisma.company.findFirst()).toMatchObject({ createdAt })
    expect(await reopened.prisma.$queryRaw`SELECT created_at::text AS text FROM company`).toEqual([
      { text: '2026-07-01 12:00:00+00' },
    ])
    await reopened.close()
    await drop()
  })

  it('that is not there is an error without the password', async () => {
    const opening = openDatabase({
      url: 'postgresql://eblinc:geheim@127.0.0.1:1/eblinc',
      dataDir: null,
      log: silentLog,
    })
    await expect(opening).rejects.toThrow('127.0.0.1:1')
    await expect(opening).rejects.not.toThrow('geheim')
  })
})
