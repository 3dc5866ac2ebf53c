import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  CompanyIdDocument,
  ConfigureLinkDocument,
  CreateParticipantDocument,
  DisableLinkDocument,
  EnableLinkDocument,
  EndEnrolmentDocument,
  EnrolDocument,
  NightlyRunsDocument,
  ParticipantsDocument,
  RemoveLinkDocument,
  RunDocument,
  UpdateParticipantDocument,
  UpdateRuleDocument,
  UpdateSettingsDocument,
} from '../../src/generated/operations.ts'
import { demoAccount } from '../../src/sandbox/accounts.ts'
import { demoCompany } from '../../src/sandbox/demo-company.ts'
import { type Run, startTestApp, type TestApp } from '../support/app.ts'
import { createServerDatabase, databaseKinds } from '../support/database.ts'
import { dumpTables } from '../support/tables.ts'
import { approve, conflict, holdRun, inNmbrs, lastRun, letNineLeave, reject, startDemo } from './support/hold.ts'

const overtaken = conflict(
  'Deze synchronisatie is achterhaald: daarna is er opnieuw gesynchroniseerd of met de hand iets gewijzigd. Er is niets van uitgevoerd; start zo nodig een nieuwe.',
)

const look = async (app: TestApp, { id }: Run) => (await app.ask(RunDocument, { id })).syncRun!

/** Neither approval nor rejection does anything any more, whichever revision is named. */
async function expectOvertaken(app: TestApp, run: Run): Promise<void> {
  const now = await look(app, run)
  expect(now).toMatchObject({ status: 'SUPERSEDED', revision: run.revision + 1, finishedAt: expect.any(String) })
  const before = await dumpTables(app.database)
  for (const seen of [run, now]) {
    expect(await approve(app, seen)).toEqual(overtaken)
    expect(await reject(app, seen)).toEqual(overtaken)
  }
  expect(await dumpTables(app.database)).toEqual(before)
}

const nine = async (app: TestApp) => {
  const { company } = await app.ask(ParticipantsDocument, { company: '1001' })
  return company!.participants.edges.find(({ node }) => node.employeeNumber === 109)!.node
}

describe.each(databaseKinds)('a held run (%s database)', (kind) => {
  let app: TestApp
  let run: Run
  beforeEach(async () => {
    app = await startDemo({ kind })
    run = await holdRun(app)
  })
  afterEach(() => app[Symbol.asyncDispose]())

  test('is overtaken by a change by hand', async () => {
    const input = { participantId: (await nine(app)).id, phoneWork: '075 0000009' }
    await app.ask(UpdateParticipantDocument, { input })
    await expectOvertaken(app, run)
  })

  test('is overtaken by a later run that is carried out, also one that changes nothing', async () => {
    app.sandbox.reset()
    expect(await app.syncNow()).toMatchObject({ status: 'SUCCEEDED', counts: { mutations: 0 } })
    await expectOvertaken(app, run)
  })

  test('is overtaken by a later run that is held in its turn, which can be approved', async () => {
    const later = await app.syncNow()
    expect(later.status).toBe('HELD')
    await expectOvertaken(app, run)
    expect(await approve(app, later)).toMatchObject({ data: { status: 'SUCCEEDED' } })
  })

  test('is either approved or overtaken, when a change by hand comes at the same moment', async () => {
    const input = { participantId: (await nine(app)).id, phoneWork: '075 0000009' }
    const [answer] = await Promise.all([approve(app, run), app.ask(UpdateParticipantDocument, { input })])
    expect([overtaken, { __typename: 'MutationApproveSyncRunSuccess' }]).toContainEqual(
      answer.__typename === 'ConflictError' ? answer : { __typename: answer.__typename },
    )
    expect((await nine(app)).status).toBe(answer.__typename === 'ConflictError' ? 'ACTIVE' : 'LEFT')
    expect((await nine(app)).phoneWork).toBe('075 0000009')
  })

  test('is not carried out on data that moved without overtaking it', async () => {
    const before = await nine(app)
    await app.database.prisma.participant.updateMany({ where: { employeeNumber: 109 }, data: { city: 'Elders' } })
    expect(await approve(app, run)).toEqual(overtaken)
    await expectOvertaken(app, run)
    expect(await nine(app)).toEqual({ ...before, city: 'Elders' })
  })
})

type Target = { company: string; participant: string; enrolment: string }

