import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { cursorOf } from '../../src/feed/cursor.ts'
import { startTestApi, type TestApi } from './support/api.ts'
import { append, createCompany, createParticipant, globalId, mutationOf } from './support/seed.ts'
import { connectSocket, openSocket, type RawSocket, refusalOf, subscription } from './support/socket.ts'
import { bearer, type Claims, secretAuth, tokenFor } from './support/tokens.ts'

let api: TestApi
/** Opened at the start, and silent ever since. */
let silent: RawSocket
beforeAll(async () => {
  api = await startTestApi({ auth: secretAuth })
  silent = await openSocket(api.url)
})
afterAll(() => api.close())

const open = (headers: Record<string, string> = {}, protocol?: string) => openSocket(api.url, headers, protocol)
const connected = async (claims: Claims = { role: 'helpdesk' }) => connectSocket(api.url, await bearer(claims))

describe('a socket', () => {
  test('answers queries as HTTP does', async () => {
    const { send, received } = await connected()
    send({ id: '1', type: 'subscribe', payload: { query: '{ viewer { role } }' } })
    await expect.poll(() => received).toHaveLength(3)
    expect(received.slice(1)).toEqual([
      { id: '1', type: 'next', payload: { data: { viewer: { role: 'HELPDESK' } } } },
      { id: '1', type: 'complete' },
    ])
  })

  test.each(['{ viewer {', '{ viewer { nothing } }', 'subscription { nothing }', 'fragment X on Viewer { role }'])(
    'answers %j with what is wrong, and lives on',
    async (query) => {
      const { send, received, socket } = await connected()
      send({ id: '1', type: 'subscribe', payload: { query } })
      await expect
        .poll(() => received.at(-1))
        .toMatchObject({ id: '1', type: 'error', payload: [{ message: expect.any(String) }] })
      expect(socket.readyState).toBe(WebSocket.OPEN)
    },
  )

  test.each([
    (id: string) =>
      `{ companies { edges { node { mutations(filter: { syncRunId: "${id}" }) { edges { cursor } } } } } }`,
    (id: string) =>
      `subscription { mutationFeed { mutations { company { mutations(filter: { syncRunId: "${id}" }) { edges { cursor } } } } } }`,
  ])('tells of an id of something else, however deep in an operation, and lives on', async (queryWith) => {
    const { send, received, socket } = await connected()
    send({ id: '1', type: 'subscribe', payload: { query: queryWith(globalId('Company', randomUUID())) } })
    await expect.poll(() => received.at(-1)).toEqual({ id: '1', type: 'complete' })
    expect(JSON.stringify(received.at(-2))).toContain('is not of type: SyncRun')
    expect(socket.readyState).toBe(WebSocket.OPEN)
  })

  test('takes the token of connectionParams, as a browser gives it', async () => {
    const { send, received } = await open()
    send({ type: 'connection_init', payload: { authorization: `Bearer ${await tokenFor({ role: 'employer' })}` } })
    await expect.poll(() => received).toEqual([{ type: 'connection_ack' }])
  })

  test.each([{}, { authorization: 'Bearer no.good.token' }, { authorization: 42 }])(
    'without a good token is closed with 4401: %j',
    async (payload) => {
      const { send, closed, received } = await open()
      send({ type: 'connection_init', payload })
      expect(await closed).toEqual({ code: 4401, reason: 'Unauthorized' })
      expect(received).toEqual([])
    },
  )

  test('that subscribes before it is acknowledged is closed with 4401', async () => {
    const { send, closed } = await open()
    send(subscription('1'))
    expect(await closed).toEqual({ code: 4401, reason: 'Unauthorized' })
  })

  test('at another address is refused', async () => {
    expect(await refusalOf(api.url.replace('/graphql', '/else'))).toBe(404)
  })

  test('that speaks no protocol is closed with 4406', async () => {
    const socket = new WebSocket(api.url.replace('http', 'ws'))
    expect(await new Promise((resolve) => socket.once('close', resolve))).toBe(4406)
  })

  test('that sends more than 64 KB at once is closed with 1009', async () => {
    const { send, closed } = await connected()
    send({ id: '1', type: 'subscribe', payload: { query: `{ viewer { role } } #${'x'.repeat(70_000)}` } })
    expect(await closed).toMatchObject({ code: 1009 })
  })

  test('that sends no message of the protocol is closed with 4400', async () => {
    const { socket, closed } = await connected()
    socket.send('hello')
    expect(await closed).toMatchObject({ code: 4400 })
  })

  test('has at most 50 subscriptions', async () => {
    const { socket, send, received } = await connected()
    for (let number = 1; number <= 51; number++) send(subscription(String(number)))
    await expect.poll(() => received).toHaveLength(2)
    expect(received[1]).toMatchObject({
      id: '51',
      type: 'error',
      payload: [{ extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } }],
    })
    send({ id: '1', type: 'complete' })
    await delay(50)
    send(subscription('52'))
    await delay(50)
    expect(received).toHaveLength(2)
    socket.close()
  })

  test('that sends more than 200 messages at once is closed, whatever they are', async () => {
    const { socket, closed, received } = await connected()
    const flood = JSON.stringify({ type: 'ping' })
    for (let count = 0; count < 1_000; count++) socket.send(flood)
    expect(await closed).toEqual({ code: 4429, reason: 'Too many messages' })
    expect(received.length).toBeLessThanOrEqual(201)
  })

  test('does nothing any more of what comes after it was closed', async () => {
    const { send, closed } = await connected()
    send({ type: 'connection_init' }) // a second one closes the socket
    send(subscription('1', 'mutation { createCompany(input: { number: "late", name: "Late" }) { __typename } }'))
    expect(await closed).toEqual({ code: 4429, reason: 'Too many initialisation requests' })
    expect(await api.database.prisma.company.count({ where: { number: 'late' } })).toBe(0)
  })

  test('is closed with 1001 when the server stops', async () => {
    const other = await startTestApi()
    const { send, closed } = await connectSocket(other.url)
    send(subscription('1'))
    const stopped = performance.now()
    await other.close()
    expect(await closed).toEqual({ code: 1001, reason: 'The server stops' })
    expect(performance.now() - stopped).toBeLessThan(4_000)
  })
})

