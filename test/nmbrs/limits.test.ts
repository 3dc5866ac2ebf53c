import { expect, test } from 'vitest'
import { withCalls } from '../../src/nmbrs/calls.ts'
import { clientOf, someone, startServer } from './support/server.ts'
import { result } from './support/xml.ts'

const signal = new AbortController().signal

test('starts no more calls per second than it may, over all companies together', async () => {
  await using server = await startServer((call) => result(call.operation, ''))
  using client = clientOf(server, { callsPerSecond: 100, parallelCalls: 20 })
  const begin = performance.now()
  const companies = [someone, { ...someone, username: 'other@employer.example' }]
  await Promise.all(
    companies.flatMap((login) =>
      Array.from({ length: 15 }, () => client.call(login, 'CompanyService', 'List_GetAll', {}, { signal })),
    ),
  )
  expect(server.calls).toHaveLength(30)
  // 29 intervals of 10 ms; a timer may be early by one.
  expect(performance.now() - begin).toBeGreaterThan(285)
})

test('has no more calls under way than it may', async () => {
  let [underWay, most] = [0, 0]
  await using server = await startServer(async (call) => {
    most = Math.max(most, ++underWay)
    await new Promise((resolve) => setTimeout(resolve, 20))
    underWay--
    return result(call.operation, '')
  })
  using client = clientOf(server, { parallelCalls: 3 })
  await Promise.all(
    Array.from({ length: 12 }, () => client.call(someone, 'CompanyService', 'List_GetAll', {}, { signal })),
  )
  expect(most).toBe(3)
})

test('lets calls go in the order in which they came', async () => {
  await using server = await startServer((call) => result(call.operation, ''))
  using client = clientOf(server, { parallelCalls: 1 })
  await Promise.all(
    [1, 2, 3, 4, 5].map((id) =>
      client.call(someone, 'CompanyService', 'Schedule_GetCurrent', { CompanyId: id }, { signal }),
    ),
  )
  expect(server.calls.map((call) => call.element('CompanyId'))).toEqual(['1', '2', '3', '4', '5'])
})

test('a large reading leaves turns to a small one', async () => {
  await using server = await startServer((call) => result(call.operation, ''))
  using client = clientOf(server, { callsPerSecond: 500, parallelCalls: 2 })
  const calls = (login: typeof someone, count: number) =>
    withCalls(client, login, { signal }, (ask) =>
      Promise.all(Array.from({ length: count }, () => ask('CompanyService', 'List_GetAll', {}, () => null))),
    )
  await Promise.all([calls(someone, 60), calls({ ...someone, username: 'small@employer.example' }, 10)])
  const logins = server.calls.map((call) => call.element('Username'))
  // In turns: ten of the small one within thirty, not after the sixty of the large one.
  expect(logins.lastIndexOf('small@employer.example')).toBeLessThan(30)
})

test('a call that is stopped while it waits for its turn ends at once and is never made', async () => {
  await using server = await startServer(() => () => {})
  using client = clientOf(server, { parallelCalls: 1 })
  const first = client.call(someone, 'CompanyService', 'List_GetAll', {}, { signal })
  first.catch(() => {})
  await expect.poll(() => server.calls.length).toBe(1)
  const stop = new AbortController()
  const waiting = client.call(someone, 'CompanyService', 'List_GetAll', {}, { signal: stop.signal })
  const reason = new Error('The run was stopped')
  stop.abort(reason)
  await expect(waiting).rejects.toBe(reason)
  expect(server.calls).toHaveLength(1)
})

test('a call that is stopped under way ends at once, with the reason', async () => {
  await using server = await startServer(() => () => {})
  using client = clientOf(server)
  const stop = new AbortController()
  const call = client.call(someone, 'CompanyService', 'List_GetAll', {}, { signal: stop.signal })
  await expect.poll(() => server.calls.length).toBe(1)
  const reason = new Error('The run was stopped')
  stop.abort(reason)
  await expect(call).rejects.toBe(reason)
  expect(server.calls).toHaveLength(1)
})
