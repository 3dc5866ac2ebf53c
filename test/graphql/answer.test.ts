import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from './support/api.ts'
import { createCompany, createParticipant, globalId, link } from './support/seed.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.close())

test('a mutation succeeds also for a caller who asks nothing of what it made or changed', async () => {
  const { prisma } = api.database
  const company = await createCompany(prisma, '1', { link: { create: link } })
  const { id } = await createParticipant(prisma, company.id)
  const query = `mutation ($company: ID!, $participant: ID!) {
    createCompany(input: { number: "2", name: "Twee" }) { __typename }
    createParticipant(input: { companyId: $company, lastName: "Smit" }) { __typename }
    updateParticipant(input: { participantId: $participant, lastName: "Smit" }) { __typename }
    enrolParticipant(participantId: $participant, scheme: OP1, startDate: "2026-01-01") { __typename }
    enableNmbrsConnection(companyId: $company) { __typename }
    removeNmbrsConnection(companyId: $company) { __typename }
  }`
  const variables = { company: globalId('Company', company.id), participant: globalId('Participant', id) }
  const answers = Object.values((await api.ask(query, variables)) as Record<string, { __typename: string }>)
  expect(answers.map(({ __typename }) => __typename)).toEqual([
    'MutationCreateCompanySuccess',
    'MutationCreateParticipantSuccess',
    'MutationUpdateParticipantSuccess',
    'MutationEnrolParticipantSuccess',
    'MutationEnableNmbrsConnectionSuccess',
    'MutationRemoveNmbrsConnectionSuccess',
  ])
})
