import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { holdReasonText } from '../../src/core/texts/hold-reason.ts'
import { failureMessage } from '../../src/core/texts/index.ts'
import { newId } from '../../src/db/id.ts'
import { placeOf } from '../../src/security/sealed-columns.ts'
import { type RunPeople, sealRunPeople } from '../../src/sync/run-people.ts'
import { startTestApi, type TestApi } from './support/api.ts'
import { append, createCompany, createParticipant, globalId, link, mutationOf } from './support/seed.ts'
import { secrets } from './support/services.ts'

let api: TestApi
let companyId: string
let participantId: string

beforeAll(async () => {
  api = await startTestApi()
  const { prisma } = api.database
  companyId = (await createCompany(prisma, '1', { link: { create: { ...link, readBsn: true } } })).id
  participantId = newId()
  await createParticipant(prisma, companyId, {
    id: participantId,
    employeeNumber: 12,
    initials: 'A.B.',
    prefix: 'de',
    lastName: 'Vries',
    partnerPrefix: 'van den',
    partnerLastName: 'Berg',
    nameUsage: 'OWN_PARTNER',
    birthDate: new Date('1980-02-29'),
    bsnEncrypted: secrets.seal('123456782', placeOf('bsn', participantId)),
    salaryKind: 'GROSS_PART_TIME',
    fullTimeSalary: '999999999999.99',
    partTimeSalary: '3450',
    hoursPerWeek: '36',
    partTimePercentage: '94.7',
  })
})
afterAll(() => api.close())

describe('a participant', () => {
  const query = `{ company(number: "1") { participants { edges { node {
    displayName bsn birthDate gender fullTimeSalary partTimeSalary salaryPeriod hoursPerWeek partTimePercentage
  } } } } }`
  const one = async () =>
    ((await api.ask(query)) as { company: { participants: { edges: { node: object }[] } } }).company.participants
      .edges[0]?.node

  test('has exact amounts, calendar dates and a name to show', async () => {
    expect(await one()).toEqual({
      displayName: 'A.B. de Vries - van den Berg',
      bsn: '******782',
      birthDate: '1980-02-29',
      gender: null,
      fullTimeSalary: '999999999999.99',
      partTimeSalary: '3450.00',
      salaryPeriod: 'MONTH',
      hoursPerWeek: '36.00',
      partTimePercentage: '94.70',
    })
  })

  test('has no BSN while the company does not read it', async () => {
    const { prisma } = api.database
    await prisma.nmbrsLink.update({ where: { companyId }, data: { readBsn: false } })
    expect(await one()).toMatchObject({ bsn: null })
    await prisma.nmbrsLink.delete({ where: { companyId } })
    expect(await one()).toMatchObject({ bsn: null })
    await prisma.nmbrsLink.create({ data: { ...link, companyId, readBsn: true } })
  })
})

describe('values of changes', () => {
  test.each([
    ['FULL_TIME_SALARY', '3450.00', '3.450,00', '3,450.00'],
    ['BIRTH_DATE', '1980-02-29', '29-02-1980', '1980-02-29'],
    ['GENDER', 'FEMALE', 'vrouw', 'female'],
    ['CITY', 'Utrecht', 'Utrecht', 'Utrecht'],
    ['CITY', null, 'gewist', 'erased'],
  ] as const)('%s %s reads as "%s", in English as "%s"', async (field, value, dutch, english) => {
    const { prisma } = api.database
    await append(prisma, companyId, [
      mutationOf(participantId, { changes: [{ field, oldValue: value, newValue: value }] }),
    ])
    const query = `{ company(number: "1") { mutations(first: 1) { edges { node { changes {
      oldText newText en: newText(locale: en)
    } } } } } }`
    const changes = [{ oldText: dutch, newText: dutch, en: english }]
    expect(await api.ask(query)).toEqual({ company: { mutations: { edges: [{ node: { changes } }] } } })
    await prisma.participantMutation.deleteMany()
  })
})

