import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { cursorOf } from '../../src/feed/cursor.ts'
import { startTestApi, type TestApi } from './support/api.ts'
import { append, createCompany, createParticipant, mutationOf } from './support/seed.ts'
import { bearer, secretAuth, tokenFor } from './support/tokens.ts'

let api: TestApi
beforeEach(async () => {
  api = await startTestApi({ auth: secretAuth })
})
afterEach(() => api.close())

type Message = { type: string; id?: string; payload?: unknown }

/** A socket that speaks the protocol by hand. */
async function open(headers: Record<string, string> = {}, protocol = 'graphql-transport-ws') {
  const socket = new WebSocket(api.url.replace('http', 'ws'), protocol, { headers })
  const received: Message[] = []
  socket.on('message', (data) => received.push(JSON.parse(String(data))))
  socket.on('error', () => {})
  const closed = new Promise<number>((resolve) => socket.once('close', resolve))
  await new Promise((resolve) => socket.once('open', resolve))
  return { socket, received, closed, send: (message: unknown) => socket.send(JSON.stringify(message)) }
}

async function connected(claims = { role: 'helpdesk' }) {
  const connection = await open(await bearer(claims))
  connection.send({ type: 'connection_init' })
  await expect.poll(() => connection.received).toEqual([{ type: 'connection_ack' }])
  return connection
}

const feed = (id: string) => ({ id, type: 'subscribe', payload: { query: 'subscription { mutationFeed { cursor } }' } })

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
      expect(await closed).toBe(4401)
      expect(received).toEqual([])
    },
  )

  test('that subscribes before it is acknowledged is closed with 4401', async () => {
    const { send, closed } = await open()
    send(feed('1'))
    expect(await closed).toBe(4401)
  })

  test('from a page of another site is refused', async () => {
    expect(await refusal({ origin: 'https://elsewhere.example' })).toBe(403)
  })

  test('from a page of this server is let in', async () => {
    const { socket } = await open({ origin: new URL(api.url).origin })
    expect(socket.readyState).toBe(WebSocket.OPEN)
  })

  test('at another address is refused', async () => {
    expect(await refusal({}, '/else')).toBe(404)
  })

  test('that speaks no protocol is closed with 4406', async () => {
    const socket = new WebSocket(api.url.replace('http', 'ws'))
    expect(await new Promise((resolve) => socket.once('close', resolve))).toBe(4406)
  })

  test('that sends more than 64 KB at once is closed with 1009', async () => {
    const { send, closed } = await connected()
    send({ id: '1', type: 'subscribe', payload: { query: `{ viewer { role } } #${'x'.repeat(70_000)}` } })
    expect(await closed).toBe(1009)
  })

  test('that sends no message of the protocol is closed with 4400', async () => {
    const { socket, closed } = await connected()
    socket.send('hello')
    expect(await closed).toBe(4400)
  })

  test('has at most 50 subscriptions', async () => {
    const { send, received } = await connected()
    for (let number = 1; number <= 51; number++) send(feed(String(number)))
    await expect.poll(() => received).toHaveLength(2)
    expect(received[1]).toMatchObject({
      id: '51',
      type: 'error',
      payload: [{ extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } }],
    })
    send({ id: '1', type: 'complete' })
    await delay(50)
    send(feed('52'))
    await delay(50)
    expect(received).toHaveLength(2)
  })

  test('is closed with 1001 when the server stops', async () => {
    const { send, closed } = await connected()
    send(feed('1'))
    const stopped = performance.now()
    await api.close()
    expect(await closed).toBe(1001)
    expect(performance.now() - stopped).toBeLessThan(4_000)
    api = await startTestApi()
  })
})

/** The HTTP status with which a request to upgrade is refused. */
const refusal = (headers: Record<string, string>, path = '/graphql') =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(new URL(path, api.url.replace('http', 'ws')), 'graphql-transport-ws', { headers })
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode))
    socket.on('open', () => reject(new Error('It was let in')))
    socket.on('error', reject)
  })

describe('a client that does not take its messages', () => {
  test('is told so with 4410, then cut off within 10 seconds, and hinders nobody', async () => {
    const { prisma } = api.database
    const { id: companyId } = await createCompany(prisma, '1')
    const { id: participantId } = await createParticipant(prisma, companyId)
    const changes = [{ field: 'CITY', oldValue: null, newValue: 'x'.repeat(100_000) }]
    await append(prisma, companyId, Array(200).fill(mutationOf(participantId, { changes })))
    const query = `subscription ($after: String) { mutationFeed(after: $after) { mutations { changes { newValue } } } }`
    const subscription = { id: '1', type: 'subscribe', payload: { query, variables: { after: cursorOf(0n) } } }

    const [late, never, other] = await Promise.all([connected(), connected(), connected()])
    for (const { socket, send } of [late, never]) {
      socket.pause()
      send(subscription)
    }
    await delay(5_500)
    late.socket.resume()
    expect(await late.closed).toBe(4410)
    other.send({ id: '1', type: 'subscribe', payload: { query: '{ viewer { role } }' } })
    await expect.poll(() => other.received).toHaveLength(3)
    await expect.poll(() => api.doorbells(), { timeout: 4_000 }).toBe(0) // nothing waits any more for who takes nothing
    never.socket.terminate()
  })
})
