import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AllFieldsFragment, ExplainDocument, ParticipantsDocument } from '../../src/generated/operations.ts'
import { placeOf } from '../../src/security/sealed-columns.ts'
import { openProvenance } from '../../src/sync/provenance.ts'
import type { TestApp } from '../support/app.ts'
import { databaseKinds } from '../support/database.ts'
import { rowVersions } from '../support/tables.ts'
import { inNmbrs, startDemo } from './support/hold.ts'

type Field = keyof typeof fields

async function explain(app: TestApp, who: number | string, field: Field | 'BSN') {
  const { company } = await app.ask(ExplainDocument, { company: '1001', search: String(who), field })
  const [edge] = company?.participants.edges ?? []
  if (!edge) throw new Error(`There is no ${who}`)
  return edge.node.explain
}

const fields = {
  EMPLOYEE_NUMBER: 'employeeNumber',
  LAST_NAME: 'lastName',
  PARTNER_LAST_NAME: 'partnerLastName',
  NAME_USAGE: 'nameUsage',
  EMAIL_WORK: 'emailWork',
  STREET: 'street',
  POSTAL_CODE: 'postalCode',
  IBAN: 'iban',
  EMPLOYED_FROM: 'employedFrom',
  FULL_TIME_SALARY: 'fullTimeSalary',
  PART_TIME_SALARY: 'partTimeSalary',
  SALARY_PERIOD: 'salaryPeriod',
  HOURS_PER_WEEK: 'hoursPerWeek',
  PART_TIME_PERCENTAGE: 'partTimePercentage',
} as const satisfies Partial<Record<string, keyof AllFieldsFragment>>

