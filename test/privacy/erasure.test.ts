import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  ApproveSyncRunDocument,
  ErasedParticipantsDocument,
  UpdateParticipantDocument,
  UpdateRetentionDocument,
  UpdateSettingsDocument,
} from '../../src/generated/operations.ts'
import { address, employment, salary } from '../../src/sandbox/build-records.ts'
import { placeOf, sealedColumns, sealedNames } from '../../src/security/sealed-columns.ts'
import { lockCompany } from '../../src/sync/load.ts'
import { openRunPeople, sealRunPeople } from '../../src/sync/run-people.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { type CaseCompany, linkCompany, person } from '../support/case-company.ts'
import { databaseKinds } from '../support/database.ts'

/** Left on 31 March 2018; the others are still there. */
const gone = { number: 471_101, employeeId: 521_101 }

const old = {
  from: '2010-01-01',
  employments: [employment('2010-01-01')],
  salaries: [salary('2010-01-01', 'Bruto_Salaris_Fulltime', '3000.00')],
}

const wilhelmina = person(gone.number, {
  ...old,
  EmployeeId: gone.employeeId,
  addresses: [
    address(
      '2010-01-01',
      { year: 2010, period: 1 },
      { Street: 'Verlorenpad', HouseNumber: '8', PostalCode: '9999 ZZ', City: 'Ganzedijk' },
    ),
  ],
  personal: {
    FirstName: 'Wilhelmina',
    LastName: 'Verdwijnenburg',
    Birthday: '1961-07-19',
    EmailPrivate: 'wilhelmina@verdwijnenburg.example',
    PlaceOfBirth: 'Appingedam',
  },
})

const decode = (id: string): string => Buffer.from(id, 'base64').toString().split(':')[1] ?? ''

