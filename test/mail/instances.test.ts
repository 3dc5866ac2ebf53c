import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { TestApp } from '../support/app.ts'
import { createServerDatabase } from '../support/database.ts'
import { startServerProcess } from '../support/server-process.ts'
import { askForMail, changeByHand, outbox, sendDue, start, startOffice } from './support/office.ts'
import { startSmtp } from './support/smtp.ts'

const anna = 'anna@kantoor.nl'

describe('several servers on one database', () => {
  let server: Awaited<ReturnType<typeof createServerDatabase>>
  let smtp: Awaited<ReturnType<typeof startSmtp>>
  beforeEach(async () => {
    server = await createServerDatabase()
    smtp = await startSmtp()
  })
  afterEach(async () => {
    smtp.release()
    await smtp[Symbol.asyncDispose]()
    await server.drop()
  })

  const startServer = (sends = true): Promise<TestApp> => startOffice(sends ? smtp : null, { databaseUrl: server.url })

  /** A server as a process of its own; at its start it sends what is due. */
  const startProcess = () =>
    startServerProcess(
      {
        NMBRS_URL: 'http://127.0.0.1:1', // nobody listens there
        DATABASE_URL: server.url,
        SMTP_URL: smtp.url,
        MAIL_FROM: 'eblinc@voorbeeld.nl',
      },
      start,
    )

  test('send each mail once', async () => {
    const apps = [await startServer(), ...(await Promise.all([startServer(), startServer()]))] as const
    const [app] = apps
    const readers = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `${name}@kantoor.nl`)
    for (const email of readers) await askForMail(app, { email })
    for (const number of [101, 102, 103, 104]) {
      await changeByHand(app, number, { city: 'Utrecht' })
      await Promise.all(apps.map(({ mail }) => mail.lookAround()))
    }
    await Promise.all(apps.map(sendDue))
    expect((await outbox(app)).map(([, , status]) => status)).toEqual(Array(24).fill('SENT'))
    expect(new Set(smtp.mails.map(({ headers }) => headers['message-id'])).size).toBe(24)
    expect(smtp.mails).toHaveLength(24)
    await Promise.all(apps.map((one) => one[Symbol.asyncDispose]()))
  })

  test('leave alone what one that was killed had handed over, and send the rest', async () => {
    await using app = await startServer(false)
    await askForMail(app, { email: anna })
    await changeByHand(app, 101, { city: 'Utrecht' })
    await changeByHand(app, 102, { city: 'Utrecht' })
    smtp.behave('data', 'hold')
    const doomed = await startProcess()
    await expect.poll(() => smtp.reached.data).toBe(1)
    await doomed.stop('SIGKILL')
    smtp.behave('data', undefined)
    await app.database.prisma.$executeRaw`
      UPDATE pgboss.job SET heartbeat_on = heartbeat_on - interval '1 minute' WHERE name = 'mail' AND state = 'active'`

    const next = await startProcess()
    const statuses = async () => (await outbox(app)).map(([, , status]) => status)
    const lookAgain = async () => {
      await next.at(start)
      return statuses()
    }
    await expect.poll(lookAgain, { timeout: 45_000, interval: 1000 }).toEqual(['IN_DOUBT', 'SENT'])
    expect(smtp.reached.data).toBe(2)
    await next.stop()
  })

  test('take over what one that is told to stop had not handed over yet', async () => {
    const stopping = await startServer()
    await askForMail(stopping, { email: anna })
    await changeByHand(stopping, 101, { city: 'Utrecht' })
    smtp.behave('to', 'hold')
    await stopping.mail.lookAround()
    await expect.poll(() => smtp.reached.to).toBe(1)
    await stopping[Symbol.asyncDispose]()
    smtp.behave('to', undefined)

    await using next = await startServer()
    expect(await outbox(next)).toEqual([[anna, 'MANUAL_MUTATIONS', 'WAITING']])
    next.setTime('2026-11-23T10:02:00+01:00')
    await sendDue(next)
    expect(await outbox(next)).toEqual([[anna, 'MANUAL_MUTATIONS', 'SENT']])
    expect(smtp.mails).toHaveLength(1)
  })
})
