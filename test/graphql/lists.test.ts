import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from './support/api.ts'
import { append, createCompany, createParticipant, globalId, mutationOf } from './support/seed.ts'

let api: TestApi
let companyId: string
let otherId: string
const names = Array.from({ length: 45 }, (_, index) => `Naam ${String(index).padStart(2, '0')}`)

beforeAll(async () => {
  api = await startTestApi()
  const { prisma } = api.database
  companyId = (await createCompany(prisma, '1', { name: 'Alfa BV' })).id
  otherId = (await createCompany(prisma, '20%', { name: 'Bèta_Groep' })).id
  await prisma.participant.createMany({
    data: names.map((lastName, index) => ({ companyId, lastName, employeeNumber: index + 1 })).reverse(),
  })
})
afterAll(() => api.close())

type Page = { edges: { cursor: string; node: { lastName: string } }[]; pageInfo: Record<string, unknown> }

async function participants(args: string): Promise<Page> {
  const query = `{ company(number: "1") { participants${args} {
    edges { cursor node { lastName } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  } } }`
  const data = (await api.ask(query)) as { company: { participants: Page } }
  return data.company.participants
}
const namesOf = (page: Page) => page.edges.map(({ node }) => node.lastName)

test('sync runs are those since a moment, and of the triggers that are asked for', async () => {
  const asked = (trigger: 'NIGHTLY' | 'MANUAL', queuedAt: string) => ({
    ...{ companyId, mode: 'APPLY' as const, trigger, queuedAt: new Date(queuedAt) },
  })
  const at = ['2026-11-20T00:15:00.000Z', '2026-11-21T00:15:00.000Z', '2026-11-21T09:00:00.000Z'] as const
  await api.database.prisma.syncRun.createMany({
    data: [asked('NIGHTLY', at[0]), asked('NIGHTLY', at[1]), asked('MANUAL', at[2])],
  })
  const runs = async (filter: string) => {
    const query = `{ company(number: "1") { syncRuns(filter: ${filter}) { edges { node { queuedAt } } } } }`
    const data = (await api.ask(query)) as { company: { syncRuns: { edges: { node: { queuedAt: string } }[] } } }
    return data.company.syncRuns.edges.map(({ node }) => node.queuedAt)
  }
  expect(await runs('{}')).toEqual([at[2], at[1], at[0]])
  expect(await runs(`{ since: "${at[1]}" }`)).toEqual([at[2], at[1]])
  expect(await runs('{ triggers: [NIGHTLY, CATCH_UP] }')).toEqual([at[1], at[0]])
  expect(await runs(`{ since: "${at[1]}", triggers: [NIGHTLY] }`)).toEqual([at[1]])
})

describe('a list', () => {
  test('has 20 rows a page unless asked otherwise', async () => {
    const page = await participants('')
    expect(namesOf(page)).toEqual(names.slice(0, 20))
    expect(page.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false })
  })

  test('is read to its end by following endCursor', async () => {
    const all: string[] = []
    let page = await participants('(first: 7)')
    all.push(...namesOf(page))
    while (page.pageInfo.hasNextPage) {
      page = await participants(`(first: 7, after: "${page.pageInfo.endCursor}")`)
      expect(page.pageInfo.hasPreviousPage).toBe(true)
      all.push(...namesOf(page))
    }
    expect(all).toEqual(names)
  })

  test('is read backwards to its start by following startCursor', async () => {
    let page = await participants('(last: 7)')
    const all = namesOf(page)
    expect(page.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true })
    while (page.pageInfo.hasPreviousPage) {
      page = await participants(`(last: 7, before: "${page.pageInfo.startCursor}")`)
      all.unshift(...namesOf(page))
    }
    expect(all).toEqual(names)
  })

  test('gives what lies between two cursors', async () => {
    const [from, to] = [await participants('(first: 10)'), await participants('(first: 15)')]
    const between = await participants(
      `(after: "${from.pageInfo.endCursor}", before: "${to.pageInfo.endCursor}", first: 100)`,
    )
    expect(namesOf(between)).toEqual(names.slice(10, 14))
  })

  test('goes on after a row that is gone', async () => {
    const gone = await createParticipant(api.database.prisma, companyId, { lastName: 'Naam 09a' })
    const page = await participants('(first: 11)')
    expect(namesOf(page).at(-1)).toBe('Naam 09a')
    await api.database.prisma.participant.delete({ where: { id: gone.id } })
    expect(namesOf(await participants(`(first: 2, after: "${page.pageInfo.endCursor}")`))).toEqual([
      'Naam 10',
      'Naam 11',
    ])
  })

  test('may be asked for nothing', async () => {
    expect(await participants('(first: 0)')).toEqual({
      edges: [],
      pageInfo: { hasNextPage: true, hasPreviousPage: false, startCursor: null, endCursor: null },
    })
  })

  test.each([
    ['(first: 101)', 'first'],
    ['(last: 101)', 'last'],
    ['(first: -1)', 'first'],
    ['(first: 1, last: 1)', 'last'],
    ['(after: "onzin")', 'after'],
    [`(before: "${Buffer.from('["1"]').toString('base64url')}")`, 'before'],
  ])('refuses %s and says which argument is wrong', async (args, argument) => {
    const { status, body } = await api.post({
      query: `{ company(number: "1") { participants${args} { edges { cursor } } } }`,
    })
    expect(status).toBe(200)
    expect(body?.errors).toEqual([
      expect.objectContaining({
        extensions: { code: 'BAD_INPUT', fields: [{ path: [argument], message: expect.any(String) }] },
      }),
    ])
  })
})

