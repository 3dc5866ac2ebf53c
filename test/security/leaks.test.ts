/** That the search for secrets finds them: every test that starts an app relies on it (test/support/leaks.ts). */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { beforeAll, describe, expect, test } from 'vitest'
import { CompanyIdDocument, ParticipantsDocument, UpdateSettingsDocument } from '../../src/generated/operations.ts'
import { silentLog } from '../../src/log.ts'
import { demoAccount } from '../../src/sandbox/accounts.ts'
import { bsnOf } from '../../src/sandbox/made-up-numbers.ts'
import { placeOf } from '../../src/security/sealed-columns.ts'
import { startTestApi } from '../graphql/support/api.ts'
import { createCompany } from '../graphql/support/seed.ts'
import { secrets } from '../graphql/support/services.ts'
import { askForMail, changeByHand, sendDue, startOffice } from '../mail/support/office.ts'
import { startSmtp } from '../mail/support/smtp.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { linkCompany, person } from '../support/case-company.ts'
import { followFeed } from '../support/feed-client.ts'
import { createLeakSearch, formsOf, secretsOf } from '../support/leaks.ts'
import { outgoingOf } from '../support/outgoing.ts'
import { createSent } from '../support/sent.ts'
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
  const known = secretsOf(app.sandbox)
  expect(known).toEqual(expect.arrayContaining([token, bsn]))
  expect(known.length).toBeGreaterThan(25)
})

describe('an app that lets a secret out', () => {
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
    const search = createLeakSearch(silentLog, () => secretsOf(app.sandbox))
    search.log.info({ bsn }, 'Odd')
    await search.lookThrough(app)
    expect(() => search.end()).toThrow('in the log')
    await app.close()
  })

  test('is refused when it is of someone who came later', async () => {
    const later = bsnOf(77_001)
    const told = await refusal(async (app) => {
      await linkCompany(app, [person(1, { personal: { BSN: later } })])
      await setCity(app, later)
    })
    expect(told).toMatch(/^Secrets where none may be\nin the database: …/)
  })

  test('is refused when it was in a mail', async () => {
    await using smtp = await startSmtp()
    const app = await startOffice(smtp)
    await askForMail(app, { email: 'anna@kantoor.nl' })
    await app.database.prisma.company.updateMany({ data: { name: `Bedrijf ${bsn}` } })
    await changeByHand(app, 101, { city: 'Utrecht' })
    await sendDue(app)
    await app.database.prisma.company.updateMany({ data: { name: 'Bedrijf' } })
    expect(smtp.mails).toHaveLength(1)
    await expect(app.close()).rejects.toThrow(/^Secrets where none may be\nsent: /)
  })

  test('is refused when it is in the metrics', async () => {
    const told = await refusal(async ({ database }) => {
      await database.prisma.company.updateMany({ data: { number: token } })
    })
    expect(told).toContain('\nin the metrics: ')
  })
})

describe('an API without a sandbox', () => {
  test('is refused when it lets out what was sealed', async () => {
    const api = await startTestApi()
    const { id } = await createCompany(api.database.prisma, 'een')
    secrets.seal(bsn, placeOf('bsn', id))
    await createCompany(api.database.prisma, bsn)
    await expect(api.close()).rejects.toThrow('Secrets where none may be')
    await api.database.close()
  })
})

describe('what is sent', () => {
  const socket = {} as Socket
  /** What is found in these chunks of one socket, of which each may be searched by itself. */
  const foundIn = (...chunks: string[]) => {
    const found: string[] = []
    const sent = createSent(
      () => forms,
      128,
      (text) => found.push(text),
    )
    for (const chunk of chunks) sent.add(Buffer.from(chunk), socket)
    sent.end()
    return found
  }
  const filler = ' '.repeat(300_000) // more than is searched at once

  test.each([1, 4, 8])('is searched over the end of one chunk and the begin of the next, %i digits in', (digits) => {
    expect(foundIn(`${filler}${bsn.slice(0, digits)}`, `${bsn.slice(digits)}${filler}`)).toHaveLength(1)
    expect(foundIn(`${filler}${bsn.slice(0, digits)}`, bsn.slice(digits))).toHaveLength(1)
  })

  test('has none where a chunk ends in the midst of other digits', () => {
    expect(foundIn(`${filler}${bsn}`, `7${filler}`)).toEqual([])
    expect(foundIn(`${filler}7${bsn}${' '.repeat(119)}`, filler)).toEqual([])
  })
})

describe('what servers send, one after the other,', () => {
  test('is kept apart, also at the same port', async () => {
    const first = createServer((_request, response) => response.end('of the first')).listen(0, '127.0.0.1')
    await once(first, 'listening')
    const { port } = first.address() as AddressInfo
    const url = `http://127.0.0.1:${port}`
    await (await fetch(url)).text()
    first.closeAllConnections()
    await new Promise((resolve) => first.close(resolve))
    const second = createServer((_request, response) => response.end('of the second')).listen(port, '127.0.0.1')
    await once(second, 'listening')
    const chunks: Buffer[] = []
    const stop = outgoingOf(url).follow((bytes) => void chunks.push(bytes))
    await (await fetch(url)).text()
    stop()
    await (await fetch(url)).text()
    second.closeAllConnections()
    second.close()
    const sent = Buffer.concat(chunks).toString()
    expect(sent).not.toContain('of the first')
    expect(sent.match(/of the second/g)).toHaveLength(1)
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
  })

  test('has the BSNs in it, which shows that what is sent is seen', () => {
    expect(sent).toMatch(formsOf([bsn]))
  })
})
