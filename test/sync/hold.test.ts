import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  CompanyIdDocument,
  HoldOfRunDocument,
  RunDocument,
  UpdateSettingsDocument,
} from '../../src/generated/operations.ts'
import type { TestApp } from '../support/app.ts'
import { databaseKinds } from '../support/database.ts'
import { followFeed } from '../support/feed-client.ts'
import { dumpTables } from '../support/tables.ts'
import {
  approve,
  conflict,
  doneBy,
  followRuns,
  holdRun,
  inNmbrs,
  plannedOf,
  reject,
  startDemo,
} from './support/hold.ts'

describe.each(databaseKinds)('a sync in which half of the staff would leave (%s database)', (kind) => {
  let app: TestApp
  beforeEach(async () => {
    app = await startDemo({ kind })
  })
  afterEach(() => app[Symbol.asyncDispose]())

  const statusOf = async ({ id }: { id: string }) => (await app.ask(RunDocument, { id })).syncRun?.status

  test('is held: nothing is applied, and all that would be is there to be seen, in order', async () => {
    app.sandbox.nextDay()
    const before = await dumpTables(app.database)
    const run = await holdRun(app)
    expect(await dumpTables(app.database)).toEqual(before)
    expect(run).toMatchObject({
      status: 'HELD',
      finishedAt: null,
      failure: null,
      progress: { step: 'FINISHED' },
      counts: { left: 9, joined: 1 },
    })
    expect(run.exclusions).toHaveLength(10)
    expect(run.plannedMutations).toHaveLength(run.counts.mutations)
    const planned = Map.groupBy(run.plannedMutations, ({ employeeNumber }) => employeeNumber)
    expect([...planned].map(([number, mutations]) => [number, ...mutations.map((mutation) => mutation.kind)])).toEqual([
      [101, 'LEFT', 'SALARY', 'ENROLMENT_ENDED', 'ENROLMENT_ENDED'],
      [102, 'LEFT', 'ADDRESS', 'ENROLMENT_ENDED', 'ENROLMENT_ENDED'],
      [103, 'LEFT', 'ENROLMENT_ENDED', 'ENROLMENT_ENDED'],
      [104, 'LEFT', 'CONTACT', 'ENROLMENT_ENDED', 'ENROLMENT_ENDED'],
      ...[105, 106, 107, 108, 109].map((number) => [number, 'LEFT', 'ENROLMENT_ENDED', 'ENROLMENT_ENDED']),
      [122, 'NAME', 'PERSONAL'],
      [127, 'WORKING_HOURS'],
      [128, 'JOINED', 'ENROLLED'],
    ])
    const { syncRun } = await app.ask(HoldOfRunDocument, { id: run.id })
    expect([syncRun?.dutch, syncRun?.english]).toEqual([
      'Van de 19 actieve deelnemers zouden er 9 uit dienst gaan; de grens is 10 %.',
      '9 of the 19 active participants would leave; the limit is 10%.',
    ])
    const { company } = await app.ask(CompanyIdDocument, { number: '1001' })
    expect(company?.nmbrsConnection).toMatchObject({ status: 'ENABLED', attention: null })
  })

  test('is carried out on approval exactly as it was shown', async () => {
    app.sandbox.nextDay()
    const feed = await followFeed(app.url, {})
    const run = await holdRun(app)
    const shown = await plannedOf(app, run)
    app.setTime('2026-11-24T09:30:00+01:00')
    expect(await approve(app, run)).toEqual({
      __typename: 'MutationApproveSyncRunSuccess',
      data: { status: 'SUCCEEDED', finishedAt: '2026-11-24T08:30:00.000Z', revision: run.revision + 1 },
    })
    expect(await doneBy(app, run)).toEqual(shown)
    await feed.received(shown.length)
    expect(feed.mutations.map(({ source, actor }) => [source, actor])).toEqual(
      shown.map(({ kind }) => [kind.startsWith('ENROL') ? 'RULE' : 'NMBRS', null]),
    )
    await feed.close()
    const { counts, status } = await app.syncNow()
    expect([status, counts.mutations]).toEqual(['SUCCEEDED', 0])
  })

  test('is carried out once when two people approve it at the same moment', async () => {
    const run = await holdRun(app)
    const shown = await plannedOf(app, run)
    const answers = await Promise.all([approve(app, run), approve(app, run)])
    const refused = answers.filter((answer) => answer.__typename !== 'MutationApproveSyncRunSuccess')
    expect(refused).toEqual([conflict('Deze synchronisatie is al goedgekeurd en uitgevoerd.')])
    expect(await doneBy(app, run)).toEqual(shown)
  })

  test('is either approved or rejected, when both come at the same moment', async () => {
    const run = await holdRun(app)
    const answers = await Promise.all([approve(app, run), reject(app, run)])
    expect(answers.filter(({ __typename }) => __typename === 'ConflictError')).toHaveLength(1)
    expect((await doneBy(app, run)).length > 0).toBe((await statusOf(run)) === 'SUCCEEDED')
  })

  test('stays held when the revision is not the one that it has', async () => {
    const run = await holdRun(app)
    const before = await dumpTables(app.database)
    const other = { ...run, revision: run.revision - 1 }
    const words = 'Deze synchronisatie is niet meer zoals u haar zag. Bekijk haar opnieuw en beslis dan.'
    expect(await approve(app, other)).toEqual(conflict(words))
    expect(await reject(app, other)).toEqual(conflict(words))
    expect(await dumpTables(app.database)).toEqual(before)
    expect((await app.ask(RunDocument, { id: run.id })).syncRun).toEqual(run)
  })

  test('leaves no trace when it is rejected, and is held again the next night', async () => {
    const before = await dumpTables(app.database)
    const run = await holdRun(app)
    expect(await reject(app, run)).toMatchObject({ data: { status: 'REJECTED', revision: run.revision + 1 } })
    const words = 'Deze synchronisatie is al afgewezen. Er is niets van uitgevoerd.'
    expect(await reject(app, run)).toEqual(conflict(words))
    expect(await approve(app, { ...run, revision: run.revision + 1 })).toEqual(conflict(words))
    app.setTime('2026-11-24T01:15:00+01:00')
    expect(await app.syncNow()).toMatchObject({ status: 'HELD', counts: { left: 9 } })
    expect(await dumpTables(app.database)).toEqual(before)
  })
})

