import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { disableLink, enableLink } from '../../src/administration/link.ts'
import { CompanyIdDocument, NightlyRunsDocument, RejectSyncRunDocument } from '../../src/generated/operations.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { followFeed } from '../support/feed-client.ts'
import { scrape } from '../support/metrics.ts'
import { letNineLeave } from '../sync/support/hold.ts'

/** An app whose demo company has had its first sync, by hand. */
async function demoApp(now = '2026-11-23T10:00:00+01:00') {
  const app = await startTestApp({ demo: true, now, nmbrs: { retry: { tries: 1, firstDelay: 1 } } })
  const { company } = await app.ask(CompanyIdDocument, { number: '1001' })
  await app.ended(company?.nmbrsConnection?.lastRun?.id ?? '')
  return app
}

/** Lets it be this time, and waits until the night that has begun by then is over. */
async function nightAt(app: TestApp, moment: string) {
  app.setTime(moment)
  await app.sync.lookAround()
  const { company } = await app.ask(NightlyRunsDocument, { company: '1001' })
  return app.ended(company?.syncRuns.edges[0]?.node.id ?? '')
}

const call = (operation: string, outcome: string, fault = '') =>
  `eblinc_nmbrs_calls_total{operation="EmployeeService.${operation}",outcome="${outcome}",fault="${fault}"}`

describe('the metrics', () => {
  let app: TestApp
  beforeAll(async () => {
    app = await demoApp()
  })
  afterAll(() => app[Symbol.asyncDispose]())

  test('are in the text form of Prometheus, with those of the process', async () => {
    const response = await fetch(`${app.url}/metrics`)
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
    const text = await response.text()
    expect(text).toMatch(/^# TYPE eblinc_sync_runs_total counter$/m)
    expect(text).toMatch(/^process_resident_memory_bytes \d+$/m)
    expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds /m)
  })

  test('count each mutation once, by kind and source, however many look at the same time', async () => {
    await Promise.all([1, 2, 3, 4, 5].map(() => scrape(app.url)))
    const { series } = await scrape(app.url)
    const rows = await app.database.prisma.participantMutation.groupBy({ by: ['kind', 'source'], _count: true })
    const expected = rows.map(({ kind, source, _count }) => [`kind="${kind}",source="${source}"`, _count])
    expect(series('eblinc_mutations_total')).toEqual(Object.fromEntries(expected))
  })

  test('count the calls to Nmbrs, and the runs, by how they ended', async () => {
    const before = await scrape(app.url)
    expect(before.series('eblinc_sync_runs_total')).toEqual({ 'status="SUCCEEDED",trigger="MANUAL",mode="APPLY"': 1 })
    expect(before.value(call('List_GetByCompany', 'OK'))).toBeGreaterThan(0)
    app.sandbox.fault({ kind: 'status', status: 503, operation: 'Salary_GetAll_AllEmployeesByCompany', times: 1 })
    await app.syncNow()
    await app.syncNow({ mode: 'PREVIEW' })
    const after = await scrape(app.url)
    expect(after.value(call('Salary_GetAll_AllEmployeesByCompany', 'NMBRS_UNAVAILABLE', 'HTTP 503'))).toBe(1)
    expect(after.series('eblinc_sync_runs_total')).toEqual({
      'status="SUCCEEDED",trigger="MANUAL",mode="APPLY"': 1,
      'status="FAILED",trigger="MANUAL",mode="APPLY"': 1,
      'status="SUCCEEDED",trigger="MANUAL",mode="PREVIEW"': 1,
    })
    expect(after.value('eblinc_sync_run_seconds_count{mode="APPLY"}')).toBe(2)
  })

  test('count a run that a person decides on, and one that nobody could do', async () => {
    const runs = async () => (await scrape(app.url)).series('eblinc_sync_runs_total')
    const manual = (status: string) => `status="${status}",trigger="MANUAL",mode="APPLY"`
    const { prisma } = app.database
    const { id: companyId } = await prisma.company.findUniqueOrThrow({ where: { number: '1001' } })
    const before = await runs()
    app.sandbox.edit(({ companies }) => letNineLeave(companies[0]!))
    const held = await app.syncNow()
    expect(await runs()).toEqual(before)
    await app.ask(RejectSyncRunDocument, held)
    await prisma.syncRun.create({
      data: { companyId, trigger: 'MANUAL', mode: 'APPLY', status: 'RUNNING', attempt: 11, startedAt: new Date() },
    })
    await app.sync.lookAround()
    expect(await runs()).toEqual({
      ...before,
      [manual('REJECTED')]: 1,
      [manual('FAILED')]: (before[manual('FAILED')] ?? 0) + 1,
    })
    app.sandbox.reset()
  })

  test('tell how many follow the feed, and how long a mutation takes to reach them', async () => {
    const subscribers = async () => (await scrape(app.url)).value('eblinc_feed_subscribers{feed="mutations"}')
    const delivered = async () => (await scrape(app.url)).value('eblinc_feed_lag_seconds_count')
    expect(await subscribers()).toBe(0)
    const follower = await followFeed(app.url, {})
    await expect.poll(subscribers).toBe(1)
    app.sandbox.nextDay()
    const { counts } = await app.syncNow()
    await follower.received(counts.mutations)
    await expect.poll(delivered).toBe(1)
    const replay = await followFeed(app.url, { after: Buffer.from('["0"]').toString('base64url') })
    await replay.received(counts.mutations + 10)
    expect(await delivered()).toBe(1) // what is old already says nothing about how fast the feed is
    await Promise.all([follower.close(), replay.close()])
    await expect.poll(subscribers).toBe(0)
  })

  test('tell how many runs wait for a worker, and how many for a person', async () => {
    const { company } = await app.ask(CompanyIdDocument, { number: '1001' })
    const companyId =
      Buffer.from(company?.id ?? '', 'base64')
        .toString()
        .split(':')[1] ?? ''
    const run = { companyId, trigger: 'MANUAL', mode: 'APPLY' } as const
    const { prisma } = app.database
    await prisma.syncRun.createMany({ data: [{ ...run, status: 'HELD' }, { ...run, status: 'HELD' }, run] })
    const { value } = await scrape(app.url)
    expect([value('eblinc_sync_runs_held'), value('eblinc_sync_queue_length')]).toEqual([2, 1])
  })
})

