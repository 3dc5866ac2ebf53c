import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  CompanyIdDocument,
  CreateParticipantDocument,
  EndEnrolmentDocument,
  EnrolDocument,
  MutationsDocument,
  UpdateParticipantDocument,
  UpdateRuleDocument,
} from '../../src/generated/operations.ts'
import { startTestApp, type TestApp } from '../support/app.ts'

describe('changes by hand', () => {
  let app: TestApp
  let companyId: string
  let participantId: string

  beforeAll(async () => {
    app = await startTestApp({ demo: true })
    const { company } = await app.ask(CompanyIdDocument, { number: '1001' })
    companyId = company?.id ?? ''
    await app.ended(company?.nmbrsConnection?.lastRun?.id ?? '')
  })
  afterAll(() => app[Symbol.asyncDispose]())

  const latest = async (count: number) => {
    const { company } = await app.ask(MutationsDocument, { company: '1001' })
    return (company?.mutations.edges ?? []).slice(0, count).map(({ node }) => node)
  }

  test('take in a participant who is not in Nmbrs, with the person who did it in the mutation list', async () => {
    const input = {
      companyId,
      employeeNumber: 900,
      initials: 'Q.',
      prefix: 'van',
      lastName: ' Hand ',
      birthDate: '1990-01-01',
    }
    const { createParticipant } = await app.ask(CreateParticipantDocument, { input })
    if (createParticipant.__typename !== 'MutationCreateParticipantSuccess') throw new Error('refused')
    expect(createParticipant.data).toMatchObject({ lastName: 'Hand', displayName: 'Q. van Hand', status: 'ACTIVE' })
    participantId = createParticipant.data.id
    expect(await latest(1)).toMatchObject([
      {
        kind: 'JOINED',
        source: 'MANUAL',
        actor: 'lokaal',
        effectiveDate: '2026-11-23',
        participant: { employeeNumber: 900 },
      },
    ])
  })

  test('refuse an employee number that is in use', async () => {
    const { createParticipant } = await app.ask(CreateParticipantDocument, {
      input: { companyId, employeeNumber: 101, lastName: 'Dubbel' },
    })
    expect(createParticipant).toMatchObject({
      __typename: 'ConflictError',
      message: 'Personeelsnummer 101 is bij dit bedrijf al in gebruik.',
    })
  })

  test('correct fields: one mutation per kind, in the same form as the sync writes them', async () => {
    const input = {
      participantId,
      effectiveDate: '2026-10-01',
      emailWork: ' q.hand@example.nl ',
      iban: 'nl02 test 0000 0401 04',
      postalCode: '1506ab',
      countryCode: 'nl',
    }
    const { updateParticipant } = await app.ask(UpdateParticipantDocument, { input })
    expect(updateParticipant).toMatchObject({
      data: { emailWork: 'q.hand@example.nl', iban: 'NL02TEST0000040104', postalCode: '1506 AB', countryCode: 'NL' },
    })
    expect((await latest(3)).map(({ kind, effectiveDate }) => [kind, effectiveDate]).reverse()).toEqual([
      ['CONTACT', '2026-10-01'],
      ['ADDRESS', '2026-10-01'],
      ['BANK_ACCOUNT', '2026-10-01'],
    ])
  })

  test('give no mutation for what does not differ', async () => {
    const [before] = await latest(1)
    await app.ask(UpdateParticipantDocument, { input: { participantId, iban: 'NL02TEST0000040104' } })
    expect(await latest(1)).toEqual([before])
  })

  test('report everything that is wrong at once, each in its place', async () => {
    const input = {
      participantId,
      lastName: ' ',
      emailWork: 'geen adres',
      iban: 'NL00TEST0000040104',
      countryCode: 'Nederland',
    }
    const { updateParticipant } = await app.ask(UpdateParticipantDocument, { input })
    if (updateParticipant.__typename !== 'ValidationError') throw new Error('accepted')
    expect(updateParticipant.fields.map(({ path }) => path.join('.')).sort()).toEqual([
      'input.countryCode',
      'input.emailWork',
      'input.iban',
      'input.lastName',
    ])
  })

  test('enrol and end an enrolment; no second one beside it', async () => {
    const enrol = (start: string) => app.ask(EnrolDocument, { participant: participantId, scheme: 'BIJSPAREN', start })
    const { enrolParticipant } = await enrol('2026-12-01')
    if (enrolParticipant.__typename !== 'MutationEnrolParticipantSuccess') throw new Error('refused')
    expect(enrolParticipant.data).toMatchObject({ source: 'MANUAL', endDate: null, reason: 'Met de hand ingevoerd' })
    expect((await enrol('2027-01-01')).enrolParticipant).toMatchObject({ __typename: 'ConflictError' })
    const enrolment = enrolParticipant.data.id
    const tooEarly = await app.ask(EndEnrolmentDocument, { enrolment, end: '2026-11-01' })
    expect(tooEarly.endEnrolment).toMatchObject({ __typename: 'ConflictError' })
    const ended = await app.ask(EndEnrolmentDocument, { enrolment, end: '2026-12-31' })
    expect(ended.endEnrolment).toMatchObject({ data: { startDate: '2026-12-01', endDate: '2026-12-31' } })
    expect((await latest(2)).map(({ kind, summary }) => [kind, summary])).toEqual([
      ['ENROLMENT_ENDED', 'Einde deelname Bijsparen per 31-12-2026'],
      ['ENROLLED', 'Deelname Bijsparen vanaf 01-12-2026'],
    ])
  })

  test('end an enrolment once more only on another day, and not beyond the beginning of the next one', async () => {
    const next = await app.ask(EnrolDocument, { participant: participantId, scheme: 'BIJSPAREN', start: '2027-02-01' })
    expect(next.enrolParticipant).toMatchObject({ __typename: 'MutationEnrolParticipantSuccess' })
    const { id } = await app.database.prisma.enrolment.findFirstOrThrow({ where: { endDate: new Date('2026-12-31') } })
    const enrolment = Buffer.from(`Enrolment:${id}`).toString('base64')
    const before = await latest(2)
    const end = async (end: string) => (await app.ask(EndEnrolmentDocument, { enrolment, end })).endEnrolment
    expect(await end('2026-12-31')).toMatchObject({ data: { endDate: '2026-12-31' } })
    expect(await end('2027-02-01')).toMatchObject({
      __typename: 'ConflictError',
      message: 'Op deze einddatum neemt deze deelnemer alweer deel aan deze regeling. Kies een eerdere datum.',
    })
    expect(await latest(2)).toEqual(before)
    expect(await end('2027-01-31')).toMatchObject({ data: { endDate: '2027-01-31' } })
    expect((await latest(1))[0]).toMatchObject({ summary: 'Einde deelname Bijsparen per 31-01-2027' })
  })

  test('change the rule of a scheme: what is left out stays, a minimum age of null is taken away', async () => {
    const rule = (input: object) => app.ask(UpdateRuleDocument, { input: { companyId, scheme: 'BIJSPAREN', ...input } })
    expect((await rule({ automatic: true, minimumAge: 21, waitingMonths: 2 })).updateEnrolmentRule).toMatchObject({
      data: { automatic: true, minimumAge: 21, waitingMonths: 2 },
    })
    expect((await rule({ minimumAge: null })).updateEnrolmentRule).toMatchObject({
      data: { automatic: true, minimumAge: null, waitingMonths: 2 },
    })
    expect((await rule({ waitingMonths: -1 })).updateEnrolmentRule).toMatchObject({ __typename: 'ValidationError' })
  })

  test('lose to Nmbrs in the next night, and the mutation shows it', async () => {
    const before = await app.database.prisma.participant.findFirstOrThrow({ where: { employeeNumber: 102 } })
    const id = Buffer.from(`Participant:${before.id}`).toString('base64')
    await app.ask(UpdateParticipantDocument, { input: { participantId: id, city: 'Utrecht' } })
    await app.syncNow()
    expect((await latest(1))[0]).toMatchObject({
      kind: 'ADDRESS',
      source: 'NMBRS',
      changes: [{ field: 'CITY', oldValue: 'Utrecht', newValue: 'Zaandam' }],
    })
  })
})
