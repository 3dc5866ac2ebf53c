import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { createDelivery, type Delivery } from '../../src/graphql/delivery.ts'

let server: WebSocketServer
let client: WebSocket
let delivery: Delivery
let stalled: number
let received: string[]

beforeEach(async () => {
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await once(server, 'listening')
  client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
  const [[socket]] = (await Promise.all([once(server, 'connection'), once(client, 'open')])) as [[WebSocket], unknown]
  stalled = 0
  received = []
  client.on('message', (data) => received.push(String(data)))
  delivery = createDelivery(socket, () => {
    stalled += 1
  })
})
afterEach(() => {
  client.terminate()
  server.close()
})

/** How many of these promises have settled by now. */
async function settled(promises: Promise<void>[]): Promise<number> {
  let count = 0
  for (const promise of promises) void promise.then(() => count++)
  await delay(100)
  return count
}

const sendAll = (...messages: string[]) => messages.map((message) => delivery.send(message))

describe('a delivery', () => {
  test('brings messages in order', async () => {
    await Promise.all(sendAll('1', '2', '3', '4', '5'))
    await expect.poll(() => received).toEqual(['1', '2', '3', '4', '5'])
  })

  test('lets a message leave only when the client has taken the one before it', async () => {
    client.pause()
    const sent = sendAll('1', '2', '3')
    expect(await settled(sent)).toBe(1)
    client.resume()
    await expect.poll(() => received).toEqual(['1', '2', '3'])
    expect(await settled(sent)).toBe(3)
  })

  test('is not fooled by answers to what was never asked', async () => {
    client.pause()
    for (const answer of ['', '2', '99', '-1', 'x']) client.pong(answer)
    expect(await settled(sendAll('1', '2'))).toBe(1)
  })

  test('lets go of whoever waits when the socket closes', async () => {
    client.pause()
    const sent = sendAll('1', '2', '3')
    expect(await settled(sent)).toBe(1)
    client.terminate()
    expect(await settled(sent)).toBe(3)
    expect(await settled(sendAll('4'))).toBe(1)
  })

  test.each([
    ['something to read', 1],
    ['nothing to read', 0],
  ])('says within 8 seconds that a client has stopped reading, with %s', async (_name, messages) => {
    if (messages > 0) await delivery.send('1')
    await expect.poll(() => received.length).toBe(messages)
    client.pause()
    if (messages > 0) void delivery.send('2')
    await expect.poll(() => stalled, { timeout: 8_000 }).toBeGreaterThan(0)
  })

  test('does not say so of a client that reads slowly', async () => {
    client.on('message', () => client.pause())
    const reading = setInterval(() => client.resume(), 1_000)
    await Promise.all(sendAll('1', '2', '3', '4', '5', '6', '7', '8'))
    clearInterval(reading)
    expect(received.length).toBeGreaterThan(6)
    expect(stalled).toBe(0)
  })
})
