import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createLog } from '../../src/log.ts'
import type { TestApp } from '../support/app.ts'
import { scrape } from '../support/metrics.ts'
import { askForMail, changeByHand, outbox, sendDue, start, startOffice } from './support/office.ts'
import { startSmtp } from './support/smtp.ts'

const anna = 'anna@kantoor.nl'
const minute = 60_000
const twoDays = 2 * 24 * 60 * minute

let smtp: Awaited<ReturnType<typeof startSmtp>>
let app: TestApp
let lines: string[]
let cities = 0
let now: number

beforeAll(async () => {
  smtp = await startSmtp()
  const log = createLog('info', { write: (line) => void lines.push(line) })
  lines = []
  app = await startOffice(smtp, { log })
})
afterAll(async () => {
  await app[Symbol.asyncDispose]()
  await smtp[Symbol.asyncDispose]()
})
beforeEach(async () => {
  lines = []
  smtp.mails = []
  smtp.reached = { connect: 0, from: 0, to: 0, data: 0 }
  await app.database.prisma.mailPreference.deleteMany()
  pass(Date.parse(start) - (now ?? Date.parse(start)))
  await askForMail(app, { email: anna, nightlyDigest: false })
})
afterEach(() => {
  for (const stage of ['connect', 'from', 'to', 'data'] as const) smtp.behave(stage, undefined)
  smtp.release()
})

function pass(milliseconds: number): void {
  now = (now ?? Date.parse(start)) + milliseconds
  app.setTime(new Date(now).toISOString())
}

const change = () => changeByHand(app, 102, { city: `Stad ${++cities}` })

const look = () => sendDue(app)
const statuses = async () => (await outbox(app)).map(([, , status]) => status)
const counted = async () => (await scrape(app.url)).series('eblinc_mail_total')
const logged = () => lines.map((line) => JSON.parse(line)).filter(({ msg }) => /mail/i.test(msg))

describe('a mail', () => {
  test('goes out once, however often someone looks', async () => {
    await change()
    expect((await scrape(app.url)).value('eblinc_mail_outbox_length')).toBe(1)
    await Promise.all([app.mail.lookAround(), app.mail.lookAround()])
    await look()
    await look()
    expect(smtp.mails).toMatchObject([{ from: 'eblinc@voorbeeld.nl', to: [anna] }])
    expect(await statuses()).toEqual(['SENT'])
    const { value, series } = await scrape(app.url)
    expect(value('eblinc_mail_outbox_length')).toBe(0)
    expect(series('eblinc_mail_total')).toEqual({ 'outcome="SENT"': 1 })
  })

  test('is not sent any more when its reader has asked for none meanwhile', async () => {
    await change()
    await askForMail(app, { email: anna, manualMutations: false })
    await look()
    expect(smtp.reached.connect).toBe(0)
    expect(await statuses()).toEqual(['CANCELLED'])
  })

  test('goes to the address, and in the language, that its reader has by then', async () => {
    await change()
    const data = { email: 'anna@nieuw.nl', locale: 'en' }
    await app.database.prisma.mailPreference.updateMany({ data })
    await look()
    expect(smtp.mails).toMatchObject([
      { to: ['anna@nieuw.nl'], headers: { subject: 'EBlinC 1001: changed by hand', 'content-language': 'en' } },
    ])
  })
})

