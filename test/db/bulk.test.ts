import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { insertRows, type Row, updateRows } from '../../src/db/bulk.ts'
import { newId } from '../../src/db/id.ts'
import type { Database } from '../../src/db/open.ts'
import { mutationTable, participantTable, signalTable } from '../../src/db/tables.ts'
import { databaseKinds, openTestDatabase } from '../support/database.ts'

describe.each(databaseKinds)('bulk writes (%s)', (kind) => {
  let database: Database
  beforeAll(async () => {
    database = await openTestDatabase(kind)
  })
  afterAll(() => database.close())

  let companyId: string
  beforeEach(async () => {
    companyId = newId()
    await database.prisma.company.create({ data: { id: companyId, number: companyId, name: 'Bakkerij Jansen' } })
  })

  const people = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      id: newId(),
      companyId,
      employeeNumber: index,
      lastName: `Nummer ${index}`,
    }))
  const brief = ['id', 'companyId', 'employeeNumber', 'lastName'] as const

  it('keep every kind of value as it is', async () => {
    const row: Row<typeof participantTable> = {
      id: newId(),
      companyId,
      employeeNumber: 7,
      nmbrsEmployeeId: null,
      status: 'ACTIVE',
      initials: 'A.B.',
      firstName: 'Zoë "Zo" \\ {x,y} NULL \n 🔑',
      prefix: '',
      lastName: 'NULL',
      partnerPrefix: null,
      partnerLastName: "d'Arc",
      nameUsage: 'PARTNER_OWN',
      gender: 'FEMALE',
      birthDate: '1980-02-29',
      bsnEncrypted: Uint8Array.from({ length: 256 }, (_, byte) => byte),
      bsnHash: 'k1:ff',
      maritalStatus: 'REGISTERED_PARTNERSHIP',
      emailWork: null,
      emailPrivate: null,
      phoneWork: null,
      phoneMobileWork: null,
      phonePrivate: null,
      phoneMobilePrivate: null,
      street: null,
      houseNumber: null,
      houseNumberAddition: null,
      postalCode: null,
      city: null,
      countryCode: null,
      iban: null,
      employedFrom: '2026-01-01',
      employedUntil: null,
      salaryKind: 'GROSS_FULL_TIME',
      fullTimeSalary: '3450.05',
      partTimeSalary: '0.00',
      salaryPeriod: 'FOUR_WEEKS',
      hoursPerWeek: '28.80',
      partTimePercentage: null,
      erasedAt: null,
      createdAt: new Date('2026-11-23T01:15:00.123Z'),
    }
    const fields = Object.keys(participantTable.columns) as (keyof typeof participantTable.columns)[]
    expect(await insertRows(database.prisma, participantTable, fields, [row])).toBe(1)
    const stored = await database.prisma.participant.findUniqueOrThrow({ where: { id: row.id ?? '' } })
    expect({
      ...stored,
      birthDate: stored.birthDate?.toISOString().slice(0, 10),
      employedFrom: stored.employedFrom?.toISOString().slice(0, 10),
      fullTimeSalary: stored.fullTimeSalary.toFixed(2),
      partTimeSalary: stored.partTimeSalary.toFixed(2),
      hoursPerWeek: stored.hoursPerWeek?.toFixed(2),
    }).toEqual(row)
  })

  it('keep json, moments and booleans, and give the other columns their defaults', async () => {
    const details = { field: 'IBAN', text: 'a "b" \\ é', list: [1, null, { deep: true }] }
    const firstSeenAt = new Date('2026-03-29T01:30:00Z')
    const signal = {
      id: newId(),
      companyId,
      code: 'INVALID_VALUE',
      severity: 'WARNING',
      subject: 'x',
      details,
    } as const
    await insertRows(
      database.prisma,
      signalTable,
      ['id', 'companyId', 'code', 'severity', 'subject', 'details', 'firstSeenAt'],
      [{ ...signal, firstSeenAt }],
    )
    expect(await database.prisma.signal.findUnique({ where: { id: signal.id } })).toMatchObject({
      details,
      firstSeenAt,
      resolvedAt: null,
      open: true,
    })
  })

  it('give positions in the order of the rows', async () => {
    const rows = people(300)
    await insertRows(database.prisma, participantTable, brief, rows)
    const mutations = rows.toReversed().map(({ id }) => ({
      id: newId(),
      companyId,
      participantId: id,
      kind: 'JOINED' as const,
      changes: [],
      effectiveDate: '2026-11-23',
      source: 'NMBRS' as const,
    }))
    const fields = ['id', 'companyId', 'participantId', 'kind', 'changes', 'effectiveDate', 'source'] as const
    expect(await insertRows(database.prisma, mutationTable, fields, mutations)).toBe(300)
    const stored = await database.prisma.participantMutation.findMany({
      where: { companyId },
      orderBy: { position: 'asc' },
    })
    expect(stored.map(({ id }) => id)).toEqual(mutations.map(({ id }) => id))
  })

  it('change only the rows and fields that they name, also to empty', async () => {
    const rows = people(3)
    await insertRows(database.prisma, participantTable, brief, rows)
    const [first, second] = rows
    const changes = [
      { id: first!.id, lastName: 'Anders', employeeNumber: null },
      { id: second!.id, lastName: second!.lastName, employeeNumber: 100 },
      { id: newId(), lastName: 'Niemand', employeeNumber: 101 },
    ]
    expect(await updateRows(database.prisma, participantTable, 'id', ['lastName', 'employeeNumber'], changes)).toBe(2)
    const stored = await database.prisma.participant.findMany({ where: { companyId }, orderBy: { lastName: 'asc' } })
    expect(stored.map(({ lastName, employeeNumber }) => [lastName, employeeNumber])).toEqual([
      ['Anders', null],
      ['Nummer 1', 100],
      ['Nummer 2', 2],
    ])
  })

  it('write nothing for no rows, and nothing when the transaction is rolled back', async () => {
    expect(await insertRows(database.prisma, participantTable, brief, [])).toBe(0)
    const failing = database.prisma.$transaction(async (transaction) => {
      await insertRows(transaction, participantTable, brief, people(10))
      throw new Error('changed my mind')
    })
    await expect(failing).rejects.toThrow('changed my mind')
    expect(await database.prisma.participant.count({ where: { companyId } })).toBe(0)
  })

  it('write more rows than fit in one statement', async () => {
    const rows = people(25_000)
    const written = await database.prisma.$transaction(async (transaction) => [
      await insertRows(transaction, participantTable, brief, rows),
      await updateRows(transaction, participantTable, 'id', ['lastName'], rows),
    ])
    expect(written).toEqual([25_000, 25_000])
    expect(await database.prisma.participant.count({ where: { companyId } })).toBe(25_000)
  })
})
