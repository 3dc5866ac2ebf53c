import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  CompanyIdDocument,
  MutationsDocument,
  type MutationsQuery,
  ParticipantsDocument,
  SignalsDocument,
} from '../../src/generated/operations.ts'
import { type Run, startTestApp, type TestApp } from '../support/app.ts'
import { databaseKinds } from '../support/database.ts'
import { followFeed } from '../support/feed-client.ts'
import { rowVersions } from '../support/tables.ts'
import { expectedExclusions, expectedParticipants } from './first-sync.expected.ts'

/** The demo company through SOAP, the engine and GraphQL; what each step leaves, the next one finds. */
describe.each(databaseKinds)('the demo company (%s database)', (kind) => {
  let app: TestApp
  let first: Run

  beforeAll(async () => {
    app = await startTestApp({ kind, demo: true })
    const { company } = await app.ask(CompanyIdDocument, { number: '1001' })
    first = await app.ended(company?.nmbrsConnection?.lastRun?.id ?? '')
  }, 60_000)
  afterAll(() => app[Symbol.asyncDispose]())

  const participants = async () => {
    const { company } = await app.ask(ParticipantsDocument, { company: '1001' })
    return (company?.participants.edges ?? []).map(({ node }) => node)
  }
  const mutationsOf = async (run: Run) => {
    const { company } = await app.ask(MutationsDocument, { company: '1001', run: run.id })
    return (company?.mutations.edges ?? []).map(({ node }) => node)
  }

  test('is linked and synchronised at the first start', () => {
    expect(first).toMatchObject({ trigger: 'MANUAL', status: 'SUCCEEDED', failure: null })
    expect(first.counts).toEqual({
      read: 29,
      excluded: 10,
      joined: 15,
      rejoined: 0,
      changed: 3,
      left: 0,
      missing: 0,
      unchanged: 0,
      enrolled: 32,
      mutations: 68,
      signals: 10,
    })
  })

  test('has every field of everyone as Nmbrs gives it', async () => {
    const found = await participants()
    for (const { enrolled, ...expected } of expectedParticipants) {
      const { id, enrolments, ...fields } = found.find((one) => one.employeeNumber === expected.employeeNumber)!
      expect(fields).toEqual(expected)
      const starts = enrolments.map(({ scheme, startDate, endDate, source }) => [
        scheme.code,
        startDate,
        endDate,
        source,
      ])
      expect(starts.sort()).toEqual(enrolled ? ['NP', 'OP1'].map((scheme) => [scheme, enrolled, null, 'RULE']) : [])
    }
    expect(found.map((one) => one.employeeNumber).filter(Number)).toHaveLength(expectedParticipants.length)
  })

  test('tells whom it left out, and why', () => {
    expect(first.exclusions).toEqual(expectedExclusions)
  })

  test('tells what someone should look at', async () => {
    const { company } = await app.ask(SignalsDocument, { company: '1001' })
    const signals = (company?.signals.edges ?? []).map(({ node }) => [
      node.code,
      node.severity,
      node.employeeNumber,
      node.nmbrsEmployeeId,
    ])
    expect(signals.sort()).toEqual([
      ['BLANK_PARTNER_NAME', 'WARNING', 109, 40109],
      ['DUPLICATE_EMPLOYEE_NUMBER', 'ERROR', 110, 40110],
      ['DUPLICATE_EMPLOYEE_NUMBER', 'ERROR', 110, 40210],
      ['INVALID_VALUE', 'WARNING', 123, 40123],
      ['MISSING_EMPLOYEE_NUMBER', 'ERROR', null, 40111],
      ['NO_SCHEDULE', 'WARNING', 122, 40122],
      ['PART_TIME_OVER_100', 'WARNING', 108, 40108],
      ['POSSIBLE_DUPLICATE', 'ERROR', 129, 40129],
      ['UNSUPPORTED_SALARY_KIND', 'WARNING', 120, 40120],
      ['WORK_EMAIL_EMPTIED', 'INFO', 125, 40125],
    ])
  })

  test('is enriched where it was known already: old value, new value, and from when', async () => {
    const ofSanne = (await mutationsOf(first)).filter(({ participant }) => participant.employeeNumber === 101)
    expect(ofSanne.map(({ kind, effectiveDate, summary }) => [kind, effectiveDate, summary]).reverse()).toEqual([
      ['NAME', '2026-11-23', 'Naam: voornaam leeg → Sanne'],
      [
        'PERSONAL',
        '2026-11-23',
        'Persoonsgegevens: geslacht leeg → vrouw; burgerlijke staat leeg → ongehuwd; in dienst vanaf leeg → 01-04-2017',
      ],
      [
        'CONTACT',
        '2026-11-23',
        'Contact: e-mail zakelijk leeg → sanne.korenaar@goudenaar.example; e-mail privé leeg → sanne@korenaar.example; telefoon zakelijk leeg → 075 0000001; mobiel zakelijk leeg → 06 00000101; telefoon privé leeg → 075 0000101; mobiel privé leeg → 06 00040101',
      ],
      [
        'ADDRESS',
        '2017-04-01',
        'Adres: straat leeg → Deegstraat; huisnummer leeg → 101; postcode leeg → 1506 AB; woonplaats leeg → Zaandam; land leeg → NL',
      ],
      ['BANK_ACCOUNT', '2026-11-23', 'Bankrekening: IBAN leeg → NL83TEST0000040101'],
      ['SALARY', '2026-01-01', 'Salaris: 0,00 → 3.450,00'],
      ['WORKING_HOURS', '2017-04-01', 'Arbeidsduur: uren per week leeg → 38,00; parttimepercentage leeg → 100,00'],
      ['ENROLLED', '2017-04-01', 'Deelname Ouderdomspensioen vanaf 01-04-2017'],
      ['ENROLLED', '2017-04-01', 'Deelname Nabestaandenpensioen vanaf 01-04-2017'],
    ])
  })

  test('gives nothing in a second sync, and writes no row besides the run', async () => {
    const before = await rowVersions(app.database)
    const second = await app.syncNow()
    expect(second.counts).toMatchObject({ joined: 0, changed: 0, left: 0, enrolled: 0, mutations: 0, unchanged: 18 })
    expect(await rowVersions(app.database)).toEqual(before)
  })

  test('gives exactly what happened the next day, in the list and once each on the feed, in the same order', async () => {
    const { company } = await app.ask(CompanyIdDocument, { number: '1001' })
    const feed = await followFeed(app.url, { company: company?.id })
    app.sandbox.nextDay()
    const run = await app.syncNow()
    const list = (await mutationsOf(run)).reverse()
    expect(
      list.map(({ participant, kind, effectiveDate, changes, scheme }) => [
        participant.employeeNumber,
        kind,
        effectiveDate,
        scheme?.code ??
          (kind === 'JOINED' ? null : changes.map(({ field, oldValue, newValue }) => [field, oldValue, newValue])),
      ]),
    ).toEqual(nextDay)
    await feed.received(list.length)
    expect(feed.mutations).toEqual(list)
    await feed.close()
  })

  test('gives a subscriber who left in the middle, on return with the last cursor, exactly the list', async () => {
    const [oldest, ...before] = await wholeList(app)
    const left = await followFeed(app.url, { after: oldest?.cursor })
    await left.received(1)
    await left.close()
    app.sandbox.nextDay()
    expect((await app.syncNow()).counts.mutations).toBe(2)
    const rest = await followFeed(app.url, { after: left.cursor })
    await rest.received(before.length + 2 - left.mutations.length)
    expect([...left.mutations, ...rest.mutations]).toEqual((await wholeList(app)).slice(1))
    await rest.close()
  })
})

