import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { createCompany } from '../../src/administration/company.ts'
import { accountantAccount, demoAccount, powerlessAccount } from '../../src/sandbox/accounts.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { hasFocus, startBrowser, type TestBrowser, type TestPage } from '../support/browser.ts'

let app: TestApp
let browser: TestBrowser
let page: TestPage
let companies = 0
beforeAll(async () => {
  ;[app, browser] = await Promise.all([startTestApp(), startBrowser()])
})
afterAll(async () => {
  await browser.close()
  await app[Symbol.asyncDispose]()
})
beforeEach(async () => {
  companies++
  await createCompany({ number: String(companies), name: `Werkgever ${companies}` }, app.administration)
  page = await browser.open(`${app.url}/#/companies/${companies}/mutations`)
})
afterEach(async () => {
  expect(page.trouble).toEqual([])
  await page.context().close()
})

const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
const fillIn = async ({ username, token, domain }: { username: string; token: string; domain: string }) => {
  await page.getByLabel('Gebruikersnaam').fill(username)
  await page.getByLabel('Token').fill(token)
  await page.getByLabel('Domein').fill(domain)
}
const link = async () => {
  await page.getByRole('link', { name: 'Koppeling instellen' }).click()
  await fillIn(demoAccount)
  await press('Koppelen')
  await press('Aanzetten')
  await page.getByRole('button', { name: 'Uitzetten' }).waitFor()
}

test('a company is linked by its form, switched on and synchronised, and its people appear', async () => {
  await link()
  expect(await page.content()).not.toContain(demoAccount.token)
  await page.getByText('••••fb01').waitFor()
  await page.getByRole('link', { name: 'Mutaties' }).click()
  await page.getByText('Geen mutaties.').waitFor()
  await press('Nu synchroniseren')
  await page.getByRole('link', { name: 'O. Apart' }).first().waitFor()
  await page.getByText(/Gelukt Synchronisatie/).waitFor()
})

test('a link whose token was refused works again with a new one, once it is switched on again', async () => {
  await link()
  app.sandbox.fault({ kind: 'nmbrs', code: 1001 })
  await press('Nu synchroniseren')
  await page.getByText('Vraagt aandacht').first().waitFor()
  app.sandbox.clearFaults()
  await press('Inloggegevens wijzigen')
  await fillIn(demoAccount)
  await press('Koppelen')
  await press('Aanzetten')
  await press('Nu synchroniseren')
  await page.getByText(/Gelukt Synchronisatie/).waitFor()
  await expect.poll(() => page.getByText('Vraagt aandacht').count()).toBe(0)
  await page.getByText('Gekoppeld').first().waitFor()
})

test('while a link is off only a preview can be done, and the page says so', async () => {
  await page.getByRole('link', { name: 'Koppeling instellen' }).click()
  await fillIn(demoAccount)
  await press('Koppelen')
  await page.getByText('De koppeling staat uit: er kan alleen een proefsynchronisatie worden gedaan.').waitFor()
  const start = page.getByRole('button', { name: 'Nu synchroniseren' })
  expect(await start.isDisabled()).toBe(true)
  await press('Proefsynchronisatie')
  await page.getByText(/Gelukt Proefsynchronisatie/).waitFor()
  await press('Aanzetten')
  await expect.poll(() => start.isDisabled()).toBe(false)
})

test('a login that lacks rights is told which, and where they are switched on', async () => {
  await page.getByRole('link', { name: 'Koppeling instellen' }).click()
  await fillIn(powerlessAccount)
  await press('Testen')
  await page
    .getByText(/Zet in Nmbrs|sjabloon/)
    .first()
    .waitFor()
  expect(await page.getByText('Nee, en nodig').count()).toBeGreaterThan(5)
})

test('what a login lacks is told before the link is made, which can be done all the same', async () => {
  app.sandbox.fault({ kind: 'nmbrs', code: 1002, operation: 'BankAccount_GetListCurrent' })
  await page.getByRole('link', { name: 'Koppeling instellen' }).click()
  await fillIn(demoAccount)
  await press('Koppelen')
  await page.getByText('Nee, en nodig').waitFor()
  expect(await page.getByRole('alert').innerText()).toContain('BankAccount_GetListCurrent (bankrekeningen)')
  expect(await app.database.prisma.nmbrsLink.count({ where: { company: { number: String(companies) } } })).toBe(0)
  await press('Toch koppelen')
  await page.getByRole('button', { name: 'Aanzetten' }).waitFor()
  app.sandbox.clearFaults()
})

test('a login that sees no company at all is told so, and cannot be linked', async () => {
  app.sandbox.fault({ kind: 'empty-result', operation: 'List_GetAll' })
  await page.getByRole('link', { name: 'Koppeling instellen' }).click()
  await fillIn(demoAccount)
  await press('Koppelen')
  await page.getByText(/^Het account ziet geen enkel bedrijf/).waitFor()
  expect(await page.getByRole('button', { name: /koppelen/i }).count()).toBe(0)
  app.sandbox.clearFaults()
  await press('Testen')
  await press('Koppelen')
  await page.getByRole('button', { name: 'Aanzetten' }).waitFor()
})

test('what is filled in wrong is told at its field', async () => {
  await page.getByRole('link', { name: 'Koppeling instellen' }).click()
  await fillIn({ ...demoAccount, token: 'kort' })
  await press('Koppelen')
  const token = page.getByLabel('Token')
  await expect.poll(() => token.getAttribute('aria-invalid')).toBe('true')
  const explained = (await token.getAttribute('aria-describedby'))?.split(' ').at(-1)
  expect(await page.locator(`[id="${explained}"]`).innerText()).toContain('32 letters en cijfers')
})

