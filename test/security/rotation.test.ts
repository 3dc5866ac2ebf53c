import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { configureLink, enableLink } from '../../src/administration/link.ts'
import { takeLock } from '../../src/db/folder-lock.ts'
import { CompanyIdDocument, UpdateSettingsDocument } from '../../src/generated/operations.ts'
import { demoAccount } from '../../src/sandbox/accounts.ts'
import { keysInUse } from '../../src/security/key-use.ts'
import { type EncryptionKeys, parseKeys } from '../../src/security/keys.ts'
import { type Rotated, rotateSecrets } from '../../src/security/rotation.ts'
import { placeOf, sealedColumns, sealedNames } from '../../src/security/sealed-columns.ts'
import { createSecretBox } from '../../src/security/secret-box.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { createServerDatabase, databaseKinds, openTestDatabase } from '../support/database.ts'
import { dumpTables } from '../support/tables.ts'
import { holdRun, startDemo } from '../sync/support/hold.ts'

const keyText = (id: string, byte: number) => `${id}:${Buffer.alloc(32, byte).toString('base64')}`
const [older, newer] = [keyText('2025', 1), keyText('2026', 2)]
const [withOlder, withBoth, withNewer] = [older, `${newer},${older}`, newer].map(parseKeys) as [
  EncryptionKeys,
  EncryptionKeys,
  EncryptionKeys,
]
const newerBox = createSecretBox(withNewer)

/** Something of every kind that is sealed: with BSNs, and a run that is held. */
async function startWithSecrets(options: Parameters<typeof startDemo>[0]) {
  const app = await startDemo({ ...options, env: { ENCRYPTION_KEYS: older } })
  const { company } = await app.ask(CompanyIdDocument, { number: '1001' })
  await app.ask(UpdateSettingsDocument, { company: company?.id ?? '', input: { readBsn: true } })
  await app.syncNow()
  await holdRun(app)
  return app
}

async function rotate({ database: { prisma } }: Pick<TestApp, 'database'>, keys = withBoth): Promise<Rotated[]> {
  const outcomes: Rotated[] = []
  for await (const outcome of rotateSecrets(prisma, keys)) outcomes.push(outcome)
  return outcomes
}

/** What is sealed in every place, once opened with the newer key alone. */
async function openAll({ database: { prisma } }: TestApp, secrets = newerBox) {
  const opened: Record<string, string> = {}
  for (const name of sealedNames) {
    const { table, row, column } = sealedColumns[name]
    const rows = await prisma.$queryRawUnsafe<{ id: string; sealed: Uint8Array }[]>(
      `SELECT "${row}"::text AS id, "${column}" AS sealed FROM "${table}" WHERE "${column}" IS NOT NULL`,
    )
    for (const { id, sealed } of rows) opened[placeOf(name, id)] = secrets.open(sealed, placeOf(name, id))
  }
  return opened
}

const rowsWithoutSeals = async (app: TestApp) =>
  Object.values(await dumpTables(app.database))
    .flat()
    .map((row) => row.replaceAll(/\\\\x01[0-9a-f]+|202[56]:[0-9a-f]{64}/g, 'sealed'))
    .sort()

describe.each(databaseKinds)('a rotation (%s database)', (kind) => {
  let app: TestApp
  beforeAll(async () => {
    app = await startWithSecrets({ kind })
  })
  afterAll(() => app[Symbol.asyncDispose]())

  test('seals everything anew under the newest key, with its fingerprints, and changes nothing else', async () => {
    const { prisma } = app.database
    const before = await openAll(app, createSecretBox(withOlder))
    const rows = await rowsWithoutSeals(app)
    const outcomes = await rotate(app)
    expect(outcomes.map(({ name }) => name)).toEqual(sealedNames)
    for (const { rotated, ...others } of outcomes) {
      expect(rotated).toBeGreaterThan(0)
      expect(others).toMatchObject({ overtaken: 0, unopened: 0 })
    }
    expect(await openAll(app)).toEqual(before)
    expect(new Set((await keysInUse(prisma)).map(({ keyId }) => keyId))).toEqual(new Set(['2026']))
    for (const { id, companyId, bsnHash } of await prisma.participant.findMany({ where: { bsnHash: { not: null } } }))
      expect(bsnHash).toBe(newerBox.fingerprint(before[placeOf('bsn', id)] ?? '', companyId))
    expect(await rowsWithoutSeals(app)).toEqual(rows)
  })

  test('has nothing to do when it is done again', async () => {
    for (const outcome of await rotate(app)) expect(outcome).toMatchObject({ rotated: 0, overtaken: 0, unopened: 0 })
  })

  test('leaves what was turned or moved as it is, and says so', async () => {
    const { prisma } = app.database
    const box = createSecretBox(withOlder)
    const [one, other, third] = await prisma.participant.findMany({ where: { bsnHash: { not: null } }, take: 3 })
    const moved = box.seal('999990019', placeOf('bsn', other!.id))
    const turned = box.seal('999990019', placeOf('bsn', third!.id))
    turned[turned.length - 1]! ^= 1
    const write = (id: string, bsnEncrypted: Uint8Array<ArrayBuffer> | null) =>
      prisma.participant.update({ where: { id }, data: { bsnEncrypted } })
    await write(one!.id, moved)
    await write(third!.id, turned)
    const outcomes = await rotate(app)
    expect(outcomes.find(({ name }) => name === 'bsn')).toMatchObject({ rotated: 0, unopened: 2 })
    const { bsnEncrypted } = await prisma.participant.findUniqueOrThrow({ where: { id: one!.id } })
    expect(Buffer.from(bsnEncrypted!).equals(moved)).toBe(true)
    for (const participant of [one!, third!]) await write(participant.id, participant.bsnEncrypted)
  })

  test('loses nothing that is written meanwhile', async () => {
    const { administration, database } = app
    const before = await openAll(app)
    // This app has only the older key, and goes on writing with it.
    const company = await database.prisma.company.findFirstOrThrow()
    const { username, domain } = demoAccount
    const link = () => configureLink({ companyId: company.id, username, token: demoAccount.token, domain }, olderOnly)
    const olderOnly = { ...administration, secrets: createSecretBox(withOlder) }
    await link()
    const writes = async () => {
      for (let turn = 0; turn < 5; turn++) await link()
      await enableLink(company.id, olderOnly)
    }
    const rotating = async () => {
      const outcomes: Rotated[] = []
      for (let turn = 0; turn < 5; turn++) outcomes.push(...(await rotate(app)))
      return outcomes
    }
    await Promise.all([writes(), rotating()])
    await rotate(app)
    const after = await openAll(app)
    expect(after[placeOf('token', company.id)]).toBe(demoAccount.token)
    expect(Object.keys(after).filter((place) => after[place] !== before[place])).toEqual([])
  })

  test('is overtaken by a write that comes between its reading and its writing', async () => {
    const { prisma } = app.database
    const { companyId } = await prisma.nmbrsLink.findFirstOrThrow()
    const place = placeOf('token', companyId)
    const write = (token: string) =>
      prisma.nmbrsLink.update({
        where: { companyId },
        data: { tokenEncrypted: createSecretBox(withOlder).seal(token, place) },
      })
    await write('before')
    // Whoever asks for rows gets them, and before anything is done with them the token is another.
    const interrupted = prisma.$extends({
      query: {
        async $queryRaw({ args, query }) {
          const rows = await query(args)
          if (args.sql.includes('token_encrypted') && args.sql.includes('AS sealed')) await write('after')
          return rows
        },
      },
    })
    const outcomes = await rotate({ database: { ...app.database, prisma: interrupted as typeof prisma } })
    expect(outcomes.find(({ name }) => name === 'token')).toMatchObject({ rotated: 0, overtaken: 1 })
    const { tokenEncrypted } = await prisma.nmbrsLink.findFirstOrThrow()
    expect(createSecretBox(withOlder).open(tokenEncrypted, place)).toBe('after')
  })
})

