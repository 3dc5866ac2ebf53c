/** Nights by a clock that is changed twice a year, goes back, stands still with the server, or is plainly wrong. */
import { describe, expect, onTestFinished, test } from 'vitest'
import { createNightSchedule } from '../../src/sync/nightly.ts'
import { startTestApp } from '../support/app.ts'

const zone = 'Europe/Amsterdam'
const oneMinute = 60_000

/** Every night that a server sees that looks each minute, with the moment at which it sees it first. */
function nightsSeen(cron: string, from: string, until: string): [string, string][] {
  const schedule = createNightSchedule(cron, zone)
  const seen = new Map<string, string>()
  for (let time = Date.parse(from); time < Date.parse(until); time += oneMinute) {
    const night = schedule.last(new Date(time))
    if (night && !seen.has(night.date)) seen.set(night.date, new Date(time).toISOString())
  }
  return [...seen].slice(1) // the first one had begun before
}

describe('nights around the changes of daylight saving', () => {
  test.each([
    [
      '15 1 * * *',
      '2026-03-28T12:00Z',
      [
        ['2026-03-29', '00:15'],
        ['2026-03-30', '23:15'],
      ],
    ],
    [
      '15 1 * * *',
      '2026-10-24T12:00Z',
      [
        ['2026-10-25', '23:15'],
        ['2026-10-26', '00:15'],
      ],
    ],
    [
      '30 2 * * *',
      '2026-03-28T12:00Z',
      [
        ['2026-03-29', '01:00'],
        ['2026-03-30', '00:30'],
      ],
    ],
    [
      '30 2 * * *',
      '2026-10-24T12:00Z',
      [
        ['2026-10-25', '00:30'],
        ['2026-10-26', '01:30'],
      ],
    ],
  ])('%s after %s begin once each', (cron, from, expected) => {
    const until = new Date(Date.parse(from) + 48 * 60 * oneMinute).toISOString()
    expect(nightsSeen(cron, from, until).map(([date, moment]) => [date, moment.slice(11, 16)])).toEqual(expected)
  })
})

describe('a server that looks whether the night has begun', () => {
  /** The demo company after its first sync; `lookAt` lets the server look at a moment, and tells which nights it has. */
  async function startDemo(options: { now: string; cron?: string }) {
    const { now, cron = '15 1 * * *' } = options
    const app = await startTestApp({
      demo: true,
      now,
      env: { SYNC_CRON: cron },
      nmbrs: { callsPerSecond: 10_000 },
    })
    onTestFinished(() => app[Symbol.asyncDispose]())
    const { prisma } = app.database
    const unfinished = () => prisma.syncRun.count({ where: { status: { in: ['QUEUED', 'RUNNING'] } } })
    const allDone = () => expect.poll(unfinished, { timeout: 15_000 }).toBe(0)
    const nights = async () => {
      const runs = await prisma.syncRun.findMany({ where: { night: { not: null } }, orderBy: { id: 'asc' } })
      return runs.map(({ night, trigger }) => `${night?.toISOString().slice(0, 10)} ${trigger}`)
    }
    await allDone()
    const lookAt = async (...moments: string[]) => {
      for (const moment of moments) {
        app.setTime(moment)
        await app.sync.lookAround()
        await allDone()
      }
      return nights()
    }
    return { app, lookAt }
  }

  test('queues it once, also when the clock goes back ten minutes over its beginning', async () => {
    const { lookAt } = await startDemo({ now: '2026-11-23T10:00:00+01:00' })
    expect(await lookAt('2026-11-24T01:14:00+01:00')).toEqual([])
    expect(
      await lookAt(
        '2026-11-24T01:15:00+01:00',
        '2026-11-24T01:05:00+01:00',
        '2026-11-24T01:14:59+01:00',
        '2026-11-24T01:15:00+01:00',
        '2026-11-24T01:16:00+01:00',
      ),
    ).toEqual(['2026-11-24 NIGHTLY'])
  })

  test.each([
    ['spring', '2026-03-28T20:00:00Z', ['2026-03-29T00:59:00Z', '2026-03-29T01:00:00Z', '2026-03-29T01:31:00Z']],
    ['autumn', '2026-10-24T20:00:00Z', ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z', '2026-10-25T02:00:00Z']],
  ])(
    'queues the night of the change in %s once, though it begins at an hour that is skipped or doubled',
    async (_, now, looks) => {
      const { lookAt } = await startDemo({ now, cron: '30 2 * * *' })
      const date = looks[0]!.slice(0, 10)
      expect(await lookAt(...looks)).toEqual([`${date} NIGHTLY`])
    },
  )

  test('catches up the last night, and only that one, when it was not there for several', async () => {
    const { lookAt } = await startDemo({ now: '2026-11-23T10:00:00+01:00' })
    expect(await lookAt('2026-11-27T09:00:00+01:00', '2026-11-27T09:01:00+01:00')).toEqual(['2026-11-27 CATCH_UP'])
  })

  test('does the nights that come after a clock that was years ahead', async () => {
    const { lookAt } = await startDemo({ now: '2026-11-23T10:00:00+01:00' })
    await lookAt('2031-01-05T09:00:00+01:00')
    expect(await lookAt('2026-11-24T01:15:00+01:00', '2026-11-25T01:15:00+01:00')).toEqual([
      '2031-01-05 CATCH_UP',
      '2026-11-24 NIGHTLY',
      '2026-11-25 NIGHTLY',
    ])
  })
})
