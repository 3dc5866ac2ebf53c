/** Nights by a clock that is changed twice a year, goes back, stands still with the server, or is plainly wrong. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createNightSchedule } from '../../src/sync/nightly.ts'
import { startTestApp, type TestApp } from '../support/app.ts'

const fiveMinutes = 5 * 60_000
const twoDays = 48 * 60 * 60_000

/** Every night that is seen by looking every five minutes for two days, with the moment at which it is seen first. */
function nightsSeen(cron: string, from: string): string[] {
  const schedule = createNightSchedule(cron, 'Europe/Amsterdam')
  const seen = new Map<string, string>()
  for (let time = Date.parse(from); time < Date.parse(from) + twoDays; time += fiveMinutes) {
    const night = schedule.last(new Date(time))
    if (night && !seen.has(night.date)) seen.set(night.date, new Date(time).toISOString())
  }
  const [_begunBefore, ...nights] = seen
  return nights.map(([date, moment]) => `${date} at ${moment.slice(11, 16)}`)
}

test.each([
  ['spring', '15 1 * * *', '2026-03-28T12:00Z', ['2026-03-29 at 00:15', '2026-03-30 at 23:15']],
  ['autumn', '15 1 * * *', '2026-10-24T12:00Z', ['2026-10-25 at 23:15', '2026-10-26 at 00:15']],
  ['spring', '30 2 * * *', '2026-03-28T12:00Z', ['2026-03-29 at 01:00', '2026-03-30 at 00:30']], // 02:30 is skipped
  ['autumn', '30 2 * * *', '2026-10-24T12:00Z', ['2026-10-25 at 00:30', '2026-10-26 at 01:30']], // 02:30 is there twice
])('each night around the change of the clock in %s begins once: %s', (_season, cron, from, expected) => {
  expect(nightsSeen(cron, from)).toEqual(expected)
})

test('a night at midnight is queued once when the clock goes back over it', async () => {
  await using app = await startTestApp({ demo: true, now: '2026-11-23T20:00+01:00', env: { SYNC_CRON: '5 0 * * *' } })
  for (const moment of ['2026-11-26T00:06', '2026-11-25T23:56', '2026-11-26T00:06']) {
    app.setTime(`${moment}:00+01:00`)
    await app.sync.lookAround()
  }
  const nights = await app.database.prisma.syncRun.findMany({ where: { night: { not: null } } })
  expect(nights.map(({ night }) => night?.toISOString().slice(0, 10))).toEqual(['2026-11-26'])
})

/** One server, at 02:30 each night; each test is later than the one before. */
describe('a server that looks whether the night has begun', () => {
  let app: TestApp
  beforeAll(async () => {
    app = await startTestApp({ demo: true, now: '2026-03-28T20:00Z', env: { SYNC_CRON: '30 2 * * *' } })
    await allDone()
  })
  afterAll(() => app[Symbol.asyncDispose]())

  const runs = () => app.database.prisma.syncRun
  const allDone = () =>
    vi.waitUntil(async () => (await runs().count({ where: { finishedAt: null } })) === 0, { timeout: 30_000 })

  /** The nights that are queued by looking at these moments. */
  async function nightsAfterLooksAt(...moments: string[]): Promise<string[]> {
    const before = await runs().count()
    for (const moment of moments) {
      app.setTime(moment)
      await app.sync.lookAround()
      await allDone()
    }
    const queued = await runs().findMany({ orderBy: { id: 'asc' }, skip: before })
    return queued.map(({ night, trigger }) => `${night?.toISOString().slice(0, 10)} ${trigger}`)
  }

  test.each([
    ['spring', ['2026-03-29T00:59Z', '2026-03-29T01:00Z', '2026-03-29T01:31Z'], '2026-03-29 NIGHTLY'],
    ['autumn', ['2026-10-25T00:30Z', '2026-10-25T01:30Z', '2026-10-25T02:00Z'], '2026-10-25 NIGHTLY'],
  ])('queues the night of %s once, though it begins at an hour that is skipped or doubled', async (_, looks, night) => {
    expect(await nightsAfterLooksAt(...looks)).toEqual([night])
  })

  test('queues a night once, also when the clock goes back ten minutes over its beginning', async () => {
    const looks = ['02:30', '02:20', '02:29', '02:30', '02:31'].map((time) => `2026-11-24T${time}:00+01:00`)
    expect(await nightsAfterLooksAt(...looks)).toEqual(['2026-11-24 NIGHTLY'])
  })

  test('catches up the last night, and only that one, when it was not there for several', async () => {
    const looks = ['2026-11-27T09:00:00+01:00', '2026-11-27T09:01:00+01:00']
    expect(await nightsAfterLooksAt(...looks)).toEqual(['2026-11-27 CATCH_UP'])
  })

  test('does each night until then after a clock that was a few days ahead', async () => {
    expect(await nightsAfterLooksAt('2026-12-03T09:00:00+01:00')).toEqual(['2026-12-03 CATCH_UP'])
    const looks = ['2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04'].map((day) => `${day}T02:30:00+01:00`)
    expect(await nightsAfterLooksAt(...looks)).toEqual([
      '2026-12-01 NIGHTLY',
      '2026-12-02 NIGHTLY',
      '2026-12-04 NIGHTLY',
    ])
  })

  test('does no night that was passed over when the clock goes back over the beginning of the next one', async () => {
    const looks = ['2026-12-09T02:31:00+01:00', '2026-12-09T02:21:00+01:00', '2026-12-09T02:31:00+01:00']
    expect(await nightsAfterLooksAt(...looks)).toEqual(['2026-12-09 NIGHTLY'])
  })

  test('does the nights that come after a clock that was years ahead', async () => {
    expect(await nightsAfterLooksAt('2031-01-05T09:00:00+01:00')).toEqual(['2031-01-05 CATCH_UP'])
    const looks = ['2026-12-12T02:30:00+01:00', '2026-12-13T02:30:00+01:00']
    expect(await nightsAfterLooksAt(...looks)).toEqual(['2026-12-12 NIGHTLY', '2026-12-13 NIGHTLY'])
  })
})
