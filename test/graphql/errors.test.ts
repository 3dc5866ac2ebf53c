import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PrismaClient } from '../../src/generated/prisma/client.ts'
import { localeOf } from '../../src/graphql/locale.ts'
import { startTestApi, type TestApi } from './support/api.ts'
import { createCompany, globalId } from './support/seed.ts'

let api: TestApi
const logged: { fields: object; message: string }[] = []
beforeAll(async () => {
  api = await startTestApi({ log: { info: () => {}, error: (fields, message) => logged.push({ fields, message }) } })
  const { prisma } = api.database
  const company = await createCompany(prisma, '1')
  await withUnreadableBsn(prisma, company.id)
})
afterAll(() => api.close())

async function withUnreadableBsn(prisma: PrismaClient, companyId: string): Promise<void> {
  await prisma.nmbrsLink.create({
    data: {
      companyId,
      username: 'x',
      tokenEncrypted: new Uint8Array(),
      tokenHint: '',
      nmbrsCompanyId: 1,
      nmbrsCompanyNumber: 1,
      nmbrsCompanyName: '',
      readBsn: true,
    },
  })
  await prisma.participant.createMany({
    data: ['A', 'B'].map((lastName) => ({ companyId, lastName, bsnEncrypted: new Uint8Array([1]) })),
  })
}

describe('something unexpected', () => {
  const query = '{ company(number: "1") { name participants { edges { node { lastName bsn } } } } }'

  test('is told without what it was, beside everything that could be answered', async () => {
    const { status, body } = await api.post({ query })
    expect(status).toBe(200)
    const nodes = ['A', 'B'].map((lastName) => ({ node: { lastName, bsn: null } }))
    expect(body?.data).toEqual({ company: { name: 'Bedrijf 1', participants: { edges: nodes } } })
    expect(body?.errors).toHaveLength(2)
    expect(body?.errors?.[0]).toMatchObject({
      message: 'Er ging iets onverwachts mis. Het is vastgelegd.',
      path: ['company', 'participants', 'edges', 0, 'node', 'bsn'],
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    })
    expect(JSON.stringify(body)).not.toContain('sealed secret')
  })

  test('is logged once for each thing that went wrong', async () => {
    logged.length = 0
    await api.post({ query })
    expect(logged.map(({ message }) => message)).toEqual(['A request failed', 'A request failed'])
    expect(logged[0]?.fields).toMatchObject({ err: { message: 'This is not a sealed secret' } })
  })

  test('is told in the language of the request, also when nothing is left of the answer', async () => {
    const broken = await startTestApi({ kind: 'server' })
    await broken.database.close()
    const { body } = await broken.post(
      { query: '{ companies { edges { node { name } } } }' },
      { 'accept-language': 'en' },
    )
    expect(body?.data).toBeNull()
    expect(body?.errors).toMatchObject([{ message: 'Something unexpected went wrong. It has been recorded.' }])
    await broken.close().catch(() => {}) // its database is closed already
  })
})

describe('a problem that the caller can solve', () => {
  const query = '{ company(number: "1") { participants(first: 500) { edges { cursor } } } }'

  test.each([
    [{}, 'Vraag 0 tot en met 100 regels per keer.'],
    [{ 'accept-language': 'en-GB,en;q=0.9' }, 'Ask for 0 to 100 entries at a time.'],
  ])('is told in the language of the request: %j', async (headers, message) => {
    logged.length = 0
    const { body } = await api.post({ query }, { ...headers })
    expect(body?.errors).toMatchObject([{ message, extensions: { code: 'BAD_INPUT' } }])
    expect(logged).toEqual([])
  })

  test('is a member of the result of a mutation', async () => {
    const mutation = `mutation ($id: ID!) { enableNmbrsConnection(companyId: $id) {
      __typename ... on Error { message code }
    } }`
    const id = globalId('Company', '01a20924-ba7e-7009-9670-cbf7b314999b')
    expect(await api.ask(mutation, { id }, { 'accept-language': 'en' })).toEqual({
      enableNmbrsConnection: {
        __typename: 'NotFoundError',
        message: 'This company does not exist, or you have no access to it.',
        code: 'NOT_FOUND',
      },
    })
  })
})

describe('the language of a request', () => {
  test.each([
    [undefined, 'nl'],
    ['', 'nl'],
    ['en', 'en'],
    ['en-US,en;q=0.8,nl;q=0.5', 'en'],
    ['nl-NL,nl;q=0.9,en;q=0.8', 'nl'],
    ['fr, en;q=0.2, nl;q=0.7', 'nl'],
    ['de', 'nl'],
    ['nl;q=0, en', 'en'],
    ['*;q=0.1,,;;q=x', 'nl'],
  ])('of %j is %s', (header, locale) => {
    expect(localeOf(header)).toBe(locale)
  })
})
