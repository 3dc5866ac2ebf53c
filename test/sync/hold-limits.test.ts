import { describe, expect, test } from 'vitest'
import {
  CompanyIdDocument,
  CreateParticipantDocument,
  HoldOfRunDocument,
  ParticipantsDocument,
  TriggerSyncDocument,
  UpdateParticipantDocument,
  UpdateSettingsDocument,
} from '../../src/generated/operations.ts'
import { demoCompany } from '../../src/sandbox/demo-company.ts'
import { generatedCompany } from '../../src/sandbox/generated-company.ts'
import { startTestApp } from '../support/app.ts'
import { linkCompany, person } from '../support/case-company.ts'
import { dumpTables } from '../support/tables.ts'
import { approve, conflict, emptyWorkEmails, inNmbrs, lastRun, letNineLeave, startDemo } from './support/hold.ts'

/** Employees 101 to 103 of the demo company. */
const threePeople = demoCompany('2026-11-23')
threePeople.employees = threePeople.employees.slice(0, 3)

describe('a sync is held', () => {
  test('when a filled field would be emptied for too many', async () => {
    await using app = await startDemo()
    const before = await dumpTables(app.database)
    inNmbrs(app, emptyWorkEmails)
    const run = await app.syncNow()
    expect(run).toMatchObject({ status: 'HELD', counts: { left: 0, changed: 17, mutations: 17 } })
    expect(await dumpTables(app.database)).toEqual(before)
    const { syncRun } = await app.ask(HoldOfRunDocument, { id: run.id })
    expect([syncRun?.dutch, syncRun?.english]).toEqual([
      'Van de 19 actieve deelnemers zouden deze gegevens leeg worden: e-mail zakelijk bij 17; de grens is 25 %.',
      'Of the 19 active participants, these fields would become empty: business e-mail of 17; the limit is 25%.',
    ])
    expect(await approve(app, run)).toMatchObject({ data: { status: 'SUCCEEDED' } })
    const { company } = await app.ask(ParticipantsDocument, { company: '1001' })
    expect(company?.participants.edges.filter(({ node }) => node.emailWork !== null)).toEqual([])
  })

  test('with every reason at once, in two sentences', async () => {
    await using app = await startDemo()
    inNmbrs(app, (company) => {
      letNineLeave(company)
      emptyWorkEmails(company)
      for (const employee of company.employees) employee.salaries = []
    })
    const { syncRun } = await app.ask(HoldOfRunDocument, { id: (await app.syncNow()).id })
    expect(syncRun?.dutch).toBe(
      'Van de 19 actieve deelnemers zouden er 9 uit dienst gaan; de grens is 10 %. ' +
        'Van de 19 actieve deelnemers zouden deze gegevens leeg worden: e-mail zakelijk bij 17, ' +
        'salaris fulltime bij 15, salaris parttime bij 15; de grens is 25 %.',
    )
  })

  test('when most people would get the bank account of someone else, until a person finds it right', async () => {
    await using app = await startDemo()
    const before = await dumpTables(app.database)
    app.sandbox.fault({ kind: 'other-company', operation: 'BankAccount_GetListCurrent' })
    const run = await app.syncNow()
    expect(await dumpTables(app.database)).toEqual(before)
    const { syncRun } = await app.ask(HoldOfRunDocument, { id: run.id })
    expect([syncRun?.dutch, syncRun?.english]).toEqual([
      'Van de 19 actieve deelnemers zouden deze gegevens tegelijk anders worden: IBAN bij 16; de grens is 50 %. Controleer of dit echt de gegevens van dit bedrijf zijn.',
      'Of the 19 active participants, these fields would change all at once: IBAN of 16; the limit is 50%. Check that these really are the data of this company.',
    ])
    expect(await approve(app, run)).toMatchObject({ data: { status: 'SUCCEEDED' } })
    expect(await app.syncNow()).toMatchObject({ status: 'SUCCEEDED', counts: { mutations: 0 } })
  })

  test('when most people are not in Nmbrs any more', async () => {
    await using app = await startDemo()
    const before = await dumpTables(app.database)
    inNmbrs(app, (company) => {
      company.employees = company.employees.filter(({ EmployeeId }) => EmployeeId > 40_109 && EmployeeId !== 40_120)
    })
    const run = await app.syncNow()
    expect(run).toMatchObject({ status: 'HELD', counts: { left: 0, missing: 10, mutations: 0 } })
    expect(await dumpTables(app.database)).toEqual(before)
    expect(await approve(app, run)).toMatchObject({ data: { status: 'SUCCEEDED' } })
    expect(await app.syncNow()).toMatchObject({ status: 'SUCCEEDED', counts: { missing: 10, mutations: 0 } })
  })

  test('in the first sync of a link too, when most people are there under other numbers: nobody joins twice', async () => {
    await using app = await startTestApp()
    const { companyId, sync, participants } = await linkCompany(
      app,
      [1, 2, 3, 4].map((number) => person(number)),
    )
    const ids: string[] = []
    for (const number of [1, 2, 3, 4]) {
      const input = { companyId, lastName: `Persoon${number}`, employeeNumber: 100 + number }
      const { createParticipant } = await app.ask(CreateParticipantDocument, { input })
      ids.push('data' in createParticipant ? createParticipant.data.id : '')
    }
    const { triggerSync } = await app.ask(TriggerSyncDocument, { company: companyId })
    const run = await app.ended('data' in triggerSync ? triggerSync.data.id : '')
    expect(run).toMatchObject({ status: 'HELD', counts: { joined: 4, missing: 4 } })
    expect((await participants()).map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
    const { syncRun } = await app.ask(HoldOfRunDocument, { id: run.id })
    expect([syncRun?.dutch, syncRun?.english]).toEqual([
      'Van de 4 actieve deelnemers zouden er 4 niet in Nmbrs te vinden zijn; de grens is 50 %. Controleer of dit in Nmbrs het juiste bedrijf is, en of het daar dezelfde personeelsnummers heeft.',
      '4 of the 4 active participants would not be found in Nmbrs; the limit is 50%. Check that this is the right company in Nmbrs, and that it has the same employee numbers there.',
    ])

    for (const [index, participantId] of ids.entries())
      await app.ask(UpdateParticipantDocument, { input: { participantId, employeeNumber: index + 1 } })
    expect((await sync()).counts).toMatchObject({ joined: 0, missing: 0, changed: 4 })
    expect(await participants()).toHaveLength(4)
  })

  test('by the limits of the settings', async () => {
    await using app = await startDemo()
    const { company } = await app.ask(CompanyIdDocument, { number: '1001' })
    const input = { holdWhenLeaversExceedPercent: '5.25', holdFromPeople: 1 }
    await app.ask(UpdateSettingsDocument, { company: company?.id ?? '', input })
    app.sandbox.nextDay()
    const run = await app.syncNow()
    expect(run.holdReason).toBe('Van de 19 actieve deelnemers zou er 1 uit dienst gaan; de grens is 5,25 %.')
  })
})

describe('a sync is not held', () => {
  test('when it is the first of a big company, whose people join and are filled in', async () => {
    await using app = await startDemo({ companies: [generatedCompany(300, 1)] })
    const first = await lastRun(app)
    expect(first.status).toBe('SUCCEEDED')
    expect(first.counts.joined).toBeGreaterThan(200)
  })

  test('for one leaver of a small company', async () => {
    await using app = await startDemo({ companies: [threePeople] })
    inNmbrs(app, ({ employees }) => letNineLeave({ employees: employees.slice(0, 1) }))
    expect(await app.syncNow()).toMatchObject({ status: 'SUCCEEDED', counts: { left: 1 }, holdReason: null })
  })

  test('when it was asked for one person, though half of the staff would leave', async () => {
    await using app = await startDemo()
    inNmbrs(app, letNineLeave)
    const run = await app.syncNow({ employeeNumber: 105 })
    expect(run).toMatchObject({ status: 'SUCCEEDED', counts: { left: 1 }, holdReason: null })
  })

  test('when it is a preview, which says why a sync would be, and cannot be decided on', async () => {
    await using app = await startDemo()
    inNmbrs(app, letNineLeave)
    const run = await app.syncNow({ mode: 'PREVIEW' })
    expect(run).toMatchObject({
      status: 'SUCCEEDED',
      counts: { left: 9 },
      holdReason: 'Van de 19 actieve deelnemers zouden er 9 uit dienst gaan; de grens is 10 %.',
    })
    const words = 'Deze synchronisatie wordt niet vastgehouden: er valt niets goed te keuren of af te wijzen.'
    expect(await approve(app, run)).toEqual(conflict(words))
    expect((await app.syncNow({ mode: 'PREVIEW', employeeNumber: 105 })).holdReason).toBeNull()
  })

  test('when not quite half of the staff is gone from Nmbrs without an end date: they are missing, and nothing is lost', async () => {
    await using app = await startDemo()
    inNmbrs(app, (company) => {
      company.employees = company.employees.filter(({ EmployeeId }) => EmployeeId > 40_109)
    })
    expect(await app.syncNow()).toMatchObject({ status: 'SUCCEEDED', counts: { left: 0, missing: 9, mutations: 0 } })
  })
})
