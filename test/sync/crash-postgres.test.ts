/** PostgreSQL is restarted at once, as by `pg_ctl restart -m immediate`, under a server that is working. */
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { CompanyIdDocument, TriggerSyncDocument } from '../../src/generated/operations.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { type Postgres, startPostgres } from '../support/postgres.ts'
import { type Subscriber, subscribe } from '../support/subscriber.ts'
import { lastRun } from './support/hold.ts'

const goesOn = { timeout: 10_000 } // 10 seconds after the database is back

describe('when PostgreSQL is restarted at once, the process lives, and', () => {
  let postgres: Postgres
  let app: TestApp
  let company: string
  let subscriber: Subscriber
  beforeAll(async () => {
    postgres = await startPostgres()
    app = await startTestApp({ databaseUrl: postgres.url, demo: true })
    await lastRun(app)
    company = (await app.ask(CompanyIdDocument, { number: '1001' })).company!.id
    subscriber = await subscribe(app.url)
  })
  afterAll(async () => {
    await app[Symbol.asyncDispose]()
    await postgres.close()
  })
  beforeEach(() => void app.sandbox.nextDay())

  const latestRun = () => app.database.prisma.syncRun.findFirst({ orderBy: { id: 'desc' } })
  const mutations = () => app.database.prisma.participantMutation.count()

  /** The run is done, and the subscriber has had each of its mutations once. */
  async function expectItGoesOn(mutationsBefore: number, seenBefore: number): Promise<void> {
    const status = () =>
      latestRun().then(
        (run) => run?.status,
        () => 'no database',
      )
    await expect.poll(status, goesOn).toBe('SUCCEEDED')
    const made = (await mutations()) - mutationsBefore
    expect(made).toBeGreaterThan(0)
    await expect.poll(() => subscriber.count - seenBefore, goesOn).toBe(made)
    expect(subscriber.problems).toEqual([])
  }

  test('a sync that reads goes on, and so does a subscription', async () => {
    const [before, seen] = [await mutations(), subscriber.count]
    const operation = 'Salary_GetAll_AllEmployeesByCompany'
    app.sandbox.fault({ kind: 'delay', milliseconds: 2_000, operation, times: 1 })
    const calls = app.sandbox.calls.length
    await app.ask(TriggerSyncDocument, { company })
    await expect.poll(() => app.sandbox.calls.slice(calls).some((call) => call.operation === operation)).toBe(true)
    await postgres.restartImmediately()
    await expectItGoesOn(before, seen)
  })

  test('a sync that carries out its plan goes on, and so does a subscription', async () => {
    const [before, seen] = [await mutations(), subscriber.count]
    const someoneElse = new pg.Client(postgres.url)
    someoneElse.on('error', () => {}) // its connection is cut too
    await someoneElse.connect()
    await someoneElse.query('BEGIN')
    await someoneElse.query('LOCK TABLE participant_mutation IN EXCLUSIVE MODE') // which is written last
    await app.ask(TriggerSyncDocument, { company })
    const isWaiting = async () => {
      const { rows } = await someoneElse.query('SELECT 1 FROM pg_locks WHERE NOT granted')
      return rows.length > 0
    }
    await expect.poll(isWaiting).toBe(true)
    await postgres.restartImmediately()
    await expectItGoesOn(before, seen)
    expect(await latestRun()).toMatchObject({ attempt: 2 })
  })
})
