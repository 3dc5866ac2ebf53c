import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { cursorOf } from '../../src/feed/cursor.ts'
import { notifyRun } from '../../src/feed/position.ts'
import { startTestApi, type TestApi } from './support/api.ts'
import { append, createCompany, createParticipant, globalId, mutationOf } from './support/seed.ts'
import { bearer, secretAuth } from './support/tokens.ts'

let api: TestApi
let companyId: string
let participantId: string
let companies = 0
let helpdesk: Record<string, string>

beforeAll(async () => {
  api = await startTestApi({ auth: secretAuth })
  helpdesk = await bearer({ role: 'helpdesk' })
})
afterAll(() => api.close())
beforeEach(async () => {
  companies += 1
  companyId = (await createCompany(api.database.prisma, String(companies))).id
  participantId = (await createParticipant(api.database.prisma, companyId, { lastName: 'Jansen' })).id
})

type Event = { data?: Record<string, unknown> | null; errors?: unknown }

/** Subscribes over a WebSocket, and is on its way before it returns. */
async function overSocket(query: string, variables: object, headers = helpdesk) {
  const client = api.connect(headers)
  await new Promise<void>((resolve) => {
    client.on('connected', () => resolve())
    client.subscribe({ query: '{ viewer { role } }' }, { next: () => {}, error: () => {}, complete: () => {} })
  })
  const events = client.iterate({ query, variables: { ...variables } }) as AsyncIterableIterator<Event>
  return collect(events, () => events.return?.())
}

/** Subscribes over SSE. */
async function overSse(query: string, variables: object, headers = helpdesk) {
  const leaving = new AbortController()
  const response = await fetch(api.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
    body: JSON.stringify({ query, variables }),
    signal: leaving.signal,
  })
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  return collect(eventsIn(response), () => leaving.abort())
}

async function* eventsIn({ body }: Response): AsyncGenerator<Event> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of body!) {
    text += decoder.decode(chunk, { stream: true })
    const messages = text.split('\n\n')
    text = messages.pop() ?? ''
    for (const message of messages) {
      const data = /^event: next\ndata: (.*)$/m.exec(message)?.[1]
      if (data) yield JSON.parse(data)
    }
  }
}

function collect(events: AsyncIterable<Event>, end: () => unknown) {
  const received: Event[] = []
  let left = false
  const reading = (async () => {
    for await (const event of events) received.push(event)
  })().catch((errors) => {
    if (!left) received.push({ errors })
  })
  return {
    received,
    async leave() {
      left = true
      await end()
      await reading
    },
  }
}

const feed = `subscription ($company: ID, $after: String, $filter: ParticipantMutationFilter) {
  mutationFeed(companyId: $company, after: $after, filter: $filter) {
    cursor mutations { cursor summary company { number } participant { displayName company { number } } }
  }
}`

type FeedData = { mutationFeed: { cursor: string; mutations: { cursor: string; summary: string }[] } }
const pagesOf = (received: Event[]) => received.map(({ data }) => (data as FeedData).mutationFeed)
const cursorsOf = (received: Event[]) =>
  pagesOf(received).flatMap(({ mutations }) => mutations.map(({ cursor }) => cursor))