describe('the list of companies', () => {
  const search = async (text: string) => {
    const query = `query ($search: String) { companies(search: $search) { edges { node { name } } } }`
    const data = (await api.ask(query, { search: text })) as { companies: { edges: { node: { name: string } }[] } }
    return data.companies.edges.map(({ node }) => node.name)
  }

  test.each([
    ['', ['Alfa BV', 'Bèta_Groep']],
    ['alfa', ['Alfa BV']],
    [' BV ', ['Alfa BV']],
    ['20', ['Bèta_Groep']],
    ['%', ['Bèta_Groep']],
    ['_', ['Bèta_Groep']],
    ['\\', []],
    ["'; DROP TABLE company", []],
  ])('searches name and number for %j', async (text, found) => {
    expect(await search(text)).toEqual(found)
  })
})

describe('the list of participants', () => {
  beforeAll(async () => {
    const { prisma } = api.database
    const people = [
      { initials: 'A.B.', prefix: 'de', lastName: 'Vries', employeeNumber: 101 },
      { firstName: 'Anna', lastName: 'Jansen-Smit', partnerLastName: 'Bakker', employeeNumber: 1010 },
      { lastName: "O'Neill%", status: 'LEFT' as const },
      { lastName: 'Zijlstra', status: 'MISSING' as const },
    ]
    for (const person of people) await createParticipant(prisma, otherId, person)
    const [vries, jansen, neill] = await prisma.participant.findMany({
      where: { companyId: otherId },
      orderBy: { createdAt: 'asc' },
    })
    const enrolment = {
      companyId: otherId,
      scheme: 'NP' as const,
      startDate: new Date('2020-01-01'),
      source: 'RULE' as const,
      reason: { code: 'EMPLOYMENT' },
    }
    await prisma.enrolment.createMany({
      data: [
        { ...enrolment, participantId: vries!.id },
        { ...enrolment, participantId: jansen!.id, endDate: new Date('2026-11-23') },
        { ...enrolment, participantId: neill!.id, endDate: new Date('2026-11-22') },
      ],
    })
  })

  test.each([
    ['{ search: "vries" }', ['Vries']],
    ['{ search: "de VRIES" }', ['Vries']],
    ['{ search: "jansen smit" }', ['Jansen-Smit']],
    ['{ search: "Jansen - Bakker" }', ['Jansen-Smit']],
    ['{ search: "A.B. de Vries -" }', ['Vries']],
    ['{ search: "101" }', ['Vries']],
    ['{ search: "%" }', ["O'Neill%"]],
    ['{ search: "99999999999" }', []],
    ['{ status: [LEFT, MISSING] }', ["O'Neill%", 'Zijlstra']],
    ['{ scheme: NP }', ['Jansen-Smit', 'Vries']],
    ['{ scheme: OP1 }', []],
    ['{ status: [ACTIVE], search: "an", scheme: NP }', ['Jansen-Smit']],
  ])('filters by %s', async (filter, found) => {
    const query = `{ company(number: "20%") { participants(filter: ${filter}) { edges { node { lastName } } } } }`
    const data = (await api.ask(query)) as { company: { participants: Page } }
    expect(namesOf(data.company.participants)).toEqual(found)
  })
})

describe('the mutation list', () => {
  beforeAll(async () => {
    const { prisma } = api.database
    const [vries, jansen] = await prisma.participant.findMany({
      where: { companyId: otherId },
      orderBy: { createdAt: 'asc' },
    })
    const run = await prisma.syncRun.create({ data: { companyId: otherId, trigger: 'MANUAL', mode: 'APPLY' } })
    await append(prisma, otherId, [
      mutationOf(vries!.id, { actor: 'one', kind: 'JOINED', syncRunId: run.id }),
      mutationOf(vries!.id, { actor: 'two', kind: 'SALARY', source: 'MANUAL' }),
      mutationOf(jansen!.id, { actor: 'three', kind: 'SALARY' }),
    ])
    filters.participantId = globalId('Participant', vries!.id)
    filters.syncRunId = globalId('SyncRun', run.id)
  })
  const filters: Record<string, unknown> = {}

  test.each<[string, Record<string, unknown>, string[]]>([
    ['nothing', {}, ['three', 'two', 'one']],
    ['kind', { kinds: ['SALARY', 'NAME'] }, ['three', 'two']],
    ['source', { sources: ['MANUAL'] }, ['two']],
    ['participant', { participantId: undefined }, ['two', 'one']],
    ['run', { syncRunId: undefined }, ['one']],
    ['moments long ago', { until: '2020-01-01T00:00:00Z' }, []],
    ['moments since long ago', { since: '2020-01-01T00:00:00+01:00' }, ['three', 'two', 'one']],
  ])('is newest first and filters by %s', async (_name, filter, found) => {
    const given = Object.fromEntries(Object.entries(filter).map(([name, value]) => [name, value ?? filters[name]]))
    const query = `query ($filter: ParticipantMutationFilter) {
      company(number: "20%") { mutations(filter: $filter) { edges { node { actor } } } }
    }`
    const data = (await api.ask(query, { filter: given })) as {
      company: { mutations: { edges: { node: { actor: string } }[] } }
    }
    expect(data.company.mutations.edges.map(({ node }) => node.actor)).toEqual(found)
  })

  test('has the same cursors as the feed', async () => {
    const query = '{ company(number: "20%") { mutations { edges { cursor node { cursor } } } } }'
    const data = (await api.ask(query)) as {
      company: { mutations: { edges: { cursor: string; node: { cursor: string } }[] } }
    }
    for (const { cursor, node } of data.company.mutations.edges) expect(cursor).toBe(node.cursor)
  })
})
