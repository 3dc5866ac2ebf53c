import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../graphql/support/api.ts'
import { createCompany, globalId } from '../graphql/support/seed.ts'
import { bearer, secretAuth } from '../graphql/support/tokens.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi({ auth: secretAuth })
})
afterAll(() => api.close())

/** What approveSyncRun and rejectSyncRun answer to someone of company "mine". */
async function decide(runId: string): Promise<unknown> {
  const query = `mutation ($id: ID!) {
    approve: approveSyncRun(id: $id, revision: 1) { __typename ... on Error { message } }
    reject: rejectSyncRun(id: $id, revision: 1) { __typename ... on Error { message } }
  }`
  return api.ask(query, { id: globalId('SyncRun', runId) }, await bearer({ role: 'accountant', companies: ['mine'] }))
}

const createRun = async (company: string) => {
  const { prisma } = api.database
  const { id: companyId } = await createCompany(prisma, company)
  return prisma.syncRun.create({ data: { companyId, trigger: 'NIGHTLY', mode: 'APPLY', status: 'HELD' } })
}

test('a held run of another company looks as if it did not exist, and stays held', async () => {
  const run = await createRun('other')
  const message = 'Deze synchronisatie bestaat niet, of u hebt er geen toegang toe.'
  const notFound = { __typename: 'NotFoundError', message }
  expect(await decide(run.id)).toEqual({ approve: notFound, reject: notFound })
  expect(await decide('01a20924-ba7e-7009-9670-cbf7b314999b')).toEqual({ approve: notFound, reject: notFound })
  expect(await api.database.prisma.syncRun.findUniqueOrThrow({ where: { id: run.id } })).toEqual(run)
})

test('a run that was never held can be neither approved nor rejected', async () => {
  const { id } = await createRun('mine')
  const message = 'Deze synchronisatie wordt niet vastgehouden: er valt niets goed te keuren of af te wijzen.'
  const refused = { __typename: 'ConflictError', message }
  for (const status of ['QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'REJECTED'] as const) {
    await api.database.prisma.syncRun.update({ where: { id }, data: { status } })
    expect(await decide(id)).toEqual({ approve: refused, reject: refused })
  }
})
