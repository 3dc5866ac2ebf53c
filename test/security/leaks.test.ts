/** That the search for secrets finds them: every test that starts an app relies on it (test/support/leaks.ts). */
import { beforeAll, describe, expect, test } from 'vitest'
import { CompanyIdDocument, ParticipantsDocument, UpdateSettingsDocument } from '../../src/generated/operations.ts'
import { silentLog } from '../../src/log.ts'
import { demoAccount } from '../../src/sandbox/accounts.ts'
import { bsnOf } from '../../src/sandbox/made-up-numbers.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { followFeed } from '../support/feed-client.ts'
import { createLeakSearch, formsOf, secretsOf } from '../support/leaks.ts'
import { outgoingOf } from '../support/outgoing.ts'
import { startDemo } from '../sync/support/hold.ts'

const bsn = bsnOf(40_101)
const { token } = demoAccount
const forms = formsOf([bsn, token])

describe.each([
  ['a BSN', bsn],
  ['a token', token],
])('%s', (_what, secret) => {
  test.each(['', 'a', 'ab', 'abc', '"bsn":', '😀'])(
    'is found behind %j, in plain text, as hexadecimal digits and as base64',
    (before) => {
      const bytes = Buffer.from(`${before} ${secret} and so on`)
      for (const form of ['utf8', 'hex', 'base64', 'base64url'] as const) expect(bytes.toString(form)).toMatch(forms)
      expect(bytes.toString('hex').toUpperCase()).toMatch(forms)
    },
  )

  test('is not seen in what only looks like it', () => {
    for (const text of [secret.slice(1), `ab${secret}cd`, `0${secret}`, [...secret].join(' ')])
      expect(text).not.toMatch(forms)
  })
})

test('the secrets are the tokens of the stand-in for Nmbrs, and its BSNs', async () => {
  await using app = await startTestApp()
  const secrets = secretsOf(app.sandbox)
  expect(secrets).toEqual(expect.arrayContaining([token, bsn]))
  expect(secrets.length).toBeGreaterThan(25)
})

describe('an app that lets a secret out', { timeout: 60_000 }, () => {
  const setCity = (app: TestApp, city: string) =>
    app.database.prisma.participant.updateMany({ where: { employeeNumber: 101 }, data: { city } })
  /** What an app is refused for that has done this. */
  const refusal = async (leak: (app: TestApp) => Promise<unknown>): Promise<string> => {
    const app = await startDemo()
    await leak(app)
    return app.close().then(
      () => 'nothing',
      (error: Error) => error.message,
    )
  }

  test('is let go when it has let out nothing', async () => {
    expect(await refusal(async () => {})).toBe('nothing')
  })

  test.each([
    ['as it is', bsn],
    ['as base64', Buffer.from(`x${bsn}`).toString('base64')],
    ['as hexadecimal digits', Buffer.from(token).toString('hex')],
  ])('is refused when it is in the database %s', async (_how, text) => {
    expect(await refusal((app) => setCity(app, `in ${text} it is`))).toMatch(
      /^Secrets where none may be\nin the database: …/,
    )
  })

  test('is refused when it was in an answer', async () => {
    const told = await refusal(async (app) => {
      await setCity(app, bsn)
      await app.ask(ParticipantsDocument, { company: '1001' })
      await setCity(app, 'Zaandam')
    })
    expect(told).toMatch(/^Secrets where none may be\nsent: /)
  })

  test('is refused when it was in a frame', async () => {
    const told = await refusal(async (app) => {
      const follower = await followFeed(app.url, {})
      app.sandbox.edit(({ companies }) => {
        for (const { personalInfos } of companies[0]?.employees ?? [])
          personalInfos.at(-1)!.EmailWork = `${bsn}@x.example`
      })
      await app.syncNow()
      await follower.received(5)
      await follower.close()
      await app.database.prisma.participant.updateMany({ data: { emailWork: null } })
      await app.database.prisma.$executeRaw`UPDATE participant_mutation SET changes = '[]'`
    })
    expect(told).toMatch(/^Secrets where none may be\nsent: /)
  })

  test('is refused when it was in the log', async () => {
    const app = await startDemo()
    const search = createLeakSearch(silentLog)
    search.follow(app)
    search.log.info({ bsn }, 'Odd')
    await search.lookThrough(app)
    expect(() => search.end()).toThrow('in the log')
    await app.close()
  })

  test('is refused when it is in the metrics', async () => {
    const told = await refusal(async ({ database }) => {
      await database.prisma.company.updateMany({ data: { number: token } })
    })
    expect(told).toContain('\nin the metrics: ')
  })
})

describe('the traffic of the stand-in for Nmbrs', () => {
  let sent: string
  beforeAll(async () => {
    const app = await startDemo()
    const chunks: Buffer[] = []
    outgoingOf(app.sandbox.url).follow((bytes) => void chunks.push(bytes))
    const { company } = await app.ask(CompanyIdDocument, { number: '1001' })
    await app.ask(UpdateSettingsDocument, { company: company?.id ?? '', input: { readBsn: true } })
    await app.syncNow()
    sent = Buffer.concat(chunks).toString('latin1')
    await app.close()
  }, 60_000)

  test('has the BSNs in it, which shows that what is sent is seen', () => {
    expect(sent).toMatch(formsOf([bsn]))
  })
})
