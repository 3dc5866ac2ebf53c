/** How often and how long a sync tries: within the run, again in the same night, and never beyond its deadline. */
import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { CompanyIdDocument, TriggerSyncDocument } from '../../src/generated/operations.ts'
import { nextTryAfter } from '../../src/sync/failure.ts'
import { startTestApp, type TestApp, type TestAppOptions } from '../support/app.ts'
import { createServerDatabase } from '../support/database.ts'
import { dumpTables } from '../support/tables.ts'
import { startTcpProxy } from '../support/tcp-proxy.ts'

const salaries = 'Salary_GetAll_AllEmployeesByCompany'
const eightAm = '2026-11-24T08:00:00+01:00'

/** The demo company after its first sync, with news that has not been read. */
async function startDemo(options: TestAppOptions = {}) {
  const app = await startTestApp({
    demo: true,
    ...options,
    nmbrs: { retry: { tries: 3, firstDelay: 1 }, ...options.nmbrs },
  })
  onTestFinished(() => app[Symbol.asyncDispose]())
  const latestRun = () => app.database.prisma.syncRun.findFirstOrThrow({ orderBy: { id: 'desc' } })
  const latestEnds = () => expect.poll(async () => (await latestRun()).finishedAt).not.toBeNull()
  await latestEnds()
  app.sandbox.nextDay()
  const callsBefore = app.sandbox.calls.length
  return {
    app,
    latestRun,
    latestEnds,
    callsOf: (operation: string) =>
      app.sandbox.calls.slice(callsBefore).filter((call) => call.operation === operation).length,
  }
}

test('a failure that passes is tried again within the run', async () => {
  const { app, callsOf } = await startDemo()
  app.sandbox.fault({ kind: 'status', status: 503, operation: salaries, times: 2 })
  expect(await app.syncNow()).toMatchObject({ status: 'SUCCEEDED', counts: { mutations: 11 } })
  expect(callsOf(salaries)).toBe(3)
})

test('a sync by hand that cannot be done fails at once, with what to do', async () => {
  const { app, latestRun } = await startDemo()
  app.sandbox.fault({ kind: 'nmbrs', code: 9999, operation: salaries })
  expect(await app.syncNow()).toMatchObject({
    status: 'FAILED',
    failure: { code: 'NMBRS_UNAVAILABLE', retryable: true, message: expect.stringContaining('Nmbrs') },
  })
  expect(await latestRun()).toMatchObject({ attempt: 1 })
})

test('a call that is not allowed is named, in the failure and on the link, until it is allowed', async () => {
  const { app } = await startDemo()
  const { prisma } = app.database
  app.sandbox.fault({ kind: 'nmbrs', code: 1002, operation: salaries, times: 1 })
  const run = await app.syncNow()
  expect(run).toMatchObject({ status: 'FAILED', failure: { code: 'CALL_NOT_ALLOWED', retryable: false } })
  expect(run.failure?.message).toContain(salaries)
  expect(await prisma.nmbrsLink.findFirst()).toMatchObject({
    status: 'ATTENTION',
    attention: { call: `EmployeeService.${salaries}` },
  })
  expect(await app.syncNow()).toMatchObject({ status: 'SUCCEEDED' })
  expect(await prisma.nmbrsLink.findFirst()).toMatchObject({ status: 'ENABLED', attention: null })
})

test('a preview that is refused says why, and asks no attention for the link', async () => {
  const { app } = await startDemo()
  app.sandbox.fault({ kind: 'nmbrs', code: 1002, operation: salaries, times: 1 })
  expect(await app.syncNow({ mode: 'PREVIEW' })).toMatchObject({
    status: 'FAILED',
    failure: { code: 'CALL_NOT_ALLOWED' },
  })
  expect(await app.database.prisma.nmbrsLink.findFirst()).toMatchObject({ status: 'ENABLED', attention: null })
})

/** Seconds until the run that waits is tried again. */
async function waitsFor({ database: { prisma } }: TestApp): Promise<number> {
  const [job] = await prisma.$queryRaw<{ seconds: number }[]>`
    SELECT extract(epoch FROM start_after - created_on)::float8 AS seconds FROM pgboss.job
    WHERE name = 'sync' AND state = 'created'`
  return job!.seconds
}

test.each([
  ['as long as is usual', 600, undefined, [600, 900]],
  ['as long as Nmbrs asks', 2, 1_800, [1_800, 2_700]],
  ['an hour when Nmbrs asks for a day', 2, 24 * 3_600, [3_600, 5_400]],
  ['as long as is usual when Nmbrs asks for less', 600, 90, [600, 900]],
] as const)('the next try of a night comes after %s', async (_name, usual, retryAfter, [least, most]) => {
  const { app, latestRun } = await startDemo({ patience: { nightAgainAfter: [usual] } })
  app.sandbox.fault({ kind: 'status', status: 429, operation: salaries, ...(retryAfter && { retryAfter }) })
  app.setTime(eightAm)
  await app.sync.lookAround()
  await expect.poll(latestRun).toMatchObject({ status: 'QUEUED', attempt: 1 })
  await expect.poll(() => waitsFor(app)).toBeGreaterThan(least - 2)
  expect(await waitsFor(app)).toBeLessThan(most + 2)
})

