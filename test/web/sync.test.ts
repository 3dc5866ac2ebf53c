import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { append, mutationOf } from '../graphql/support/seed.ts'
import type { TestApp } from '../support/app.ts'
import { hasFocus, startBrowser, type TestBrowser, type TestPage } from '../support/browser.ts'
import { approve, holdRun, inNmbrs, lastRun, letNineLeave, startDemo } from '../sync/support/hold.ts'

let browser: TestBrowser
let app: TestApp
let page: TestPage
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(() => browser.close())
beforeEach(async () => {
  app = await startDemo()
})
afterEach(async () => {
  expect(page.trouble).toEqual([])
  await page.context().close()
  await app[Symbol.asyncDispose]()
})

const openDemo = async (rest: string) => {
  page = await browser.open(`${app.url}/#/companies/1001/${rest}`)
}
const rows = () => page.getByRole('row').filter({ has: page.getByRole('rowheader') })
const press = (name: string) => page.getByRole('button', { name }).click()
const said = () => page.getByRole('status').allInnerTexts()

describe('a sync', () => {
  test('shows its progress, and its mutations appear on top of the list without reloading', async () => {
    await openDemo('mutations')
    await expect.poll(() => rows().count()).toBe(20)
    app.sandbox.nextDay()
    app.sandbox.fault({ kind: 'delay', milliseconds: 300, operation: 'BankAccount_GetListCurrent' })
    await press('Nu synchroniseren')
    const progress = page.getByRole('progressbar', { name: 'Voortgang van de synchronisatie' })
    const amounts = new Set<string | null>()
    const isPressable = page.getByRole('button', { name: 'Nu synchroniseren', disabled: false })
    await progress.waitFor()
    while (!(await isPressable.isVisible()))
      amounts.add(await progress.getAttribute('value', { timeout: 500 }).catch(() => null))
    expect(amounts.size).toBeGreaterThan(2)
    await page.getByText('· 11 mutaties').waitFor()
    await expect.poll(() => rows().count()).toBe(31)
    const raise = rows().filter({ hasText: 'S.M. Korenaar' })
    expect(await raise.innerText()).toMatch(/Salaris\s+Salaris fulltime\s+van\s+3\.450,00\s+naar\s+3\.600,00/)
    expect(await raise.innerText()).toContain('23-11-2026')
    await expect.poll(said).toContain('Synchronisatie: Gelukt, 11 mutaties')
  })

  test('that is tried out shows what it would change, and whom it leaves out, and changes nothing', async () => {
    app.sandbox.nextDay()
    await openDemo('sync')
    await press('Proefsynchronisatie')
    await page.getByText('· 11 mutaties te verwachten').waitFor()
    await page.getByRole('heading', { name: 'Wat er zou veranderen: 11 mutaties' }).waitFor()
    await page.getByText('Overgeslagen: 10 werknemers').click()
    const trainees = rows().filter({ hasText: 'Stagiair' })
    expect(await trainees.count()).toBe(2)
    expect(await trainees.first().innerText()).toMatch(/\b401\d\d\b/) // the EmployeeId, to find them by in Nmbrs
    await page.getByRole('link', { name: 'Mutaties' }).click()
    await expect.poll(() => rows().count()).toBe(20)
    expect(await rows().filter({ hasText: 'Nieuwenhuis' }).count()).toBe(0)
  })

  test('for one person says whose, and does not pretend that nothing would change once that is not kept any more', async () => {
    app.sandbox.nextDay()
    const { id } = await app.syncNow({ mode: 'PREVIEW', employeeNumber: 101 })
    const { prisma } = app.database
    await openDemo(`sync/${id}`)
    await page.getByText('alleen personeelsnummer 101').waitFor()
    await page.getByRole('heading', { name: 'Wat er zou veranderen: 1 mutatie' }).waitFor()
    await page.context().close()
    // As after 90 days, and as when the person's data have been removed.
    await prisma.syncRun.updateMany({ data: { plan: null, exclusions: null, employeeNumber: 0 } })
    await openDemo(`sync/${id}`)
    await page.getByText('alleen iemand van wie de gegevens zijn verwijderd').waitFor()
    await page.getByText('Wat er zou veranderen, is niet meer te zien').waitFor()
    expect(await page.getByText('Er zou niets veranderen').count()).toBe(0)
  })

  test('that fails says why', async () => {
    app.sandbox.fault({ kind: 'nmbrs', code: 1001 })
    await openDemo('mutations')
    await press('Nu synchroniseren')
    await page.getByText('Nmbrs weigert de inloggegevens.').first().waitFor()
    await page.getByText('Vraagt aandacht').waitFor()
  })
})

test('signals are shown by how much they weigh', async () => {
  await openDemo('signals')
  const severities = () => page.locator('tbody td:first-child').allInnerTexts()
  const expected = [
    ...Array.from({ length: 4 }, () => 'Fout'),
    ...Array.from({ length: 5 }, () => 'Let op'),
    'Ter info',
  ]
  await expect.poll(severities).toEqual(expected)
})