describe('a client that does not take its messages', () => {
  test('is told so with 4410, then cut off within 10 seconds, and hinders nobody', async () => {
    const { prisma } = api.database
    const { id: companyId } = await createCompany(prisma, '1')
    const { id: participantId } = await createParticipant(prisma, companyId)
    const changes = [{ field: 'CITY', oldValue: null, newValue: 'x'.repeat(100_000) }]
    await append(prisma, companyId, Array(200).fill(mutationOf(participantId, { changes })))
    const query = `subscription ($after: String) { mutationFeed(after: $after) { mutations { changes { newValue } } } }`
    const everything = { id: '1', type: 'subscribe', payload: { query, variables: { after: cursorOf(0n) } } }

    const [late, never, other] = await Promise.all([connected(), connected(), connected()])
    for (const { socket, send } of [late, never]) {
      socket.pause()
      send(everything)
    }
    await delay(5_500)
    late.socket.resume()
    expect(await late.closed).toMatchObject({ code: 4410 })
    other.send({ id: '1', type: 'subscribe', payload: { query: '{ viewer { role } }' } })
    await expect.poll(() => other.received).toHaveLength(3)
    await expect.poll(() => api.doorbells(), { timeout: 4_000 }).toBe(0) // nothing waits any more for who takes nothing
    never.socket.terminate()
  })
})

test('a socket that does not say within 10 seconds who it is, is closed', async () => {
  expect(await silent.closed).toEqual({ code: 4408, reason: 'Connection initialisation timeout' })
})