describe.each([
  ['WebSocket', overSocket],
  ['SSE', overSse],
])('mutationFeed over %s', (_name, subscribe) => {
  test('gives what is committed from now on, with everything that was asked of it', async () => {
    await append(api.database.prisma, companyId, [mutationOf(participantId)])
    const { received, leave } = await subscribe(feed, { company: globalId('Company', companyId) })
    await delay(100)
    await append(api.database.prisma, companyId, [
      mutationOf(participantId, { kind: 'LEFT', effectiveDate: '2026-11-30' }),
    ])
    await expect.poll(() => received).toHaveLength(1)
    expect(received[0]).toEqual({
      data: {
        mutationFeed: {
          cursor: expect.any(String),
          mutations: [
            {
              cursor: expect.any(String),
              summary: 'Uit dienst, laatste dag 30-11-2026',
              company: { number: String(companies) },
              participant: { displayName: 'Jansen', company: { number: String(companies) } },
            },
          ],
        },
      },
    })
    await leave()
  })

  test('says the same of each place beyond the own last mutation, whether others have come as far or not', async () => {
    const { prisma } = api.database
    const company = globalId('Company', companyId)
    const own = await bearer({ role: 'employer', companies: [String(companies)] })
    await append(prisma, companyId, [mutationOf(participantId)])
    const last = await prisma.participantMutation.findFirstOrThrow({ orderBy: { position: 'desc' } })
    const other = await createCompany(prisma, `${companies} of others`)
    const someone = await createParticipant(prisma, other.id)
    await append(prisma, other.id, [mutationOf(someone.id), mutationOf(someone.id)])
    const from = (position: bigint, headers: typeof own) =>
      subscribe(feed, { company, after: cursorOf(position) }, headers)
    const refusalOf = async (position: bigint) => {
      const { received, leave } = await from(position, own)
      await expect.poll(() => JSON.stringify(received)).toContain('BAD_INPUT')
      await leave()
      return JSON.stringify(received)
    }
    const beyondAll = await refusalOf(last.position + 1_000n)
    for (const beyond of [1n, 2n, 3n]) expect(await refusalOf(last.position + beyond)).toBe(beyondAll)
    const subscribers = await Promise.all([from(last.position, own), from(last.position + 2n, helpdesk)])
    await append(prisma, companyId, [mutationOf(participantId)])
    for (const { received, leave } of subscribers) {
      await expect.poll(() => cursorsOf(received)).toHaveLength(1)
      await leave()
    }
  })

  test('goes on from the last cursor exactly where a subscriber left', async () => {
    const { prisma } = api.database
    const company = globalId('Company', companyId)
    const write = (count: number) => append(prisma, companyId, Array(count).fill(mutationOf(participantId)))
    const first = await subscribe(feed, { company })
    await delay(100)
    await write(3)
    await expect.poll(() => cursorsOf(first.received)).toHaveLength(3)
    await first.leave()
    await write(150)
    const after = pagesOf(first.received).at(-1)?.cursor
    const second = await subscribe(feed, { company, after })
    await expect.poll(() => cursorsOf(second.received)).toHaveLength(150)
    await write(2)
    await expect.poll(() => cursorsOf(second.received)).toHaveLength(152)
    await second.leave()
    const query = `query ($id: ID!, $before: String) { company(id: $id) { mutations(last: 100, before: $before) { edges { cursor } } } }`
    const list: string[] = []
    for (let before: string | undefined; list.length < 155; before = list.at(-1)) {
      const data = (await api.ask(query, { id: company, before }, helpdesk)) as {
        company: { mutations: { edges: { cursor: string }[] } }
      }
      list.push(...data.company.mutations.edges.map(({ cursor }) => cursor).toReversed())
      if (data.company.mutations.edges.length === 0) break
    }
    expect([...cursorsOf(first.received), ...cursorsOf(second.received)]).toEqual(list)
  })

  test('lets through what the filter lets through', async () => {
    const { received, leave } = await subscribe(feed, {
      filter: { kinds: ['SALARY'], participantId: globalId('Participant', participantId) },
    })
    await delay(100)
    await append(api.database.prisma, companyId, [
      mutationOf(participantId),
      mutationOf(participantId, {
        kind: 'SALARY',
        changes: [{ field: 'FULL_TIME_SALARY', oldValue: '3450.00', newValue: '3600.00' }],
      }),
    ])
    await expect.poll(() => received).toHaveLength(1)
    expect(pagesOf(received)[0]?.mutations.map(({ summary }) => summary)).toEqual(['Salaris: 3.450,00 → 3.600,00'])
    await leave()
  })

  test('refuses a cursor that is none, and a company that is not there', async () => {
    for (const variables of [
      { after: 'onzin' },
      { company: globalId('Company', '01a20924-ba7e-7009-9670-cbf7b314999b') },
    ]) {
      const { received, leave } = await subscribe(feed, variables)
      await expect.poll(() => JSON.stringify(received)).toMatch(/BAD_INPUT|NOT_FOUND/)
      await leave()
    }
  })

  test('gives an accountant only what concerns their own companies', async () => {
    const accountant = await bearer({ role: 'accountant', companies: [String(companies)] })
    const other = await createCompany(api.database.prisma, `other ${companies} ${_name}`)
    const stranger = await createParticipant(api.database.prisma, other.id)
    const { received, leave } = await subscribe(feed, {}, accountant)
    await delay(100)
    await append(api.database.prisma, other.id, [mutationOf(stranger.id)])
    await append(api.database.prisma, companyId, [mutationOf(participantId)])
    await expect.poll(() => received).toHaveLength(1)
    expect(received[0]).toMatchObject({
      data: { mutationFeed: { mutations: [{ company: { number: String(companies) } }] } },
    })
    await leave()
    const refused = await subscribe(feed, { company: globalId('Company', other.id) }, accountant)
    await expect.poll(() => JSON.stringify(refused.received)).toContain('NOT_FOUND')
    await refused.leave()
  })

  test('counts what it asks for before it starts', async () => {
    const tooMuch = feed.replace(
      'summary',
      'participant { mutations(first: 100) { edges { node { id summary createdAt actor source } } } }',
    )
    const { received, leave } = await subscribe(tooMuch, {})
    await expect.poll(() => JSON.stringify(received)).toContain('maximaal 10000 is toegestaan')
    await leave()
  })
})