describe('words', () => {
  test('of mutations, changes, schemes and enrolments are Dutch, and English for who asks', async () => {
    const { prisma } = api.database
    await prisma.enrolment.create({
      data: {
        companyId,
        participantId,
        scheme: 'NP',
        startDate: new Date('2026-01-01'),
        source: 'RULE',
        reason: { code: 'MINIMUM_AGE', age: 21 },
      },
    })
    await append(prisma, companyId, [
      mutationOf(participantId, { kind: 'ENROLLED', scheme: 'NP', effectiveDate: '2026-01-01', changes: [] }),
      mutationOf(participantId, {
        changes: [{ field: 'IBAN', oldValue: null, newValue: 'NL91ABNA0417164300' }],
        kind: 'BANK_ACCOUNT',
      }),
    ])
    const query = `query ($id: ID!) { node(id: $id) { ... on Participant {
      enrolments { startDate scheme { code name en: name(locale: en) voluntary } reason en: reason(locale: en) }
      mutations { edges { node { summary en: summary(locale: en) scheme { code } changes { field label en: label(locale: en) oldValue newValue } } } }
    } } }`
    expect(await api.ask(query, { id: globalId('Participant', participantId) })).toMatchInlineSnapshot(`
      {
        "node": {
          "enrolments": [
            {
              "en": "From the month in which the age of 21 is reached",
              "reason": "Vanaf de maand waarin de leeftijd van 21 jaar wordt bereikt",
              "scheme": {
                "code": "NP",
                "en": "Partner's pension",
                "name": "Nabestaandenpensioen",
                "voluntary": false,
              },
              "startDate": "2026-01-01",
            },
          ],
          "mutations": {
            "edges": [
              {
                "node": {
                  "changes": [
                    {
                      "en": "IBAN",
                      "field": "IBAN",
                      "label": "IBAN",
                      "newValue": "NL91ABNA0417164300",
                      "oldValue": null,
                    },
                  ],
                  "en": "Bank account: IBAN empty → NL91ABNA0417164300",
                  "scheme": null,
                  "summary": "Bankrekening: IBAN leeg → NL91ABNA0417164300",
                },
              },
              {
                "node": {
                  "changes": [],
                  "en": "Enrolled in Partner's pension from 2026-01-01",
                  "scheme": {
                    "code": "NP",
                  },
                  "summary": "Deelname Nabestaandenpensioen vanaf 01-01-2026",
                },
              },
            ],
          },
        },
      }
    `)
  })

  test('of a signal', async () => {
    const { prisma } = api.database
    const open = { companyId, participantId, employeeNumber: 12, severity: 'WARNING' as const }
    await prisma.signal.createMany({
      data: [
        {
          ...open,
          code: 'INVALID_VALUE',
          subject: 'a',
          details: { field: 'IBAN' },
          firstSeenAt: new Date('2026-11-20T01:00:00Z'),
        },
        {
          ...open,
          code: 'PART_TIME_OVER_100',
          subject: 'b',
          details: { percentage: '105.00' },
          firstSeenAt: new Date('2026-11-24T01:00:00Z'),
        },
        {
          ...open,
          code: 'NO_SCHEDULE',
          subject: 'c',
          details: {},
          firstSeenAt: new Date('2026-11-19T01:00:00Z'),
          resolvedAt: new Date('2026-11-21T01:00:00Z'),
          open: null,
        },
      ],
    })
    const run = { companyId, trigger: 'NIGHTLY' as const, mode: 'APPLY' as const, status: 'SUCCEEDED' as const }
    await prisma.syncRun.createMany({
      data: [
        { ...run, finishedAt: new Date('2026-11-22T01:20:00Z') },
        { ...run, finishedAt: new Date('2026-11-23T01:20:00Z') },
        { ...run, finishedAt: new Date('2026-11-25T01:20:00Z'), employeeNumber: 12 },
        { ...run, finishedAt: new Date('2026-11-25T01:20:00Z'), mode: 'PREVIEW' },
        { ...run, finishedAt: new Date('2026-11-25T01:20:00Z'), status: 'FAILED' },
      ],
    })
    const query = `{ company(number: "1") {
      open: signals { edges { node { code message en: message(locale: en) lastSeenAt resolvedAt participant { displayName } } } }
      closed: signals(filter: { resolved: true }) { edges { node { code lastSeenAt } } }
      severe: signals(filter: { severities: [ERROR] }) { edges { node { code } } }
      some: signals(filter: { codes: [INVALID_VALUE] }) { edges { node { code } } }
    } }`
    expect(await api.ask(query)).toMatchInlineSnapshot(`
      {
        "company": {
          "closed": {
            "edges": [
              {
                "node": {
                  "code": "NO_SCHEDULE",
                  "lastSeenAt": "2026-11-21T01:00:00.000Z",
                },
              },
            ],
          },
          "open": {
            "edges": [
              {
                "node": {
                  "code": "PART_TIME_OVER_100",
                  "en": "The part-time percentage is over 100: 105.00%.",
                  "lastSeenAt": "2026-11-24T01:00:00.000Z",
                  "message": "Het parttimepercentage is hoger dan 100: 105,00 %.",
                  "participant": {
                    "displayName": "A.B. de Vries - van den Berg",
                  },
                  "resolvedAt": null,
                },
              },
              {
                "node": {
                  "code": "INVALID_VALUE",
                  "en": "IBAN is not valid in Nmbrs; the existing value was kept.",
                  "lastSeenAt": "2026-11-23T01:20:00.000Z",
                  "message": "IBAN in Nmbrs is ongeldig; de bestaande waarde is behouden.",
                  "participant": {
                    "displayName": "A.B. de Vries - van den Berg",
                  },
                  "resolvedAt": null,
                },
              },
            ],
          },
          "severe": {
            "edges": [],
          },
          "some": {
            "edges": [
              {
                "node": {
                  "code": "INVALID_VALUE",
                },
              },
            ],
          },
        },
      }
    `)
  })
})

