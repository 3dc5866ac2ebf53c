import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, test, vi } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { createDelivery } from '../../src/graphql/delivery.ts'

/** A client, and a delivery to it. */
async function connect() {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await once(server, 'listening')
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
  const [[socket]] = (await Promise.all([once(server, 'connection'), once(client, 'open')])) as [[WebSocket], unknown]
  const received: string[] = []
  client.on('message', (data) => received.push(String(data)))
  const stalled = vi.fn()
  const delivery = createDelivery(socket, stalled)
  return {
    client,
    received,
    stalled,
    send: delivery.send,
    sendAll: (...messages: string[]) => messages.map((message) => delivery.send(message)),
    [Symbol.dispose]() {
      client.terminate()
      server.close()
    },
  }
}

/** How many of these promises have settled by now. */
async function settled(promises: Promise<void>[]): Promise<number> {
  let count = 0
  for (const promise of promises) void promise.then(() => count++)
  await delay(100)
  return count
}

/** Side by side: most of it is waiting. */
describe.concurrent('a delivery', () => {
  test('brings messages in order', async ({ expect }) => {
    using to = await connect()
    await Promise.all(to.sendAll('1', '2', '3', '4', '5'))
    await expect.poll(() => to.received).toEqual(['1', '2', '3', '4', '5'])
  })

  test('lets a message leave only when the client has taken the one before it', async ({ expect }) => {
    using to = await connect()
    to.client.pause()
    const sent = to.sendAll('1', '2', '3')
    expect(await settled(sent)).toBe(1)
    to.client.resume()
    await expect.poll(() => to.received).toEqual(['1', '2', '3'])
    expect(await settled(sent)).toBe(3)
  })

  test('is not fooled by answers to what was never asked', async ({ expect }) => {
    using to = await connect()
    to.client.pause()
    for (const answer of ['', '2', '99', '-1', 'x']) to.client.pong(answer)
    expect(await settled(to.sendAll('1', '2'))).toBe(1)
  })

  test('lets go of whoever waits when the socket closes', async ({ expect }) => {
    using to = await connect()
    to.client.pause()
    const sent = to.sendAll('1', '2', '3')
    expect(await settled(sent)).toBe(1)
    to.client.terminate()
    expect(await settled(sent)).toBe(3)
    expect(await settled(to.sendAll('4'))).toBe(1)
  })

  test.for([
    ['something to read', 1],
    ['nothing to read', 0],
  ] as const)(
    'says within 8 seconds that a client has stopped reading, with %s',
    async ([_name, messages], { expect }) => {
      using to = await connect()
      if (messages > 0) await to.send('1')
      await expect.poll(() => to.received.length).toBe(messages)
      to.client.pause()
      if (messages > 0) void to.send('2')
      await expect.poll(() => to.stalled.mock.calls.length, { timeout: 8_000 }).toBeGreaterThan(0)
    },
  )

  test('does not say so of a client that reads slowly', async ({ expect }) => {
    using to = await connect()
    to.client.on('message', () => to.client.pause())
    const reading = setInterval(() => to.client.resume(), 1_000)
    await Promise.all(to.sendAll('1', '2', '3', '4', '5', '6', '7', '8'))
    clearInterval(reading)
    expect(to.received.length).toBeGreaterThan(6)
    expect(to.stalled).not.toHaveBeenCalled()
  })
})
