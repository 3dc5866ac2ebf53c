/** A link that is configured anew: with a new token for the same company in Nmbrs, or with another company. */
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { createCompany } from '../../src/administration/company.ts'
import { configureLink, disableLink, enableLink } from '../../src/administration/link.ts'
import { updateSettings } from '../../src/administration/settings.ts'
import { CompanyIdDocument } from '../../src/generated/operations.ts'
import { lastGoodNights } from '../../src/metrics/state.ts'
import { accountantAccount } from '../../src/sandbox/accounts.ts'
import { startTestApp, type TestApp } from '../support/app.ts'

let app: TestApp
let companyId: string
beforeEach(async () => {
  app = await startTestApp()
  onTestFinished(() => app[Symbol.asyncDispose]())
  ;({ id: companyId } = await createCompany({ number: '1001', name: 'Bakkerij' }, app.administration))
  await configure(4001)
  await enable()
  await app.syncNow()
})

const configure = (nmbrsCompanyId: number) => {
  const { username, token, domain } = accountantAccount
  return configureLink({ companyId, username, token, domain, nmbrsCompanyId }, app.administration)
}
const enable = () => enableLink(companyId, app.administration)
const link = () => app.database.prisma.nmbrsLink.findUniqueOrThrow({ where: { companyId } })
const attention = async () =>
  (await app.ask(CompanyIdDocument, { number: '1001' })).company?.nmbrsConnection?.attention ?? null

describe('with the same company in Nmbrs', () => {
  test('is off, and keeps its settings and what it knows of the company', async () => {
    await updateSettings(companyId, { employeeTypes: [2] }, app.administration)
    const before = await link()
    await configure(4001)
    expect(await link()).toEqual({ ...before, status: 'DISABLED', enabledAt: null, tokenEncrypted: expect.anything() })
  })

  test('begins anew when it is switched on: no night is made up for, and none is missed, of while it was off', async () => {
    const { prisma } = app.database
    await configure(4001)
    app.setTime('2026-11-26T08:00:00+01:00')
    await enable()
    await app.sync.lookAround()
    expect(await prisma.syncRun.count({ where: { trigger: 'CATCH_UP' } })).toBe(0)
    expect(await lastGoodNights(prisma, new Date('2026-11-26T08:00:00+01:00'))).toMatchObject([
      { quietSince: new Date('2026-11-26T08:00:00+01:00') },
    ])
  })
})

test('with another company in Nmbrs: chooses the employee types again, and begins with a first sync', async () => {
  await updateSettings(companyId, { employeeTypes: [2], holdFromPeople: 5 }, app.administration)
  await configure(4002)
  expect(await link()).toMatchObject({
    status: 'DISABLED',
    nmbrsCompanyId: 4002,
    employeeTypes: [2, 7],
    firstSyncedOn: null,
    holdFromPeople: 5,
  })
})

describe('what a link needs attention for', () => {
  const refuse = async () => {
    app.sandbox.fault({ kind: 'nmbrs', code: 1001 })
    await app.syncNow()
    app.sandbox.clearFaults()
    expect(await attention()).toContain('weigert de inloggegevens')
  }

  test.each([
    ['switched off', () => disableLink(companyId, app.administration)],
    ['configured anew', () => configure(4001)],
    ['switched on again', enable],
  ])('is over once it is %s', async (_, change) => {
    await refuse()
    await change()
    expect(await attention()).toBeNull()
    await enable()
    expect(await attention()).toBeNull()
    expect((await link()).attention).toBeNull()
  })
})
