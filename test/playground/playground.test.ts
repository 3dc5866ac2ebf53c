/** The playground in a real browser: the ready operations in the order of the work, as the helpdesk would use them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CreateCompanyDocument, CreateParticipantDocument } from '../../src/generated/operations.ts'
import { demoAccount } from '../../src/sandbox/accounts.ts'
import { startTestApi, type TestApi } from '../graphql/support/api.ts'
import { startIdentityProvider } from '../graphql/support/identity-provider.ts'
import { secretAuth, tokenFor } from '../graphql/support/tokens.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { startBrowser, type TestBrowser, type TestPage } from '../support/browser.ts'
import { readerOf } from './support/reader.ts'

/** The browser itself tells in the console that a request was refused. */
const withoutRefusals = (trouble: readonly string[]) => trouble.filter((words) => !words.includes('status of 401'))

let browser: TestBrowser
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(() => browser.close())

describe('from an empty administration to a company that is followed live', () => {
  let app: TestApp
  let page: TestPage
  let reader: ReturnType<typeof readerOf>

  beforeAll(async () => {
    app = await startTestApp()
    page = await browser.open(`${app.url}/graphql`)
    reader = readerOf(page)
    await reader.ready()
  })
  afterAll(() => app[Symbol.asyncDispose]())

  const companyNumber = '2002'
  const synchronised = async () => {
    await reader.choose('Nu synchroniseren')
    expect(await reader.run()).toMatchObject({ data: { triggerSync: { data: { id: expect.any(String) } } } })
  }
  const lastRun = async (): Promise<unknown> => {
    await reader.choose('Laatste synchronisatie')
    const { data } = await reader.run()
    return data
  }
  const runWith = (fields: Record<string, unknown>) => ({
    company: { syncRuns: { edges: [{ node: fields }] } },
  })

  test('begins with a company, which is then the one that is chosen', async () => {
    await page.getByText('Er is nog geen bedrijf.').waitFor()
    await reader.choose('Bedrijf toevoegen')
    await reader.fillIn({ nummer: companyNumber, naam: 'Molen De Hoop' })
    expect(await reader.run()).toMatchObject({ data: { createCompany: { data: { number: companyNumber } } } })
    await expect
      .poll(() =>
        page.locator('.panel select').evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.label),
      )
      .toBe('2002 Molen De Hoop')
  })

  test('tests, configures and switches on the link', async () => {
    const { username, token } = demoAccount
    const credentials = { gebruikersnaam: username, token: ` "${token}" ` }
    await reader.choose('Koppeling testen')
    await reader.fillIn(credentials)
    expect(await reader.run()).toMatchObject({
      data: { testNmbrsConnection: { data: { ok: true, advice: [expect.stringMatching(/^In orde: /)] } } },
    })
    await reader.choose('Koppeling instellen')
    await reader.fillIn(credentials)
    expect(await reader.run()).toMatchObject({ data: { configureNmbrsConnection: { data: { status: 'DISABLED' } } } })
    await reader.choose('Koppeling aanzetten')
    expect(await reader.run()).toMatchObject({ data: { enableNmbrsConnection: { data: { status: 'ENABLED' } } } })
    await reader.choose('Koppeling bekijken')
    expect(await reader.run()).toMatchObject({ data: { company: { nmbrsConnection: { tokenHint: 'fb01' } } } })
  })

  test('previews, and changes nothing', async () => {
    await reader.choose('Proefsynchronisatie')
    expect(await reader.run()).toMatchObject({ data: { triggerSync: { data: { id: expect.any(String) } } } })
    await expect.poll(lastRun).toMatchObject(runWith({ mode: 'PREVIEW', status: 'SUCCEEDED' }))
    expect(await lastRun()).toMatchObject(
      runWith({ plannedMutations: expect.arrayContaining([expect.objectContaining({ employeeNumber: 101 })]) }),
    )
    await reader.choose('Mutatielijst van een bedrijf')
    expect(await reader.run()).toMatchObject({ data: { company: { mutations: { edges: [] } } } })
  })

  test('shows mutations live in a window of its own while another one synchronises', async () => {
    const opened = page.waitForEvent('popup')
    await page.getByRole('link', { name: 'Live meekijken' }).click()
    const live = readerOf(await opened)
    await live.ready()
    expect(await live.variables()).toMatchObject({ vanaf: null })
    await live.press()
    await synchronised()
    await expect.poll(() => live.textIn('response.json')).toMatch(/"summary": "(In dienst per|Deelname) /)
    await expect.poll(lastRun).toMatchObject(runWith({ mode: 'APPLY', status: 'SUCCEEDED' }))
  })

  test('reads the mutation list, signals, and who was left out and why', async () => {
    await reader.choose('Mutatielijst van een bedrijf')
    const list = JSON.stringify(await reader.run())
    expect(list).toContain('"kind":"JOINED"')
    await reader.choose('Mutaties van alle bedrijven')
    expect(JSON.stringify(await reader.run())).toContain('Molen De Hoop')
    await reader.choose('Signalen')
    const signals = JSON.stringify(await reader.run())
    expect(signals).toContain('komt in Nmbrs bij meer dan één werknemer voor')
    expect(signals).toMatch(
      /"name":"Dubbel personeelsnummer in Nmbrs".*"nmbrsEmployeeId":\d.*"lastSeenAt":"2.*"hasNextPage":false/,
    )
    await reader.choose('Wie is overgeslagen, en waarom')
    const leftOut = JSON.stringify(await reader.run())
    expect(leftOut).toContain('Stagiair volgens de aard van de arbeidsverhouding')
    expect(leftOut).toMatch(
      /"status":"SUCCEEDED","mode":"APPLY","employeeNumber":null.*"finishedAt":"2.*"nmbrsEmployeeId":\d/,
    )
  })

  test('says of a field where it comes from', async () => {
    await reader.choose('Uitleg bij een veld')
    expect(await reader.run()).toMatchObject({
      data: { node: { explain: { label: 'Parttimepercentage', rule: expect.any(String) } } },
    })
  })

  test('sets by which rule new participants join a scheme', async () => {
    await reader.choose('Regelingdeelname instellen')
    expect(await reader.variables()).toMatchObject({ regeling: 'BIJSPAREN', vanzelf: false })
    await reader.fillIn({ vanzelf: true, vanafLeeftijd: 21 })
    expect(await reader.run()).toMatchObject({
      data: { updateEnrolmentRule: { data: { automatic: true, minimumAge: 21 } } },
    })
    await reader.choose('Regelingdeelname vooraf bekijken')
    expect(JSON.stringify(await reader.run())).toContain('"startDate"')
  })

  test('approves a sync that was held, and rejects another', async () => {
    const leave = (employees: readonly number[]) =>
      app.sandbox.edit(({ companies }) => {
        for (const { EmployeeId, employments } of companies[0]!.employees)
          if (employees.includes(EmployeeId)) employments.at(-1)!.EndDate = '2026-11-20'
      })
    leave([40101, 40102, 40103, 40104])
    await synchronised()
    await expect.poll(lastRun).toMatchObject(runWith({ status: 'HELD', holdReason: expect.any(String) }))
    await reader.choose('Vastgehouden synchronisatie bekijken')
    expect(JSON.stringify(await reader.run())).toContain('Uit dienst, laatste dag 20-11-2026')
    await reader.choose('Vastgehouden synchronisatie goedkeuren')
    expect(await reader.run()).toMatchObject({ data: { approveSyncRun: { data: { counts: { left: 4 } } } } })
    leave([40105, 40106, 40107, 40108])
    await synchronised()
    await expect.poll(lastRun).toMatchObject(runWith({ status: 'HELD' }))
    await reader.choose('Vastgehouden synchronisatie afwijzen')
    expect(await reader.run()).toMatchObject({ data: { rejectSyncRun: { data: { status: 'REJECTED' } } } })
    await reader.choose('Vastgehouden synchronisatie bekijken')
    expect(await reader.textIn('variables.json')).toContain('bij dit bedrijf wordt nu niets vastgehouden')
  })

  test('merges two records of one person, which it has found by itself', async () => {
    const { id } = await app.database.prisma.company.findFirstOrThrow()
    const companyId = Buffer.from(`Company:${id}`).toString('base64')
    const person = { companyId, lastName: 'Dubbel', birthDate: '1990-02-03' }
    await app.ask(CreateParticipantDocument, { input: { ...person, employeeNumber: 901 } })
    await app.ask(CreateParticipantDocument, { input: person })
    await reader.choose('Dubbele deelnemers samenvoegen')
    expect(await reader.textIn('variables.json')).toContain('// Dubbel, nummer 901')
    expect(await reader.run()).toMatchObject({ data: { mergeParticipants: { data: { employeeNumber: 901 } } } })
  })

  test('keeps each operation in a tab of its own, with its answer', async () => {
    await reader.choose('Signalen')
    expect(await reader.textIn('response.json')).toContain('komt in Nmbrs bij meer dan één werknemer voor')
    const names = await page.locator('.graphiql-tab-button').allTextContents()
    expect(new Set(names).size).toBe(names.length)
  })

  test.each(['light', 'dark'] as const)('can be used by everyone, in %s', async (colorScheme) => {
    await page.emulateMedia({ colorScheme })
    // GraphiQL has buttons within its tabs: the name of each, and to close it.
    expect(await page.violations({ known: { 'nested-interactive': /^<li [^>]*class="graphiql-tab/ } })).toEqual([])
  })

  test('asks nothing of elsewhere and gives no errors', () => {
    expect(page.trouble).toEqual([])
  })
})

test('with sign-in, asks for a token first and then sends it along, over the WebSocket too', async () => {
  await using app = await startTestApp({ demo: true, env: { AUTH_SECRET: secretAuth.secret } })
  const page = await browser.open(`${app.url}/graphql`)
  const reader = readerOf(page)
  await page.getByLabel('Toegangstoken').fill(await tokenFor({ role: 'helpdesk' }))
  await page.getByRole('button', { name: 'Verder' }).click()
  await reader.ready()
  expect(await reader.textIn('request-headers.json')).toMatch(/"authorization": "Bearer ey/)
  await reader.choose('Signalen')
  expect(await reader.run()).toMatchObject({ data: { company: { name: 'Bakkerij De Gouden Aar B.V.' } } })
  const opened = page.waitForEvent('popup')
  await page.getByRole('link', { name: 'Live meekijken' }).click()
  const live = readerOf(await opened)
  await live.ready()
  await live.press()
  await reader.choose('Nu synchroniseren')
  app.sandbox.nextDay()
  await reader.run()
  await expect.poll(() => live.textIn('response.json')).toContain('"summary"')
  expect(withoutRefusals(page.trouble)).toEqual([])
})

describe('signing in from the panel in production', () => {
  let api: TestApi
  beforeAll(async () => {
    api = await startTestApi({ auth: secretAuth, production: true })
  })
  afterAll(() => api.close())

  /** A window that knows no token, of a browser in which the session of before has not ended yet. */
  const openUnknown = async () => {
    const cookie = { name: 'eblinc_playground', value: await tokenFor({ role: 'helpdesk' }), path: '/graphql' }
    const { hostname: domain } = new URL(api.url)
    const rest = { domain, expires: -1, httpOnly: true, secure: true, sameSite: 'Strict' as const }
    const page = await browser.open(api.url, { storageState: { cookies: [{ ...cookie, ...rest }], origins: [] } })
    const signIn = async (token: string) => {
      await page.getByLabel('Toegangstoken').fill(token)
      await page.getByRole('button', { name: 'Verder' }).click()
    }
    return { page, signIn }
  }

  test('opens it again, also when the session of before has ended meanwhile', async () => {
    const { page, signIn } = await openUnknown()
    await page.getByLabel('Toegangstoken').waitFor()
    await page.context().clearCookies()
    await signIn(await tokenFor({ role: 'helpdesk' }))
    await readerOf(page).ready()
    await page.getByText('Er is nog geen bedrijf.').waitFor()
    expect(withoutRefusals(page.trouble)).toEqual([])
  })

  test('with a token that is not good, is told so and can be tried again by anyone', async () => {
    const { page, signIn } = await openUnknown()
    await signIn('dit is er geen ’')
    await page.getByText('De server accepteert dit token niet (meer).').waitFor()
    await signIn(await tokenFor({ role: 'helpdesk' }, 'another'))
    await page.getByText('De server accepteert dit token niet (meer).').waitFor()
    expect(await page.violations()).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await page.violations({ rules: ['color-contrast'] })).toEqual([])
    await signIn(await tokenFor({ role: 'helpdesk' }))
    await readerOf(page).ready()
    expect(withoutRefusals(page.trouble)).toEqual([])
  })
})

test('while no token can be checked, says so instead of blaming the token', async () => {
  const provider = await startIdentityProvider()
  const api = await startTestApi({ auth: { ...provider.settings, url: 'http://127.0.0.1:1/keys' } })
  const page = await browser.open(api.url)
  await page.getByLabel('Toegangstoken').fill(await provider.token())
  await page.getByRole('button', { name: 'Verder' }).click()
  await page.getByText('De server kan het token nu niet nakijken. Probeer het zo nog eens.').waitFor()
  await page.context().close()
  await api.close()
  await provider.close()
})

test('keeps the company of the page, in another window and when it is loaded again too', async () => {
  await using app = await startTestApp({ demo: true })
  await app.ask(CreateCompanyDocument, { input: { number: '2001', name: 'Tweede bedrijf' } })
  const page = await browser.open(`${app.url}/#/companies/2001/link`)
  await page.getByRole('link', { name: 'Bewerkingen' }).click()
  await readerOf(page).ready()
  const companyIn = (window: Pick<TestPage, 'locator'>) => window.locator('nav select option:checked').innerText()
  expect(await companyIn(page)).toBe('2001 Tweede bedrijf')
  const opened = page.waitForEvent('popup')
  await page.getByRole('link', { name: 'Live meekijken' }).click()
  const live = await opened
  await readerOf(live).ready()
  expect(await companyIn(live)).toBe('2001 Tweede bedrijf')
  const before = await readerOf(live).variables()
  await page.locator('nav select').selectOption('1001 Bakkerij De Gouden Aar B.V.')
  await expect.poll(() => page.url()).toContain('bedrijf=1001')
  await page.reload()
  await readerOf(page).ready()
  expect(await companyIn(page)).toBe('1001 Bakkerij De Gouden Aar B.V.')
  expect(before.bedrijf).not.toBe((await readerOf(page).variables()).bedrijf)
  expect(page.trouble).toEqual([])
})