describe('the mutation list', () => {
  test('is of one kind or one person, when that is chosen, and still grows', async () => {
    await openDemo('mutations')
    await page.getByLabel('Soort').selectOption('Salaris')
    await expect.poll(() => rows().count()).toBe(3)
    app.sandbox.nextDay()
    await press('Nu synchroniseren')
    await expect.poll(() => rows().count()).toBe(4)
    expect(page.url()).toContain('kind=SALARY')
    await page.getByRole('link', { name: 'S.M. Korenaar' }).first().click()
    await page.getByText('Alleen S.M. Korenaar').waitFor()
    await page.reload()
    await expect.poll(() => rows().count()).toBe(11)
    expect(await rows().filter({ hasText: 'S.M. Korenaar' }).count()).toBe(11)
    await page.getByRole('button', { name: 'Iedereen tonen' }).click()
    await expect.poll(() => rows().count()).toBe(20)
    await page.getByRole('combobox', { name: 'Deelnemer' }).fill('apart')
    const suggestion = page.locator('option[value="O. Apart (127)"]')
    await suggestion.waitFor({ state: 'attached' })
    await page.getByRole('combobox', { name: 'Deelnemer' }).fill('O. Apart (127)')
    await page.getByText('Alleen O. Apart').waitFor()
    await page.getByRole('button', { name: 'Iedereen tonen' }).click()
    await page.getByRole('combobox', { name: 'Deelnemer' }).fill('zzz')
    await page.getByText('Geen deelnemer gevonden').waitFor()
    await page.getByRole('combobox', { name: 'Deelnemer' }).fill('apart')
    await page.getByText('Enter kiest O. Apart (127)').waitFor()
    await page.keyboard.press('Enter')
    await page.getByText('Alleen O. Apart').waitFor()
  })

  test('begins anew when very many come, rather than becoming endless', async () => {
    await openDemo('mutations')
    await expect.poll(() => rows().count()).toBe(20)
    const { prisma } = app.database
    const { id, companyId } = await prisma.participant.findFirstOrThrow({ where: { employeeNumber: 127 } })
    await append(
      prisma,
      companyId,
      Array.from({ length: 230 }, () => mutationOf(id)),
    )
    await expect.poll(() => rows().filter({ hasText: 'Smit' }).count()).toBe(20)
    expect(await rows().count()).toBe(20)
  })

  test('has older ones when they are asked for, each once', async () => {
    await openDemo('mutations')
    const more = page.getByRole('button', { name: 'Meer tonen' })
    for (const count of [20, 40, 60, 73]) {
      await expect.poll(() => rows().count()).toBe(count)
      if (count < 73) await more.click()
    }
    expect(await page.evaluate(() => document.activeElement?.localName)).toBe('tbody')
    expect(await more.count()).toBe(0)
    expect(new Set(await rows().allInnerTexts()).size).toBe(73)
  })
})

test('a sync that is only tried out says why a real one would be held, and has nothing to decide', async () => {
  inNmbrs(app, letNineLeave)
  await openDemo('mutations')
  await press('Proefsynchronisatie')
  await page
    .getByText('Een echte synchronisatie zou worden vastgehouden. Van de 19 actieve deelnemers zouden er 9')
    .waitFor()
  await page.getByRole('link', { name: 'Bekijken' }).click()
  const reason = page.getByRole('region', { name: 'Een echte synchronisatie zou worden vastgehouden' })
  expect(await reason.innerText()).toContain('zouden er 9 uit dienst gaan; de grens is 10 %.')
  expect(await page.getByRole('button', { name: 'Afwijzen' }).count()).toBe(0)
})

describe('a sync that is held', () => {
  test('says why, shows what it would do, and does it once it is approved', async () => {
    await holdRun(app)
    await openDemo('mutations')
    await page.getByText('Van de 19 actieve deelnemers zouden er 9 uit dienst gaan').waitFor()
    await page.getByRole('link', { name: 'Bekijken en beslissen' }).click()
    await page.getByRole('heading', { name: /^Wat er zou veranderen: 27 mutaties/ }).waitFor()
    await press('Goedkeuren en uitvoeren')
    await page.getByText('Deze synchronisatie werd vastgehouden').waitFor()
    expect(await lastRun(app)).toMatchObject({ status: 'SUCCEEDED', counts: { left: 9 } })
    await page.getByRole('link', { name: 'Mutaties' }).click()
    await expect
      .poll(() =>
        rows()
          .filter({ hasText: /In dienst tot en met.*22-11-2026/s })
          .count(),
      )
      .toBeGreaterThan(0)
  })

  test('is approved by keyboard alone, which then is where the decision was', async () => {
    await holdRun(app)
    await openDemo('sync')
    await page.tabTo(page.getByRole('button', { name: 'Goedkeuren en uitvoeren' }))
    await page.keyboard.press('Enter')
    const decided = page.getByRole('region', { name: 'Deze synchronisatie werd vastgehouden' })
    await decided.waitFor()
    await expect.poll(() => hasFocus(decided)).toBe(true)
    expect(await lastRun(app)).toMatchObject({ status: 'SUCCEEDED' })
  })

  test('is rejected, and does nothing', async () => {
    await holdRun(app)
    await openDemo('sync')
    await press('Afwijzen')
    await page.getByText('Deze synchronisatie werd vastgehouden').waitFor()
    await page.getByText('Afgewezen').first().waitFor()
    expect(await lastRun(app)).toMatchObject({ status: 'REJECTED' })
  })

  test('that someone else decided meanwhile is told to be so', async () => {
    const run = await holdRun(app)
    await openDemo('sync')
    await page.getByRole('button', { name: 'Afwijzen' }).waitFor()
    await page.routeWebSocket(/.*/, () => {}) // this reader is not told in time
    await page.reload()
    await page.getByRole('button', { name: 'Afwijzen' }).waitFor()
    await approve(app, run)
    await press('Afwijzen')
    await page.getByText('Deze synchronisatie is al goedgekeurd en uitgevoerd.').waitFor()
    await expect.poll(() => page.getByRole('button', { name: 'Afwijzen' }).count()).toBe(0)
  })
})
