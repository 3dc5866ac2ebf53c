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
