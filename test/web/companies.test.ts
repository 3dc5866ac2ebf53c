import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createCompany } from '../../src/administration/company.ts'
import type { SyncStatus } from '../../src/generated/prisma/enums.ts'
import type { TestApp } from '../support/app.ts'
import { startBrowser, type TestBrowser, type TestPage } from '../support/browser.ts'
import { startDemo } from '../sync/support/hold.ts'

let app: TestApp
let browser: TestBrowser
let page: TestPage
beforeAll(async () => {
  ;[app, browser] = await Promise.all([startDemo(), startBrowser()])
  for (let number = 2001; number <= 2025; number++)
    await createCompany({ number: String(number), name: `Werkgever ${number}` }, app.administration)
})
afterAll(async () => {
  await browser.close()
  await app[Symbol.asyncDispose]()
})
afterEach(async () => {
  expect(page.trouble).toEqual([])
  await page.context().close()
})

const rows = () => page.getByRole('row').filter({ has: page.getByRole('rowheader') })

test('each company is shown with its link, its last night, what is open and how much changed', async () => {
  page = await browser.open(app.url)
  await page.clock.setFixedTime('2026-11-23T10:00:00+01:00')
  await page.reload()
  const demo = rows().filter({ hasText: 'Bakkerij De Gouden Aar B.V.' })
  await demo.waitFor()
  expect(await demo.innerText()).toMatch(/1001\s+Gekoppeld\s+Nog geen nacht\s+10 signalen/)
  const chart = demo.getByRole('img', { name: 'Mutaties per dag, laatste 14 dagen: 23 nov: 68' })
  expect(await chart.count()).toBe(1)
  expect(await rows().filter({ hasText: 'Werkgever 2001' }).innerText()).toContain('Niet gekoppeld')
})

test('nights that failed, are held or changed nothing look different, and are told in words', async () => {
  const { prisma } = app.database
  const { id: companyId } = await prisma.company.findUniqueOrThrow({ where: { number: '2001' } })
  const run = (day: number, status: SyncStatus, mutations = 0) => ({
    ...{ companyId, mode: 'APPLY' as const, status, queuedAt: new Date(`2026-11-${day}T01:15:00+01:00`) },
    counts: { mutations },
  })
  const nights = [run(20, 'HELD'), run(21, 'SUCCEEDED'), run(22, 'FAILED')]
  const byHand = Array.from({ length: 40 }, () => run(23, 'SUCCEEDED', 1))
  await prisma.syncRun.createMany({
    data: [
      ...nights.map((night) => ({ ...night, trigger: 'NIGHTLY' as const })),
      ...byHand.map((sync) => ({ ...sync, trigger: 'MANUAL' as const })),
    ],
  })
  page = await browser.open(app.url)
  await page.clock.setFixedTime('2026-11-23T10:00:00+01:00')
  await page.reload()
  const row = rows().filter({ hasText: 'Werkgever 2001' })
  const days = ['20 nov: vastgehouden', '21 nov: 0', '22 nov: mislukt', '23 nov: 40']
  const chart = row.getByRole('img', { name: `Mutaties per dag, laatste 14 dagen: ${days.join(', ')}` })
  await chart.waitFor()
  expect(await chart.locator('title').allTextContents()).toEqual(days)
  expect(await chart.locator('g > :last-child').evaluateAll((marks) => marks.map((mark) => mark.classList[0]))).toEqual(
    [...Array.from({ length: 10 }, () => 'none'), ...['held', 'bar', 'failed', 'bar']],
  )
  expect(await row.innerText()).toContain('Mislukt')
  await prisma.syncRun.deleteMany({ where: { companyId } })
})

test('a list that is left open is asked for again each minute, and when it comes back into view', async () => {
  page = await browser.open(app.url)
  await page.clock.install()
  await page.reload()
  await page.getByText('Werkgever 2001').waitFor()
  const rename = (name: string) => app.database.prisma.company.update({ where: { number: '2001' }, data: { name } })
  await rename('Werkgever 2001, na een minuut')
  await page.clock.runFor('01:00')
  await page.getByText('Werkgever 2001, na een minuut').waitFor()
  await rename('Werkgever 2001')
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await page.getByText('Werkgever 2001', { exact: true }).waitFor()
})

