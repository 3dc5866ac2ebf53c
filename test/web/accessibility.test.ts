import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createCompany } from '../../src/administration/company.ts'
import { accountantAccount } from '../../src/sandbox/accounts.ts'
import { secretAuth } from '../graphql/support/tokens.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { startBrowser, type TestBrowser, type TestPage } from '../support/browser.ts'
import { holdRun, startDemo } from '../sync/support/hold.ts'

let app: TestApp
let browser: TestBrowser
beforeAll(async () => {
  ;[app, browser] = await Promise.all([startDemo(), startBrowser()])
  await createCompany({ number: '2001', name: 'Werkgever zonder koppeling' }, app.administration)
  app.sandbox.nextDay()
  await app.syncNow()
  await holdRun(app)
})
afterAll(async () => {
  await browser.close()
  await app[Symbol.asyncDispose]()
})

/** Each screen by its address, and how to get all of it into view. */
const screens: Record<string, { path: string; unfold(page: TestPage): Promise<unknown> }> = {
  companies: {
    path: '/',
    async unfold(page) {
      await page.getByRole('link', { name: /Gouden Aar/ }).waitFor()
      await page.getByText('Bedrijf toevoegen').click()
    },
  },
  mutations: {
    path: '/#/companies/1001/mutations',
    unfold: (page) => page.getByText('23 gegevens').first().click(),
  },
  signals: { path: '/#/companies/1001/signals', unfold: (page) => page.getByText('Fout').first().waitFor() },
  'a held sync': {
    path: '/#/companies/1001/sync',
    unfold: (page) => page.getByText('Overgeslagen: 10 werknemers').click(),
  },
  rules: { path: '/#/companies/1001/rules', unfold: (page) => page.getByRole('switch').first().waitFor() },
  mail: { path: '/#/companies/1001/mail', unfold: (page) => page.getByRole('switch').first().waitFor() },
  'a link with its settings': {
    path: '/#/companies/1001/link',
    async unfold(page) {
      await page.getByRole('button', { name: 'Testen' }).click()
      await page.getByText(/Rechten van het API-account/).click()
      await page.getByText(/^Werknemerstypen in Nmbrs/).click()
      await page.getByText('Instellingen van de synchronisatie').click()
      await page.getByRole('button', { name: 'Inloggegevens wijzigen' }).click()
    },
  },
  'the removal of a link': {
    path: '/#/companies/1001/link',
    unfold: (page) => page.getByRole('button', { name: 'Koppeling verwijderen' }).click(),
  },
  'a company without a link': {
    path: '/#/companies/2001/link',
    unfold: (page) => page.getByRole('heading', { name: 'Koppelen met Nmbrs' }).waitFor(),
  },
  'the choice between the companies of a login': {
    path: '/#/companies/2001/link',
    async unfold(page) {
      await page.getByLabel('Gebruikersnaam').fill(accountantAccount.username)
      await page.getByLabel('Token').fill(accountantAccount.token)
      await page.getByRole('button', { name: 'Testen' }).click()
      await page.getByLabel('Bedrijf in Nmbrs').waitFor()
    },
  },
  'a company that is not there': {
    path: '/#/companies/9999/link',
    unfold: (page) => page.getByRole('heading', { name: 'Bedrijf niet gevonden' }).waitFor(),
  },
  'a sync under way': {
    path: '/#/companies/1001/sync',
    async unfold(page) {
      app.sandbox.fault({ kind: 'no-headers', operation: 'BankAccount_GetListCurrent' })
      await page.getByRole('button', { name: 'Nu synchroniseren' }).click()
      await page.getByRole('progressbar').and(page.locator('[value]')).first().waitFor()
    },
  },
}

describe('in light and in dark colours', () => {
  const expectUsable = async (page: TestPage) => {
    expect(await page.violations()).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await page.violations({ rules: ['color-contrast'] })).toEqual([])
    // The browser itself tells in the console that a token was refused.
    expect(page.trouble.filter((words) => !words.includes('status of 401'))).toEqual([])
    await page.context().close()
  }

  test.each(Object.entries(screens))('%s can be used by anyone', async (_name, { path, unfold }) => {
    const page = await browser.open(app.url + path)
    await unfold(page)
    await expectUsable(page)
  })

  test('signing in can be done by anyone', async () => {
    await using closed = await startTestApp({ env: { AUTH_SECRET: secretAuth.secret } })
    const page = await browser.open(closed.url)
    await page.getByLabel('Toegangstoken').fill('geen')
    await page.getByRole('button', { name: 'Aanmelden' }).click()
    await page.getByText('De server accepteert dit token niet (meer).').waitFor()
    await expectUsable(page)
  })
})
