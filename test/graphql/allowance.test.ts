import type { IncomingMessage } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addressOf } from '../../src/graphql/address.ts'
import { createAllowance } from '../../src/graphql/allowance.ts'
import type { Viewer } from '../../src/graphql/context.ts'
import { limits } from '../../src/graphql/limits.ts'
import { ConflictError } from '../../src/problems.ts'
import { startTestApi, type TestApi } from './support/api.ts'
import { connectSocket, openSocket, refusalOf, subscription } from './support/socket.ts'
import { bearer, secretAuth } from './support/tokens.ts'

const question = { query: '{ viewer { role } }' }

describe('one user', () => {
  let api: TestApi
  beforeAll(async () => {
    api = await startTestApi({ auth: secretAuth })
  })
  afterAll(() => api.close())

  test('may ask 1,200 operations in a minute, over HTTP and sockets together; others are not in their way', async () => {
    const busy = await bearer({ sub: 'busy', role: 'employer' })
    const { send, received, socket } = await connectSocket(api.url, busy)
    const refused = 100
    const statuses: number[] = []
    for (let asked = 0; asked < limits.requestsPerMinute + refused; asked += 100) {
      const answers = await Promise.all(Array.from({ length: 100 }, () => api.post('{', busy))) // the door counts, whatever is asked
      statuses.push(...answers.map(({ status }) => status))
    }
    expect(statuses.filter((status) => status === 429)).toHaveLength(refused)

    const { status, body, headers } = await api.post(question, busy)
    expect(status).toBe(429)
    const seconds = Number(headers.get('retry-after'))
    expect(seconds).toBeGreaterThan(0)
    expect(seconds).toBeLessThanOrEqual(60)
    expect(body?.errors).toEqual([
      {
        message: `Dat zijn te veel vragen achter elkaar. Ga over ${seconds} seconden verder.`,
        extensions: { code: 'TOO_MANY_REQUESTS' },
      },
    ])
    send(subscription('1', question.query))
    await expect
      .poll(() => received.at(-1))
      .toMatchObject({
        type: 'error',
        payload: [{ extensions: { code: 'TOO_MANY_REQUESTS' } }],
      })
    expect((await api.post(question, await bearer({ sub: 'other', role: 'employer' }))).status).toBe(200)
    socket.close()
  })

  test('has at most 50 sockets and streams open at a time', async () => {
    const headers = await bearer({ sub: 'many windows', role: 'employer' })
    const sockets = await Promise.all(Array.from({ length: 49 }, () => connectSocket(api.url, headers)))
    const stream = async () =>
      fetch(api.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
        body: JSON.stringify({ query: 'subscription { mutationFeed { cursor } }' }),
      })
    const first = await stream()
    expect(first.status).toBe(200)

    const second = await stream()
    expect(second.status).toBe(429)
    expect(await second.text()).toContain('U hebt al 50 vensters open die meekijken. Sluit er eerst een.')
    const { closed, send } = await openSocket(api.url, headers)
    send({ type: 'connection_init' })
    expect(await closed).toEqual({ code: 4429, reason: 'Too many sockets of one user' })

    await first.body?.cancel()
    await expect.poll(async () => (await openAndClose(api.url, headers)).received).toHaveLength(1)
    for (const { socket } of sockets) socket.terminate()
    await expect.poll(async () => (await stream()).status).toBe(200)
  })
})

test('one user has at most 250 subscriptions, on all sockets and streams together, and gets each place back', async () => {
  const api = await startTestApi({ auth: secretAuth })
  const headers = await bearer({ sub: 'many lists', role: 'employer' })
  const follow = (id: number) => subscription(String(id), 'subscription { mutationFeed { cursor } }')
  const sockets = await Promise.all(Array.from({ length: 6 }, () => connectSocket(api.url, headers)))
  const [last, ...others] = sockets
  for (const { send } of others) for (let id = 0; id < 50; id++) send(follow(id))
  await expect.poll(() => api.doorbells()).toBe(limits.subscriptionsPerUser)

  last?.send(follow(1))
  await expect.poll(() => JSON.stringify(last?.received)).toContain('TOO_MANY_SUBSCRIPTIONS')
  const stream = await api.post(
    { query: 'subscription { mutationFeed { cursor } }' },
    { ...headers, accept: 'application/json, text/event-stream' },
  )
  expect(JSON.stringify(stream.body)).toContain('TOO_MANY_SUBSCRIPTIONS')
  others[0]?.send({ type: 'complete', id: '7' })
  await expect.poll(() => api.doorbells()).toBe(limits.subscriptionsPerUser - 1)
  last?.send(follow(2))
  await expect.poll(() => api.doorbells()).toBe(limits.subscriptionsPerUser)
  others[1]?.socket.terminate()
  await expect.poll(() => api.doorbells()).toBe(limits.subscriptionsPerUser - 50)
  await api.close()
})