describe.each(databaseKinds)('why a field is what it is (%s database)', (kind) => {
  let app: TestApp
  beforeAll(async () => {
    app = await startDemo({ kind, nmbrs: { retry: { tries: 1, firstDelay: 1 } } })
  })
  afterAll(() => app[Symbol.asyncDispose]())

  test('the salary of a part-timer: the amount in Nmbrs, and the hours that it is for', async () => {
    const { rawValues, ...explanation } = await explain(app, 104, 'FULL_TIME_SALARY')
    expect(explanation).toMatchObject({
      field: 'FULL_TIME_SALARY',
      label: 'Salaris fulltime',
      labelInEnglish: 'Full-time salary',
      rule: 'Bij bruto fulltime het bedrag in Nmbrs (of van de trede, als dat 0 is); bij bruto parttime het bedrag × 100 ÷ parttimepercentage; bij elke andere soort 0,00.',
      recordStart: '2025-07-01',
      outcome: '2437.78',
      readAt: '2026-11-23T09:00:00.000Z',
    })
    expect(rawValues.filter(({ value }) => value !== '0')).toEqual([
      { name: 'Salary_V2.Type', value: 'Bruto_Salaris_Partime' },
      { name: 'Salary_V2.Value', value: '1475.5' },
      { name: 'Schedule_V2.HoursMonday', value: '7.6' },
      { name: 'Schedule_V2.HoursTuesday', value: '7.6' },
      { name: 'Schedule_V2.HoursWednesday', value: '7.8' },
      ...['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'].map((day) => {
        return { name: `FulltimeSchedule.Hours${day}`, value: '7.6' }
      }),
    ])
  })

  test("a partner's name, asked for and blank", async () => {
    expect(await explain(app, 109, 'PARTNER_LAST_NAME')).toMatchObject({
      ruleInEnglish: 'Taken over as it is in Nmbrs, without needless spaces; empty in Nmbrs is empty here too.',
      rawValues: [{ name: 'PersonalInfo_V2.PartnerLastName', value: null }],
      outcome: null,
    })
    expect(await explain(app, 109, 'NAME_USAGE')).toMatchObject({
      rawValues: [{ name: 'PersonalInfo_V2.Naamstelling', value: '2' }],
      outcome: 'PARTNER',
    })
  })

  test('an address that is the postal one, because the home address has ended', async () => {
    expect(await explain(app, 109, 'STREET')).toMatchObject({
      rawValues: [
        { name: 'EmployeeAddress_V2.Type', value: 'PostAddress' },
        { name: 'EmployeeAddress_V2.Street', value: 'Postbus' },
      ],
      recordStart: '2023-01-01',
      outcome: 'Postbus',
    })
  })

  test('a postal code as it is in Nmbrs, beside how it is written here', async () => {
    expect(await explain(app, 126, 'POSTAL_CODE')).toMatchObject({
      rawValues: [{ value: 'HomeAddress' }, { value: '1507cd' }],
      outcome: '1507 CD',
    })
  })

  test('an IBAN that was not taken over, because it fails its check', async () => {
    expect(await explain(app, 123, 'IBAN')).toMatchObject({
      rawValues: [
        { name: 'BankAccount.Type', value: 'Standaard' },
        { name: 'BankAccount.IBAN', value: 'NL00TEST0000040123' },
      ],
      recordStart: null,
      outcome: null,
    })
  })

  test('a percentage: the hours of both weeks, and those of a full-time week', async () => {
    const { rawValues, recordStart, outcome } = await explain(app, 105, 'PART_TIME_PERCENTAGE')
    expect([recordStart, outcome]).toEqual(['2023-09-01', '84.21'])
    const hoursOf = (record: string) =>
      rawValues.filter(({ name }) => name.startsWith(record)).reduce((total, { value }) => total + Number(value), 0)
    expect([hoursOf('Schedule_V2'), hoursOf('FulltimeSchedule')]).toEqual([64, 38])
  })

  test('something that Nmbrs has nothing for, and someone who was never read', async () => {
    expect(await explain(app, 120, 'IBAN')).toMatchObject({
      rule: expect.stringMatching(/niet overgenomen\. In Nmbrs is hiervoor nu niets ingevuld\.$/),
      rawValues: [],
    })
    expect(await explain(app, 'Tweemaal', 'LAST_NAME')).toMatchObject({
      rule: 'Dit gegeven is nog nooit uit Nmbrs gelezen: het is hier met de hand ingevoerd, of leeg.',
      rawValues: [],
      recordStart: null,
      outcome: 'Tweemaal',
      readAt: null,
    })
  })

  test('each outcome is the value of the participant', async () => {
    const { company } = await app.ask(ParticipantsDocument, { company: '1001' })
    const anna = company?.participants.edges.find(({ node }) => node.employeeNumber === 106)?.node
    for (const [field, name] of Object.entries(fields) as [Field, keyof AllFieldsFragment][])
      expect([field, (await explain(app, 106, field)).outcome]).toEqual([field, anna?.[name] && String(anna[name])])
  })

  test('what was not read in a night is explained by what was read before', async () => {
    const before = await rowVersions(app.database)
    app.sandbox.fault({ operation: 'BankAccount_GetListCurrent', employeeId: 40101, kind: 'status', status: 500 })
    const run = await app.syncNow()
    expect(run).toMatchObject({ status: 'SUCCEEDED', counts: { mutations: 0 } })
    expect(await rowVersions(app.database)).toEqual(before)
    app.sandbox.clearFaults()
    expect((await explain(app, 101, 'IBAN')).rawValues).toHaveLength(2)
  })

  test('a change in Nmbrs is in the explanation after the next sync, and only that is written', async () => {
    const versions = async () => (await rowVersions(app.database)).participant_provenance ?? []
    const before = await versions()
    inNmbrs(app, ({ employees }) => {
      employees.find(({ EmployeeId }) => EmployeeId === 40107)!.personalInfos.at(-1)!.LastName = ' Roggen-Meel'
    })
    await app.syncNow()
    expect(await explain(app, 107, 'LAST_NAME')).toMatchObject({
      rawValues: [{ name: 'PersonalInfo_V2.LastName', value: ' Roggen-Meel' }],
      outcome: 'Roggen-Meel',
    })
    expect((await versions()).filter((version) => !before.includes(version))).toHaveLength(1)
  })

  test('a BSN that is read is shown masked, and is not in what is kept', async () => {
    const { prisma } = app.database
    const { secrets } = app.administration
    expect(await explain(app, 101, 'BSN')).toMatchObject({ rawValues: [], outcome: null })
    await prisma.nmbrsLink.updateMany({ data: { readBsn: true } })
    await app.syncNow()
    const rows = await prisma.participant.findMany({ include: { provenance: true } })
    const read = rows.flatMap(({ id, bsnEncrypted, provenance }) => {
      if (!bsnEncrypted || !provenance) return []
      return [{ bsn: secrets.open(bsnEncrypted, placeOf('bsn', id)), kept: openProvenance(provenance, secrets) }]
    })
    expect(read.length).toBeGreaterThan(10)
    for (const { bsn, kept } of read) expect(JSON.stringify(kept)).not.toContain(bsn)
    expect(await explain(app, 101, 'BSN')).toMatchObject({
      rawValues: [],
      recordStart: '2017-04-01',
      outcome: expect.stringMatching(/^\*{6}\d{3}$/),
    })
  })
})
