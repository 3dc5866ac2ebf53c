import { afterAll, beforeAll, expect, test } from 'vitest'
import { configureLink } from '../../src/administration/link.ts'
import { accountantAccount, demoAccount } from '../../src/sandbox/accounts.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { inNmbrs, letNineLeave } from '../sync/support/hold.ts'
import { globalId } from './support/seed.ts'
import { bearer, secretAuth } from './support/tokens.ts'

let app: TestApp
let headers: Record<string, string>
beforeAll(async () => {
  app = await startTestApp({ demo: true, env: { AUTH_SECRET: secretAuth.secret } })
  const token = await bearer({ role: 'accountant', email: 'anna@kantoor.example', companies: ['1001'] })
  headers = { ...token, 'content-type': 'application/json' }
})
afterAll(() => app[Symbol.asyncDispose]())

// biome-ignore lint/suspicious/noExplicitAny: of whatever shape was asked for
async function ask(query: string): Promise<any> {
  const response = await fetch(`${app.url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) })
  const { data, errors } = (await response.json()) as { data: unknown; errors?: unknown }
  expect(errors).toBeUndefined()
  return data
}

/** Does a mutation and gives what it selects of its result; fails when it is refused. */
async function act(name: string, argument: string, selection = '__typename') {
  const success = `Mutation${name.charAt(0).toUpperCase()}${name.slice(1)}Success`
  const { answer } = await ask(`mutation { answer: ${name}(${argument}) {
    __typename ... on Error { message } ... on ${success} { data { ${selection} } } } }`)
  expect(answer).toMatchObject({ __typename: success })
  return answer.data
}

async function runOf(argument: string) {
  const { id } = await act('triggerSync', argument, 'id')
  const read = async () => (await ask(`{ syncRun(id: "${id}") { id status revision } }`)).syncRun
  await expect.poll(async () => (await read()).status).not.toMatch(/QUEUED|RUNNING/)
  return read()
}

test('an accountant does all there is to do for a company of their own', async () => {
  const { company } = await ask('{ company(number: "1001") { id syncRuns { edges { node { id status } } } } }')
  const companyId = `companyId: "${company.id}"`
  await expect
    .poll(async () => (await ask('{ company(number: "1001") { syncRuns { edges { node { status } } } } }')).company)
    .toMatchObject({ syncRuns: { edges: [{ node: { status: 'SUCCEEDED' } }] } })

  const login = `username: "${demoAccount.username}", token: "${demoAccount.token}"`
  expect(await act('testNmbrsConnection', `input: { ${companyId} }`, 'ok')).toEqual({ ok: true })
  await act('disableNmbrsConnection', companyId)
  await act('removeNmbrsConnection', companyId)
  await act('configureNmbrsConnection', `input: { ${companyId}, ${login} }`)
  await act('updateSyncSettings', `${companyId}, input: { holdFromPeople: 2 }`)
  expect(await act('enableNmbrsConnection', companyId, 'status settings { holdFromPeople }')).toEqual({
    status: 'ENABLED',
    settings: { holdFromPeople: 2 },
  })
  await act('updateEnrolmentRule', `input: { ${companyId}, scheme: BIJSPAREN, automatic: true }`)
  await act('updateMailPreference', `${companyId}, manualMutations: true, nightlyDigest: true`)
  await act('updateRetention', `${companyId}, years: 8`)

  const created = `input: { ${companyId}, lastName: "Jansen" }`
  const [kept, duplicate] = [
    await act('createParticipant', created, 'id'),
    await act('createParticipant', created, 'id'),
  ]
  await act('updateParticipant', `input: { participantId: "${kept.id}", city: "Zwolle" }`)
  const enrolment = await act(
    'enrolParticipant',
    `participantId: "${kept.id}", scheme: OP1, startDate: "2026-01-01"`,
    'id',
  )
  await act('endEnrolment', `enrolmentId: "${enrolment.id}", endDate: "2026-06-30"`)
  await act('mergeParticipants', `keepId: "${kept.id}", duplicateId: "${duplicate.id}"`)
  const { answer } = await ask(`mutation { answer: exportParticipant(id: "${kept.id}") {
    ... on MutationExportParticipantSuccess { data } } }`)
  expect(JSON.stringify(JSON.parse(answer.data))).toContain('Zwolle')
  expect(
    await ask(`{ node(id: "${kept.id}") { ... on Participant { city mutations { edges { node { kind } } } } } }`),
  ).toEqual({
    node: {
      city: 'Zwolle',
      mutations: {
        edges: ['MERGED', 'ENROLMENT_ENDED', 'ENROLLED', 'ADDRESS', 'JOINED', 'JOINED'].map((kind) => ({
          node: { kind },
        })),
      },
    },
  })

  expect(await runOf(`${companyId}, mode: PREVIEW`)).toMatchObject({ status: 'SUCCEEDED' })
  inNmbrs(app, letNineLeave)
  const held = await runOf(companyId)
  expect(held.status).toBe('HELD')
  await act('rejectSyncRun', `id: "${held.id}", revision: ${held.revision}`)
  const again = await runOf(companyId)
  expect(await act('approveSyncRun', `id: "${again.id}", revision: ${again.revision}`, 'status')).toEqual({
    status: 'SUCCEEDED',
  })
})

test('of the login that is stored an accountant is told the linked company alone, and the helpdesk all that it may read', async () => {
  const { id } = await app.database.prisma.company.findUniqueOrThrow({ where: { number: '1001' } })
  const { username, token, domain } = accountantAccount
  await configureLink({ companyId: id, username, token, domain, nmbrsCompanyId: 4001 }, app.administration)
  const companyId = globalId('Company', id)
  const told = async (argument = '') => {
    const input = `input: { companyId: "${companyId}" ${argument} }`
    return act('testNmbrsConnection', input, 'ok companies { id } advice')
  }
  const own = await told()
  expect(own).toMatchObject({ ok: true, companies: [{ id: 4001 }] })
  expect(await told(', nmbrsCompanyId: 4002')).toEqual(own)
  expect((await told(`, username: "${username}", token: "${token}"`)).companies).toHaveLength(2)
  headers = { ...headers, ...(await bearer({ role: 'helpdesk' })) }
  expect((await told()).companies).toHaveLength(2)
})
