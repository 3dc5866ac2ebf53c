import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { PrismaClient } from '../../src/generated/prisma/client.ts'
import { demoAccount } from '../../src/sandbox/accounts.ts'
import { parseKeys } from '../../src/security/keys.ts'
import { placeOf } from '../../src/security/sealed-columns.ts'
import { createSecretBox } from '../../src/security/secret-box.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { type Attacker, createAttacker } from './support/attacker.ts'
import { attacks } from './support/attacks.ts'
import { bearer, secretAuth } from './support/tokens.ts'

const keyOf = (id: string) => `${id}:${Buffer.alloc(32, id).toString('base64')}`
const secrets = createSecretBox(parseKeys(keyOf('ours')))
const oldSecrets = createSecretBox(parseKeys(keyOf('gone')))
const bsn = '999990019'

let app: TestApp
let participantId: string
const logged: string[] = []

beforeAll(async () => {
  const log = {
    info: (...line: unknown[]) => logged.push(JSON.stringify(line)),
    error: (...line: unknown[]) => logged.push(JSON.stringify(line)),
  }
  const env = { AUTH_SECRET: secretAuth.secret, ENCRYPTION_KEYS: keyOf('ours') }
  app = await startTestApp({ demo: true, env, log })
  await vi.waitUntil(() => prisma().syncRun.count({ where: { status: 'SUCCEEDED' } }), { timeout: 30_000 })
  await prisma().nmbrsLink.updateMany({ data: { readBsn: true } })
  participantId = (await prisma().participant.findFirstOrThrow({ where: { employeeNumber: 101 } })).id
})
afterAll(() => app[Symbol.asyncDispose]())

const prisma = (): PrismaClient => app.database.prisma
const api = () => `${app.url}/graphql`
const attackerNamed = async (sub: string) => createAttacker(api(), await bearer({ sub, role: 'helpdesk' }))

const who = '{ viewer { role } }'

/** What an attack gives, done over and over until another user has been answered in the midst of it. */
async function underAttack(attacker: Attacker, run: (attacker: Attacker) => Promise<unknown>): Promise<unknown> {
  let answered = false
  let outcome = run(attacker)
  const other = createAttacker(api(), await bearer({ sub: 'other', role: 'accountant' }))
  const answer = other.ask(who).finally(() => {
    answered = true
  })
  await outcome
  while (!answered) {
    outcome = run(attacker)
    await outcome
  }
  expect(await answer).toEqual({ status: 200, answer: { data: { viewer: { role: 'ACCOUNTANT' } } } })
  return outcome
}

test.each(attacks)(
  '%s',
  async (name, run, refusal) => {
    expect(await underAttack(await attackerNamed(name), run)).toEqual(refusal)
  },
  60_000,
)

/** Starts a sync, and tells how it ended. */
async function syncOf(attacker: Attacker): Promise<unknown> {
  const { id } = await prisma().company.findUniqueOrThrow({ where: { number: '1001' } })
  const companyId = Buffer.from(`Company:${id}`).toString('base64')
  await attacker.ask('mutation ($id: ID!) { triggerSync(companyId: $id) { __typename } }', { id: companyId })
  const newest = () => prisma().syncRun.findFirst({ where: { companyId: id }, orderBy: { id: 'desc' } })
  await expect.poll(async () => (await newest())?.finishedAt).not.toBeNull()
  return attacker.ask(
    'query ($id: ID!) { company(id: $id) { syncRuns(first: 1) { edges { node { status failure { code message } } } } } }',
    { id: companyId },
  )
}

const bsnOf = (attacker: Attacker) =>
  attacker.ask('{ company(number: "1001") { participants(filter: { search: "101" }) { edges { node { bsn } } } } }')

/** One bit of what is sealed, not of the head that tells with which key. */
function flipped(sealed: Uint8Array): Uint8Array<ArrayBuffer> {
  const copy = Uint8Array.from(sealed)
  copy[copy.length - 1]! ^= 1
  return copy
}
const ofOther = '01a20924-ba7e-7009-9670-cbf7b314999b'

/** Whoever can write in the database, but has no key. */
const tampering: [string, (plain: string, column: 'token' | 'bsn', row: string) => Uint8Array<ArrayBuffer>][] = [
  ['swapped for that of another', (plain, column) => secrets.seal(plain, placeOf(column, ofOther))],
  ['with a bit flipped', (plain, column, row) => flipped(secrets.seal(plain, placeOf(column, row)))],
  ['under a key that is gone', (plain, column, row) => oldSecrets.seal(plain, placeOf(column, row))],
  ['cut off', (plain, column, row) => secrets.seal(plain, placeOf(column, row)).slice(0, 20)],
  ['in plain text', (plain) => Uint8Array.from(Buffer.from(plain))],
]

describe.each(tampering)('what is sealed, %s', (_name, tampered) => {
  test('a token fails its syncs, and nothing is changed', async () => {
    const link = await prisma().nmbrsLink.findFirstOrThrow()
    const { companyId, tokenEncrypted } = link
    const save = (sealed: Uint8Array<ArrayBuffer>) =>
      prisma().nmbrsLink.update({ where: { companyId }, data: { tokenEncrypted: sealed } })
    await save(tampered(demoAccount.token, 'token', companyId))
    const attacker = await attackerNamed('token')
    const failure = { code: 'INTERNAL', message: expect.stringContaining('Er is niets gewijzigd') }
    expect(await underAttack(attacker, syncOf)).toMatchObject({
      answer: { data: { company: { syncRuns: { edges: [{ node: { status: 'FAILED', failure } }] } } } },
    })
    expectNothingIn(attacker.heard)
    await save(Uint8Array.from(tokenEncrypted))
  })

  test('a BSN is not shown', async () => {
    const row = { where: { id: participantId } }
    const before = await prisma().participant.findUniqueOrThrow(row)
    await prisma().participant.update({ ...row, data: { bsnEncrypted: tampered(bsn, 'bsn', participantId) } })
    const attacker = await attackerNamed('bsn')
    expect(await underAttack(attacker, bsnOf)).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' })
    expectNothingIn(attacker.heard)
    await prisma().participant.update({
      ...row,
      data: { bsnEncrypted: before.bsnEncrypted && Uint8Array.from(before.bsnEncrypted) },
    })
  })
})

test('afterwards all is as it was: what is sealed opens, a sync succeeds, and no line of the log tells a secret', async () => {
  const sealed = secrets.seal(bsn, placeOf('bsn', participantId))
  await prisma().participant.update({ where: { id: participantId }, data: { bsnEncrypted: Uint8Array.from(sealed) } })
  const attacker = await attackerNamed('owner')
  expect(JSON.stringify(await bsnOf(attacker))).toContain('******019')
  expect(JSON.stringify(await syncOf(attacker))).toContain('SUCCEEDED')
  expectNothingIn(logged)
})

function expectNothingIn(texts: readonly string[]): void {
  for (const text of texts) {
    expect(text).not.toContain(demoAccount.token)
    expect(text).not.toContain(bsn)
    expect(text).not.toMatch(/does not open|not a sealed secret|Encryption key/)
  }
}