const nextDay = [
  [
    101,
    'SALARY',
    '2026-11-23',
    [
      ['FULL_TIME_SALARY', '3450.00', '3600.00'],
      ['PART_TIME_SALARY', '3450.00', '3600.00'],
    ],
  ],
  [
    102,
    'ADDRESS',
    '2026-11-01',
    [
      ['STREET', 'Deegstraat', 'Korstlaan'],
      ['HOUSE_NUMBER', '102', '24'],
      ['HOUSE_NUMBER_ADDITION', null, 'B'],
      ['POSTAL_CODE', '1506 AB', '1508 KL'],
      ['CITY', 'Zaandam', 'Wormerveer'],
    ],
  ],
  [104, 'CONTACT', '2026-11-23', [['EMAIL_WORK', 'j.vandenberg@goudenaar.example', null]]],
  [108, 'LEFT', '2026-11-22', [['EMPLOYED_UNTIL', null, '2026-11-22']]],
  [108, 'ENROLMENT_ENDED', '2026-11-22', 'OP1'],
  [108, 'ENROLMENT_ENDED', '2026-11-22', 'NP'],
  [
    122,
    'NAME',
    '2026-11-23',
    [
      ['PARTNER_PREFIX', null, 'de'],
      ['PARTNER_LAST_NAME', null, 'Boer'],
      ['NAME_USAGE', 'OWN', 'PARTNER_OWN'],
    ],
  ],
  [122, 'PERSONAL', '2026-11-23', [['MARITAL_STATUS', 'UNMARRIED', 'MARRIED']]],
  [128, 'JOINED', '2026-11-23', null],
  [128, 'ENROLLED', '2026-11-23', 'OP1'],
  [128, 'ENROLLED', '2026-11-23', 'NP'],
]

type ListedMutation = NonNullable<MutationsQuery['company']>['mutations']['edges'][number]['node']

/** The mutation list of the company from the oldest on, page by page. */
async function wholeList(app: TestApp): Promise<ListedMutation[]> {
  const list: ListedMutation[] = []
  for (let after: string | null = null; ; ) {
    const { company }: MutationsQuery = await app.ask(MutationsDocument, { company: '1001', after })
    if (!company) throw new Error('The demo company is not there')
    list.push(...company.mutations.edges.map(({ node }) => node))
    if (!company.mutations.pageInfo.hasNextPage) return list.reverse()
    after = company.mutations.pageInfo.endCursor ?? null
  }
}