describe('a mail that is refused for now', () => {
  test.each([
    ['to', 450],
    ['data', 451],
  ] as const)('at "%s", with %i, is tried again later, as the same message', async (stage, code) => {
    smtp.behave(stage, code)
    await change()
    await look()
    expect(await statuses()).toEqual(['WAITING'])
    expect(logged()).toMatchObject([{ outcome: 'LATER', away: false, responseCode: code, attempts: 1 }])
    smtp.behave(stage, undefined)
    pass(minute - 1)
    await look()
    expect(smtp.mails).toEqual([])
    pass(minute / 2 + 1)
    await look()
    const { id } = await app.database.prisma.outboxMail.findFirstOrThrow()
    expect(smtp.mails.map(({ headers }) => headers['message-id'])).toEqual([`<${id}@voorbeeld.nl>`])
    expect(await statuses()).toEqual(['SENT'])
  })

  test('does not keep the others', async () => {
    await askForMail(app, { email: 'bert@kantoor.nl' })
    smtp.behave('to', 450)
    await change()
    await look()
    expect(smtp.reached.to).toBe(2)
    expect(await statuses()).toEqual(['WAITING', 'WAITING'])
  })

  test('waits twice as long each time, and a part of it by chance, up to some hours', async () => {
    smtp.behave('to', 450)
    await change()
    const pauses: number[] = []
    for (let attempt = 1; attempt <= 10; attempt++) {
      await look()
      const { attempts, nextAttemptAt } = await app.database.prisma.outboxMail.findFirstOrThrow()
      expect(attempts).toBe(attempt)
      pauses.push((nextAttemptAt.getTime() - now) / minute)
      pass(nextAttemptAt.getTime() - now)
    }
    for (const [index, pause] of pauses.entries()) {
      const least = Math.min(2 ** index, 4 * 60)
      expect(pause).toBeGreaterThanOrEqual(least)
      expect(pause).toBeLessThanOrEqual(1.5 * least)
    }
    expect(new Set(pauses.slice(-2)).size).toBe(2)
  })

  test('is given up after two days, which the log and the metrics tell', async () => {
    smtp.behave('to', 450)
    await change()
    await look()
    const before = await counted()
    pass(twoDays)
    await look()
    expect(await statuses()).toEqual(['WAITING'])
    pass(1)
    lines = []
    smtp.behave('to', undefined)
    await look()
    expect(await statuses()).toEqual(['EXPIRED'])
    expect(logged()).toMatchObject([
      { level: 50, count: 1, msg: 'Mail could not be sent for two days, and was given up' },
    ])
    expect((await counted())['outcome="EXPIRED"']).toBe((before['outcome="EXPIRED"'] ?? 0) + 1)
    expect(smtp.mails).toEqual([])
  })
})

describe('a mail that is refused for good', () => {
  test.each([
    ['to', 550],
    ['data', 554],
  ] as const)('at "%s", with %i, is not tried again', async (stage, code) => {
    smtp.behave(stage, code)
    await change()
    await look()
    expect(await statuses()).toEqual(['REFUSED'])
    expect(logged()).toMatchObject([{ outcome: 'REFUSED', responseCode: code }])
    pass(60 * minute)
    await look()
    expect(smtp.reached[stage]).toBe(1)
  })
})

describe('a server that takes no mail at all', () => {
  const away = async () => {
    await askForMail(app, { email: 'bert@kantoor.nl' })
    await change()
    await look()
    expect(await statuses()).toEqual(['WAITING', 'WAITING'])
    expect(logged()).toMatchObject([{ outcome: 'LATER', away: true }])
  }
  const back = async () => {
    pass(2 * minute)
    await look()
    expect(await statuses()).toEqual(['SENT', 'SENT'])
    expect(smtp.mails.map(({ to: [to] }) => to).sort()).toEqual([anna, 'bert@kantoor.nl'])
  }

  test('because it is down is tried with one mail at a time, and gets all of them when it is back', async () => {
    await smtp.stop()
    await away()
    await smtp.start()
    await back()
  })

  test.each([
    ['connect', 421],
    ['connect', 554],
    ['from', 530],
    ['from', 451],
    ['connect', 'cut'],
    ['from', 'cut'],
    ['to', 'cut'],
  ] as const)('at "%s", with %s, is not held against the mail: that waits', async (stage, behaviour) => {
    smtp.behave(stage, behaviour)
    await away()
    expect(smtp.reached[stage]).toBe(1)
    smtp.behave(stage, undefined)
    await back()
  })
})

describe('a mail that was handed over without an answer', () => {
  test('has perhaps arrived, so that it is never sent again, and the log tells it', async () => {
    smtp.behave('data', 'cut')
    await change()
    await look()
    expect(await statuses()).toEqual(['IN_DOUBT'])
    expect(logged()).toMatchObject([{ outcome: 'IN_DOUBT', code: 'ECONNECTION', responseCode: null }])
    smtp.behave('data', undefined)
    pass(60 * minute)
    await look()
    expect(smtp.mails).toHaveLength(1) // the server had taken it
  })

  test('by a process that died is not sent again either', async () => {
    await change()
    await app.database.prisma.outboxMail.updateMany({ data: { status: 'SENDING', attempts: 1 } })
    await look()
    expect(await statuses()).toEqual(['IN_DOUBT'])
    expect(smtp.reached.connect).toBe(0)
    expect(logged()).toMatchObject([{ count: 1, msg: expect.stringContaining('may have been sent') }])
  })
})

test('the log never holds an address, a name, or what a server said', async () => {
  smtp.behave('to', 550)
  await change()
  await look()
  expect(lines.join()).not.toMatch(/kantoor|Molenaar|As the test wants it/)
})
