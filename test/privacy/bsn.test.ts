/** A BSN is kept only while it is read, and opened only for who may see it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mergeParticipants } from '../../src/administration/merge.ts'
import { updateParticipant } from '../../src/administration/participant.ts'
import { CompanyIdDocument, RemoveLinkDocument, UpdateSettingsDocument } from '../../src/generated/operations.ts'
import { enterByHand, rowId } from '../administration/support/merge.ts'
import type { TestApp } from '../support/app.ts'
import { approve, holdRun, startDemo } from '../sync/support/hold.ts'

/** The demo company, whose BSNs are read. */
async function startWithBsns(): Promise<TestApp> {
  const app = await startDemo()
  await setReading(app, true)
  await app.syncNow()
  expect(await countBsns(app)).toBeGreaterThan(10)
  return app
}

async function companyIdOf(app: TestApp): Promise<string> {
  const { company } = await app.ask(CompanyIdDocument, { number: '1001' })
  return company?.id ?? ''
}

const setReading = async (app: TestApp, readBsn: boolean) =>
  app.ask(UpdateSettingsDocument, { company: await companyIdOf(app), input: { readBsn } })

const countBsns = ({ database }: TestApp) =>
  database.prisma.participant.count({ where: { OR: [{ bsnEncrypted: { not: null } }, { bsnHash: { not: null } }] } })

describe('the BSNs of a company', () => {
  let app: TestApp
  beforeAll(async () => {
    app = await startWithBsns()
  })
  afterAll(() => app[Symbol.asyncDispose]())

  test('stay when another setting changes', async () => {
    await app.ask(UpdateSettingsDocument, { company: await companyIdOf(app), input: { holdFromPeople: 4 } })
    expect(await countBsns(app)).toBeGreaterThan(10)
  })

  test('are gone once they are no longer to be read, and nothing brings them back', async () => {
    await setReading(app, false)
    expect(await countBsns(app)).toBe(0)
    expect((await app.syncNow()).counts.mutations).toBe(0)
    expect(await countBsns(app)).toBe(0)
  })

  test('are not written by a sync that was reading them when that was said', async () => {
    await setReading(app, true)
    const operation = 'Salary_GetAll_AllEmployeesByCompany'
    app.sandbox.fault({ kind: 'delay', milliseconds: 4_000, operation, times: 1 })
    const before = app.sandbox.calls.length
    const run = app.syncNow()
    await expect.poll(() => app.sandbox.calls.slice(before).some((call) => call.operation === operation)).toBe(true)
    await setReading(app, false)
    expect(await run).toMatchObject({ status: 'REJECTED' })
    expect(await countBsns(app)).toBe(0)
  })

  test('are gone with the link', async () => {
    await setReading(app, true)
    await app.syncNow()
    expect(await countBsns(app)).toBeGreaterThan(10)
    await app.ask(RemoveLinkDocument, { company: await companyIdOf(app) })
    expect(await countBsns(app)).toBe(0)
  })
})

describe('without opening a BSN, which would be recorded', () => {
  let app: TestApp
  /** From now on nothing that is sealed as a BSN opens. */
  const alter = () => app.database.prisma.$executeRaw`
    UPDATE participant SET bsn_encrypted = decode('00', 'hex') WHERE bsn_encrypted IS NOT NULL`
  const altered = () => app.database.prisma.participant.count({ where: { bsnEncrypted: new Uint8Array([0]) } })
  const numbered = (employeeNumber: number) =>
    app.database.prisma.participant.findFirstOrThrow({ where: { employeeNumber } })
  beforeAll(async () => {
    app = await startWithBsns()
  })
  afterAll(() => app[Symbol.asyncDispose]())

  test('a held run is approved', async () => {
    const run = await holdRun(app)
    const before = await app.database.prisma.participant.findMany({ select: { id: true, bsnEncrypted: true } })
    await alter()
    expect(await approve(app, run)).toMatchObject({ __typename: 'MutationApproveSyncRunSuccess' })
    for (const { id, bsnEncrypted } of before)
      await app.database.prisma.participant.update({
        where: { id },
        data: { bsnEncrypted: bsnEncrypted && Uint8Array.from(bsnEncrypted) },
      })
  })

  test('a participant is corrected', async () => {
    await alter()
    const { id: participantId } = await numbered(101)
    expect(await updateParticipant({ participantId, city: 'Zaandam' }, 'someone', app.administration)).toMatchObject({
      city: 'Zaandam',
    })
  })

  test('participants are merged, and each keeps the BSN that was there', async () => {
    const people = await altered()
    const { id: keepId, bsnHash } = await numbered(102)
    const duplicateId = rowId(await enterByHand(app, 102))
    // Both have the same, which only their keyed hashes tell.
    const bsnEncrypted = new Uint8Array([0])
    await app.database.prisma.participant.update({ where: { id: duplicateId }, data: { bsnHash, bsnEncrypted } })
    expect(await mergeParticipants({ keepId, duplicateId }, 'someone', app.administration)).toMatchObject({ bsnHash })
    expect(await altered()).toBe(people)
  })
})
