import pg from 'pg'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createCompany } from '../../src/administration/company.ts'
import { CompanyIdDocument, ParticipantsDocument, TriggerSyncDocument } from '../../src/generated/operations.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { createServerDatabase } from '../support/database.ts'
import { dumpTables } from '../support/tables.ts'

const demoApp = async () => {
  const app = await startTestApp({ demo: true })
  const { company } = await app.ask(CompanyIdDocument, { number: '1001' })
  await app.ended(company?.nmbrsConnection?.lastRun?.id ?? '')
  return { app, companyId: company?.id ?? '' }
}

const trigger = async (app: TestApp, company: string, mode: 'APPLY' | 'PREVIEW' = 'APPLY') => {
  const { triggerSync } = await app.ask(TriggerSyncDocument, { company, mode })
  return triggerSync.__typename === 'MutationTriggerSyncSuccess' ? triggerSync.data : triggerSync
}

describe('a sync by hand', () => {
  test('returns at once with the run, and the same run while that one waits or runs', async () => {
    const { app, companyId } = await demoApp()
    await using _ = app
    app.sandbox.fault({ operation: 'List_GetByCompany', kind: 'delay', milliseconds: 400 })
    const first = await trigger(app, companyId)
    expect(first).toMatchObject({ status: expect.stringMatching(/QUEUED|RUNNING/) })
    const others = await Promise.all([1, 2, 3, 4, 5].map(() => trigger(app, companyId)))
    expect(new Set(others.map((run) => 'id' in run && run.id))).toEqual(new Set(['id' in first && first.id]))
    const ended = await app.ended('id' in first ? first.id : '')
    expect(ended.status).toBe('SUCCEEDED')
    const next = await trigger(app, companyId)
    expect('id' in next && next.id).not.toBe(ended.id)
  })

  test('returns the run that carries out its plan, and does not wait for it', async () => {
    const server = await createServerDatabase()
    onTestFinished(server.drop)
    await using app = await startTestApp({ demo: true, databaseUrl: server.url })
    const { company } = await app.ask(CompanyIdDocument, { number: '1001' })
    await app.ended(company?.nmbrsConnection?.lastRun?.id ?? '')
    const someoneElse = new pg.Client(server.url)
    await someoneElse.connect()
    await someoneElse.query('BEGIN')
    await someoneElse.query('LOCK TABLE participant_mutation IN EXCLUSIVE MODE') // which is written last
    app.sandbox.nextDay()
    const first = await trigger(app, company?.id ?? '')
    const isWaiting = async () => (await someoneElse.query('SELECT 1 FROM pg_locks WHERE NOT granted')).rows.length > 0
    await expect.poll(isWaiting).toBe(true)
    expect(await trigger(app, company?.id ?? '')).toMatchObject({ id: 'id' in first && first.id, status: 'RUNNING' })
    await someoneElse.end()
    expect(await app.ended('id' in first ? first.id : '')).toMatchObject({ status: 'SUCCEEDED' })
  })

  test('as a preview shows what would change, and writes nothing but the run', async () => {
    const { app } = await demoApp()
    await using _ = app
    app.sandbox.nextDay()
    const before = await dumpTables(app.database)
    const preview = await app.syncNow({ mode: 'PREVIEW' })
    expect(await dumpTables(app.database)).toEqual(before)
    expect(preview).toMatchObject({
      mode: 'PREVIEW',
      status: 'SUCCEEDED',
      counts: { mutations: 11, joined: 1, left: 1 },
    })
    expect(preview.plannedMutations.map(({ employeeNumber, kind }) => [employeeNumber, kind])).toEqual([
      [101, 'SALARY'],
      [102, 'ADDRESS'],
      [104, 'CONTACT'],
      [108, 'LEFT'],
      [108, 'ENROLMENT_ENDED'],
      [108, 'ENROLMENT_ENDED'],
      [122, 'NAME'],
      [122, 'PERSONAL'],
      [127, 'WORKING_HOURS'],
      [128, 'JOINED'],
      [128, 'ENROLLED'],
    ])
    const applied = await app.syncNow()
    expect(applied.counts.mutations).toBe(11)
  })

  test('for one person changes that person only, and makes nobody missing', async () => {
    const { app } = await demoApp()
    await using _ = app
    app.sandbox.nextDay()
    app.sandbox.edit((data) => {
      const company = data.companies[0]
      if (company) company.employees = company.employees.filter(({ EmployeeId }) => EmployeeId !== 40105)
    })
    const run = await app.syncNow({ employeeNumber: 101 })
    expect(run).toMatchObject({
      employeeNumber: 101,
      counts: { read: 1, changed: 1, left: 0, missing: 0, mutations: 1 },
    })
    const { company } = await app.ask(ParticipantsDocument, { company: '1001' })
    const of = (number: number) => company?.participants.edges.find(({ node }) => node.employeeNumber === number)?.node
    expect(of(101)?.fullTimeSalary).toBe('3600.00')
    expect(of(102)?.street).toBe('Deegstraat')
    expect(of(105)?.status).toBe('ACTIVE')
    expect(of(108)?.status).toBe('ACTIVE')
  })

  test('is refused with a plain sentence when there is no link, or none that is switched on', async () => {
    await using app = await startTestApp()
    const { id } = await createCompany({ number: '2001', name: 'Zonder koppeling' }, app.administration)
    expect(await trigger(app, Buffer.from(`Company:${id}`).toString('base64'))).toEqual({
      __typename: 'ConflictError',
      code: 'CONFLICT',
      message: 'Dit bedrijf heeft nog geen koppeling met Nmbrs.',
    })
  })
})
