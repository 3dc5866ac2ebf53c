import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from './support/api.ts'
import { createCompany } from './support/seed.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
  await createCompany(api.database.prisma, '1')
})
afterAll(() => api.close())

const refusal = async (query: string, variables = {}) =>
  (await api.post({ query, variables })).body?.errors?.[0]?.message

/** Twice as many levels as given: each company of a mutation has mutations again. */
const nested = (levels: number): string =>
  levels === 0 ? 'name' : `mutations(first: 1) { edges { node { company { ${nested(levels - 1)} } } } }`

describe('an operation', () => {
  test('has at most 12 levels', async () => {
    expect(await refusal(`{ company(number: "1") { ${nested(2)} } }`)).toBeUndefined()
    expect(await refusal(`{ company(number: "1") { ${nested(3)} } }`)).toBe(
      'Deze vraag is 14 niveaus diep; 12 is het meeste.',
    )
  })

  test('has at most 50,000 values, counted by the pages that it asks for', async () => {
    const query = `query ($companies: Int, $mutations: Int) {
      companies(first: $companies) { edges { node { mutations(first: $mutations) { edges { node { id kind } } } } } }
    }`
    expect(await refusal(query, { companies: 100, mutations: 100 })).toBeUndefined()
    const more = query.replace('kind', 'kind summary createdAt source actor changes { label }')
    expect(await refusal(more, { companies: 100, mutations: 20 })).toBeUndefined()
    expect(await refusal(more, { companies: 100, mutations: 100 })).toMatch(
      /kan \d+ waarden opleveren; 50000 is het meeste/,
    )
  })

  test.each(['first', 'last'])('is counted below a page of none, too: %s', async (size) => {
    const page = `(${size}: 0) { edges { node`
    const everything = `{ companies${page} { participants(first: 100) { edges { node { mutations(first: 100) { edges { node { summary createdAt source actor changes { label } } } } } } } } } } }`
    expect(await refusal(everything)).toMatch(/kan \d+ waarden opleveren; 50000 is het meeste/)
  })

  test('counts the one that is to run, and what its fragments hold', async () => {
    const body = {
      query: `query Small { viewer { subject } }
        query Large { companies(first: 100) { edges { node { ...People } } } }
        fragment People on Company { participants(first: 100) { edges { node { displayName mutations(first: 20) { edges { cursor } } } } } }`,
      operationName: 'Large',
    }
    expect((await api.post(body)).body?.errors?.[0]?.extensions?.code).toBe('BAD_INPUT')
    expect((await api.post({ ...body, operationName: 'Small' })).body?.errors).toBeUndefined()
  })

  test('may ask for the schema, as the playground does', async () => {
    const { getIntrospectionQuery } = await import('graphql')
    expect(await refusal(getIntrospectionQuery())).toBeUndefined()
  })
})