test('one user does at a time what keeps Nmbrs or this server busy', async () => {
  const allowance = createAllowance({ signIn: true })
  const [one, other] = [{ subject: 'one' }, { subject: 'other' }] as Viewer[]
  const { promise: done, resolve: finish } = Promise.withResolvers<string>()
  const first = allowance.alone(one!, () => done)
  await expect(allowance.alone(one!, async () => 'second')).rejects.toThrow(ConflictError)
  expect(await allowance.alone(other!, async () => 'of another')).toBe('of another')
  finish('first')
  expect(await first).toBe('first')
  await expect(allowance.alone(one!, () => Promise.reject(new Error('failed')))).rejects.toThrow('failed')
  expect(await allowance.alone(one!, async () => 'third')).toBe('third')
})

/** Begins the protocol, waits for what the server makes of it, and leaves. */
async function openAndClose(url: string, headers: Record<string, string>) {
  const connection = await openSocket(url, headers)
  connection.send({ type: 'connection_init' })
  await Promise.race([connection.closed, new Promise((resolve) => connection.socket.once('message', resolve))])
  connection.socket.close()
  await connection.closed
  return connection
}

describe('without sign-in', () => {
  test('there are no users to tell apart', async () => {
    const allowance = createAllowance({ signIn: false })
    const viewer = { subject: 'lokaal' } as Viewer
    for (let asked = 0; asked < 2 * limits.requestsPerMinute; asked++) await allowance.request(viewer)
    for (let open = 0; open < 2 * limits.streamsPerUser; open++) expect(allowance.stream(viewer)).not.toBeNull()
  })
})

describe('one address', () => {
  test('has 500 sockets at most, and gets each place back once', () => {
    const { socket } = createAllowance({ signIn: false })
    const leave = Array.from({ length: limits.socketsPerAddress }, () => socket('192.0.2.1'))
    expect(socket('192.0.2.1')).toBeNull()
    expect(socket('192.0.2.2')).not.toBeNull()
    leave[0]?.()
    leave[0]?.()
    expect(socket('192.0.2.1')).not.toBeNull()
    expect(socket('192.0.2.1')).toBeNull()
  })

  test('is that of the connection, unless proxies of our own say otherwise', () => {
    const request = (forwarded?: string) =>
      ({
        headers: { 'x-forwarded-for': forwarded },
        socket: { remoteAddress: '10.0.0.1' },
      }) as unknown as IncomingMessage
    expect(addressOf(request('192.0.2.7'), 0)).toBe('10.0.0.1')
    expect(addressOf(request(), 1)).toBe('10.0.0.1')
    expect(addressOf(request('192.0.2.7'), 1)).toBe('192.0.2.7')
    expect(addressOf(request('of my own making, 192.0.2.7'), 1)).toBe('192.0.2.7')
    expect(addressOf(request('of my own making, 192.0.2.7, 10.0.0.2'), 2)).toBe('192.0.2.7')
    expect(addressOf(request('192.0.2.7'), 2)).toBe('10.0.0.1')
  })

  test('that has too many sockets is refused the next with 429', async () => {
    const api = await startTestApi({ trustedProxies: 1 })
    const from = (address: string) => ({ 'x-forwarded-for': `of my own making, ${address}` })
    const sockets = await Promise.all(
      Array.from({ length: limits.socketsPerAddress }, () => openSocket(api.url, from('192.0.2.1'))),
    )
    expect(await refusalOf(api.url, from('192.0.2.1'))).toBe(429)
    const { socket } = await openSocket(api.url, from('192.0.2.2'))
    for (const each of [socket, ...sockets.map((one) => one.socket)]) each.terminate()
    await api.close()
  })
})
