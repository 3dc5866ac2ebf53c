import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { checkChain } from '../../src/audit/chain.ts'
import { hashOf } from '../../src/audit/entry.ts'
import { type Audit, createAudit } from '../../src/audit/trail.ts'
import { type Database, openDatabase } from '../../src/db/open.ts'
import { silentLog } from '../../src/log.ts'
import { createServerDatabase, databaseKinds, openTestDatabase } from '../support/database.ts'

const clock = () => new Date('2026-11-23T09:00:00.123Z')

const write = async (audit: Audit, count: number) => {
  for (let number = 1; number <= count; number++)
    await audit({
      subject: `user ${number}`,
      role: 'HELPDESK',
      action: 'updateParticipant',
      companyId: '01a20924-ba7e-7009-9670-cbf7b314999b',
      targets: ['Participant:01a20924-ba7e-7009-9670-cbf7b314999c'],
      fields: ['input.participantId', 'input.lastName'],
      outcome: 'OK',
    })
}

describe.each(databaseKinds)('the audit trail (%s database)', (kind) => {
  let database: Database
  let audit: Audit
  beforeAll(async () => {
    database = await openTestDatabase(kind)
    audit = createAudit(database.prisma, clock)
  })
  afterAll(() => database.close())
  beforeEach(() => tamper('TRUNCATE audit_entry'))

  const sql = (statement: string) => database.prisma.$executeRawUnsafe(statement)
  const check = () => checkChain(database.prisma)
  /** As somebody could who owns the database. */
  const tamper = async (statement: string) => {
    await sql('ALTER TABLE audit_entry DISABLE TRIGGER USER')
    await sql(statement)
    await sql('ALTER TABLE audit_entry ENABLE TRIGGER USER')
  }

  test('is whole when it is empty, and when many write it at once', async () => {
    expect(await check()).toEqual({ count: 0, head: null, broken: null })
    await Promise.all([1, 2, 3, 4, 5].map(() => write(audit, 4)))
    const { count, head, broken } = await check()
    expect([count, head?.position, broken]).toEqual([20, 20n, null])
    expect(await checkChain(database.prisma, head)).toEqual({ count, head, broken: null })
  })

  test.each([
    "UPDATE audit_entry SET outcome = 'FORBIDDEN'",
    'DELETE FROM audit_entry',
    'TRUNCATE audit_entry',
    'DELETE FROM audit_entry WHERE position = 2',
  ])('refuses %s', async (statement) => {
    await write(audit, 3)
    await expect(sql(statement)).rejects.toThrow('The audit trail is never changed')
    expect(await check()).toMatchObject({ count: 3, broken: null })
  })

  test.each([
    "at = at + interval '1 ms'",
    "subject = 'someone else'",
    'subject = NULL',
    "role = 'EMPLOYER'",
    "action = 'createCompany'",
    'company_id = NULL',
    "targets = '{}'",
    "targets = targets || '{Participant:01a20924-ba7e-7009-9670-cbf7b314999d}'",
    "fields = '{input.participantId,input.iban}'",
    "outcome = 'FORBIDDEN'",
    'count = 2',
    "network = '203.0.113.0/24'",
    "hash = repeat('0', 64)",
  ])('tells which entry was altered: %s', async (change) => {
    await write(audit, 4)
    await tamper(`UPDATE audit_entry SET ${change} WHERE position = 3`)
    expect(await check()).toMatchObject({ count: 2, broken: { position: 3n, problem: 'DOES_NOT_FIT' } })
  })

  test.each([
    ['the first', 'position = 1', { position: 2n, problem: 'MISSING' }],
    ['one in between', 'position = 3', { position: 4n, problem: 'MISSING' }],
    ['several', 'position IN (2, 3)', { position: 4n, problem: 'MISSING' }],
  ])('tells where %s was removed', async (_which, where, broken) => {
    await write(audit, 5)
    await tamper(`DELETE FROM audit_entry WHERE ${where}`)
    expect(await check()).toMatchObject({ broken })
  })

  test('tells where one was removed and the rest was moved up', async () => {
    await write(audit, 5)
    await tamper('DELETE FROM audit_entry WHERE position = 3')
    await tamper('UPDATE audit_entry SET position = position - 1 WHERE position > 3')
    expect(await check()).toMatchObject({ count: 2, broken: { position: 3n, problem: 'DOES_NOT_FIT' } })
  })

  const copyTo = (position: number) =>
    tamper(`INSERT INTO audit_entry SELECT ${position}, at, subject, role, action, company_id, targets, fields, outcome,
      count, network, hash FROM audit_entry WHERE position = 2`)

  test.each([
    ['at the end', 6, { position: 6n, problem: 'DOES_NOT_FIT' }],
    ['after a gap', 9, { position: 9n, problem: 'MISSING' }],
    ['before the first', 0, { position: 0n, problem: 'DOES_NOT_FIT' }],
  ])('tells where one was put in: %s', async (_where, position, broken) => {
    await write(audit, 5)
    await copyTo(position)
    expect(await check()).toMatchObject({ broken })
  })

  test('tells where one was put in between', async () => {
    await write(audit, 5)
    for (const position of [5, 4, 3])
      await tamper(`UPDATE audit_entry SET position = position + 1 WHERE position = ${position}`)
    await copyTo(3)
    expect(await check()).toMatchObject({ count: 2, broken: { position: 3n, problem: 'DOES_NOT_FIT' } })
  })

  test('tells by a head that was noted that its end was cut off, or that all was written anew', async () => {
    await write(audit, 4)
    const { head } = await check()
    await tamper('DELETE FROM audit_entry WHERE position > 2')
    expect(await check()).toMatchObject({ count: 2, broken: null }) // nothing in it tells how long it was
    expect(await checkChain(database.prisma, head)).toMatchObject({ broken: { position: 4n, problem: 'CUT_OFF' } })
    let before = ''
    for (const entry of await database.prisma.auditEntry.findMany({ orderBy: { position: 'asc' } })) {
      before = hashOf(before, { ...entry, subject: 'nobody' })
      await tamper(`UPDATE audit_entry SET subject = 'nobody', hash = '${before}' WHERE position = ${entry.position}`)
    }
    await write(audit, 2)
    expect(await check()).toMatchObject({ count: 4, broken: null })
    expect(await checkChain(database.prisma, head)).toMatchObject({ broken: { position: 4n, problem: 'DOES_NOT_FIT' } })
  })
})

