import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  ExplainDocument,
  ExportParticipantDocument,
  MutationsDocument,
  ParticipantsDocument,
  RunDocument,
} from '../../src/generated/operations.ts'
import { placeOf } from '../../src/security/sealed-columns.ts'
import { openRunPeople, sealRunPeople } from '../../src/sync/run-people.ts'
import { globalId } from '../graphql/support/seed.ts'
import type { TestApp } from '../support/app.ts'
import { databaseKinds } from '../support/database.ts'
import { startDemo } from '../sync/support/hold.ts'
import { askToMerge, enrol, enterByHand, idOfNumber, lookAlikes, merge, rowId } from './support/merge.ts'

describe.each(databaseKinds)('merging (%s database)', (kind) => {
  test('keeps everything of both histories, and the next sync finds one person', async () => {
    await using app = await startDemo({ kind })
    const hand = await enterByHand(app, 102)
    await enrol(app, hand, 'BIJSPAREN', '2025-01-01')
    expect((await app.syncNow()).counts.mutations).toBe(0)
    expect(await lookAlikes(app)).toEqual([102, 129])
    const [before, rows] = [await listOf(app), await countRows(app)]

    const kept = await merge(app, hand, await idOfNumber(app, 102))
    expect(kept).toMatchObject({
      id: hand,
      employeeNumber: 102,
      nmbrsEmployeeId: 40102,
      status: 'ACTIVE',
      displayName: 'P. de Molenaar',
      fullTimeSalary: '2684.00',
      street: 'Deegstraat',
      employedFrom: '2014-09-01',
    })
    expect(enrolmentsOf(kept)).toEqual([
      ['BIJSPAREN', '2025-01-01', null, 'MANUAL'],
      ['NP', '2014-10-01', null, 'RULE'],
      ['OP1', '2014-09-01', null, 'RULE'],
    ])
    const [merged, ...others] = await listOf(app)
    expect(merged).toMatchObject({ kind: 'MERGED', source: 'MANUAL', actor: 'lokaal', effectiveDate: '2026-11-23' })
    expect(merged?.changes).toContainEqual({ field: 'EMPLOYEE_NUMBER', oldValue: null, newValue: '102' })
    expect(merged?.changes).toContainEqual({ field: 'PREFIX', oldValue: null, newValue: 'de' })
    expect(merged?.changes.map(({ field }) => field)).not.toContain('LAST_NAME')
    const places = (mutations: typeof others) => mutations.map(({ id, cursor, kind }) => [id, cursor, kind])
    expect(places(others)).toEqual(places(before))
    expect(kept.mutations.edges.map(({ node }) => node.kind)).toEqual([
      'MERGED',
      'ENROLLED',
      'JOINED',
      'ENROLLED',
      'ENROLLED',
      'JOINED',
    ])
    expect(await countRows(app)).toEqual({
      ...rows,
      participants: rows.participants - 1,
      mutations: rows.mutations + 1,
    })
    expect(await lookAlikes(app)).toEqual([129])

    const next = await app.syncNow()
    expect(next.counts).toMatchObject({ joined: 0, changed: 0, left: 0, missing: 0, mutations: 0, enrolled: 0 })
    expect(await lookAlikes(app)).toEqual([129])
    expect(await countRows(app)).toMatchObject({ participants: rows.participants - 1, provenances: rows.provenances })
    const { company } = await app.ask(ExplainDocument, { company: '1001', search: '102', field: 'PREFIX' })
    expect(company?.participants.edges[0]?.node.explain.rawValues).toEqual([
      { name: 'PersonalInfo_V2.Prefix', value: 'de' },
    ])
  })
})

