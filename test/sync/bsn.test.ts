/** BSNs, at a company that reads them: taken over from Nmbrs, and masked wherever the API tells of one. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  CompanyIdDocument,
  MutationsDocument,
  ParticipantsDocument,
  SignalsDocument,
  UpdateSettingsDocument,
} from '../../src/generated/operations.ts'
import type { Run, TestApp } from '../support/app.ts'
import { startDemo } from './support/hold.ts'

/** Each was worked out by hand from the EmployeeId: 99, the id, and what makes the eleven-test right. */
const masked: Record<number, string> = {
  101: '******102', // 994010102
  102: '******205', // 994010205
  103: '******308',
  104: '******400',
  105: '******503',
  106: '******606',
  107: '******709',
  108: '******801',
  109: '******904',
  118: '******805',
  121: '******111',
  122: '******202',
  123: '******305',
  124: '******408',
  126: '******603',
  127: '******706', // only by PersonalInfo_GetCurrent
}

describe('a company that begins to read BSNs', () => {
  let app: TestApp
  let run: Run
  beforeAll(async () => {
    app = await startDemo()
    const { company } = await app.ask(CompanyIdDocument, { number: '1001' })
    await app.ask(UpdateSettingsDocument, { company: company!.id, input: { readBsn: true } })
    run = await app.syncNow()
  })
  afterAll(() => app[Symbol.asyncDispose]())

  const bsns = async () => {
    const { company } = await app.ask(ParticipantsDocument, { company: '1001' })
    const found = (company?.participants.edges ?? []).flatMap(({ node }) => (node.bsn ? [node] : []))
    return Object.fromEntries(found.map(({ employeeNumber, bsn }) => [employeeNumber, bsn]))
  }
  const changesOf = async ({ id }: Run) => {
    const { company } = await app.ask(MutationsDocument, { company: '1001', run: id })
    return (company?.mutations.edges ?? []).map(({ node }) => [
      node.participant.employeeNumber,
      node.kind,
      node.changes,
    ])
  }

  test('has that of everyone who has one in Nmbrs, but for one that fails the eleven-test, which is told', async () => {
    expect(await bsns()).toEqual(masked)
    const { company } = await app.ask(SignalsDocument, { company: '1001' })
    const invalid = (company?.signals.edges ?? []).filter(({ node }) => node.code === 'INVALID_VALUE')
    expect(invalid.map(({ node }) => [node.employeeNumber, node.message.slice(0, 3)]).sort()).toEqual([
      [123, 'IBA'],
      [125, 'BSN'],
    ])
  })

  test('has each in the mutation list, masked', async () => {
    const expected = Object.entries(masked).map(([number, bsn]) => [
      Number(number),
      'PERSONAL',
      [{ field: 'BSN', oldValue: null, newValue: bsn }],
    ])
    expect((await changesOf(run)).reverse()).toEqual(expected)
  })

  test('has nothing to tell of them in the next sync', async () => {
    expect(await changesOf(await app.syncNow())).toEqual([])
  })

  test('takes who has another BSN by now for someone else: nothing is written, and that is told', async () => {
    app.sandbox.edit(({ companies: [company] }) => {
      company!.employees.find(({ EmployeeId }) => EmployeeId === 40101)!.personalInfos.at(-1)!.BSN = '123456782'
    })
    expect(await changesOf(await app.syncNow())).toEqual([])
    expect(await bsns()).toEqual(masked)
    const { company } = await app.ask(SignalsDocument, { company: '1001' })
    const codes = (company?.signals.edges ?? []).map(({ node }) => [node.code, node.employeeNumber])
    expect(codes).toContainEqual(['POSSIBLE_DUPLICATE', 101])
  })
})