test('servers that write at once keep one chain, and the command walks it', async () => {
  const { url, drop } = await createServerDatabase()
  const servers = await Promise.all([1, 2, 3].map(() => openDatabase({ url, dataDir: null, log: silentLog })))
  await Promise.all(servers.map(({ prisma }) => write(createAudit(prisma, clock), 15)))
  const verify = (...args: string[]) =>
    promisify(execFile)(
      process.execPath,
      [fileURLToPath(new URL('../../src/audit/verify.ts', import.meta.url)), ...args],
      { env: { PATH: process.env.PATH, DATABASE_URL: url } },
    )
  const { stdout } = await verify()
  expect(stdout).toMatch(/^45 entries fit\. Head: 45:[0-9a-f]{64}\n$/)
  const head = stdout.trim().split(' ').at(-1) ?? ''
  expect((await verify(head)).stdout).toBe(stdout)
  await expect(verify('yesterday')).rejects.toMatchObject({ code: 1 })
  const [server] = servers
  await server!.prisma.$executeRaw`ALTER TABLE audit_entry DISABLE TRIGGER USER`
  await server!.prisma.$executeRaw`UPDATE audit_entry SET count = 2 WHERE position = 30`
  await expect(verify()).rejects.toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/^29 entries fit\. Head: 29:.{64}\nEntry 30 is not what was written there\.\n$/),
  })
  await Promise.all(servers.map((server) => server.close()))
  await drop()
})