describe('syncRunUpdated', () => {
  test('begins with the run that moved last, for who was told of it just before it ended', async () => {
    const { prisma } = api.database
    const ended = { companyId, trigger: 'MANUAL', mode: 'APPLY', status: 'SUCCEEDED' } as const
    await prisma.syncRun.create({ data: ended })
    await prisma.syncRun.create({ data: { ...ended, status: 'FAILED', updatedAt: new Date(Date.now() + 1_000) } })
    const query = 'subscription ($company: ID!) { syncRunUpdated(companyId: $company) { status } }'
    const { received, leave } = await overSocket(query, { company: globalId('Company', companyId) })
    await expect.poll(() => received.map(({ data }) => data?.syncRunUpdated)).toEqual([{ status: 'FAILED' }])
    await leave()
  })

  test('gives the run that is under way, and each step of it', async () => {
    const { prisma } = api.database
    const run = await prisma.syncRun.create({ data: { companyId, trigger: 'MANUAL', mode: 'APPLY' } })
    const query = `subscription ($company: ID!) {
      syncRunUpdated(companyId: $company) { status progress { step done total } counts { joined } company { number } revision }
    }`
    const { received, leave } = await overSocket(query, { company: globalId('Company', companyId) })
    await expect.poll(() => received).toHaveLength(1)
    await prisma.syncRun.update({
      where: { id: run.id },
      data: { status: 'RUNNING', step: 'READING', done: 5, total: 25, revision: 2 },
    })
    await notifyRun(prisma, companyId)
    await expect.poll(() => received).toHaveLength(2)
    const company = { number: String(companies) }
    expect(received.map(({ data }) => data?.syncRunUpdated)).toEqual([
      {
        status: 'QUEUED',
        progress: { step: 'WAITING', done: 0, total: null },
        counts: { joined: 0 },
        company,
        revision: 1,
      },
      {
        status: 'RUNNING',
        progress: { step: 'READING', done: 5, total: 25 },
        counts: { joined: 0 },
        company,
        revision: 2,
      },
    ])
    await leave()
  })
})

describe.each([
  ['WebSocket', overSocket],
  ['SSE', overSse],
])('a subscriber over %s', (_name, subscribe) => {
  test('who leaves has no doorbell any more', async () => {
    await expect.poll(() => api.doorbells()).toBe(0)
    const { leave } = await subscribe(feed, {})
    await expect.poll(() => api.doorbells()).toBe(1)
    await leave()
    await expect.poll(() => api.doorbells()).toBe(0)
  })
})