describe('the age of the last good night', () => {
  const hours = 3600
  const age = async (app: TestApp) =>
    (await scrape(app.url)).value('eblinc_last_good_night_age_seconds{company="1001"}')

  test('grows from the moment that the link was switched on, until there is a good night', async () => {
    await using app = await demoApp()
    expect(await age(app)).toBe(0)
    app.setTime('2026-11-23T16:00:00+01:00')
    await app.syncNow()
    expect(await age(app)).toBe(6 * hours) // a sync by hand is no night
    await nightAt(app, '2026-11-24T01:15:00+01:00')
    expect(await age(app)).toBe(0)
    app.setTime('2026-11-24T03:15:00+01:00')
    expect(await age(app)).toBe(2 * hours)
  })

  test('goes on growing through nights that fail', async () => {
    await using app = await demoApp()
    app.sandbox.fault({ kind: 'nmbrs', code: 1001 })
    expect(await nightAt(app, '2026-11-24T01:15:00+01:00')).toMatchObject({ status: 'FAILED' })
    expect(await nightAt(app, '2026-11-25T01:15:00+01:00')).toMatchObject({ status: 'FAILED' })
    expect(await age(app)).toBe((15 + 24) * hours + 15 * 60)
    app.sandbox.clearFaults()
    await nightAt(app, '2026-11-26T01:15:00+01:00')
    expect(await age(app)).toBe(0)
  })

  test('is not kept young by a night of a clock that was ahead', async () => {
    await using app = await demoApp()
    await nightAt(app, '2031-01-05T09:00:00+01:00')
    app.setTime('2026-11-23T16:00:00+01:00')
    expect(await age(app)).toBe(6 * hours)
    app.setTime('2026-11-24T01:15:00+01:00')
    await app.sync.lookAround()
    await expect.poll(() => age(app)).toBe(0)
    app.setTime('2026-11-24T02:15:00+01:00')
    expect(await age(app)).toBe(hours)
  })

  test('is not told of a company that is switched off, and starts anew when it is switched on', async () => {
    await using app = await demoApp()
    const { id } = await app.database.prisma.company.findUniqueOrThrow({ where: { number: '1001' } })
    await nightAt(app, '2026-11-24T01:15:00+01:00')
    await disableLink(id, app.administration)
    expect(await age(app)).toBeUndefined()
    app.setTime('2026-12-24T09:00:00+01:00')
    await enableLink(id, app.administration)
    expect(await age(app)).toBe(0)
  })
})

test('two apps in one process each have their own metrics', async () => {
  await using one = await demoApp()
  await using other = await startTestApp()
  const runs = 'eblinc_sync_runs_total{status="SUCCEEDED",trigger="MANUAL",mode="APPLY"}'
  expect((await scrape(one.url)).value(runs)).toBe(1)
  expect((await scrape(other.url)).value(runs)).toBeUndefined()
})
