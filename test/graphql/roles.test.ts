import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sealProvenance } from '../../src/sync/provenance.ts'
import { startTestApi, type TestApi } from './support/api.ts'
import { globalId, link, seedCompany } from './support/seed.ts'
import { secrets } from './support/services.ts'
import { bearer, secretAuth } from './support/tokens.ts'

/** Who asks; accountant and employer are those of company "mine". */
const roles = ['helpdesk', 'accountant', 'employer'] as const
type Role = (typeof roles)[number]

let api: TestApi
let mine: Awaited<ReturnType<typeof seedCompany>>
let other: typeof mine
const headers = {} as Record<Role, Record<string, string>>

beforeAll(async () => {
  const trigger = () => api.database.prisma.syncRun.findUniqueOrThrow({ where: { id: mine.SyncRun } })
  api = await startTestApi({ auth: secretAuth, services: { sync: { trigger } } })
  mine = await seedCompany(api.database.prisma, 'mine')
  other = await seedCompany(api.database.prisma, 'other')
  for (const role of roles) headers[role] = await bearer({ role, companies: ['mine'] })
})
afterAll(() => api.close())

const nobodys = '01a20924-ba7e-7009-9670-cbf7b314999b'

/** Mutations with an id in them that changes nothing, or is refused for another reason, for who may do them. */
const mutations = {
  configureNmbrsConnection: (id: string) =>
    `configureNmbrsConnection(input: { companyId: "${id}", username: "x", token: "x" })`,
  testNmbrsConnection: (id: string) => `testNmbrsConnection(input: { companyId: "${id}", username: "x", token: "x" })`,
  enableNmbrsConnection: (id: string) => `enableNmbrsConnection(companyId: "${id}")`,
  disableNmbrsConnection: (id: string) => `disableNmbrsConnection(companyId: "${id}")`,
  updateSyncSettings: (id: string) => `updateSyncSettings(companyId: "${id}", input: {})`,
  removeNmbrsConnection: (id: string) => `removeNmbrsConnection(companyId: "${id}")`,
  approveSyncRun: (id: string) => `approveSyncRun(id: "${id}", revision: 1)`,
  rejectSyncRun: (id: string) => `rejectSyncRun(id: "${id}", revision: 1)`,
}
const typeOf = (name: string) => (name.endsWith('SyncRun') ? 'SyncRun' : 'Company')

type Answer = { __typename: string; message?: string }

async function answerOf(selection: string, role: Role, language = 'nl'): Promise<Answer> {
  const query = `mutation { answer: ${selection} { __typename ... on Error { message } } }`
  const { answer } = (await api.ask(query, {}, { ...headers[role], 'accept-language': language })) as { answer: Answer }
  return answer
}

describe.each(Object.entries(mutations))('%s', (name, selection) => {
  const of = (ids: Record<string, string>) => selection(globalId(typeOf(name), ids[typeOf(name)] ?? nobodys))

  test('is forbidden to an employer, whatever the id', async () => {
    const forbidden = { __typename: 'ForbiddenError', message: 'U hebt geen recht om dit te doen.' }
    for (const ids of [mine, other, {}]) expect(await answerOf(of(ids), 'employer')).toEqual(forbidden)
    expect(await answerOf(of(mine), 'employer', 'en')).toMatchObject({
      message: 'You do not have the right to do this.',
    })
  })

  test('is for an accountant of the company; that of another looks as if it did not exist', async () => {
    const ofNobody = await answerOf(of({}), 'accountant')
    expect(ofNobody.__typename).toBe('NotFoundError')
    expect(await answerOf(of(other), 'accountant')).toEqual(ofNobody)
    expect((await answerOf(of(mine), 'accountant')).__typename).not.toMatch(/NotFound|Forbidden/)
  })

  test('is for the helpdesk', async () => {
    expect((await answerOf(of(other), 'helpdesk')).__typename).not.toMatch(/NotFound|Forbidden/)
  })
})

describe('createCompany', () => {
  const create = (number: string) => `createCompany(input: { number: "${number}", name: "Nieuw" })`

  test('is for the helpdesk only', async () => {
    for (const role of ['accountant', 'employer'] as const)
      expect(await answerOf(create('mine'), role)).toMatchObject({ __typename: 'ForbiddenError' })
    expect(await answerOf(create('new'), 'helpdesk')).toEqual({ __typename: 'MutationCreateCompanySuccess' })
  })
})

