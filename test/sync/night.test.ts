import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createCompany } from '../../src/administration/company.ts'
import { configureLink, enableLink } from '../../src/administration/link.ts'
import { CompanyIdDocument, NightlyRunsDocument } from '../../src/generated/operations.ts'
import { accountantAccount } from '../../src/sandbox/accounts.ts'
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

  /** A server with a second company beside that of the demo, closed again. */
  async function leaveTwoCompanies(): Promise<void> {
    const evening = await start(before)
    await runsOf(evening)
    const { administration } = evening
    const { id: companyId } = await createCompany({ number: '1002', name: 'Slagerij' }, administration)
    const { username, token, domain } = accountantAccount
    await configureLink({ companyId, username, token, domain, nmbrsCompanyId: 4002 }, administration)
    await enableLink(companyId, administration)
    await evening[Symbol.asyncDispose]()
  }
  const nights = async ({ database }: TestApp) => {
    const runs = await database.prisma.syncRun.findMany({ where: { night: { not: null } }, include: { company: true } })
    return runs.map(({ company }) => company.number).toSorted()
  }

  test('is caught up for the others while someone else has a company, and for that one afterwards', async () => {
    await leaveTwoCompanies()
    const someoneElse = new pg.Client(server.url)
    await someoneElse.connect()
    await someoneElse.query('BEGIN')
    await someoneElse.query("SELECT FROM company WHERE number = '1001' FOR UPDATE")
    await using app = await start(morning)
    expect(await nights(app)).toEqual(['1002'])
    await someoneElse.end()
    await app.sync.lookAround()
    expect(await nights(app)).toEqual(['1001', '1002'])
  })

  test('keeps no server from starting when it cannot be queued for a company, nor runs that were lost from being done', async () => {
    await leaveTwoCompanies()
    const admin = new pg.Client(server.url)
    await admin.connect()
    await admin.query(`
      INSERT INTO sync_run (id, company_id, trigger, mode) SELECT uuidv7(), id, 'MANUAL', 'APPLY' FROM company WHERE number = '1002';
      CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$;
      CREATE TRIGGER refuse BEFORE INSERT ON sync_run FOR EACH ROW EXECUTE FUNCTION refuse()`)
    await using app = await start(morning)
    await expect.poll(() => app.database.prisma.syncRun.count({ where: { finishedAt: null } })).toBe(0)
    expect(await nights(app)).toEqual([])
    await admin.query('DROP TRIGGER refuse ON sync_run')
    await admin.end()
    await app.sync.lookAround()
    expect(await nights(app)).toEqual(['1001', '1002'])
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