test('of a login that may read several companies, one is chosen', async () => {
  await page.getByRole('link', { name: 'Koppeling instellen' }).click()
  await fillIn(accountantAccount)
  await press('Koppelen')
  const choice = page.getByLabel('Bedrijf in Nmbrs')
  await choice.selectOption({ index: 2 })
  await press('Koppelen')
  await page.getByRole('button', { name: 'Aanzetten' }).waitFor()
  await page.getByText('Staat uit').first().waitFor()
})

test('a link is tested, set, switched off and removed', async () => {
  await link()
  await press('Testen')
  await page.getByText(/Rechten van het API-account: 16 van 16/).waitFor()
  await page.getByText(/^Werknemerstypen in Nmbrs: \d+, waarvan personeel: 2/).click()
  expect(await page.getByRole('row', { name: '2 – Werknemers in dienst' }).innerText()).toMatch(/Ja$/)
  await page.getByText('Instellingen van de synchronisatie').click()
  await page.getByLabel('Maximaal percentage uit dienst').fill('35')
  await page.getByRole('switch', { name: 'BSN lezen' }).click()
  await expect.poll(() => page.getByRole('switch', { name: 'BSN lezen' }).getAttribute('aria-checked')).toBe('true')
  expect(await page.getByLabel('Maximaal percentage uit dienst').inputValue()).toBe('35')
  await press('Opslaan')
  await expect.poll(() => page.getByRole('button', { name: 'Opslaan' }).isDisabled()).toBe(true)
  await page.reload()
  await page.getByText('Instellingen van de synchronisatie').click()
  expect(await page.getByLabel('Maximaal percentage uit dienst').inputValue()).toBe('35')
  await press('Uitzetten')
  await page.getByRole('button', { name: 'Aanzetten' }).waitFor()
  await press('Koppeling verwijderen')
  const harmless = page.getByRole('dialog').getByRole('button', { name: 'Annuleren' })
  expect(await hasFocus(harmless)).toBe(true)
  await harmless.click()
  await page.getByRole('button', { name: 'Aanzetten' }).waitFor()
  await press('Koppeling verwijderen')
  await page.getByRole('dialog').getByRole('button', { name: 'Koppeling verwijderen' }).click()
  await page.getByRole('link', { name: 'Koppeling instellen' }).waitFor()
  await page.getByRole('heading', { name: 'Koppelen met Nmbrs' }).waitFor()
})

test('by keyboard alone a switch is switched, and a login changed, without losing the place', async () => {
  await link()
  await page.reload()
  await page.getByRole('button', { name: 'Inloggegevens wijzigen' }).waitFor()
  await page.keyboard.press('Tab')
  expect(await hasFocus(page.getByRole('button', { name: 'Naar de inhoud' }))).toBe(true)
  await page.tabTo(page.getByRole('button', { name: 'Inloggegevens wijzigen' }))
  await page.keyboard.press('Enter')
  await expect.poll(() => hasFocus(page.getByRole('heading', { name: 'Koppelen met Nmbrs' }))).toBe(true)
  await page.tabTo(page.getByRole('button', { name: 'Annuleren' }))
  await page.keyboard.press('Enter')
  await expect.poll(() => hasFocus(page.getByRole('region', { name: 'Koppeling' }))).toBe(true)
  const test = page.getByRole('button', { name: 'Testen' })
  await page.tabTo(test)
  await page.keyboard.press('Enter')
  await page.getByText(/^In orde: /).waitFor()
  expect(await hasFocus(test)).toBe(true)
  await page.keyboard.press('Shift+Tab')
  await page.tabTo(page.getByText('Instellingen van de synchronisatie'))
  await page.keyboard.press('Enter')
  const bsn = page.getByRole('switch', { name: 'BSN lezen' })
  await page.tabTo(bsn)
  await page.keyboard.press('Space')
  await expect.poll(() => bsn.getAttribute('aria-checked')).toBe('true')
  expect(await hasFocus(bsn)).toBe(true)
})

test('an enrolment rule is switched, and its age and waiting time are set', async () => {
  const voluntary = page.getByRole('form', { name: 'Bijsparen' })
  const toggle = voluntary.getByRole('switch', { name: 'Bijsparen' })
  await page.getByRole('link', { name: 'Regelingen' }).click()
  expect(await toggle.getAttribute('aria-checked')).toBe('false')
  await voluntary.getByLabel('Vanaf leeftijd').fill('21')
  await toggle.click()
  await expect.poll(() => toggle.getAttribute('aria-checked')).toBe('true')
  expect(await voluntary.getByLabel('Vanaf leeftijd').inputValue()).toBe('21')
  await voluntary.getByLabel('Wachttijd in maanden').fill('2')
  await voluntary.getByRole('button', { name: 'Opslaan' }).click()
  await expect.poll(() => page.getByRole('status').allInnerTexts()).toContain('Opgeslagen')
  await page.reload()
  await toggle.waitFor()
  expect([
    await toggle.getAttribute('aria-checked'),
    await voluntary.getByLabel('Vanaf leeftijd').inputValue(),
    await voluntary.getByLabel('Wachttijd in maanden').inputValue(),
  ]).toEqual(['true', '21', '2'])
})