describe('the link', () => {
  test('shows its settings and schedule, and what to do when it needs attention', async () => {
    const { prisma } = api.database
    const query = `{ company(number: "1") { nmbrsConnection {
      status attention en: attention(locale: en) username domain tokenHint nmbrsCompany { id number name chamberOfCommerceNumber }
      settings { fullTimeHoursPerWeek employeeTypes traineeEmploymentTypes onCallInfluenceCodes holdWhenLeaversExceedPercent holdFromPeople readBsn }
      schedule { cron timeZone nextRunAt lastRunAt } lastRun { status }
    } } }`
    expect(await api.ask(query)).toMatchObject({
      company: { nmbrsConnection: { status: 'DISABLED', attention: null, schedule: { nextRunAt: null } } },
    })
    await prisma.nmbrsLink.update({
      where: { companyId },
      data: {
        status: 'ATTENTION',
        attention: { code: 'CALL_NOT_ALLOWED', call: 'EmployeeService.Salary_GetAll_AllEmployeesByCompany' },
        fullTimeHoursPerWeek: '37.5',
      },
    })
    await prisma.syncRun.create({
      data: {
        companyId,
        trigger: 'NIGHTLY',
        mode: 'APPLY',
        status: 'FAILED',
        queuedAt: new Date('2027-01-01'),
        startedAt: new Date('2026-11-23T00:15:00Z'),
      },
    })
    expect(await api.ask(query)).toMatchInlineSnapshot(`
      {
        "company": {
          "nmbrsConnection": {
            "attention": "Het API-account mag de aanroep EmployeeService.Salary_GetAll_AllEmployeesByCompany niet gebruiken. Zet deze in Nmbrs aan onder Instellingen > User templates, met het tandwiel onder API.",
            "domain": null,
            "en": "The API account may not use the call EmployeeService.Salary_GetAll_AllEmployeesByCompany. Switch it on in Nmbrs under Settings > User templates, with the cog under API.",
            "lastRun": {
              "status": "FAILED",
            },
            "nmbrsCompany": {
              "chamberOfCommerceNumber": null,
              "id": 501,
              "name": "Voorbeeld BV",
              "number": 1,
            },
            "schedule": {
              "cron": "15 1 * * *",
              "lastRunAt": "2026-11-23T00:15:00.000Z",
              "nextRunAt": "2026-11-24T00:15:00.000Z",
              "timeZone": "Europe/Amsterdam",
            },
            "settings": {
              "employeeTypes": [],
              "fullTimeHoursPerWeek": "37.50",
              "holdFromPeople": 3,
              "holdWhenLeaversExceedPercent": "10.00",
              "onCallInfluenceCodes": [
                5,
                6,
              ],
              "readBsn": true,
              "traineeEmploymentTypes": [
                7,
              ],
            },
            "status": "ATTENTION",
            "tokenHint": "ab12",
            "username": "api@voorbeeld.nl",
          },
        },
      }
    `)
  })
})

