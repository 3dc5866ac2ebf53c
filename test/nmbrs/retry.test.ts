import { expect, test } from 'vitest'
import { type NmbrsCall, NmbrsError } from '../../src/nmbrs/errors.ts'
import { readCompanies } from '../../src/nmbrs/parse/account.ts'
import { type Answer, clientOf, someone, startServer, withStatus } from './support/server.ts'
import { numberedFault, result } from './support/xml.ts'

const signal = new AbortController().signal
const good = result('List_GetAll', '')

/** Answers in turn, the last one ever after. */
const serverWith = (...answers: Answer[]) => {
  let next = 0
  return startServer(() => answers[Math.min(next++, answers.length - 1)]!)
}
const listAll = (client: ReturnType<typeof clientOf>, until = signal) =>
  client.call(someone, 'CompanyService', 'List_GetAll', {}, { signal: until })

test.each<[string, Answer]>([
  ['fault 9999', numberedFault(9999)],
  ['status 503', withStatus(503, '')],
  ['a web page', '<!DOCTYPE html><html></html>'],
  ['a reset', (response) => response.socket?.resetAndDestroy()],
])('tries again after %s', async (_, failure) => {
  await using server = await serverWith(failure, failure, good)
  using client = clientOf(server)
  expect(await listAll(client)).toBe('')
  expect(server.calls).toHaveLength(3)
})

test('gives up after three tries, with the last failure', async () => {
  await using server = await serverWith(withStatus(500, ''), withStatus(502, ''), withStatus(503, ''), good)
  using client = clientOf(server)
  await expect(listAll(client)).rejects.toMatchObject({ message: 'CompanyService.List_GetAll: HTTP status 503' })
  expect(server.calls).toHaveLength(3)
})

test.each([1001, 1002, 1003, 1004, 2003, 2004])('does not try again after fault %i', async (number) => {
  await using server = await serverWith(numberedFault(number), good)
  using client = clientOf(server)
  await expect(listAll(client)).rejects.toMatchObject({ nmbrsCode: number })
  expect(server.calls).toHaveLength(1)
})

test('tries again when the answer has another form than the reader knows', async () => {
  await using server = await serverWith(result('List_GetAll', 'what?'), good)
  using client = clientOf(server)
  const companies = client.call(someone, 'CompanyService', 'List_GetAll', {}, { signal, read: readCompanies })
  expect(await companies).toEqual([])
  expect(server.calls).toHaveLength(2)
})

test('waits as long as Nmbrs asks', async () => {
  await using server = await serverWith(withStatus(429, '', { 'retry-after': '1' }), good)
  using client = clientOf(server)
  const start = performance.now()
  await listAll(client)
  expect(performance.now() - start).toBeGreaterThan(990)
})

test('leaves a longer wait than a minute to the job', async () => {
  const inAnHour = new Date(Date.now() + 3_600_000).toUTCString()
  await using server = await serverWith(withStatus(503, '', { 'retry-after': inAnHour }), good)
  using client = clientOf(server)
  const error = await listAll(client).catch((error: unknown) => error)
  expect(error).toMatchObject({ code: 'NMBRS_UNAVAILABLE', retryable: true })
  expect((error as { retryAfterMs: number }).retryAfterMs).toBeGreaterThan(3_500_000)
  expect(server.calls).toHaveLength(1)
})

test.each([
  ['its own delay', withStatus(503, '')],
  ['the delay that Nmbrs asks for', withStatus(503, '', { 'retry-after': '30' })],
])('stops during %s when the run is stopped', async (_, failure) => {
  await using server = await serverWith(failure)
  using client = clientOf(server, { retry: { tries: 3, firstDelay: 30_000 } })
  const stop = new AbortController()
  const call = listAll(client, stop.signal)
  await expect.poll(() => server.calls.length).toBe(1)
  const reason = new Error('The run was stopped')
  setTimeout(() => stop.abort(reason), 50)
  await expect(call).rejects.toBe(reason)
  expect(server.calls).toHaveLength(1)
})

test('each attempt is told of, with what exactly went wrong', async () => {
  const told: unknown[] = []
  const onAttempt = ({ operation }: NmbrsCall, error: unknown) =>
    void told.push([operation, error instanceof NmbrsError ? [error.code, error.fault] : error])
  await using server = await serverWith(
    withStatus(503, ''),
    numberedFault(9999),
    '<!DOCTYPE html><html></html>',
    numberedFault(8765),
    (response) => response.socket?.resetAndDestroy(),
    good,
    numberedFault(1002),
    () => {},
  )
  using client = clientOf(server, { onAttempt, retry: { tries: 6, firstDelay: 1 }, callTimeout: 300 })
  await listAll(client)
  await expect(listAll(client)).rejects.toThrow()
  using impatient = clientOf(server, { onAttempt, retry: { tries: 1, firstDelay: 1 }, callTimeout: 300 })
  await expect(listAll(impatient)).rejects.toThrow()
  expect(told).toEqual(
    [
      ['NMBRS_UNAVAILABLE', 'HTTP 503'],
      ['NMBRS_UNAVAILABLE', '9999'],
      ['NMBRS_UNREADABLE', 'NMBRS_UNREADABLE'],
      ['NMBRS_UNAVAILABLE', 'OTHER FAULT'],
      ['NMBRS_UNAVAILABLE', 'NO CONNECTION'],
      null,
      ['CALL_NOT_ALLOWED', '1002'],
      ['NMBRS_UNAVAILABLE', 'TIMEOUT'],
    ].map((how) => ['List_GetAll', how]),
  )
})

test('waits longer each time, at least twice as long as before, and a part by chance', async () => {
  const at: number[] = []
  const onAttempt = () => void at.push(performance.now())
  await using server = await serverWith(withStatus(503, ''))
  using client = clientOf(server, { onAttempt, retry: { tries: 4, firstDelay: 100 } })
  const waits = async () => {
    at.length = 0
    await expect(listAll(client)).rejects.toThrow()
    return at.slice(1).map((moment, index) => moment - at[index]!)
  }
  const [first, second] = [await waits(), await waits()]
  for (const found of [first, second])
    expect(found.map((wait, index) => wait >= 100 * 2 ** index - 5)).toEqual([true, true, true])
  expect(first.map(Math.round)).not.toEqual(second.map(Math.round))
})