describe('merging', () => {
  let app: TestApp
  beforeAll(async () => {
    app = await startDemo()
  })
  afterAll(() => app[Symbol.asyncDispose]())

  test('into the one who had everything changes nothing of that one', async () => {
    const kept = await merge(app, await idOfNumber(app, 106), await enterByHand(app, 106))
    expect(kept).toMatchObject({ employeeNumber: 106, nmbrsEmployeeId: 40106, employedFrom: '2019-10-01' })
    const [merged, ...history] = kept.mutations.edges.map(({ node }) => node)
    expect([merged?.kind, merged?.changes, merged?.summary]).toEqual(['MERGED', [], 'Samengevoegd'])
    expect(history.map(({ kind }) => kind)).toEqual(['JOINED', 'ENROLLED', 'ENROLLED', 'JOINED'])
  })

  test('the one whom the sync did not dare to take in with its number ends that signal', async () => {
    const { company } = await app.ask(ParticipantsDocument, { company: '1001' })
    const thea = company?.participants.edges.find(({ node }) => node.lastName === 'Tweemaal')?.node.id ?? ''
    const kept = await merge(app, thea, await enterByHand(app, 129))
    expect(kept).toMatchObject({ id: thea, employeeNumber: 129, initials: 'T.' })
    expect((await app.syncNow()).counts).toMatchObject({ joined: 0, changed: 1 })
    expect(await lookAlikes(app)).toEqual([])
  })

  test('cuts an enrolment of the duplicate that overlaps one of the kept participant, and says so', async () => {
    const hand = await enterByHand(app, 105)
    await enrol(app, hand, 'OP1', '2020-01-01')
    const kept = await merge(app, hand, await idOfNumber(app, 105))
    expect(enrolmentsOf(kept)).toEqual([
      ['NP', '2016-02-01', null, 'RULE'],
      ['OP1', '2016-01-01', '2019-12-31', 'RULE'],
      ['OP1', '2020-01-01', null, 'MANUAL'],
    ])
    expect(kept.mutations.edges.slice(0, 2).map(({ node }) => node)).toMatchObject([
      {
        kind: 'ENROLMENT_ENDED',
        effectiveDate: '2019-12-31',
        source: 'MANUAL',
        actor: 'lokaal',
        scheme: { code: 'OP1' },
      },
      { kind: 'MERGED' },
    ])
  })

  test('drops an enrolment of the duplicate that is covered', async () => {
    const hand = await enterByHand(app, 107)
    await enrol(app, hand, 'OP1', '2024-01-01')
    const kept = await merge(app, await idOfNumber(app, 107), hand)
    expect(enrolmentsOf(kept)).toEqual([
      ['NP', '2021-04-01', null, 'RULE'],
      ['OP1', '2021-03-01', null, 'RULE'],
    ])
    expect(kept.mutations.edges[0]?.node.kind).toBe('MERGED')
  })

  test('moves a BSN to where it can be opened', async () => {
    const { prisma } = app.database
    const { secrets } = app.administration
    const [hand, duplicate] = [rowId(await enterByHand(app, 104)), rowId(await idOfNumber(app, 104))]
    const { companyId } = await prisma.participant.findUniqueOrThrow({ where: { id: hand } })
    const bsnHash = secrets.fingerprint('123456782', companyId)
    const bsnEncrypted = secrets.seal('123456782', placeOf('bsn', duplicate))
    await prisma.participant.update({ where: { id: duplicate }, data: { bsnEncrypted, bsnHash } })
    const kept = await merge(app, globalId('Participant', hand), globalId('Participant', duplicate))
    const row = await prisma.participant.findUniqueOrThrow({ where: { id: hand } })
    expect(secrets.open(row.bsnEncrypted!, placeOf('bsn', hand))).toBe('123456782')
    expect(row.bsnHash).toBe(bsnHash)
    const changes = kept.mutations.edges[0]?.node.changes
    expect(changes).toContainEqual({ field: 'BSN', oldValue: null, newValue: '******782' })
  })

  test('shows as one person what runs have shown of both', async () => {
    const { prisma } = app.database
    const { secrets } = app.administration
    const [keepId, duplicateId] = [rowId(await enterByHand(app, 106)), rowId(await idOfNumber(app, 106))]
    const { companyId } = await prisma.participant.findUniqueOrThrow({ where: { id: keepId } })
    const { id } = await prisma.syncRun.create({
      data: { companyId, trigger: 'MANUAL', mode: 'PREVIEW', status: 'SUCCEEDED', finishedAt: new Date() },
    })
    const planned = {
      kind: 'NAME' as const,
      changes: [],
      effectiveDate: '2026-11-23',
      source: 'NMBRS' as const,
      scheme: null,
    }
    const about = (participantId: string | null, nmbrsEmployeeId: number | null, name: string) => ({
      ...planned,
      participantId,
      nmbrsEmployeeId,
      employeeNumber: null,
      name,
    })
    const people = {
      plan: [about(duplicateId, null, 'de een'), about(null, 40_106, 'de een'), about(null, 40_107, 'iemand anders')],
      exclusions: [],
    }
    await prisma.syncRun.update({ where: { id }, data: sealRunPeople(id, people, secrets) })
    await merge(app, globalId('Participant', keepId), globalId('Participant', duplicateId))
    const run = await prisma.syncRun.findUniqueOrThrow({ where: { id } })
    const shown = openRunPeople('plan', run, secrets) as typeof people.plan
    expect(shown.map(({ participantId, nmbrsEmployeeId }) => [participantId, nmbrsEmployeeId])).toEqual([
      [keepId, 40_106],
      [keepId, 40_106],
      [null, 40_107],
    ])

    const { exportParticipant } = await app.ask(ExportParticipantDocument, { id: globalId('Participant', keepId) })
    if (exportParticipant.__typename !== 'MutationExportParticipantSuccess') throw new Error('refused')
    const known = JSON.parse(exportParticipant.data)
    expect(known.runs.at(-1).plan).toHaveLength(2)
  })

  test('keeps one open signal of what both had, and the history of the rest', async () => {
    const { prisma } = app.database
    const [hand, duplicate] = [rowId(await enterByHand(app, 102)), rowId(await idOfNumber(app, 102))]
    const { companyId } = await prisma.participant.findUniqueOrThrow({ where: { id: hand } })
    const signal = (participantId: string, code: 'MISSING_IN_NMBRS' | 'ENROLMENT_STILL_OPEN') => ({
      companyId,
      participantId,
      code,
      severity: 'WARNING' as const,
      subject: `participant:${participantId}`,
      details: {},
      firstSeenAt: new Date(),
    })
    await prisma.signal.createMany({
      data: [
        signal(hand, 'MISSING_IN_NMBRS'),
        signal(duplicate, 'MISSING_IN_NMBRS'),
        signal(duplicate, 'ENROLMENT_STILL_OPEN'),
      ],
    })
    await merge(app, globalId('Participant', hand), globalId('Participant', duplicate))
    const signals = await prisma.signal.findMany({
      where: { participantId: hand },
      orderBy: [{ code: 'asc' }, { open: 'asc' }],
    })
    expect(signals.map(({ code, open, subject }) => [code, open, subject])).toEqual([
      ['MISSING_IN_NMBRS', true, `participant:${hand}`],
      ['MISSING_IN_NMBRS', null, `participant:${hand}`],
      ['ENROLMENT_STILL_OPEN', true, `participant:${hand}`],
    ])
  })

  test('overtakes a run that is held: it shows people as they were', async () => {
    const { prisma } = app.database
    const hand = await enterByHand(app, 108)
    const { companyId } = await prisma.participant.findUniqueOrThrow({ where: { id: rowId(hand) } })
    const { id } = await prisma.syncRun.create({
      data: { companyId, trigger: 'MANUAL', mode: 'APPLY', status: 'HELD', holdReason: [] },
    })
    await merge(app, await idOfNumber(app, 108), hand)
    const { syncRun } = await app.ask(RunDocument, { id: globalId('SyncRun', id) })
    expect(syncRun?.status).toBe('SUPERSEDED')
  })

  test('leaves one person each: the next sync takes in nobody, and takes nobody for a double', async () => {
    expect((await app.syncNow()).counts).toMatchObject({ joined: 0, left: 0, missing: 0, enrolled: 0 })
    expect(await lookAlikes(app)).toEqual([])
  })

  test('is refused for one person, for two people, and for two employees in Nmbrs', async () => {
    const [sanne, pieter] = [await idOfNumber(app, 101), await idOfNumber(app, 102)]
    expect(await askToMerge(app, pieter, pieter)).toMatchObject({
      __typename: 'ValidationError',
      message: 'Kies twee verschillende deelnemers.',
      fields: [{ path: ['duplicateId'] }],
    })
    expect(await askToMerge(app, sanne, pieter)).toMatchObject({
      __typename: 'ConflictError',
      message: expect.stringMatching(/^Dit zijn duidelijk twee verschillende personen/),
    })
    const birthDate = new Date('1979-11-30')
    await app.database.prisma.participant.update({ where: { id: rowId(sanne) }, data: { birthDate } })
    expect(await askToMerge(app, sanne, pieter)).toMatchObject({
      __typename: 'ConflictError',
      message: expect.stringMatching(/^In Nmbrs zijn dit twee werknemers \(personeelsnummers 101 en 102\)/),
    })
    expect(await idOfNumber(app, 101)).toBe(sanne)
  })
})

async function listOf(app: TestApp) {
  const { company } = await app.ask(MutationsDocument, { company: '1001' })
  return (company?.mutations.edges ?? []).map(({ node }) => node)
}

async function countRows(app: TestApp) {
  const { participant, participantMutation, enrolment, signal, participantProvenance } = app.database.prisma
  return {
    participants: await participant.count(),
    mutations: await participantMutation.count(),
    enrolments: await enrolment.count(),
    signals: await signal.count(),
    provenances: await participantProvenance.count(),
  }
}

const enrolmentsOf = ({ enrolments }: Awaited<ReturnType<typeof merge>>) =>
  enrolments.map(({ scheme, startDate, endDate, source }) => [scheme.code, startDate, endDate, source]).sort()
