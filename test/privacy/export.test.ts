import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ExportParticipantDocument, UpdateSettingsDocument } from '../../src/generated/operations.ts'
import { startTestApi } from '../graphql/support/api.ts'
import { createCompany, createParticipant, globalId } from '../graphql/support/seed.ts'
import { bearer, secretAuth } from '../graphql/support/tokens.ts'
import type { TestApp } from '../support/app.ts'
import { inNmbrs, startDemo } from '../sync/support/hold.ts'

describe('the export of a participant', () => {
  let app: TestApp
  let sanne: string
  let bsn: string
  let known: Record<string, never>
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
    const { exportParticipant } = await app.ask(ExportParticipantDocument, { id: globalId('Participant', sanne) })
    if (exportParticipant.__typename !== 'MutationExportParticipantSuccess') throw new Error('refused')
    known = JSON.parse(exportParticipant.data)
  }, 60_000)
  afterAll(() => app[Symbol.asyncDispose]())

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

  test('has what was done to their data, without who of the staff did it', async () => {
    expect(known.audit).toMatchObject([{ action: 'READ_BSN', role: 'HELPDESK', outcome: 'OK' }])
    expect(JSON.stringify(known)).not.toContain('"subject"')
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
