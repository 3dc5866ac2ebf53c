import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cursorOf } from '../../src/feed/cursor.ts'
import { startTestApi, type TestApi } from './support/api.ts'
import { append, createCompany, createParticipant, mutationOf } from './support/seed.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
  const { id: companyId } = await createCompany(api.database.prisma, '1')
  const { id: participantId } = await createParticipant(api.database.prisma, companyId)
  const changes = [{ field: 'CITY', oldValue: null, newValue: 'x'.repeat(100_000) }]
  await append(api.database.prisma, companyId, Array(300).fill(mutationOf(participantId, { changes })))
})
afterAll(() => api.close())

/** Follows the feed over SSE from its start: 30 MB of it. */
async function followOverSse(): Promise<IncomingMessage> {
  const headers = { 'content-type': 'application/json', accept: 'text/event-stream' }
  const asked = request(api.url, { method: 'POST', headers })
  const query = 'subscription ($after: String) { mutationFeed(after: $after) { mutations { changes { newValue } } } }'
  asked.end(JSON.stringify({ query, variables: { after: cursorOf(0n) } }))
  const [response] = (await once(asked, 'response')) as [IncomingMessage]
  return response.on('error', () => {})
}

test('a client that stops reading a stream of events is cut off within 10 seconds; one that reads slowly is not', async () => {
  const [stalled, slow] = [await followOverSse(), await followOverSse()]
  let bytes = 0
  slow.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    slow.pause()
    setTimeout(() => slow.resume(), 20)
  })
  stalled.pause()
  await expect.poll(() => api.doorbells()).toBe(2)
  await expect.poll(() => api.doorbells(), { timeout: 10_000 }).toBe(1)
  await expect.poll(() => bytes).toBeGreaterThan(30_000_000)
  expect(api.doorbells()).toBe(1)
  slow.destroy()
  await expect.poll(() => api.doorbells()).toBe(0)
  stalled.destroy()
})
