import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  ConfigureLinkDocument,
  CreateCompanyDocument,
  DisableLinkDocument,
  EnableLinkDocument,
  RemoveLinkDocument,
  TestLinkDocument,
  TriggerSyncDocument,
  UpdateSettingsDocument,
} from '../../src/generated/operations.ts'
import { accountantAccount, demoAccount, powerlessAccount } from '../../src/sandbox/accounts.ts'
import { startTestApp, type TestApp } from '../support/app.ts'

/** The way of the helpdesk: create, test, configure, switch on and off; what each step leaves, the next one finds. */
describe('linking a company to Nmbrs', () => {
  let app: TestApp
  let companyId: string

  beforeAll(async () => {
    app = await startTestApp()
  })
  afterAll(() => app[Symbol.asyncDispose]())

  const credentials = ({ username, token, domain }: typeof demoAccount) => ({ companyId, username, token, domain })

  test('begins with a company, which enrols in OP1 and NP by itself and in nothing voluntary', async () => {
    const { createCompany } = await app.ask(CreateCompanyDocument, { input: { number: ' 77 ', name: ' Molen  Oost ' } })
    expect(createCompany).toMatchObject({ data: { number: '77', name: 'Molen Oost', nmbrsConnection: null } })
    if (createCompany.__typename !== 'MutationCreateCompanySuccess') throw new Error(createCompany.message)
    companyId = createCompany.data.id
    const rules = createCompany.data.enrolmentRules.map((rule) => [rule.scheme.code, rule.automatic])
    expect(rules).toEqual([
      ['OP1', true],
      ['NP', true],
      ['BIJSPAREN', false],
      ['ANW_HIAAT', false],
      ['WIA_EXCEDENT', false],
    ])
  })

  test('refuses a company number that is in use', async () => {
    const { createCompany } = await app.ask(CreateCompanyDocument, { input: { number: '77', name: 'Een andere' } })
    expect(createCompany).toEqual({
      __typename: 'ConflictError',
      code: 'CONFLICT',
      message: 'Bedrijfsnummer 77 is al in gebruik.',
    })
  })

  test('tests a token without storing it: companies, employee types, rights', async () => {
    const { testNmbrsConnection } = await app.ask(TestLinkDocument, { input: credentials(demoAccount) })
    expect(testNmbrsConnection).toMatchObject({
      data: {
        ok: true,
        domain: 'demo-administratie',
        companies: [{ name: 'Bakkerij De Gouden Aar B.V.' }],
        advice: [
          'In orde: het account leest Bakkerij De Gouden Aar B.V. en mag alles wat een synchronisatie nodig heeft. Een koppeling is van één bedrijf, nooit van een groep. Volgende stap: leg de koppeling met deze gegevens vast (Koppelen). Zij staat dan nog uit.',
        ],
      },
    })
    if (testNmbrsConnection.__typename !== 'MutationTestNmbrsConnectionSuccess') throw new Error('refused')
    const staff = testNmbrsConnection.data.employeeTypes.filter((type) => type.staff)
    expect(staff.map((type) => type.description)).toEqual(['Werknemers in dienst', 'Werknemers uit dienst'])
  })

  test('says which calls the account may not use', async () => {
    const { testNmbrsConnection } = await app.ask(TestLinkDocument, { input: credentials(powerlessAccount) })
    expect(testNmbrsConnection).toMatchObject({ data: { ok: false, companies: [] } })
    if (testNmbrsConnection.__typename !== 'MutationTestNmbrsConnectionSuccess') throw new Error('refused')
    const [where, atCompanyService, atEmployeeService] = testNmbrsConnection.data.advice
    expect(where).toContain(
      'onder Instellingen > User templates: klik bij het sjabloon van dit account op het tandwiel',
    )
    expect(atCompanyService).toMatch(/^Bij CompanyService: List_GetAll \(welke bedrijven het account ziet\), /)
    expect(atEmployeeService).toContain('Salary_GetAll_AllEmployeesByCompany (salarissen)')
  })

  test('says which company to choose when the token may read more, and tries the one that is meant', async () => {
    const open = await app.ask(TestLinkDocument, { input: credentials(accountantAccount) })
    expect(open.testNmbrsConnection).toMatchObject({
      data: { ok: true, advice: [expect.stringContaining('Bakkerij De Gouden Aar B.V. (id 4001)')] },
    })
    const input = { ...credentials(accountantAccount), nmbrsCompanyId: 4002 }
    const meant = await app.ask(TestLinkDocument, { input })
    expect(meant.testNmbrsConnection).toMatchObject({
      data: { ok: true, advice: [expect.stringMatching(/^In orde: /)] },
    })
    const other = await app.ask(TestLinkDocument, { input: { ...credentials(demoAccount), nmbrsCompanyId: 4002 } })
    expect(other.testNmbrsConnection).toMatchObject({
      data: {
        ok: false,
        advice: [expect.stringContaining('ziet het gekoppelde bedrijf (id 4002) niet'), expect.any(String)],
      },
    })
  })

  test('refuses a wrong token with plain words, and stores nothing', async () => {
    const input = { ...credentials(demoAccount), token: '00000000000000000000000000000000' }
    const { configureNmbrsConnection } = await app.ask(ConfigureLinkDocument, { input })
    expect(configureNmbrsConnection).toMatchObject({ __typename: 'NmbrsError', code: 'INVALID_CREDENTIALS' })
    expect(await app.database.prisma.nmbrsLink.count()).toBe(0)
  })

  test('sends nothing to Nmbrs that cannot be a token', async () => {
    const before = app.sandbox.calls.length
    const input = { ...credentials(demoAccount), token: demoAccount.token.slice(0, 10) }
    const { testNmbrsConnection } = await app.ask(TestLinkDocument, { input })
    expect(testNmbrsConnection).toMatchObject({ __typename: 'ValidationError', code: 'BAD_INPUT' })
    expect(app.sandbox.calls).toHaveLength(before)
  })

  test('asks to choose when the token may read more than one company', async () => {
    const { configureNmbrsConnection } = await app.ask(ConfigureLinkDocument, { input: credentials(accountantAccount) })
    expect(configureNmbrsConnection).toMatchObject({
      __typename: 'ValidationError',
      fields: [
        {
          path: ['input', 'nmbrsCompanyId'],
          message: 'Het token geeft toegang tot meer dan één bedrijf: kies er een.',
        },
      ],
    })
  })

  test('stores the link switched off, with only a hint of the token, from a paste with quotes and spaces', async () => {
    const { username, token } = demoAccount
    const input = {
      companyId,
      username: ` ${username} `,
      token: ` "${token}" `,
      domain: 'https://demo-administratie.nmbrs.nl/'.replace(/^https:\/\/|\/$/g, ''),
    }
    const { configureNmbrsConnection } = await app.ask(ConfigureLinkDocument, { input })
    expect(configureNmbrsConnection).toMatchObject({
      data: {
        status: 'DISABLED',
        username,
        domain: 'demo-administratie',
        tokenHint: token.slice(-4),
        nmbrsCompany: { id: 4001, number: 1, name: 'Bakkerij De Gouden Aar B.V.', chamberOfCommerceNumber: '00004001' },
        settings: { employeeTypes: [2, 7], traineeEmploymentTypes: [7], onCallInfluenceCodes: [5, 6], readBsn: false },
      },
    })
    const [row] = await app.database.prisma.nmbrsLink.findMany()
    expect(Buffer.from(row?.tokenEncrypted ?? []).includes(token)).toBe(false)
  })

  test('refuses to apply a sync while it is off, and allows a preview', async () => {
    const apply = await app.ask(TriggerSyncDocument, { company: companyId })
    expect(apply.triggerSync).toMatchObject({ __typename: 'ConflictError' })
    const preview = await app.ask(TriggerSyncDocument, { company: companyId, mode: 'PREVIEW' })
    if (preview.triggerSync.__typename !== 'MutationTriggerSyncSuccess') throw new Error('refused')
    expect(await app.ended(preview.triggerSync.data.id)).toMatchObject({ status: 'SUCCEEDED' })
    expect(await app.database.prisma.participant.count()).toBe(0)
  })

  test('refuses settings that cannot be, each in its place', async () => {
    const input = { fullTimeHoursPerWeek: '0', holdWhenLeaversExceedPercent: '101', employeeTypes: [] }
    const { updateSyncSettings } = await app.ask(UpdateSettingsDocument, { company: companyId, input })
    if (updateSyncSettings.__typename !== 'ValidationError') throw new Error('accepted')
    expect(updateSyncSettings.fields.map(({ path }) => path.join('.')).sort()).toEqual([
      'input.employeeTypes',
      'input.fullTimeHoursPerWeek',
      'input.holdWhenLeaversExceedPercent',
    ])
  })

  test('changes the settings that are given and leaves the others', async () => {
    const input = { fullTimeHoursPerWeek: '40', holdFromPeople: 5 }
    const { updateSyncSettings } = await app.ask(UpdateSettingsDocument, { company: companyId, input })
    expect(updateSyncSettings).toMatchObject({
      data: { settings: { fullTimeHoursPerWeek: '40.00', holdFromPeople: 5, employeeTypes: [2, 7] } },
    })
  })

  test('switches on and off, and keeps what is stored for a test', async () => {
    const before = await app.ask(TestLinkDocument, { input: { companyId } })
    expect(before.testNmbrsConnection).toMatchObject({
      data: {
        advice: [
          expect.stringContaining(
            'Volgende stap: een proefsynchronisatie laat zien wat er verandert; zet de koppeling daarna aan (Aanzetten).',
          ),
        ],
      },
    })
    const on = await app.ask(EnableLinkDocument, { company: companyId })
    expect(on.enableNmbrsConnection).toMatchObject({ data: { status: 'ENABLED' } })
    const off = await app.ask(DisableLinkDocument, { company: companyId })
    expect(off.disableNmbrsConnection).toMatchObject({ data: { status: 'DISABLED', schedule: { nextRunAt: null } } })
    const stored = await app.ask(TestLinkDocument, { input: { companyId } })
    expect(stored.testNmbrsConnection).toMatchObject({ data: { ok: true } })
  })

  test('forgets login and token when the link is removed', async () => {
    const { removeNmbrsConnection } = await app.ask(RemoveLinkDocument, { company: companyId })
    expect(removeNmbrsConnection).toMatchObject({ data: { nmbrsConnection: null } })
    expect(await app.database.prisma.nmbrsLink.count()).toBe(0)
    const again = await app.ask(EnableLinkDocument, { company: companyId })
    expect(again.enableNmbrsConnection).toMatchObject({ __typename: 'ConflictError' })
  })
})