/** One company, in which each change overtakes the run that was held before it. */
describe('a held run is overtaken by', () => {
  let app: TestApp
  let target: Target
  beforeAll(async () => {
    app = await startDemo()
    inNmbrs(app, letNineLeave)
    const { company } = await app.ask(CompanyIdDocument, { number: '1001' })
    const where = { participant: { employeeNumber: 109 } }
    const enrolment = await app.database.prisma.enrolment.findFirstOrThrow({ where })
    target = {
      company: company?.id ?? '',
      participant: (await nine(app)).id,
      enrolment: Buffer.from(`Enrolment:${enrolment.id}`).toString('base64'),
    }
  })
  afterAll(() => app[Symbol.asyncDispose]())

  const { username, token } = demoAccount
  test.each<[string, (target: Target) => Promise<unknown>]>([
    [
      'a new participant',
      ({ company }) => app.ask(CreateParticipantDocument, { input: { companyId: company, lastName: 'Nieuw' } }),
    ],
    [
      'an enrolment by hand',
      ({ participant }) => app.ask(EnrolDocument, { participant, scheme: 'BIJSPAREN', start: '2026-11-01' }),
    ],
    ['the end of an enrolment', ({ enrolment }) => app.ask(EndEnrolmentDocument, { enrolment, end: '2026-12-31' })],
    [
      'another enrolment rule',
      ({ company }) => app.ask(UpdateRuleDocument, { input: { companyId: company, scheme: 'NP', automatic: false } }),
    ],
    [
      'other settings',
      ({ company }) => app.ask(UpdateSettingsDocument, { company, input: { holdWhenLeaversExceedPercent: '20.00' } }),
    ],
    ['a later run for one person', () => app.syncNow({ employeeNumber: 101 })],
    [
      'another token for the link',
      ({ company }) => app.ask(ConfigureLinkDocument, { input: { companyId: company, username, token } }),
    ],
    ['the link being switched off', ({ company }) => app.ask(DisableLinkDocument, { company })],
    ['the link being removed', ({ company }) => app.ask(RemoveLinkDocument, { company })],
  ])('%s', async (_what, change) => {
    await app.ask(EnableLinkDocument, target)
    const run = await app.syncNow()
    expect(run.status).toBe('HELD')
    expect(JSON.stringify(await change(target))).not.toContain('Error"')
    await expectOvertaken(app, run)
  })
})

describe('a held run is not overtaken by', () => {
  let app: TestApp
  let run: Run
  beforeEach(async () => {
    app = await startDemo()
    run = await holdRun(app)
  })
  afterEach(() => app[Symbol.asyncDispose]())

  test('a correction that corrects nothing, nor by one that is refused', async () => {
    const { id, phoneWork } = await nine(app)
    await app.ask(UpdateParticipantDocument, { input: { participantId: id, phoneWork } })
    await app.ask(UpdateParticipantDocument, { input: { participantId: id, employeeNumber: 101 } })
    expect(await look(app, run)).toEqual(run)
  })

  test('a preview, and can still be approved after it', async () => {
    expect((await app.syncNow({ mode: 'PREVIEW' })).counts).toEqual(run.counts)
    expect(await look(app, run)).toEqual(run)
    expect(await approve(app, run)).toMatchObject({ data: { status: 'SUCCEEDED' } })
  })

  test('a night on which Nmbrs cannot be read', async () => {
    app.sandbox.fault({ kind: 'nmbrs', code: 1001 })
    expect(await app.syncNow()).toMatchObject({ status: 'FAILED' })
    expect(await look(app, run)).toEqual(run)
  })
})

describe('night after night', () => {
  test('half of the staff would leave: each night is held anew, and overtakes the one before', async () => {
    const server = await createServerDatabase()
    const start = (now: string, companies = [demoCompany('2026-11-23')]) =>
      startTestApp({ databaseUrl: server.url, demo: true, now, companies })
    const badNight = demoCompany('2026-11-23')
    letNineLeave(badNight)

    const evening = await start('2026-11-23T10:00:00+01:00')
    await lastRun(evening)
    await evening[Symbol.asyncDispose]()
    const first = await start('2026-11-24T09:00:00+01:00', [badNight])
    expect(await lastRun(first)).toMatchObject({ trigger: 'CATCH_UP', status: 'HELD' })
    await first[Symbol.asyncDispose]()
    const second = await start('2026-11-25T09:00:00+01:00', [badNight])
    expect(await lastRun(second)).toMatchObject({ trigger: 'CATCH_UP', status: 'HELD' })
    const { company } = await second.ask(NightlyRunsDocument, { company: '1001' })
    expect(company?.syncRuns.edges.map(({ node }) => node.status)).toEqual(['HELD', 'SUPERSEDED', 'SUCCEEDED'])
    await second[Symbol.asyncDispose]()
    await server.drop()
  })
})