describe('an employer', () => {
  test('sees no link, as if none were configured, and no error', async () => {
    const { companyId } = await api.database.prisma.nmbrsLink.upsert({
      where: { companyId: mine.Company },
      create: { ...link, companyId: mine.Company },
      update: {},
    })
    const query = `query ($id: ID!) { company(id: $id) { name nmbrsConnection { tokenHint settings { readBsn } schedule { cron } } } }`
    const variables = { id: globalId('Company', companyId) }
    const asked = (role: Role) => api.ask(query, variables, headers[role])
    expect(await asked('employer')).toEqual({ company: { name: 'Bedrijf mine', nmbrsConnection: null } })
    expect(await asked('accountant')).toMatchObject({ company: { nmbrsConnection: { tokenHint: 'ab12' } } })
  })

  test('is not told settings of the link either, when asking where a value comes from', async () => {
    const settings = { record: 'SyncSettings', start: null, values: { fullTimeHoursPerWeek: '38' } }
    const sealed = sealProvenance(mine.Participant, { fullTimeHours: settings }, secrets)
    const participantId = mine.Participant
    await api.database.prisma.participantProvenance.create({
      data: { participantId, companyId: mine.Company, sealed, fingerprint: 'x' },
    })
    const query = `query ($id: ID!) { node(id: $id) { ... on Participant {
      explain(field: PART_TIME_PERCENTAGE) { rawValues { name value } } } } }`
    const asked = (role: Role) => api.ask(query, { id: globalId('Participant', participantId) }, headers[role])
    const rawValues = [{ name: 'SyncSettings.fullTimeHoursPerWeek', value: '38' }]
    expect(await asked('accountant')).toEqual({ node: { explain: { rawValues } } })
    expect(await asked('employer')).toEqual({ node: { explain: { rawValues: [] } } })
  })

  test('is told why a run is held, without the limit of the settings', async () => {
    const holdReason = [
      { rule: 'LEAVERS', people: 9, active: 19, limitPercent: '10' },
      { rule: 'EMPTIED', people: 17, active: 19, limitPercent: '25', field: 'EMAIL_WORK' },
    ]
    const { id } = await api.database.prisma.syncRun.create({
      data: { companyId: mine.Company, trigger: 'MANUAL', mode: 'APPLY', status: 'SUPERSEDED', holdReason },
    })
    const asked = (role: Role) =>
      api.ask(
        'query ($id: ID!) { syncRun(id: $id) { nl: holdReason en: holdReason(locale: en) } }',
        { id: globalId('SyncRun', id) },
        headers[role],
      )
    expect(JSON.stringify(await asked('accountant'))).toMatch(
      /grens is 10 %.+grens is 25 %.+limit is 10%.+limit is 25%/,
    )
    expect(await asked('employer')).toEqual({
      syncRun: {
        nl: 'Van de 19 actieve deelnemers zouden er 9 uit dienst gaan. Van de 19 actieve deelnemers zouden deze gegevens leeg worden: e-mail zakelijk bij 17.',
        en: '9 of the 19 active participants would leave. Of the 19 active participants, these fields would become empty: business e-mail of 17.',
      },
    })
    await api.database.prisma.syncRun.delete({ where: { id } })
  })

  test('sees runs and rules, and may ask for a sync', async () => {
    const id = globalId('Company', mine.Company)
    const query = 'query ($id: ID!) { company(id: $id) { enrolmentRules { id } syncRuns { edges { node { id } } } } }'
    expect(await api.ask(query, { id }, headers.employer)).toEqual({
      company: {
        enrolmentRules: [{ id: globalId('EnrolmentRule', mine.EnrolmentRule) }],
        syncRuns: { edges: [{ node: { id: globalId('SyncRun', mine.SyncRun) } }] },
      },
    })
    const success = { __typename: 'MutationTriggerSyncSuccess' }
    expect(await answerOf(`triggerSync(companyId: "${id}")`, 'employer')).toEqual(success)
  })
})