describe.each(databaseKinds)('when the time is over of someone who left (%s database)', (kind) => {
  let app: TestApp
  let company: CaseCompany
  let personal: string[]
  let participantId: string
  let facts: object
  let recentRun: string

  beforeAll(async () => {
    app = await startTestApp({ kind, now: '2018-01-15T10:00:00+01:00' })
    company = await linkCompany(app, [wilhelmina, person(2, old), person(3, old), person(4, old)])
    await app.ask(UpdateSettingsDocument, { company: company.companyId, input: { readBsn: true, holdFromPeople: 100 } })
    await company.sync()
    const joined = await company.participant(gone.number)
    participantId = joined.id
    company.change(gone.employeeId, ({ employments }) => {
      employments.at(-1)!.EndDate = '2018-03-31'
    })
    company.change(50_002, ({ personalInfos }) => {
      personalInfos.at(-1)!.LastName = 'Blijft'
    })
    app.setTime('2018-05-01T10:00:00+02:00')
    await preview()
    await company.sync()
    await company.sync()
    personal = textsOf(await rowOf())
    facts = await factsOf()
  })
  afterAll(() => app[Symbol.asyncDispose]())

  const rowOf = () => app.database.prisma.participant.findUniqueOrThrow({ where: { id: decode(participantId) } })
  const preview = async () => {
    const { id } = await app.sync.trigger({
      companyId: decode(company.companyId),
      mode: 'PREVIEW',
      employeeNumber: null,
      requestedBy: 'test',
    })
    return app.ended(Buffer.from(`SyncRun:${id}`).toString('base64'))
  }
  /** What must stay: enrolments, dates, kinds of mutations. */
  const factsOf = async () => {
    const { employedFrom, employedUntil, createdAt } = await rowOf()
    const where = { participantId: decode(participantId) }
    const { prisma } = app.database
    const mutations = await prisma.participantMutation.findMany({ where, orderBy: { position: 'asc' } })
    return {
      dates: { employedFrom, employedUntil, createdAt },
      enrolments: await prisma.enrolment.findMany({ where, orderBy: { id: 'asc' } }),
      mutations: mutations.map(({ changes, ...mutation }) => {
        return { ...mutation, fields: (changes as { field: string }[]).map(({ field }) => field) }
      }),
    }
  }
  /** What a run of so many days ago, which was asked for them alone, shows of them and of someone else. */
  const showBoth = async (finishedAt: string) => {
    const { prisma } = app.database
    const someone = await prisma.participant.findFirstOrThrow({ where: { employeeNumber: 2 } })
    const companyId = decode(company.companyId)
    const { id } = await prisma.syncRun.create({
      data: {
        companyId,
        trigger: 'MANUAL',
        mode: 'PREVIEW',
        status: 'SUCCEEDED',
        employeeNumber: gone.number,
        queuedAt: new Date(finishedAt),
        finishedAt: new Date(finishedAt),
      },
    })
    const planned = {
      kind: 'NAME' as const,
      changes: [],
      effectiveDate: '2025-03-01',
      source: 'NMBRS' as const,
      scheme: null,
    }
    const excluded = { reason: 'TRAINEE' as const, employeeNumber: null }
    const people = {
      plan: [
        {
          ...planned,
          participantId: decode(participantId),
          nmbrsEmployeeId: null,
          employeeNumber: gone.number,
          name: 'Verdwijnenburg',
        },
        { ...planned, participantId: someone.id, nmbrsEmployeeId: null, employeeNumber: 2, name: 'Blijft' },
      ],
      exclusions: [
        { ...excluded, nmbrsEmployeeId: gone.employeeId, name: 'Verdwijnenburg' },
        { ...excluded, nmbrsEmployeeId: 50_077, name: 'Geen deelnemer' },
      ],
    }
    await prisma.syncRun.update({ where: { id }, data: sealRunPeople(id, people, app.administration.secrets) })
    await prisma.signal.create({
      data: {
        companyId,
        participantId: someone.id,
        code: 'POSSIBLE_DUPLICATE',
        severity: 'WARNING',
        subject: `participant:${someone.id}`,
        employeeNumber: 2,
        details: { otherNumber: gone.number },
        firstSeenAt: new Date(finishedAt),
        resolvedAt: new Date(finishedAt),
        open: null,
      },
    })
    return id
  }
  const shownBy = async (id: string) => {
    const run = await app.database.prisma.syncRun.findUniqueOrThrow({ where: { id } })
    const { secrets } = app.administration
    return {
      number: run.employeeNumber,
      names: [...openRunPeople('plan', run, secrets), ...openRunPeople('exclusions', run, secrets)].map(
        (one) => (one as { name: string }).name,
      ),
    }
  }
  const isErased = async () => (await rowOf()).erasedAt !== null
  const night = async (moment: string) => {
    app.setTime(moment)
    await app.sync.lookAround()
    const where = { status: { in: ['QUEUED' as const, 'RUNNING' as const] } }
    await expect.poll(() => app.database.prisma.syncRun.count({ where })).toBe(0)
    await app.sync.lookAround()
  }
  const lastRun = async () =>
    app.database.prisma.syncRun.findFirstOrThrow({ where: { mode: 'APPLY' }, orderBy: { queuedAt: 'desc' } })

  test('what runs show of anyone is to be seen for 90 days', async () => {
    const run = await app.database.prisma.syncRun.findFirstOrThrow({ where: { mode: 'PREVIEW' } })
    await night('2018-07-30T03:00:00+02:00')
    expect((await shownBy(run.id)).names).not.toEqual([])
    await night('2018-08-01T03:00:00+02:00')
    expect((await shownBy(run.id)).names).toEqual([])
  })

  test('nothing happens as long as it is not', async () => {
    expect(personal).toEqual(
      expect.arrayContaining(['Wilhelmina', 'Verdwijnenburg', '1961-07-19', 'wilhelmina@verdwijnenburg.example']),
    )
    const kept = await dump(app)
    expect(kept).toContain('Verdwijnenburg')
    expect(kept).not.toContain('Appingedam') // what the API gives no field for: answers are not kept
    await night('2025-03-31T03:00:00+02:00')
    expect(await isErased()).toBe(false)
    recentRun = await showBoth('2025-03-20T03:00:00+01:00')
  })

  test('all that is personal goes in the first night after it, and what counts stays', async () => {
    await night('2025-04-01T03:00:00+02:00')
    expect(await isErased()).toBe(true)
    const left = await dump(app)
    expect(personal.filter((text) => left.includes(text))).toEqual([])
    expect(
      await app.database.prisma.participantProvenance.count({ where: { participantId: decode(participantId) } }),
    ).toBe(0)
    expect(await factsOf()).toEqual(facts)
    const { company: shown } = await app.ask(ErasedParticipantsDocument, { company: company.companyId })
    expect(shown?.listed.edges).toHaveLength(3)
    expect(shown?.erased.edges.map(({ node }) => node)).toMatchObject([
      { id: participantId, displayName: '', status: 'LEFT', employedFrom: '2010-01-01', employedUntil: '2018-03-31' },
    ])
    const mutations = shown?.erased.edges[0]?.node.mutations.edges.map(({ node }) => node) ?? []
    expect(mutations.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['JOINED', 'LEFT']))
    expect(
      mutations.flatMap(({ changes }) => changes).filter(({ oldValue, newValue }) => oldValue ?? newValue),
    ).toEqual([])
  })

  test('what a run showed of others stays', async () => {
    expect(await shownBy(recentRun)).toEqual({ number: 0, names: ['Blijft', 'Geen deelnemer'] })
  })

  test('it is in the audit trail', async () => {
    const entries = await app.database.prisma.auditEntry.findMany({ where: { action: 'ERASE' } })
    expect(entries).toMatchObject([
      {
        role: 'SYSTEM',
        subject: null,
        companyId: decode(company.companyId),
        targets: [`Participant:${decode(participantId)}`],
      },
    ])
  })

  test('the night after is quiet, though Nmbrs knows them still', async () => {
    await night('2025-04-02T03:00:00+02:00')
    expect(await lastRun()).toMatchObject({ status: 'SUCCEEDED', counts: { mutations: 0, signals: 0 } })
    expect(await isErased()).toBe(true)
    const left = await dump(app)
    expect(personal.filter((text) => left.includes(text))).toEqual([])
  })

  test('nobody fills it in again by hand', async () => {
    const { updateParticipant } = await app.ask(UpdateParticipantDocument, {
      input: { participantId, lastName: 'Verdwijnenburg' },
    })
    expect(updateParticipant).toMatchObject({
      __typename: 'ConflictError',
      message: expect.stringContaining('omdat de bewaartermijn voorbij is'),
    })
  })

  test('someone else may have their number, and is someone else', async () => {
    company.add(
      person(gone.number, { EmployeeId: 521_102, from: '2025-04-01', employments: [employment('2025-04-01')] }),
    )
    await night('2025-04-03T03:00:00+02:00')
    expect(await lastRun()).toMatchObject({ counts: { joined: 1 } })
    expect(await isErased()).toBe(true)
    company.remove(521_102)
    company.change(gone.employeeId, ({ personalInfos }) => {
      for (const info of personalInfos) info.EmployeeNumber = 9
    })
  })

  test('whoever is back in service is an ordinary participant again', async () => {
    company.change(gone.employeeId, ({ employments }) => {
      employments.push({ ...employment('2025-04-04'), EmploymentId: 99 })
    })
    await night('2025-04-04T03:00:00+02:00')
    expect(await lastRun()).toMatchObject({ counts: { rejoined: 1 } })
    expect(await rowOf()).toMatchObject({
      erasedAt: null,
      status: 'ACTIVE',
      firstName: 'Wilhelmina',
      employeeNumber: 9,
    })
  })
})

