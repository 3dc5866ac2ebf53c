import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  CompanyIdDocument,
  MutationsDocument,
  type MutationsQuery,
  ParticipantsDocument,
  SignalsDocument,
  UpdateParticipantDocument,
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
  })
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
      expect(starts.sort()).toEqual(
        enrolled === null
          ? []
          : [
              ['NP', aMonthLater(enrolled), null, 'RULE'],
              ['OP1', enrolled, null, 'RULE'],
            ],
      )
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
      ['ENROLLED', '2017-05-01', 'Deelname Nabestaandenpensioen vanaf 01-05-2017'],
    ])
  })

  test('gives nothing in a second sync, and writes no row besides the run', async () => {
    const before = await rowVersions(app.database)
    const second = await app.syncNow()
    expect(second.counts).toMatchObject({ joined: 0, changed: 0, left: 0, enrolled: 0, mutations: 0, unchanged: 18 })
    expect(await rowVersions(app.database)).toEqual(before)
  })

  const told = ({ participant, kind, effectiveDate, changes, scheme }: ListedMutation) => [
    participant.employeeNumber,
    kind,
    effectiveDate,
    scheme?.code ?? changes.map(({ field, oldValue, newValue }) => [field, oldValue, newValue]),
  ]

  test('gives exactly what happened the next day, in the list and once each on the feed, in the same order', async () => {
    const { company } = await app.ask(CompanyIdDocument, { number: '1001' })
    const feed = await followFeed(app.url, { company: company?.id })
    app.sandbox.nextDay()
    const run = await app.syncNow()
    const list = (await mutationsOf(run)).reverse()
    expect(list.map(told)).toEqual(nextDay)
    const [last] = await moveByHand(1)
    await feed.received(list.length + 1)
    expect(feed.mutations).toEqual([...list, last])
    await feed.close()
  })

  test('gives a subscriber who left in the middle, on return with the last cursor, exactly the list', async () => {
    await moveByHand(30)
    const before = await wholeList(app)
    const left = await followFeed(app.url, { events: 1, after: before[0]?.cursor })
    await left.received(100)
    await left.close()
    expect(left.mutations).toEqual(before.slice(1, 101))
    expect(before.length).toBeGreaterThan(110)
    app.sandbox.nextDay()
    const run = await app.syncNow()
    expect((await mutationsOf(run)).reverse().map(told)).toEqual(dayAfter)
    const rest = await followFeed(app.url, { after: left.cursor })
    await moveByHand(1)
    const after = (await wholeList(app)).slice(1)
    await rest.received(after.length - 100)
    // Of one participant the number is another by now.
    const itself = ({ participant: _, ...mutation }: ListedMutation) => mutation
    expect([...left.mutations, ...rest.mutations].map(itself)).toEqual(after.map(itself))
    await rest.close()
  })

  test('shows after two days who left, came back and is missing, and which number needs a look', async () => {
    const statuses = new Map((await participants()).map((one) => [one.employeeNumber, one.status]))
    expect([107, 108, 124, 203].map((number) => statuses.get(number))).toEqual(['LEFT', 'ACTIVE', 'MISSING', 'ACTIVE'])
    const { company } = await app.ask(SignalsDocument, { company: '1001' })
    const codes = (company?.signals.edges ?? []).map(({ node }) => [node.code, node.employeeNumber])
    expect(codes).toContainEqual(['POSSIBLE_DUPLICATE', 107])
    expect(codes).toContainEqual(['MISSING_IN_NMBRS', 124])
    expect(codes).toContainEqual(['EMPLOYEE_NUMBER_CHANGED', 203])
    expect((await app.syncNow()).counts).toMatchObject({ mutations: 0 })
  })

  /** So many changes of one person by hand, as they are in the list, oldest first. */
  async function moveByHand(times: number): Promise<ListedMutation[]> {
    const withoutNumber = (await participants()).find(({ employeeNumber }) => employeeNumber === null)!
    for (let time = 0; time < times; time++) {
      moves += 1
      const input = { participantId: withoutNumber.id, houseNumber: String(moves) }
      await app.ask(UpdateParticipantDocument, { input })
    }
    return (await wholeList(app)).slice(-times)
  }
  let moves = 0
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
  [
    127,
    'WORKING_HOURS',
    '2026-11-23',
    [
      ['HOURS_PER_WEEK', '38.00', '30.40'],
      ['PART_TIME_PERCENTAGE', '100.00', '80.00'],
    ],
  ],
  [
    128,
    'JOINED',
    '2026-11-23',
    [
      ['EMPLOYEE_NUMBER', null, '128'],
      ['INITIALS', null, 'N.'],
      ['FIRST_NAME', null, 'Nina'],
      ['LAST_NAME', null, 'Nieuwenhuis'],
      ['NAME_USAGE', null, 'OWN'],
      ['GENDER', null, 'FEMALE'],
      ['BIRTH_DATE', null, '1996-03-08'],
      ['MARITAL_STATUS', null, 'UNMARRIED'],
      ['EMAIL_WORK', null, 'nina.nieuwenhuis@goudenaar.example'],
      ['PHONE_MOBILE_PRIVATE', null, '06 00040128'],
      ['STREET', null, 'Deegstraat'],
      ['HOUSE_NUMBER', null, '128'],
      ['POSTAL_CODE', null, '1506 AB'],
      ['CITY', null, 'Zaandam'],
      ['COUNTRY_CODE', null, 'NL'],
      ['EMPLOYED_FROM', null, '2026-11-23'],
      ['SALARY_KIND', null, 'GROSS_FULL_TIME'],
      ['FULL_TIME_SALARY', null, '2580.00'],
      ['PART_TIME_SALARY', null, '2580.00'],
      ['SALARY_PERIOD', null, 'MONTH'],
      ['HOURS_PER_WEEK', null, '38.00'],
      ['PART_TIME_PERCENTAGE', null, '100.00'],
    ],
  ],
  [128, 'ENROLLED', '2026-11-23', 'OP1'], // and in NP after a month
]

const dayAfter = [
  [106, 'CONTACT', '2026-11-23', [['PHONE_MOBILE_PRIVATE', '06 00040106', '06 00099106']]],
  [107, 'LEFT', '2026-11-22', [['EMPLOYED_UNTIL', null, '2026-11-22']]],
  [107, 'ENROLMENT_ENDED', '2026-11-22', 'OP1'],
  [107, 'ENROLMENT_ENDED', '2026-11-22', 'NP'],
  [
    108,
    'REJOINED',
    '2026-11-23',
    [
      ['EMPLOYED_FROM', '2015-05-01', '2026-11-23'],
      ['EMPLOYED_UNTIL', '2026-11-22', null],
    ],
  ],
  [108, 'ENROLLED', '2026-11-23', 'OP1'],
  [128, 'BANK_ACCOUNT', '2026-11-23', [['IBAN', null, 'NL33TEST0000040128']]],
  [203, 'EMPLOYEE_NUMBER', '2026-11-23', [['EMPLOYEE_NUMBER', '103', '203']]],
]

/** Of a date that is there in every month. */
const aMonthLater = (date: string): string => {
  const [year, month, day] = date.split('-').map(Number)
  return new Date(Date.UTC(year!, month!, day)).toISOString().slice(0, 10)
}

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
