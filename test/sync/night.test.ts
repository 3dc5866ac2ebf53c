import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { CompanyIdDocument, NightlyRunsDocument } from '../../src/generated/operations.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { createServerDatabase } from '../support/database.ts'

/** The night of 24 November begins at 01:15 in Amsterdam. */
const before = '2026-11-23T10:00:00+01:00'
const morning = '2026-11-24T09:00:00+01:00'

describe('a night that was missed because the server was down', () => {
  let server: Awaited<ReturnType<typeof createServerDatabase>>
  beforeEach(async () => {
    server = await createServerDatabase()
  })
  afterEach(() => server.drop())

  const start = (now: string) => startTestApp({ databaseUrl: server.url, now, demo: true })
  const runsOf = async (app: TestApp) => {
    const { company } = await app.ask(NightlyRunsDocument, { company: '1001' })
    for (const { node } of company?.syncRuns.edges ?? []) await app.ended(node.id)
    return (company?.syncRuns.edges ?? []).map(({ node }) => node.trigger)
  }

  test('is caught up at the next start, once, however often and by however many it is started', async () => {
    const evening = await start(before)
    expect(await runsOf(evening)).toEqual(['MANUAL'])
    await evening[Symbol.asyncDispose]()

    const starts = await Promise.all([start(morning), start(morning)])
    expect(await runsOf(starts[0])).toEqual(['CATCH_UP', 'MANUAL'])
    await Promise.all(starts.map((app) => app[Symbol.asyncDispose]()))

    await using again = await start('2026-11-24T23:00:00+01:00')
    expect(await runsOf(again)).toEqual(['CATCH_UP', 'MANUAL'])
  })

  test('is not caught up for a company whose link was switched on after it', async () => {
    const app = await start(before)
    await runsOf(app)
    await app[Symbol.asyncDispose]()
    await using sameDay = await start('2026-11-23T20:00:00+01:00')
    expect(await runsOf(sameDay)).toEqual(['MANUAL'])
  })
})

describe('the schedule of a link', () => {
  test('tells when the next night begins, in the time zone of the sync', async () => {
    await using app = await startTestApp({ demo: true, now: before })
    const { company } = await app.ask(CompanyIdDocument, { number: '1001' })
    await app.ended(company?.nmbrsConnection?.lastRun?.id ?? '')
    const answer = await app.ask(NightlyRunsDocument, { company: '1001' })
    expect(answer.company?.nmbrsConnection?.schedule).toEqual({
      cron: '15 1 * * *',
      timeZone: 'Europe/Amsterdam',
      nextRunAt: '2026-11-24T00:15:00.000Z',
      lastRunAt: null,
    })
  })
})
