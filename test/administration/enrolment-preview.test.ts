import { afterAll, beforeAll, expect, test } from 'vitest'
import { EnrolDocument, EnrolmentPreviewDocument, ParticipantsDocument } from '../../src/generated/operations.ts'
import type { TestApp } from '../support/app.ts'
import { rowVersions } from '../support/tables.ts'
import { startDemo } from '../sync/support/hold.ts'

let app: TestApp
beforeAll(async () => {
  app = await startDemo()
})
afterAll(() => app[Symbol.asyncDispose]())

type Rule = { minimumAge?: number | null; waitingMonths?: number | null }
const preview = async (scheme: 'OP1' | 'BIJSPAREN', rule: Rule = {}) => {
  const { company } = await app.ask(EnrolmentPreviewDocument, { company: '1001', scheme, ...rule })
  return company?.enrolmentPreview.edges.map(({ node }) => node) ?? []
}

test('the preview of a scheme that nobody is in has everyone in service of whom the dates are known, by name', async () => {
  const { company } = await app.ask(ParticipantsDocument, { company: '1001' })
  const people = (company?.participants.edges ?? []).map(({ node }) => node)
  const inService = people.filter(({ status, employedFrom }) => status === 'ACTIVE' && employedFrom !== null)
  const before = await rowVersions(app.database)
  const previewed = await preview('BIJSPAREN')
  expect(await rowVersions(app.database)).toEqual(before)
  expect(previewed.map(({ participant, startDate }) => [participant.employeeNumber, startDate])).toEqual(
    inService.map(({ employeeNumber, employedFrom }) => [employeeNumber, employedFrom]),
  )
  expect(previewed[0]).toMatchObject({
    reason: 'Vanaf de start van het dienstverband',
    reasonInEnglish: 'From the start of the employment',
  })
})

test('leaves out who is enrolled, by rule or by hand', async () => {
  const everyone = await preview('BIJSPAREN')
  const { company } = await app.ask(ParticipantsDocument, { company: '1001' })
  const sanne = company?.participants.edges.find(({ node }) => node.employeeNumber === 101)?.node.id ?? ''
  await app.ask(EnrolDocument, { participant: sanne, scheme: 'BIJSPAREN', start: '2027-01-01' })
  const others = everyone.filter(({ participant }) => participant.employeeNumber !== 101)
  expect(await preview('BIJSPAREN')).toEqual(others)
})

test('follows the stored rule, or the ages and months that are tried instead', async () => {
  // Only Mila, who turns 18 in February, is not enrolled yet.
  const stored = { startDate: '2027-02-01', reason: 'Vanaf de maand waarin de leeftijd van 18 jaar wordt bereikt' }
  expect(await preview('OP1')).toMatchObject([{ participant: { employeeNumber: 126 }, ...stored }])
  expect(await preview('OP1', { minimumAge: 21 })).toMatchObject([{ startDate: '2030-02-01' }])
  // Without a minimum age Robin is seen, too, whose birth date is not known.
  const months = async (rule: Rule) =>
    (await preview('OP1', rule)).map(({ participant, startDate, reason }) => [
      participant.employeeNumber,
      startDate,
      reason,
    ])
  expect(await months({ minimumAge: null })).toEqual([
    [126, '2026-11-01', 'Vanaf de start van het dienstverband'],
    [125, '2021-08-01', 'Vanaf de start van het dienstverband'],
  ])
  expect(await months({ minimumAge: null, waitingMonths: 2 })).toEqual([
    [126, '2027-01-01', 'Na 2 wachtmaanden'],
    [125, '2021-10-01', 'Na 2 wachtmaanden'],
  ])
})

test('is told in pages', async () => {
  const everyone = await preview('BIJSPAREN')
  const pages: (typeof everyone)[] = []
  let more = true
  for (let after: string | undefined; more; ) {
    const { company } = await app.ask(EnrolmentPreviewDocument, {
      company: '1001',
      scheme: 'BIJSPAREN',
      first: 8,
      after,
    })
    const { edges, pageInfo } = company!.enrolmentPreview
    pages.push(edges.map(({ node }) => node))
    more = pageInfo.hasNextPage
    after = edges.at(-1)?.cursor
  }
  expect(pages.length).toBeGreaterThan(2)
  expect(pages.slice(0, -1).map((page) => page.length)).toEqual(pages.slice(1).map(() => 8))
  expect(pages.flat()).toEqual(everyone)
})

test('refuses an age or a number of months that no rule can have', async () => {
  await expect(preview('OP1', { minimumAge: 101, waitingMonths: -1 })).rejects.toThrow(
    'Geef een getal van 0 tot en met 100. Geef een getal van 0 tot en met 120.',
  )
})
