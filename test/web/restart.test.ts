import { expect, test } from 'vitest'
import { startTestApp } from '../support/app.ts'
import { startBrowser } from '../support/browser.ts'
import { createServerDatabase } from '../support/database.ts'
import { lastRun } from '../sync/support/hold.ts'

test('a page that is open while the server restarts says so, and goes on where it was, with each mutation once', async () => {
  const [database, browser] = await Promise.all([createServerDatabase(), startBrowser()])
  const start = (now: string, port = 0) =>
    startTestApp({ databaseUrl: database.url, now, demo: true, env: { PORT: String(port) } })
  const evening = await start('2026-11-23T10:00:00+01:00')
  await lastRun(evening)
  const page = await browser.open(`${evening.url}/#/companies/1001/mutations`)
  const rows = page.getByRole('row').filter({ has: page.getByRole('rowheader') })
  await expect.poll(() => rows.count()).toBe(20)
  const lost = page.getByText('De verbinding is weg.')

  await evening[Symbol.asyncDispose]()
  await lost.waitFor()
  const morning = await start('2026-11-24T09:00:00+01:00', Number(new URL(evening.url).port))
  await expect.poll(() => lost.count()).toBe(0)
  const night = await lastRun(morning)
  await page.getByText(`· ${night.counts.mutations} mutaties`).waitFor()
  morning.sandbox.nextDay()
  const run = await morning.syncNow()
  await expect.poll(() => rows.count()).toBe(20 + night.counts.mutations + run.counts.mutations)

  expect(page.trouble.filter((words) => !words.includes('ERR_CONNECTION_REFUSED'))).toEqual([])
  await browser.close()
  await morning[Symbol.asyncDispose]()
  await database.drop()
})

test('a company that is opened while the server is away comes by itself once it is back', async () => {
  const [database, browser] = await Promise.all([createServerDatabase(), startBrowser()])
  const start = (port = 0) => startTestApp({ databaseUrl: database.url, demo: true, env: { PORT: String(port) } })
  const before = await start()
  await lastRun(before)
  const page = await browser.open(before.url)
  await page.getByRole('link', { name: 'Bakkerij De Gouden Aar B.V.' }).waitFor()

  await before[Symbol.asyncDispose]()
  await page.getByText('De verbinding is weg.').waitFor()
  await page.evaluate("location.hash = '#/companies/1001'")
  await page.getByRole('button', { name: 'Opnieuw proberen' }).waitFor()
  const after = await start(Number(new URL(before.url).port))
  await page.getByRole('heading', { name: 'Bakkerij De Gouden Aar B.V.' }).waitFor()
  expect(await page.getByText('De verbinding is weg.').count()).toBe(0)
  await browser.close()
  await after[Symbol.asyncDispose]()
  await database.drop()
})

test('a list that fails, and is left before it is asked for again, is no reason to say so any longer', async () => {
  await using app = await startTestApp({ demo: true })
  await lastRun(app)
  const browser = await startBrowser()
  const page = await browser.open(`${app.url}/#/companies/1001/mutations`)
  let fail = () => {}
  await page.routeWebSocket(/graphql/, (socket) => {
    const server = socket.connectToServer()
    socket.onMessage((message) => {
      server.send(message)
      const { type, id, payload } = JSON.parse(String(message))
      const failure = JSON.stringify({ type: 'error', id, payload: [{ message: 'Internal error' }] })
      if (type === 'subscribe' && payload.query.includes('mutationFeed')) fail = () => socket.send(failure)
    })
  })
  await page.reload()
  await page.getByRole('row').nth(1).waitFor()
  const lost = page.getByText('De verbinding is weg.')
  await expect.poll(() => fail() ?? lost.count()).toBe(1)
  await page.getByRole('link', { name: 'Signalen' }).click()
  await expect.poll(() => lost.count()).toBe(0)
  await browser.close()
})