test('a company that someone has at work is left for the next look', async () => {
  await using app = await startTestApp({ kind: 'server', now: '2026-11-23T10:00:00+01:00' })
  const { prisma } = app.database
  const [busy, free] = await Promise.all(
    ['busy', 'free'].map((number) => prisma.company.create({ data: { number, name: number } })),
  )
  for (const { id: companyId } of [busy!, free!])
    await prisma.participant.create({
      data: { companyId, lastName: 'Jansen', status: 'LEFT', employedUntil: new Date('2010-01-01') },
    })
  const erased = () => prisma.participant.count({ where: { erasedAt: { not: null } } })
  app.setTime('2026-11-24T03:00:00+01:00')
  await prisma.$transaction(async (tx) => {
    await lockCompany(tx, busy!.id)
    await app.sync.lookAround()
  })
  expect(await erased()).toBe(1)
  await app.sync.lookAround()
  expect(await erased()).toBe(2)
})

describe('how long a company keeps data', () => {
  let app: TestApp
  let company: CaseCompany
  beforeAll(async () => {
    app = await startTestApp({ now: '2020-01-15T10:00:00+01:00' })
    company = await linkCompany(app, [person(1), person(2), person(3)])
    await company.sync()
  })
  afterAll(() => app[Symbol.asyncDispose]())
  const setYears = async (years: number) =>
    (await app.ask(UpdateRetentionDocument, { company: company.companyId, years })).updateRetention

  test('is 7 years, or what it has been set to', async () => {
    const { company: before } = await app.ask(ErasedParticipantsDocument, { company: company.companyId })
    expect(before?.retentionYears).toBe(7)
    expect(await setYears(2)).toMatchObject({ data: { retentionYears: 2 } })
    expect(await setYears(30)).toMatchObject({ data: { retentionYears: 30 } })
  })

  test.each([0, 31, -1])('cannot be %i years', async (years) => {
    expect(await setYears(years)).toMatchObject({
      __typename: 'ValidationError',
      message: 'Geef een getal van 1 tot en met 30.',
    })
  })

  test('takes out of date what a held run shows', async () => {
    await app.ask(UpdateSettingsDocument, { company: company.companyId, input: { holdFromPeople: 1 } })
    company.change(50_001, ({ employments }) => {
      employments.at(-1)!.EndDate = '2020-01-10'
    })
    const { id: runId } = await app.sync.trigger({
      companyId: decode(company.companyId),
      mode: 'APPLY',
      employeeNumber: null,
      requestedBy: 'test',
    })
    const run = await app.ended(Buffer.from(`SyncRun:${runId}`).toString('base64'))
    expect(run.status).toBe('HELD')
    await setYears(3)
    const { approveSyncRun } = await app.ask(ApproveSyncRunDocument, { id: run.id, revision: run.revision })
    expect(approveSyncRun.__typename).toBe('ConflictError')
  })
})

