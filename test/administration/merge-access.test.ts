import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../graphql/support/api.ts'
import { createCompany, createParticipant, globalId } from '../graphql/support/seed.ts'
import { bearer, secretAuth } from '../graphql/support/tokens.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi({ auth: secretAuth })
})
afterAll(() => api.close())

const merge = async (role: 'helpdesk' | 'accountant' | 'employer', keep: string, duplicate: string) => {
  const query = `mutation ($keep: ID!, $duplicate: ID!) {
    mergeParticipants(keepId: $keep, duplicateId: $duplicate) { __typename ... on Error { message } }
  }`
  const variables = { keep: globalId('Participant', keep), duplicate: globalId('Participant', duplicate) }
  const { mergeParticipants } = (await api.ask(query, variables, await bearer({ role, companies: ['mine'] }))) as {
    mergeParticipants: { __typename: string; message?: string }
  }
  return [mergeParticipants.__typename, mergeParticipants.message]
}

test('helpdesk and accountant may merge, of what they may see, within one company', async () => {
  const { prisma } = api.database
  const [mine, other] = [await createCompany(prisma, 'mine'), await createCompany(prisma, 'other')]
  const create = async (companyId: string) => (await createParticipant(prisma, companyId)).id
  const [first, second, third] = [await create(mine.id), await create(mine.id), await create(mine.id)]
  const elsewhere = await create(other.id)
  const notFound = ['NotFoundError', 'Deze deelnemer bestaat niet, of u hebt er geen toegang toe.']

  expect(await merge('employer', first, second)).toEqual(['ForbiddenError', 'U hebt geen recht om dit te doen.'])
  expect(await merge('accountant', first, elsewhere)).toEqual(notFound)
  expect(await merge('accountant', elsewhere, first)).toEqual(notFound)
  expect(await merge('helpdesk', first, elsewhere)).toEqual([
    'ValidationError',
    'Deze deelnemers zijn niet van hetzelfde bedrijf.',
  ])
  expect(await merge('accountant', first, second)).toEqual(['MutationMergeParticipantsSuccess', undefined])
  expect(await merge('helpdesk', first, second)).toEqual(notFound)
  expect(await merge('helpdesk', first, third)).toEqual(['MutationMergeParticipantsSuccess', undefined])
  const left = await prisma.participant.findMany({ where: { companyId: mine.id }, select: { id: true } })
  expect(left).toEqual([{ id: first }])
})
