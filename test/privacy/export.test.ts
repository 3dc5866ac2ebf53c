import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  EndEnrolmentDocument,
  ExportParticipantDocument,
  UpdateSettingsDocument,
} from '../../src/generated/operations.ts'
import { enrol, enterByHand, idOfNumber, merge, rowId } from '../administration/support/merge.ts'
import { startTestApi } from '../graphql/support/api.ts'
import { createCompany, createParticipant, globalId } from '../graphql/support/seed.ts'
import { bearer, secretAuth } from '../graphql/support/tokens.ts'
import type { TestApp } from '../support/app.ts'
import { inNmbrs, startDemo } from '../sync/support/hold.ts'

type Known = Record<'participant' | 'enrolments' | 'mutations' | 'origins' | 'runs', object> & {
  signals: object[]
  audit: { action: string }[]
}

describe('the export of a participant', () => {
  let app: TestApp
  let sanne: string
  let bsn: string
  let known: Known
  beforeAll(async () => {
    app = await startDemo()
    const { prisma } = app.database
    const company = await prisma.company.findFirstOrThrow()
    await app.ask(UpdateSettingsDocument, { company: globalId('Company', company.id), input: { readBsn: true } })
    await app.syncNow({ mode: 'PREVIEW' })
    await app.syncNow()
    sanne = (await prisma.participant.findFirstOrThrow({ where: { employeeNumber: 101 } })).id
    inNmbrs(app, ({ employees }) => {
      bsn = employees.find(({ EmployeeId }) => EmployeeId === 40_101)?.personalInfos[0]?.BSN ?? ''
    })
    known = await exportOf(sanne)
  })
  afterAll(() => app[Symbol.asyncDispose]())

  async function exportOf(id: string): Promise<Known> {
    const { exportParticipant } = await app.ask(ExportParticipantDocument, { id: globalId('Participant', id) })
    if (exportParticipant.__typename !== 'MutationExportParticipantSuccess') throw new Error('refused')
    return JSON.parse(exportParticipant.data)
  }

  test('has every field, with a masked BSN', () => {
    expect(known.participant).toMatchObject({
      name: 'S.M. Korenaar',
      employeeNumber: 101,
      birthDate: '1984-03-12',
      bsn: expect.stringMatching(/^\*{6}\d{3}$/),
      iban: 'NL83TEST0000040101',
      fullTimeSalary: '3450.00',
      status: 'ACTIVE',
    })
    expect(bsn).toMatch(/^\d{9}$/)
    expect(JSON.stringify(known)).not.toContain(bsn)
  })

  test('has enrolments, mutations, signals, and where the fields come from', async () => {
    const where = { participantId: sanne }
    const { prisma } = app.database
    expect(known.enrolments).toHaveLength(await prisma.enrolment.count({ where }))
    expect(known.mutations).toHaveLength(await prisma.participantMutation.count({ where }))
    expect(known.signals).toHaveLength(await prisma.signal.count({ where }))
    expect(known.origins).toMatchObject({ personal: { record: 'PersonalInfo_V2', values: { LastName: 'Korenaar' } } })
  })

  test('has what runs show of them, and nothing of anyone else', () => {
    expect(known.runs).toMatchObject([
      { mode: 'PREVIEW', plan: [{ employeeNumber: 101, changes: [{ field: 'BSN' }] }] },
    ])
    const text = JSON.stringify(known)
    expect(['Bakhuis', 'Molenaar', 'Roggen'].filter((name) => text.includes(name))).toEqual([])
  })

  test('has signals that know no more of them than their EmployeeId', async () => {
    const { prisma } = app.database
    const { companyId, nmbrsEmployeeId } = await prisma.participant.findUniqueOrThrow({ where: { id: sanne } })
    const signal = {
      companyId,
      code: 'NO_SCHEDULE',
      severity: 'WARNING',
      details: {},
      firstSeenAt: new Date(),
    } as const
    const { id } = await prisma.signal.create({ data: { ...signal, nmbrsEmployeeId, subject: 'nmbrs' } })
    await prisma.signal.create({ data: { ...signal, nmbrsEmployeeId: 40_107, subject: 'of another' } })
    const { signals } = await exportOf(sanne)
    expect(signals).toHaveLength(known.signals.length + 1)
    await prisma.signal.delete({ where: { id } })
  })

  test('has what was done to their enrolments, and to one that was merged into them', async () => {
    const hand = await enterByHand(app, 102)
    await enrol(app, hand, 'BIJSPAREN', '2025-01-01')
    const enrolment = await app.database.prisma.enrolment.findFirstOrThrow({ where: { scheme: 'BIJSPAREN' } })
    await app.ask(EndEnrolmentDocument, { enrolment: globalId('Enrolment', enrolment.id), end: '2025-06-30' })
    const kept = await merge(app, await idOfNumber(app, 102), hand)
    const { audit } = await exportOf(rowId(kept.id))
    expect(audit.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['createParticipant', 'enrolParticipant', 'endEnrolment', 'mergeParticipants']),
    )
  })

  test('has what was done to their data, without who of the staff did it', async () => {
    expect(known.audit).toMatchObject([{ action: 'READ_BSN', role: 'HELPDESK', outcome: 'OK' }])
    expect(JSON.stringify(known)).not.toContain('"subject"')
    await exportOf(sanne)
    const last = await app.database.prisma.auditEntry.findFirst({ orderBy: { position: 'desc' } })
    expect(last).toMatchObject({ action: 'exportParticipant', targets: [`Participant:${sanne}`], outcome: 'OK' })
  })
})

test('is for the helpdesk and the accountant of the company', async () => {
  const api = await startTestApi({ auth: secretAuth })
  const { prisma } = api.database
  const company = await createCompany(prisma, 'mine')
  const { id } = await createParticipant(prisma, company.id)
  const ask = async (role: string, companies: string[]) => {
    const query =
      'mutation ($id: ID!) { exportParticipant(id: $id) { __typename } updateRetention(companyId: $company, years: 5) { __typename } }'.replace(
        '($id: ID!)',
        '($id: ID!, $company: ID!)',
      )
    const variables = { id: globalId('Participant', id), company: globalId('Company', company.id) }
    const { body } = await api.post({ query, variables }, await bearer({ role, companies }))
    return Object.values(body?.data as Record<string, { __typename: string }>).map(({ __typename }) => __typename)
  }
  const done = ['MutationExportParticipantSuccess', 'MutationUpdateRetentionSuccess']
  expect(await ask('helpdesk', [])).toEqual(done)
  expect(await ask('accountant', ['mine'])).toEqual(done)
  expect(await ask('accountant', ['other'])).toEqual(['NotFoundError', 'NotFoundError'])
  expect(await ask('employer', ['mine'])).toEqual(['ForbiddenError', 'ForbiddenError'])
  await api.close()
})
