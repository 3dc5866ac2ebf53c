import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from './support/api.ts'
import { globalId, seedCompany } from './support/seed.ts'
import { bearer, secretAuth } from './support/tokens.ts'

let api: TestApi
/** One thing of each type of each company, by type. */
const ids: Record<'mine' | 'other', Record<string, string>> = { mine: {}, other: {} }
let accountant: Record<string, string>
let employer: Record<string, string>
let helpdesk: Record<string, string>

beforeAll(async () => {
  api = await startTestApi({ auth: secretAuth })
  accountant = await bearer({ role: 'accountant', companies: ['mine'] })
  employer = await bearer({ role: 'employer', companies: ['mine'] })
  helpdesk = await bearer({ role: 'helpdesk' })
  for (const number of ['mine', 'other'] as const) ids[number] = await seedCompany(api.database.prisma, number)
})
afterAll(() => api.close())

const node = (typename: string, id: string, headers: Record<string, string>) =>
  api.post(
    {
      query: '{ node(id: $id) { __typename id } }'.replace('{', 'query ($id: ID!) {'),
      variables: { id: globalId(typename, id) },
    },
    headers,
  )

const types = [
  'Company',
  'NmbrsLink',
  'Participant',
  'ParticipantMutation',
  'Signal',
  'EnrolmentRule',
  'Enrolment',
  'SyncRun',
]

describe('node(id)', () => {
  const nobodys = '01a20924-ba7e-7009-9670-cbf7b314999b'

  test.each(types)('gives a %s of a company that the viewer may see', async (typename) => {
    const id = ids.mine[typename] ?? ''
    const { body } = await node(typename, id, accountant)
    expect(body).toEqual({ data: { node: { __typename: typename, id: globalId(typename, id) } } })
  })

  test.each(types)('gives a %s of another company as if it did not exist', async (typename) => {
    const ofOther = await node(typename, ids.other[typename] ?? '', accountant)
    expect(ofOther.body).toEqual({ data: { node: null } })
    expect(ofOther.body).toEqual((await node(typename, nobodys, accountant)).body)
  })

  test('gives an employer the same, but for the link', async () => {
    for (const typename of types.filter((type) => type !== 'NmbrsLink')) {
      expect((await node(typename, ids.mine[typename] ?? '', employer)).body).toMatchObject({
        data: { node: { __typename: typename } },
      })
      expect((await node(typename, ids.other[typename] ?? '', employer)).body).toEqual({ data: { node: null } })
    }
    for (const id of [ids.mine.NmbrsLink ?? '', ids.other.NmbrsLink ?? '', nobodys])
      expect((await node('NmbrsLink', id, employer)).body).toEqual({ data: { node: null } })
  })

  test('gives everything to the helpdesk', async () => {
    for (const typename of types) {
      const { body } = await node(typename, ids.other[typename] ?? '', helpdesk)
      expect(body).toMatchObject({ data: { node: { __typename: typename } } })
    }
  })

  test('gives a scheme to anyone', async () => {
    const { body } = await node('Scheme', 'OP1', employer)
    expect(body).toMatchObject({ data: { node: { __typename: 'Scheme' } } })
  })

  test.each([
    ['text that is no id', 'x'],
    ['an id without a type', globalId('', 'x')],
    ['an id that is no UUID', globalId('Company', "1' OR 1=1")],
    ['an unknown type', globalId('Nothing', '01a20924-ba7e-7009-9670-cbf7b314999b')],
    ['a type that has no id', globalId('FieldChange', '01a20924-ba7e-7009-9670-cbf7b314999b')],
  ])('refuses %s', async (_name, id) => {
    const { body } = await api.post({ query: `query ($id: ID!) { node(id: $id) { id } }`, variables: { id } }, employer)
    expect(body?.errors).toMatchObject([{ message: 'Dit is geen id van deze API.', extensions: { code: 'BAD_INPUT' } }])
  })
})

describe('an employer', () => {
  test('sees only their own companies, by every way in', async () => {
    const query = `query ($id: ID!, $run: ID!) {
      viewer { role companies { number } }
      companies { edges { node { number } } }
      byNumber: company(number: "other") { number }
      byId: company(id: $id) { number }
      syncRun(id: $run) { id }
      own: company(number: "mine") { number participants { edges { node { company { number } } } } }
    }`
    const variables = {
      id: globalId('Company', ids.other.Company ?? ''),
      run: globalId('SyncRun', ids.other.SyncRun ?? ''),
    }
    expect(await api.ask(query, variables, employer)).toEqual({
      viewer: { role: 'EMPLOYER', companies: [{ number: 'mine' }] },
      companies: { edges: [{ node: { number: 'mine' } }] },
      byNumber: null,
      byId: null,
      syncRun: null,
      own: { number: 'mine', participants: { edges: [{ node: { company: { number: 'mine' } } }] } },
    })
  })

  test('gets nothing by the id of one type given as another', async () => {
    const query = 'query ($id: ID!) { company(id: $id) { number } }'
    const { body } = await api.post(
      { query, variables: { id: globalId('Participant', ids.mine.Participant ?? '') } },
      employer,
    )
    expect(body).toMatchObject({ data: { company: null }, errors: [{}] })
  })
})

describe('one company', () => {
  test.each([
    '',
    '(id: null, number: null)',
    '(id: "Q29tcGFueTowMWEyMDkyNC1iYTdlLTcwMDktOTY3MC1jYmY3YjMxNDk5OWI=", number: "mine")',
  ])('is asked for by its id or its number: company%s is refused', async (args) => {
    const { body } = await api.post({ query: `{ company${args} { number } }` }, employer)
    expect(body?.errors).toMatchObject([{ extensions: { code: 'BAD_INPUT' } }])
  })
})

describe('whoever has no good token', () => {
  test.each<Record<string, string>>([{}, { authorization: 'Bearer no.good.token' }])(
    'gets HTTP 401 and a plain sentence',
    async (headers) => {
      const { status, body, headers: answered } = await api.post({ query: '{ viewer { subject } }' }, headers)
      expect(status).toBe(401)
      expect(answered.get('www-authenticate')).toBe('Bearer')
      expect(body).toEqual({
        errors: [
          {
            message: 'Meld u eerst aan: er is geen geldig toegangsbewijs meegestuurd.',
            extensions: { code: 'UNAUTHENTICATED' },
          },
        ],
      })
    },
  )

  test('cannot see the schema either', async () => {
    expect((await api.post({ query: '{ __schema { types { name } } }' })).status).toBe(401)
  })
})
