import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from './support/api.ts'
import { createCompany, globalId } from './support/seed.ts'
import { connectSocket, subscription } from './support/socket.ts'

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
      'Deze vraag is 14 niveaus diep; maximaal 12 is toegestaan.',
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
      /kan \d+ waarden opleveren; maximaal 50000 is toegestaan/,
    )
  })

  test.each(['first', 'last'])('is counted below a page of none, too: %s', async (size) => {
    const page = `(${size}: 0) { edges { node`
    const everything = `{ companies${page} { participants(first: 100) { edges { node { mutations(first: 100) { edges { node { summary createdAt source actor changes { label } } } } } } } } } } }`
    expect(await refusal(everything)).toMatch(/kan \d+ waarden opleveren; maximaal 50000 is toegestaan/)
  })

  test('of a subscription has at most 10,000 values in each event', async () => {
    const feed = (fields: string) => `subscription { mutationFeed { mutations { ${fields} } } }`
    const { received, send, socket } = await connectSocket(api.url, {})
    const large = Array.from({ length: 10 }, (_, index) => `c${index}: changes { field label oldText newText }`).join(
      ' ',
    )
    send(subscription('large', feed(large)))
    await expect.poll(() => JSON.stringify(received)).toMatch(/kan \d+ waarden opleveren; maximaal 10000 is toegestaan/)
    send(subscription('usual', feed('id kind summary changes { field label oldText newText }')))
    send({ type: 'ping' })
    await expect.poll(() => received.at(-1)).toMatchObject({ type: 'pong' })
    socket.close()
  })

  test('makes at most 10 changes, wherever in it they stand', async () => {
    const change = (index: number) => `c${index}: createCompany(input: { number: "", name: "" }) { __typename }`
    const changes = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, i) => change(from + i)).join(' ')
    const split = (to: number) =>
      `mutation { ${changes(0, 4)} ... { ...A ...A } ${change(0)} } fragment A on Mutation { ${changes(2, 6)} ...B } fragment B on Mutation { ${changes(6, to)} }`
    expect(await refusal(split(10))).toBeUndefined()
    expect(await refusal(split(11))).toBe('Deze vraag heeft 11 wijzigingen; maximaal 10 is toegestaan.')
  })

  test('makes at most four changes that keep Nmbrs or the server busy', async () => {
    const id = globalId('Participant', '01a20924-ba7e-7009-9670-cbf7b314999b')
    const exports = (count: number) =>
      `mutation { ${Array.from({ length: count }, (_, i) => `e${i}: exportParticipant(id: "${id}") { __typename }`).join(' ')} }`
    expect(await refusal(exports(4))).toBeUndefined()
    expect(await refusal(exports(5))).toMatch(/kan \d+ waarden opleveren; maximaal 50000 is toegestaan/)
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
