/** The database is away for longer than a subscriber waits between two looks. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Database, openDatabase } from '../../src/db/open.ts'
import { readThroughOutages } from '../../src/db/outage.ts'
import { channels } from '../../src/feed/wake-up.ts'
import { silentLog } from '../../src/log.ts'
import { startTestApi, type TestApi } from '../graphql/support/api.ts'
import { append, createCompany, createParticipant, globalId, mutationOf } from '../graphql/support/seed.ts'
import { createServerDatabase } from '../support/database.ts'
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts'

const goesOn = { timeout: 10_000 } // 10 seconds after the database is back

let line: TcpProxy
let direct: Database
let api: TestApi
let drop: () => Promise<void>
let companyId: string
let participantId: string
/** Makes every subscriber look. Nothing else does: notifications are not heard here. */
const ring = { [channels.mutations]: () => {}, [channels.runs]: () => {} }

beforeAll(async () => {
  const server = await createServerDatabase()
  drop = server.drop
  line = await startTcpProxy(server.url)
  const open = (url: string) => openDatabase({ url, dataDir: null, log: silentLog })
  direct = await open(server.url)
  const listen: Database['listen'] = async (channel, _onPayload, onReconnect) => {
    ring[channel as keyof typeof ring] = onReconnect
    return { close: async () => {} }
  }
  api = await startTestApi({ database: { ...(await open(line.url)), listen } })
  companyId = (await createCompany(direct.prisma, '1')).id
  participantId = (await createParticipant(direct.prisma, companyId)).id
})
afterAll(async () => {
  await api.close()
  await direct.close()
  await line.close()
  await drop()
})

/** Subscribes over a WebSocket, and has been served before it returns. */
async function follow(query: string, begin: () => Promise<unknown>) {
  const received: unknown[] = []
  const ended: unknown[] = []
  const variables = { company: globalId('Company', companyId) }
  api.connect().subscribe(
    { query, variables },
    {
      next: (event) => received.push(event),
      error: (error) => ended.push(error),
      complete: () => ended.push('complete'),
    },
  )
  const before = api.doorbells()
  await expect.poll(() => api.doorbells()).toBe(before + 1)
  await begin()
  await expect.poll(() => received.length, goesOn).toBeGreaterThan(0)
  return { received, ended }
}

const addMutation = () => append(direct.prisma, companyId, [mutationOf(participantId)])
const addRun = () => direct.prisma.syncRun.create({ data: { companyId, trigger: 'MANUAL', mode: 'APPLY' } })

describe('a subscriber goes on by itself once the database is back', () => {
  test.each([
    ['of the mutation list', 'mutations', addMutation, 'mutationFeed(companyId: $company) { mutations { id } }'],
    ['of sync runs', 'runs', addRun, 'syncRunUpdated(companyId: $company) { id }'],
  ] as const)('%s', async (_name, channel, add, field) => {
    const look = () => ring[channels[channel]]()
    const { received, ended } = await follow(`subscription ($company: ID!) { ${field} }`, async () => {
      await add()
      look()
    })
    const seen = received.length
    line.cut()
    look()
    await add()
    await new Promise((resolve) => setTimeout(resolve, 1_000)) // 1 second: it looks more than once meanwhile
    expect(ended).toEqual([])
    line.mend()
    await expect.poll(() => received.length, goesOn).toBe(seen + 1)
    expect(ended).toEqual([])
  })
})

test('a reading that fails although the database answers ends with its own error', async () => {
  let tried = 0
  const reading = readThroughOutages(
    async () => {
      tried += 1
      throw new Error('a fault of ours')
    },
    direct.prisma,
    new AbortController().signal,
  )
  await expect(reading).rejects.toThrow('a fault of ours')
  expect(tried).toBe(5)
})
