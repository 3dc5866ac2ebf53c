import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  CreateParticipantDocument,
  EnrolDocument,
  ParticipantSignalsDocument,
  UpdateParticipantDocument,
} from '../../src/generated/operations.ts'
import { employment, svwSettings } from '../../src/sandbox/build-records.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { inShort, linkCompany, person } from '../support/case-company.ts'

/** Each case is a company of its own; all are seen on 23 November 2026 unless the case lets time pass. */
describe('people', () => {
  let app: TestApp
  beforeAll(async () => {
    app = await startTestApp()
  })
  beforeEach(() => app.setTime('2026-11-23T10:00:00+01:00'))
  afterAll(() => app[Symbol.asyncDispose]())

  test('someone who left and is hired again is the same participant: rejoined, and enrolled again', async () => {
    const company = await linkCompany(app, [person(1)])
    await company.sync()
    const before = await company.participant(1)
    company.change(50_001, (one) => Object.assign(one.employments[0]!, { EndDate: '2026-11-22' }))
    expect((await company.mutations(await company.sync())).map(inShort)).toEqual([
      [1, 'LEFT', '2026-11-22'],
      [1, 'ENROLMENT_ENDED', '2026-11-22'],
      [1, 'ENROLMENT_ENDED', '2026-11-22'],
    ])
    app.setTime('2026-12-01T10:00:00+01:00')
    company.change(50_001, (one) => one.employments.push({ ...employment('2026-12-01'), EmploymentId: 2 }))
    expect((await company.mutations(await company.sync())).map(inShort)).toEqual([
      [1, 'REJOINED', '2026-12-01'],
      [1, 'ENROLLED', '2026-12-01'],
      [1, 'ENROLLED', '2026-12-01'],
    ])
    const after = await company.participant(1)
    expect(after).toMatchObject({ id: before.id, status: 'ACTIVE', employedFrom: '2026-12-01', employedUntil: null })
    expect(after.enrolments).toHaveLength(4)
  })

  test('someone who left and was hired again while nobody looked did both', async () => {
    const company = await linkCompany(app, [person(1)])
    await company.sync()
    company.change(50_001, (one) => {
      Object.assign(one.employments[0]!, { EndDate: '2026-10-31' })
      one.employments.push({ ...employment('2026-11-15'), EmploymentId: 2 })
    })
    expect((await company.mutations(await company.sync())).map(inShort)).toEqual([
      [1, 'LEFT', '2026-10-31'],
      [1, 'REJOINED', '2026-11-15'],
      [1, 'ENROLMENT_ENDED', '2026-10-31'],
      [1, 'ENROLMENT_ENDED', '2026-10-31'],
      [1, 'ENROLLED', '2026-11-15'],
      [1, 'ENROLLED', '2026-11-15'],
    ])
  })

  test('someone who came and went between two nights is taken in and has left', async () => {
    const company = await linkCompany(app, [person(1)])
    await company.sync()
    app.setTime('2026-12-10T10:00:00+01:00')
    company.add(person(2, { employments: [employment('2026-12-01', { EndDate: '2026-12-05' })], from: '2026-12-01' }))
    expect((await company.mutations(await company.sync())).map(inShort)).toEqual([
      [2, 'JOINED', '2026-12-01'],
      [2, 'LEFT', '2026-12-05'],
      [2, 'ENROLLED', '2026-12-01'],
      [2, 'ENROLMENT_ENDED', '2026-12-05'],
      [2, 'ENROLLED', '2026-12-01'],
      [2, 'ENROLMENT_ENDED', '2026-12-05'],
    ])
  })

  test('someone who had left before the link was made is not taken in', async () => {
    const company = await linkCompany(app, [
      person(1),
      person(2, { employments: [employment('2010-01-01', { EndDate: '2020-12-31' })] }),
    ])
    const run = await company.sync()
    expect(run.exclusions).toMatchObject([{ employeeNumber: 2, reason: 'NOT_ON_PAYROLL' }])
    expect(await company.participants()).toHaveLength(1)
  })

  test('a number that was changed in Nmbrs goes to the same participant', async () => {
    const company = await linkCompany(app, [person(1)])
    await company.sync()
    const { id } = await company.participant(1)
    company.change(50_001, (one) => Object.assign(one.personalInfos[0]!, { EmployeeNumber: 7 }))
    expect(await company.mutations(await company.sync())).toMatchObject([
      { kind: 'EMPLOYEE_NUMBER', changes: [{ field: 'EMPLOYEE_NUMBER', oldValue: '1', newValue: '7' }] },
    ])
    expect((await company.participant(7)).id).toBe(id)
    expect((await company.signals()).map(({ code }) => code)).toEqual(['EMPLOYEE_NUMBER_CHANGED'])
  })

  test('a sync for one person, by the number that they had here, reads their bank account too', async () => {
    const company = await linkCompany(app, [person(1, { EmployeeId: 50_701 }), person(2)])
    await company.sync()
    const { id } = await company.participant(1)
    company.change(50_701, (one) => {
      Object.assign(one.personalInfos[0]!, { EmployeeNumber: 7 })
      Object.assign(one.bankAccounts[0]!, { IBAN: 'NL02TEST0000040104' })
    })
    const callsBefore = app.sandbox.calls.length
    expect((await company.mutations(await company.sync(1))).map(({ kind }) => kind)).toEqual([
      'EMPLOYEE_NUMBER',
      'BANK_ACCOUNT',
    ])
    expect(await company.participant(7)).toMatchObject({ id, iban: 'NL02TEST0000040104' })
    const asked = app.sandbox.calls.slice(callsBefore).filter(({ operation }) => operation.startsWith('BankAccount'))
    expect(asked.map(({ about }) => about)).toEqual([50_701])
  })

  test('two people who swap their numbers in Nmbrs each keep their own record and number, and both are told of', async () => {
    const other = { LastName: 'Ander', Birthday: '1990-02-02' }
    const company = await linkCompany(app, [person(1), person(2, { personal: other })])
    await company.sync()
    const before = await company.participants()
    expect(before.map(({ employeeNumber, lastName }) => [employeeNumber, lastName]).sort()).toEqual([
      [1, 'Persoon1'],
      [2, 'Ander'],
    ])
    company.change(50_001, (employee) => Object.assign(employee.personalInfos[0]!, { EmployeeNumber: 2 }))
    company.change(50_002, (employee) => Object.assign(employee.personalInfos[0]!, { EmployeeNumber: 1 }))
    const run = await company.sync()
    expect(run.counts).toMatchObject({ mutations: 0, joined: 0, left: 0, missing: 0 })
    expect(await company.mutations(run)).toEqual([])
    expect(await company.participants()).toEqual(before)
    const signals = await company.signals()
    expect(
      signals.map((signal) => [signal.code, signal.severity, signal.employeeNumber, signal.nmbrsEmployeeId]).sort(),
    ).toEqual([
      ['POSSIBLE_DUPLICATE', 'ERROR', 1, 50_002],
      ['POSSIBLE_DUPLICATE', 'ERROR', 2, 50_001],
    ])
  })

  test('a number that was given to someone else changes nothing, and says so', async () => {
    const company = await linkCompany(app, [person(1)])
    await company.sync()
    company.remove(50_001)
    company.add(person(1, { EmployeeId: 50_999, personal: { LastName: 'Nieuweling', Birthday: '2001-01-01' } }))
    const run = await company.sync()
    expect(run.counts).toMatchObject({ mutations: 0, missing: 0 })
    expect(await company.signals()).toMatchObject([
      {
        code: 'POSSIBLE_DUPLICATE',
        severity: 'ERROR',
        message:
          'Personeelsnummer 1 lijkt in Nmbrs nu van iemand anders te zijn. Er is niets gewijzigd; controleer het nummer.',
      },
    ])
    expect(await company.participant(1)).toMatchObject({ lastName: 'Persoon1', status: 'ACTIVE' })
  })

  test('one person who is in Nmbrs twice is told of', async () => {
    const twice = { Initials: 'D.', LastName: 'Dubbelganger', Birthday: '1975-05-05' }
    const company = await linkCompany(app, [person(1, { personal: twice }), person(2, { personal: twice })])
    await company.sync()
    expect(await company.signals()).toMatchObject([
      { code: 'POSSIBLE_DUPLICATE', severity: 'WARNING', employeeNumber: 2 },
    ])
  })

  test('twins are not one person', async () => {
    const twins = { LastName: 'Tweeling', Birthday: '1995-05-05' }
    const company = await linkCompany(app, [
      person(1, { personal: { ...twins, Initials: 'K.' } }),
      person(2, { personal: { ...twins, Initials: 'L.' } }),
    ])
    await company.sync()
    expect(await company.signals()).toEqual([])
  })

  test('someone without a number joins on the day that it is filled in', async () => {
    const company = await linkCompany(app, [person(0, { EmployeeId: 50_500 })])
    const run = await company.sync()
    expect(run.exclusions).toMatchObject([{ nmbrsEmployeeId: 50_500, reason: 'MISSING_EMPLOYEE_NUMBER' }])
    expect((await company.signals()).map(({ code }) => code)).toEqual(['MISSING_EMPLOYEE_NUMBER'])
    company.change(50_500, (one) => Object.assign(one.personalInfos[0]!, { EmployeeNumber: 5 }))
    expect((await company.mutations(await company.sync())).map(inShort)[0]).toEqual([5, 'JOINED', '2020-01-01'])
    expect(await company.signals()).toEqual([])
  })

  test('a participant entered by hand without a number is not doubled; given the number, it is the one', async () => {
    const company = await linkCompany(app, [person(3, { personal: { LastName: 'Alvast', Birthday: '1985-08-08' } })])
    const input = { companyId: company.companyId, lastName: 'Alvast', birthDate: '1985-08-08' }
    const { createParticipant } = await app.ask(CreateParticipantDocument, { input })
    if (createParticipant.__typename !== 'MutationCreateParticipantSuccess') throw new Error('refused')
    await company.sync()
    expect(await company.participants()).toHaveLength(1)
    expect((await company.signals()).map(({ code, severity }) => [code, severity])).toEqual([
      ['POSSIBLE_DUPLICATE', 'ERROR'],
    ])
    const participantId = createParticipant.data.id
    await app.ask(UpdateParticipantDocument, { input: { participantId, employeeNumber: 3 } })
    await company.sync()
    const joined = await company.participant(3)
    expect(joined).toMatchObject({ id: participantId, nmbrsEmployeeId: 50_003, employedFrom: '2020-01-01' })
    expect(joined.enrolments.map(({ scheme, startDate }) => [scheme.code, startDate]).sort()).toEqual([
      ['NP', '2020-01-01'],
      ['OP1', '2020-01-01'],
    ])
    expect(await company.signals()).toEqual([])
  })

  test('a trainee who becomes an employee joins then', async () => {
    const trainee = svwSettings('2026-01-01', { year: 2026, period: 1 }, { EmploymentType: 7 })
    const company = await linkCompany(app, [person(1, { svwSettings: [trainee] })])
    expect((await company.sync()).exclusions).toMatchObject([{ reason: 'TRAINEE' }])
    const employed = svwSettings('2026-12-01', { year: 2026, period: 12 }, { Id: 2 })
    company.change(50_001, (one) => one.svwSettings.push(employed))
    expect((await company.sync()).exclusions).toMatchObject([{ reason: 'TRAINEE' }])
    app.setTime('2026-12-01T10:00:00+01:00')
    expect((await company.mutations(await company.sync())).map(inShort)[0]).toEqual([1, 'JOINED', '2020-01-01'])
  })

  test('an employee who becomes an on-call worker has not left; nothing is changed from then on, and that is told', async () => {
    const company = await linkCompany(app, [person(1)])
    await company.sync()
    company.change(50_001, (one) => {
      Object.assign(one.svwSettings[0]!, { Influence: 5 })
      Object.assign(one.salaries[0]!, { Value: '9999.00' })
      Object.assign(one.employments[0]!, { EndDate: '2026-11-20' })
    })
    const run = await company.sync()
    expect(run.counts).toMatchObject({ mutations: 0, left: 0, missing: 0 })
    expect(await company.participant(1)).toMatchObject({ status: 'ACTIVE', fullTimeSalary: '3000.00' })
    expect(await company.signals()).toMatchObject([
      {
        code: 'NO_LONGER_IN_SCOPE',
        message:
          'Deze deelnemer staat in Nmbrs nu als oproepkracht en wordt niet meer bijgewerkt. Alles is gebleven zoals het was; beëindig zo nodig zelf de deelname.',
      },
    ])
  })

  test('an employee who becomes a trainee is told of as a trainee', async () => {
    const company = await linkCompany(app, [person(1)])
    await company.sync()
    company.change(50_001, (one) => Object.assign(one.svwSettings[0]!, { EmploymentType: 7 }))
    expect((await company.sync()).counts).toMatchObject({ mutations: 0, left: 0, missing: 0 })
    expect(await company.signals()).toMatchObject([
      {
        code: 'NO_LONGER_IN_SCOPE',
        message: expect.stringMatching(/^Deze deelnemer staat in Nmbrs nu als stagiair en/),
      },
    ])
  })

  test('who is gone from Nmbrs without an end date is missing, never left, and simply active when back', async () => {
    const company = await linkCompany(app, [person(1), person(2), person(3)])
    await company.sync()
    let kept: Parameters<Parameters<typeof company.change>[1]>[0] | undefined
    company.change(50_002, (one) => {
      kept = one
    })
    company.remove(50_002)
    expect((await company.sync()).counts).toMatchObject({ missing: 1, left: 0, mutations: 0 })
    expect((await company.participant(2)).status).toBe('MISSING')
    expect((await company.signals()).map(({ code }) => code)).toEqual(['MISSING_IN_NMBRS'])
    company.add(person(2))
    expect(kept).toBeDefined()
    expect((await company.sync()).counts).toMatchObject({ missing: 0, mutations: 0 })
    expect((await company.participant(2)).status).toBe('ACTIVE')
    expect(await company.signals()).toEqual([])
  })

  test('an enrolment by hand outlives leaving, is told of, and is not doubled on return', async () => {
    const company = await linkCompany(app, [person(1)])
    await company.setRule('OP1', { automatic: false })
    await company.sync()
    const { id } = await company.participant(1)
    await app.ask(EnrolDocument, { participant: id, scheme: 'OP1', start: '2026-01-01' })
    await company.setRule('OP1', { automatic: true })
    company.change(50_001, (one) => Object.assign(one.employments[0]!, { EndDate: '2026-11-22' }))
    await company.sync()
    expect((await company.signals()).map(({ code }) => code)).toEqual(['ENROLMENT_STILL_OPEN'])
    company.change(50_001, (one) => one.employments.push({ ...employment('2026-11-23'), EmploymentId: 2 }))
    await company.sync()
    const ofOp1 = (await company.participant(1)).enrolments.filter(({ scheme }) => scheme.code === 'OP1')
    expect(ofOp1).toMatchObject([{ source: 'MANUAL', startDate: '2026-01-01', endDate: null }])
    expect(await company.signals()).toEqual([])
  })

  test('what someone should look at is told at the participant too, in both languages', async () => {
    const company = await linkCompany(app, [person(1, { personal: { Naamstelling: 2 } }), person(2)])
    await company.sync()
    const signalsOf = async (number: number) => {
      const { id } = await company.participant(number)
      const { node } = await app.ask(ParticipantSignalsDocument, { id })
      return node && 'signals' in node ? node.signals.edges.map((edge) => edge.node) : null
    }
    expect(await signalsOf(1)).toEqual([
      {
        code: 'BLANK_PARTNER_NAME',
        nl: 'Het naamgebruik vraagt om de naam van de partner, maar die is in Nmbrs leeg. De eigen naam wordt gebruikt.',
        en: "The name usage asks for the partner's name, but that is blank in Nmbrs. The own name is used.",
      },
    ])
    expect(await signalsOf(2)).toEqual([])
  })
})
