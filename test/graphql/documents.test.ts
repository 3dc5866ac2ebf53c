import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from './support/api.ts'
import { connectSocket } from './support/socket.ts'
import { bearer, secretAuth } from './support/tokens.ts'

const many = (count: number, part: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => part(i)).join(' ')

describe('a document', () => {
  let api: TestApi
  beforeAll(async () => {
    api = await startTestApi()
  })
  afterAll(() => api.close())

  const refusal = async (query: string, headers: Record<string, string> = {}) => {
    const { body } = await api.post({ query, operationName: query.includes('query Q0') ? 'Q0' : undefined }, headers)
    return body?.errors?.[0]?.message
  }

  const allowed: [string, (count: number) => string, number][] = [
    ['operaties', (count) => many(count, (i) => `query Q${i} { __typename }`), 20],
    [
      'fragmenten',
      (count) =>
        `{ ...F0 } ${many(count, (i) => `fragment F${i} on Query { ${i + 1 < count ? `...F${i + 1}` : '__typename'} }`)}`,
      100,
    ],
    ['aliassen', (count) => `{ ${many(count, (i) => `a${i}: __typename`)} }`, 100],
    ['directieven', (count) => `{ ${many(count, () => '__typename @include(if: true)')} }`, 50],
  ]
  test.each(allowed)('has so many %s at most', async (what, document, most) => {
    expect(await refusal(document(most))).toBeUndefined()
    expect(await refusal(document(most + 1))).toBe(
      `Deze vraag heeft ${most + 1} ${what}; maximaal ${most} is toegestaan.`,
    )
  })

  test('is told what there is too much of in the language of who asks', async () => {
    const query = `{ ${many(101, (i) => `a${i}: __typename`)} }`
    expect(await refusal(query, { 'accept-language': 'en' })).toBe('This operation has 101 aliases; 100 is the most.')
    expect(await refusal(query)).toBe('Deze vraag heeft 101 aliassen; maximaal 100 is toegestaan.')
  })

  test.each([
    ['2,000 tokens', `{ ${'__typename '.repeat(2_000)} }`, 'more than 2000 tokens'],
    ['2,000 comments', `{ __typename }${'\n#'.repeat(2_001)}`, 'more than 2000 comments'],
    ['50,000 characters', `{ __typename } ${' '.repeat(50_000)}`, 'more than 50000'],
  ])('has at most %s', async (_name, query, message) => {
    expect(await refusal(query)).toContain(message)
  })

  test.each([
    [
      'go round in a circle',
      '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }',
      /Cannot spread fragment/,
    ],
    [
      'double forty times',
      `{ ...F0 } ${many(40, (i) => `fragment F${i} on Query { a: company(number: "1") { name } ...F${i + 1} ...F${i + 1} }`)} fragment F40 on Query { __typename }`,
      /waarden opleveren/,
    ],
  ])('whose fragments %s is refused', async (_name, query, message) => {
    expect(await refusal(query)).toMatch(message)
  })

  test('with more mistakes than anyone would make is not read to its end', async () => {
    const { body } = await api.post({ query: `{ ${many(1_900, (i) => `x${i}`)} }` })
    expect(body?.errors).toHaveLength(101)
    expect(body?.errors?.at(-1)?.message).toContain('Too many validation errors')
  })
})

describe('in production', () => {
  let api: TestApi
  beforeAll(async () => {
    api = await startTestApi({ auth: secretAuth, production: true })
  })
  afterAll(() => api.close())

  type Ask = (query: string, role: string, variables?: object) => Promise<string>
  const overHttp: Ask = async (query, role, variables) =>
    JSON.stringify((await api.post({ query, variables }, await bearer({ role }))).body)
  const overSse: Ask = async (query, role, variables) => {
    const headers = { 'content-type': 'application/json', accept: 'text/event-stream', ...(await bearer({ role })) }
    return (await fetch(api.url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) })).text()
  }
  const overSocket: Ask = async (query, role, variables) => {
    const { socket, send, received } = await connectSocket(api.url, await bearer({ role }))
    send({ id: '1', type: 'subscribe', payload: { query, variables } })
    await expect.poll(() => received.length).toBeGreaterThan(1)
    socket.close()
    return JSON.stringify(received[1])
  }
  const ways: [string, Ask][] = [
    ['HTTP', overHttp],
    ['SSE', overSse],
    ['a WebSocket', overSocket],
  ]

  const revealing: [string, string, object, RegExp][] = [
    ['the schema', '{ __schema { queryType { name } } }', {}, /"queryType"/],
    ['a type', '{ company(number: "1") { name } __type(name: "Company") { name } }', {}, /"name":"Company"/],
    ['what a field may have meant', '{ viewr { role } }', {}, /Did you mean/],
    ['what an argument may have meant', '{ company(numbr: "1") { name } }', {}, /Did you mean/],
    ['what a type may have meant', '{ viewer { ... on Vieuwer { role } } }', {}, /Did you mean/],
    [
      'what the value of a variable may have meant',
      'query ($filter: ParticipantMutationFilter) { companies { edges { node { mutations(filter: $filter) { edges { cursor } } } } } }',
      { filter: { kinds: ['NAMEE'] } },
      /Did you mean/,
    ],
    [
      'what the value of a variable of a subscription may have meant',
      'subscription ($locale: Locale!) { mutationFeed { mutations { summary(locale: $locale) } } }',
      { locale: 'nll' },
      /Did you mean/,
    ],
  ]

  describe.each(ways)('over %s', (_way, ask) => {
    test.each(revealing)('only the helpdesk is told %s', async (_name, query, variables, revealed) => {
      // The helpdesk first: nothing of what it is told may be remembered for others.
      expect(await ask(query, 'helpdesk', variables)).toMatch(revealed)
      expect(await ask(query, 'accountant', variables)).not.toMatch(revealed)
      expect(await ask(query, 'employer', variables)).toMatch(/"errors?"/)
    })
  })

  test('everyone is told what kind of thing an answer is', async () => {
    expect(await overHttp('{ viewer { __typename } }', 'employer')).toBe('{"data":{"viewer":{"__typename":"Viewer"}}}')
  })
})

test('outside production everyone is told', async () => {
  const api = await startTestApi({ auth: secretAuth })
  const headers = await bearer({ role: 'employer' })
  const { body } = await api.post({ query: '{ viewr { role } }' }, headers)
  expect(body?.errors?.[0]?.message).toContain('Did you mean')
  expect(await api.ask('{ __schema { queryType { name } } }', {}, headers)).toEqual({
    __schema: { queryType: { name: 'Query' } },
  })
  await api.close()
})