test.each([
  [120, undefined, 0, 120],
  [120, undefined, 0.5, 150],
  [120, undefined, 1, 180],
  [120, 300_000, 0, 300],
  [120, 300_000, 1, 450],
  [600, 300_000, 0, 600],
  [120, 86_400_000, 0, 3_600],
])(
  'after %i seconds, Retry-After %j and chance %f the next try comes in %i',
  (usual, retryAfterMs, chance, expected) => {
    expect(nextTryAfter(usual, retryAfterMs, chance)).toBe(expected)
  },
)

test('a night in which Nmbrs cannot be read waits for another try', async () => {
  const { app, latestRun } = await startDemo({ patience: { nightAgainAfter: [3600] } })
  app.sandbox.fault({ kind: 'nmbrs', code: 9999, operation: salaries })
  app.setTime(eightAm)
  await app.sync.lookAround()
  await expect.poll(latestRun).toMatchObject({ trigger: 'CATCH_UP', status: 'QUEUED', step: 'WAITING', attempt: 1 })
  await app.sync.lookAround() // neither a night that is missing, nor a run that was lost
  expect(await latestRun()).toMatchObject({ status: 'QUEUED', attempt: 1, failure: null, finishedAt: null })
})

test('a night that is read at another try is as good as any', async () => {
  const { app, latestRun, latestEnds } = await startDemo({ patience: { nightAgainAfter: [0, 0] } })
  app.sandbox.fault({ kind: 'html', operation: salaries, times: 3 })
  app.setTime(eightAm)
  await app.sync.lookAround()
  await latestEnds()
  expect(await latestRun()).toMatchObject({ status: 'SUCCEEDED', attempt: 2, counts: { mutations: 11 }, failure: null })
})

test('a night fails after its last try, and the data are as they were', async () => {
  const { app, latestRun, latestEnds, callsOf } = await startDemo({ patience: { nightAgainAfter: [0, 0] } })
  const before = await dumpTables(app.database)
  app.sandbox.fault({ kind: 'truncated', bytes: 100, operation: salaries })
  app.setTime(eightAm)
  await app.sync.lookAround()
  await latestEnds()
  expect(await latestRun()).toMatchObject({ status: 'FAILED', attempt: 3, failure: { code: 'NMBRS_UNREADABLE' } })
  expect(callsOf(salaries)).toBe(9)
  expect(await dumpTables(app.database)).toEqual(before)
})

test('a refusal is not tried again, in the night neither', async () => {
  const { app, latestRun, latestEnds, callsOf } = await startDemo({ patience: { nightAgainAfter: [0, 0] } })
  app.sandbox.fault({ kind: 'nmbrs', code: 1004, operation: salaries })
  app.setTime(eightAm)
  await app.sync.lookAround()
  await latestEnds()
  expect(await latestRun()).toMatchObject({ status: 'FAILED', attempt: 1, failure: { code: 'NO_SUBSCRIPTION' } })
  expect(callsOf(salaries)).toBe(1)
})

test('a run ends at its deadline, however patient each call is', async () => {
  const { app } = await startDemo({ patience: { runDeadline: 700 } })
  const before = await dumpTables(app.database)
  app.sandbox.fault({ kind: 'no-headers', operation: salaries })
  expect(await app.syncNow()).toMatchObject({ status: 'FAILED', failure: { code: 'NMBRS_UNAVAILABLE' } })
  expect(await dumpTables(app.database)).toEqual(before)
})

test('a run for which the database was away until its deadline does not blame Nmbrs', async () => {
  const { url, drop } = await createServerDatabase()
  onTestFinished(drop)
  const line = await startTcpProxy(url)
  onTestFinished(line.close)
  const { app, latestRun, callsOf } = await startDemo({ databaseUrl: line.url, patience: { runDeadline: 5_000 } })
  app.sandbox.fault({ kind: 'delay', milliseconds: 500, operation: salaries })
  const { company } = await app.ask(CompanyIdDocument, { number: '1001' })
  await app.ask(TriggerSyncDocument, { company: company?.id ?? '' })
  await expect.poll(() => callsOf(salaries)).toBe(1)
  line.cut()
  await new Promise((resolve) => setTimeout(resolve, 6_000)) // until after the deadline
  line.mend()
  const status = () =>
    latestRun().then(
      (run) => run.status,
      () => 'no database',
    )
  await expect.poll(status).toBe('FAILED')
  expect(await latestRun()).toMatchObject({ failure: { code: 'INTERNAL', retryable: true } })
})

test('a run that cannot get to the data in time ends at its deadline too', async () => {
  const { url, drop } = await createServerDatabase()
  onTestFinished(drop)
  const { app, latestRun, callsOf } = await startDemo({ databaseUrl: url, patience: { runDeadline: 6_000 } })
  const before = await dumpTables(app.database)
  const someoneElse = new pg.Client(url)
  await someoneElse.connect()
  app.sandbox.fault({ kind: 'delay', milliseconds: 500, operation: salaries })
  const ending = app.syncNow()
  await expect.poll(() => callsOf(salaries)).toBe(1)
  await someoneElse.query('BEGIN')
  await someoneElse.query('SELECT FROM company FOR UPDATE')
  expect(await ending).toMatchObject({ status: 'FAILED', failure: { code: 'INTERNAL', retryable: true } })
  await someoneElse.end()
  expect(await latestRun()).toMatchObject({ status: 'FAILED' })
  expect(await dumpTables(app.database)).toEqual(before)
})