describe('a held run', () => {
  let app: TestApp
  beforeEach(async () => {
    app = await startDemo()
  })
  afterEach(() => app[Symbol.asyncDispose]())

  test('is told to those who follow the runs: that it is held, and what becomes of it', async () => {
    const follower = await followRuns(app)
    await holdRun(app)
    await expect.poll(() => follower.statuses.at(-1)).toBe('HELD')
    await approve(app, await app.syncNow())
    await expect.poll(() => follower.statuses.at(-1)).toBe('SUCCEEDED')
    expect(follower.statuses).toContain('SUPERSEDED')
    await follower.close()
  })

  test('does not weaken the limits for the next night when it is approved', async () => {
    await approve(app, await holdRun(app))
    app.setTime('2026-11-24T01:15:00+01:00')
    inNmbrs(app, ({ employees }) => {
      for (const employment of employees.flatMap(({ employments }) => employments)) employment.EndDate ??= '2026-11-23'
    })
    expect(await app.syncNow()).toMatchObject({ status: 'HELD', counts: { left: 9 } })
  })

  test('keeps what approval needs unreadable in the database while it is held, and not at all after', async () => {
    const { company } = await app.ask(CompanyIdDocument, { number: '1001' })
    await app.ask(UpdateSettingsDocument, { company: company?.id ?? '', input: { readBsn: true } })
    const run = await holdRun(app)
    const bsns: string[] = []
    inNmbrs(app, ({ employees }) => {
      bsns.push(...employees.flatMap(({ personalInfos }) => personalInfos.map(({ BSN }) => BSN)).filter(Boolean))
    })
    const changed = (await plannedOf(app, run)).flatMap(({ changes }) => changes).filter(({ field }) => field === 'BSN')
    expect(changed.length).toBeGreaterThan(0)
    const keptOfRun = async () => {
      const [row] = await app.database.prisma.$queryRaw<{ text: string; held_plan: Uint8Array | null }[]>`
        SELECT (to_jsonb(sync_run) - 'held_plan')::text AS text, held_plan FROM sync_run WHERE status <> 'SUCCEEDED'`
      return row!
    }
    const { text, held_plan } = await keptOfRun()
    const sealed = Buffer.from(held_plan!).toString('latin1')
    expect(sealed).not.toContain('"after"')
    expect(bsns.filter((bsn) => text.includes(bsn) || sealed.includes(bsn))).toEqual([])
    await reject(app, run)
    expect((await keptOfRun()).held_plan).toBeNull()
  })
})