test('a company is added, under a number that no other has, and is then ready to be linked', async () => {
  page = await browser.open(app.url)
  await page.getByText('Bedrijf toevoegen').click()
  const number = page.getByLabel('Bedrijfsnummer')
  await number.fill('1001')
  await page.getByLabel('Naam', { exact: true }).fill('Tweede Bakkerij B.V.')
  await page.getByRole('button', { name: 'Toevoegen' }).click()
  await page.getByText(/1001/).nth(1).waitFor()
  await number.fill('3001')
  await page.getByRole('button', { name: 'Toevoegen' }).click()
  await page.getByRole('heading', { name: 'Tweede Bakkerij B.V.' }).waitFor()
  await page.getByRole('heading', { name: 'Koppelen met Nmbrs' }).waitFor()
  await app.database.prisma.company.delete({ where: { number: '3001' } })
})

test('more companies come when they are asked for, and those searched for are found', async () => {
  page = await browser.open(app.url)
  await rows().nth(19).waitFor()
  await page.getByRole('button', { name: 'Meer tonen' }).click()
  await expect.poll(() => rows().count()).toBe(26)
  await page.getByRole('searchbox', { name: 'Zoek op naam of nummer' }).fill('2007')
  await expect.poll(() => rows().count()).toBe(1)
  await page.reload()
  await expect.poll(() => rows().allInnerTexts()).toEqual([expect.stringContaining('Werkgever 2007')])
  await page.getByRole('searchbox').fill('nergens')
  await page.getByText('Geen bedrijf gevonden.').waitFor()
})

test('the page is Dutch, English once that is chosen, and stays so', async () => {
  page = await browser.open(app.url)
  await page.getByRole('heading', { name: 'Bedrijven' }).waitFor()
  expect(await page.title()).toBe('Bedrijven – EBlinC Nmbrs')
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('heading', { name: 'Companies' }).waitFor()
  await page.reload()
  await page.getByRole('link', { name: /Gouden Aar/ }).click()
  await page.getByRole('link', { name: /^Signals/ }).click()
  await page.getByText('The business e-mail address was emptied').waitFor()
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
  await page.getByRole('button', { name: 'Nederlands' }).click()
  await page.getByText('Het zakelijke e-mailadres is leeggemaakt').waitFor()
})

test('the colours are those of the system, unless others are chosen', async () => {
  page = await browser.open(app.url, { colorScheme: 'dark' })
  const isDark = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor === 'rgb(19, 25, 24)')
  expect(await isDark()).toBe(true)
  await page.getByLabel('Kleuren').selectOption('Kleuren: licht')
  await expect.poll(isDark).toBe(false)
  await page.reload()
  await page.getByRole('heading', { name: 'Bedrijven' }).waitFor()
  expect(await isDark()).toBe(false)
})

test('it works by keyboard alone, and says where the reader is', async () => {
  page = await browser.open(app.url)
  const focused = () => page.evaluate(() => document.activeElement?.id || document.activeElement?.textContent)
  await rows().nth(19).waitFor()
  await page.keyboard.press('Tab')
  expect(await focused()).toBe('Naar de inhoud')
  await page.keyboard.press('Enter')
  expect(await focused()).toBe('content')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  expect(await focused()).toBe('Bakkerij De Gouden Aar B.V.')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Bakkerij De Gouden Aar B.V.' }).waitFor()
  expect(await focused()).toBe('content')
  expect(await page.getByRole('link', { name: 'Mutaties' }).getAttribute('aria-current')).toBe('page')
})

test('nothing is wider than a narrow screen', async () => {
  page = await browser.open(app.url, { viewport: { width: 360, height: 740 } })
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  await rows().nth(19).waitFor()
  expect(await overflow()).toBeLessThanOrEqual(0)
  for (const tab of ['mutations', 'signals', 'sync', 'rules', 'link']) {
    await page.goto(`${app.url}/#/companies/1001/${tab}`)
    await page.locator('nav[aria-label="Onderdelen"]').waitFor()
    expect(await overflow(), tab).toBeLessThanOrEqual(0)
  }
})

test('a company that does not exist is told so', async () => {
  page = await browser.open(`${app.url}/#/companies/9999/mutations`)
  await page.getByRole('heading', { name: 'Bedrijf niet gevonden' }).waitFor()
  await page.getByRole('link', { name: 'Bedrijven' }).click()
  await rows().first().waitFor()
})
