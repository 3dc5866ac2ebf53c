import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { secretAuth, tokenFor } from '../graphql/support/tokens.ts'

import { startTestApp, type TestApp } from '../support/app.ts'
import { startBrowser, type TestBrowser, type TestPage } from '../support/browser.ts'

let app: TestApp
let browser: TestBrowser
let page: TestPage
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'eblinc-documents-'))
  await writeFile(join(folder, 'documents.json'), '{}') // nobody but the helpdesk may ask anything but what the page asks
  const env = { AUTH_SECRET: secretAuth.secret, PERSISTED_DOCUMENTS: join(folder, 'documents.json') }
  ;[app, browser] = await Promise.all([startTestApp({ demo: true, env }), startBrowser()])
})
afterAll(async () => {
  await browser.close()
  await app[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
})
afterEach(async () => {
  // The browser itself tells in the console that a request was refused.
  expect(page.trouble.filter((words) => !words.includes('401'))).toEqual([])
  await page.context().close()
})

const signIn = async (claims: { role: string; sub?: string; name?: string; email?: string; companies?: string[] }) => {
  page = await browser.open(app.url)
  await page.getByLabel('Toegangstoken').fill(await tokenFor(claims))
  await page.getByRole('button', { name: 'Aanmelden' }).click()
}

test('who has no token is asked for one, and who has a wrong one again', async () => {
  page = await browser.open(app.url)
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await page.getByRole('button', { name: 'Nederlands' }).click()
  await page.getByLabel('Toegangstoken').fill('dit is er geen')
  await page.getByRole('button', { name: 'Aanmelden' }).click()
  await page.getByText('De server accepteert dit token niet (meer).').waitFor()
  expect(await page.getByText('Gouden Aar').count()).toBe(0)
})

test('the helpdesk sees all, and opens the playground with the same sign-in', async () => {
  await signIn({ role: 'helpdesk', name: 'Ans' })
  await page.getByText('Ans · helpdesk').waitFor()
  await page.getByRole('link', { name: /Gouden Aar/ }).click()
  await page.getByRole('link', { name: 'O. Apart' }).first().waitFor()
  await page.getByRole('link', { name: 'Koppeling' }).click()
  await page.getByRole('button', { name: 'Uitzetten' }).waitFor()
  const cookies = async () => (await page.context().cookies(`${app.url}/graphql`)).map(({ httpOnly }) => httpOnly)
  await expect.poll(cookies).toEqual([true])
  expect(await page.evaluate(() => localStorage.length)).toBe(0)
  await page.context().clearCookies() // as when the session was ended in another window
  await page.reload()
  await page.getByText('Ans · helpdesk').waitFor()
  await expect.poll(cookies).toEqual([true])
  await page.getByRole('button', { name: 'Afmelden' }).click()
  await page.getByRole('heading', { name: 'Aanmelden' }).waitFor()
  await expect.poll(cookies).toEqual([])
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0)
})

test('an employer sees mutations, but neither the link nor a decision', async () => {
  await signIn({ role: 'employer', companies: ['1001'] })
  await page.getByText('someone · werkgever').waitFor()
  expect(await page.getByRole('link', { name: 'Bewerkingen' }).count()).toBe(0)
  expect(await page.getByText('Bedrijf toevoegen').count()).toBe(0)
  expect(await page.getByRole('columnheader').allInnerTexts()).not.toContain('Koppeling')
  await page.getByRole('link', { name: /Gouden Aar/ }).click()
  await page.getByRole('link', { name: 'O. Apart' }).first().waitFor()
  app.sandbox.nextDay()
  await page.getByRole('button', { name: 'Nu synchroniseren' }).click()
  await page.getByRole('link', { name: 'N. Nieuwenhuis' }).first().waitFor()
  expect(await page.getByRole('link', { name: 'Koppeling' }).count()).toBe(0)
  await page.goto(`${app.url}/#/companies/1001/link`)
  expect(await page.getByText('koppeling@goudenaar.example').count()).toBe(0)
})

test('each chooses which mail they get, and where it goes is shown', async () => {
  await signIn({ role: 'employer', companies: ['1001'], email: 'werkgever@goudenaar.example' })
  await page.getByRole('link', { name: /Gouden Aar/ }).click()
  await page.getByRole('link', { name: 'Mail' }).click()
  const digest = page.getByRole('switch', { name: 'Overzicht na elke nacht' })
  expect(await digest.getAttribute('aria-checked')).toBe('false')
  await digest.click()
  await page.getByText('Mail gaat naar werkgever@goudenaar.example.').waitFor()
  await page.reload()
  await digest.waitFor()
  const byHand = page.getByRole('switch', { name: 'Wijzigingen met de hand' })
  expect([await digest.getAttribute('aria-checked'), await byHand.getAttribute('aria-checked')]).toEqual([
    'true',
    'false',
  ])
})

test('whose token has no address is told that mail cannot go anywhere', async () => {
  await signIn({ sub: 'without address', role: 'employer', companies: ['1001'] })
  await page.getByRole('link', { name: /Gouden Aar/ }).click()
  await page.getByRole('link', { name: 'Mail' }).click()
  await page.getByRole('switch', { name: 'Overzicht na elke nacht' }).click()
  await page.getByRole('alert').waitFor()
  expect(await page.getByRole('alert').innerText()).toMatch(/e-mailadres/)
})

test('nobody sees a company that is not theirs', async () => {
  await signIn({ role: 'accountant', companies: ['9'] })
  await page.getByText('Er zijn nog geen bedrijven.').waitFor()
  await page.goto(`${app.url}/#/companies/1001/mutations`)
  await page.getByRole('heading', { name: 'Bedrijf niet gevonden' }).waitFor()
})