describe('a server', () => {
  let server: Awaited<ReturnType<typeof createServerDatabase>>
  beforeAll(async () => {
    server = await createServerDatabase()
  })
  afterAll(() => server.drop())

  const startWith = (keys: string) => startTestApp({ databaseUrl: server.url, env: { ENCRYPTION_KEYS: keys } })

  test('refuses to start without a key that is needed, and goes on as before when it is needed no more', async () => {
    const app = await startWithSecrets({ databaseUrl: server.url })
    const run = await app.syncNow({ mode: 'PREVIEW' })
    await app.close()
    await expect(startWith(newer)).rejects.toThrow(
      /^The encryption key "2025" is missing: 1 API tokens, \d+ BSNs, \d+ origins of fields, .* are sealed with it\.[^:]+$/,
    )
    const { stdout } = await runRotation({ DATABASE_URL: server.url, ENCRYPTION_KEYS: `${newer},${older}` })
    expect(stdout).toContain('API tokens: 1 sealed anew\n')
    expect(stdout).toMatch(/Not needed by anything any more: "2025"\nEverything is under key "2026"\.\n$/)
    await using restarted = await startWith(newer)
    expect((await restarted.ended(run.id)).plannedMutations).toEqual(run.plannedMutations)
    expect(await restarted.syncNow()).toMatchObject({ status: 'SUCCEEDED', counts: { mutations: 0 } })
  })

  test('that still seals with the older key is noticed at the end', async () => {
    const app = await startWith(`${older},${newer}`)
    await app.syncNow({ mode: 'PREVIEW' })
    await app.close()
    const rotation = runRotation({ DATABASE_URL: server.url, ENCRYPTION_KEYS: keyText('2027', 3) })
    await expect(rotation).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/^API tokens: 0 sealed anew, 1 DO NOT OPEN and stay as they are$/m),
    })
    await expect(rotation).rejects.toMatchObject({
      stdout: expect.stringMatching(/^Still sealed with key "2025": \d+ exclusions of runs$/m),
    })
  })
})

const run = promisify(execFile)

/** The command, with nothing but these settings. */
const runRotation = (env: Record<string, string>) =>
  run(process.execPath, [fileURLToPath(new URL('../../src/security/rotate.ts', import.meta.url))], {
    env: { PATH: process.env.PATH, ...env },
  })

test('an embedded database that a server has is not rotated: stop that first', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'eblinc-rotation-'))
  const lock = takeLock(join(dataDir, 'pglite.lock'))
  await expect(runRotation({ DATA_DIR: dataDir })).rejects.toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/^The data folder \S+ is in use by another process\. Stop that server first, .*\n$/),
  })
  lock?.close()
  await rm(dataDir, { recursive: true })
})

test('every column of bytes is one of those that are rotated', async () => {
  const database = await openTestDatabase('embedded')
  const columns = await database.prisma.$queryRaw<{ place: string }[]>`
    SELECT table_name || '.' || column_name AS place FROM information_schema.columns
    WHERE table_schema = 'public' AND data_type = 'bytea' ORDER BY 1`
  const known = sealedNames.map((name) => `${sealedColumns[name].table}.${sealedColumns[name].column}`)
  expect(columns.map(({ place }) => place)).toEqual(known.sort())
  await database.close()
})
