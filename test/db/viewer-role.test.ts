import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '../../src/db/open.ts'
import { viewerDatabase } from '../../src/db/viewer-database.ts'
import { silentLog } from '../../src/log.ts'
import { type Postgres, startPostgres } from '../support/postgres.ts'

/** A server of its own: roles are of the whole server, and those of the other tests have theirs already. */
let postgres: Postgres
beforeAll(async () => {
  postgres = await startPostgres()
  await asAdministrator(`CREATE ROLE plain LOGIN PASSWORD 'x'`, `CREATE ROLE maker LOGIN CREATEROLE PASSWORD 'x'`)
  await asAdministrator('CREATE DATABASE of_plain OWNER plain', 'CREATE DATABASE of_maker OWNER maker')
})
afterAll(() => postgres.close())

async function asAdministrator(...statements: string[]): Promise<void> {
  const client = new pg.Client(postgres.url)
  await client.connect()
  for (const statement of statements) await client.query(statement)
  await client.end()
}

const open = (user: string) => {
  const url = Object.assign(new URL(postgres.url), { username: user, password: 'x', pathname: `of_${user}` }).href
  return openDatabase({ url, dataDir: null, log: silentLog })
}

/** As a user that owns its database, and has no other rights. */
async function expectWall(user: string): Promise<void> {
  const database = await open(user)
  for (const number of ['1', '2']) await database.prisma.company.create({ data: { number, name: 'Bedrijf' } })
  expect(await database.prisma.company.count()).toBe(2)
  const { prisma } = viewerDatabase(database.prisma, ['1'])
  expect(await prisma.company.findMany({ select: { number: true } })).toEqual([{ number: '1' }])
  await database.close()
}

test('a database user who may not make roles is told what an administrator has to do', async () => {
  await expect(open('plain')).rejects.toMatchObject({
    cause: {
      message: expect.stringContaining(
        'The database user "plain" may not create the role eblinc_viewer. Let an administrator of the database run: CREATE ROLE eblinc_viewer NOLOGIN; GRANT eblinc_viewer TO "plain"; and start again',
      ),
    },
  })
})

test('one who may make roles makes it, and another database of the server finds it there', async () => {
  await expectWall('maker')
  await expect(open('plain')).rejects.toMatchObject({
    cause: { message: expect.stringContaining('GRANT eblinc_viewer TO "plain"; and start again') },
  })
  await asAdministrator('GRANT eblinc_viewer TO plain')
  await expectWall('plain')
})

test('databases of one server that are new at the same moment all get it', async () => {
  const server = Object.assign(new URL(postgres.url), { pathname: 'of_maker' })
  await asAdministrator('DROP DATABASE of_maker', 'DROP DATABASE of_plain', 'DROP ROLE eblinc_viewer')
  const names = ['a', 'b', 'c']
  for (const name of names) await asAdministrator(`CREATE DATABASE ${name} OWNER maker`)
  const opening = names.map((name) => {
    const url = Object.assign(new URL(server), { username: 'maker', password: 'x', pathname: name }).href
    return openDatabase({ url, dataDir: null, log: silentLog })
  })
  const databases = await Promise.all(opening)
  for (const { prisma } of databases) expect(await viewerDatabase(prisma, []).prisma.company.count()).toBe(0)
  await Promise.all(databases.map((database) => database.close()))
})