/** Everything in the database, with what is sealed opened. */
async function dump({ database: { prisma }, administration: { secrets } }: TestApp): Promise<string> {
  const tables = await prisma.$queryRaw<{ name: string }[]>`
    SELECT table_schema || '.' || table_name AS name FROM information_schema.tables
    WHERE table_schema IN ('public', 'pgboss') AND table_type = 'BASE TABLE'`
  const texts: string[] = []
  for (const { name } of tables) {
    const rows = await prisma.$queryRawUnsafe<{ row: string }[]>(
      `SELECT to_jsonb(each)::text AS row FROM ${name} AS each`,
    )
    texts.push(...rows.map(({ row }) => row))
  }
  for (const name of sealedNames) {
    const { table, row, column } = sealedColumns[name]
    const rows = await prisma.$queryRawUnsafe<{ id: string; sealed: Uint8Array }[]>(
      `SELECT "${row}"::text AS id, "${column}" AS sealed FROM "${table}" WHERE "${column}" IS NOT NULL`,
    )
    texts.push(...rows.map(({ id, sealed }) => secrets.open(sealed, placeOf(name, id))))
  }
  return texts.join('\n')
}

/** What tells who someone is, or how to reach them; also in the form of the API. */
function textsOf(row: Record<string, unknown>): string[] {
  const texts = Object.entries(row).flatMap(([name, value]) => {
    if (
      /^(id|companyId|status|nameUsage|gender|maritalStatus|salary|employed|country|createdAt|nmbrsEmployeeId)/.test(
        name,
      )
    )
      return []
    if (value instanceof Date) return [value.toISOString().slice(0, 10)]
    return typeof value === 'string' || name === 'employeeNumber' ? [String(value)] : []
  })
  return texts.filter((text) => text.length > 3)
}