describe('a run', () => {
  test('shows what it found, would do, and why it stopped', async () => {
    const { prisma } = api.database
    const reasons = [
      { rule: 'LEAVERS' as const, people: 12, active: 80, limitPercent: '10.00' },
      { rule: 'EMPTIED' as const, field: 'IBAN' as const, people: 40, active: 80, limitPercent: '25.00' },
    ]
    const { id } = await prisma.syncRun.create({
      data: {
        companyId,
        trigger: 'MANUAL',
        mode: 'PREVIEW',
        status: 'HELD',
        step: 'FINISHED',
        counts: { read: 25, joined: 1 },
        holdReason: reasons,
        failure: { code: 'NMBRS_UNAVAILABLE', call: null, retryable: true },
      },
    })
    const people: RunPeople = {
      plan: [
        {
          participantId,
          nmbrsEmployeeId: 4012,
          employeeNumber: 12,
          name: 'A.B. de Vries',
          kind: 'LEFT',
          source: 'NMBRS',
          effectiveDate: '2026-11-30',
          scheme: null,
          changes: [],
        },
        {
          participantId: null,
          nmbrsEmployeeId: 4013,
          employeeNumber: 13,
          name: 'N. Nieuw',
          kind: 'JOINED',
          source: 'NMBRS',
          effectiveDate: '2026-12-01',
          scheme: null,
          changes: [{ field: 'LAST_NAME', oldValue: null, newValue: 'Nieuw' }],
        },
      ],
      exclusions: [{ employeeNumber: null, nmbrsEmployeeId: 9, name: 'Z. Onder', reason: 'MISSING_EMPLOYEE_NUMBER' }],
    }
    await prisma.syncRun.update({ where: { id }, data: sealRunPeople(id, people, secrets) })
    const query = `query ($id: ID!) { syncRun(id: $id) {
      mode status progress { step done total } counts { read joined left }
      plannedMutations { participantId name kind summary effectiveDate changes { label newValue } }
      exclusions { employeeNumber nmbrsEmployeeId name reason message en: message(locale: en) }
      holdReason en: holdReason(locale: en) failure { code message retryable }
    } }`
    expect(await api.ask(query, { id: globalId('SyncRun', id) })).toEqual({
      syncRun: {
        mode: 'PREVIEW',
        status: 'HELD',
        progress: { step: 'FINISHED', done: 0, total: null },
        counts: { read: 25, joined: 1, left: 0 },
        plannedMutations: [
          {
            participantId: globalId('Participant', participantId),
            name: 'A.B. de Vries',
            kind: 'LEFT',
            summary: 'Uit dienst, laatste dag 30-11-2026',
            effectiveDate: '2026-11-30',
            changes: [],
          },
          {
            participantId: null,
            name: 'N. Nieuw',
            kind: 'JOINED',
            summary: 'In dienst per 01-12-2026',
            effectiveDate: '2026-12-01',
            changes: [{ label: 'Achternaam', newValue: 'Nieuw' }],
          },
        ],
        exclusions: [
          {
            employeeNumber: null,
            nmbrsEmployeeId: 9,
            name: 'Z. Onder',
            reason: 'MISSING_EMPLOYEE_NUMBER',
            message: 'Heeft in Nmbrs geen personeelsnummer. Vul het daar in.',
            en: 'Has no employee number in Nmbrs. Fill it in there.',
          },
        ],
        holdReason: holdReasonText(reasons, 'nl', true),
        en: holdReasonText(reasons, 'en', true),
        failure: {
          code: 'NMBRS_UNAVAILABLE',
          message: failureMessage({ code: 'NMBRS_UNAVAILABLE' }, 'nl'),
          retryable: true,
        },
      },
    })
  })

  test('that has not begun has counts of 0', async () => {
    const { id } = await api.database.prisma.syncRun.create({ data: { companyId, trigger: 'MANUAL', mode: 'APPLY' } })
    const query =
      'query ($id: ID!) { syncRun(id: $id) { counts { read unchanged } plannedMutations { name } holdReason failure { code } } }'
    expect(await api.ask(query, { id: globalId('SyncRun', id) })).toEqual({
      syncRun: { counts: { read: 0, unchanged: 0 }, plannedMutations: [], holdReason: null, failure: null },
    })
  })
})

describe('a scalar that is given', () => {
  const query =
    'query ($until: DateTime) { company(number: "1") { mutations(filter: { until: $until }) { edges { cursor } } } }'

  test.each(['2026-11-23T15:30:00Z', '2026-11-23T15:30:00.123+01:00', '2026-11-23T15:30Z'])(
    'may be the moment %s',
    async (until) => {
      expect((await api.post({ query, variables: { until } })).body?.errors).toBeUndefined()
    },
  )

  test.each(['2026-11-23', '2026-11-23T15:30:00', '2026-13-23T15:30:00Z', 'nu', 1, true])(
    'is refused when it is no moment: %j',
    async (until) => {
      expect((await api.post({ query, variables: { until } })).body?.errors?.[0]?.message).toContain(
        'A DateTime is a moment with its time zone',
      )
    },
  )

  const enrol =
    'mutation ($date: Date!) { enrolParticipant(participantId: "x", scheme: NP, startDate: $date) { __typename } }'

  test.each(['2026-02-29', '2026-11-31', '23-11-2026', '2026-1-1', '2026-11-23T00:00:00Z', 20261123])(
    'is refused when it is no day: %j',
    async (date) => {
      expect((await api.post({ query: enrol, variables: { date } })).body?.errors?.[0]?.message).toContain(
        'A Date is a day that exists',
      )
    },
  )

  const settings =
    'mutation ($hours: Decimal!) { updateSyncSettings(companyId: "x", input: { fullTimeHoursPerWeek: $hours }) { __typename } }'

  test.each(['36,5', '1e3', '', 'NaN', 36.5, '0x10'])('is refused when it is no exact number: %j', async (hours) => {
    expect((await api.post({ query: settings, variables: { hours } })).body?.errors?.[0]?.message).toContain(
      'A Decimal is an exact number',
    )
  })
})
