import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { salary, schedule } from '../../src/sandbox/build-records.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { inShort, linkCompany, person } from '../support/case-company.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
beforeEach(() => app.setTime('2026-11-23T10:00:00+01:00'))
afterAll(() => app[Symbol.asyncDispose]())

describe('time', () => {
  test('a raise that was entered ahead counts on its day, and not before', async () => {
    const company = await linkCompany(app, [person(1)])
    await company.sync()
    const raise = { ...salary('2026-11-24', 'Bruto_Salaris_Fulltime', '3100.00'), ID: 2 }
    company.change(50_001, (one) => one.salaries.push(raise))
    app.setTime('2026-11-23T23:59:00+01:00')
    expect((await company.sync()).counts.mutations).toBe(0)
    app.setTime('2026-11-24T00:01:00+01:00')
    expect((await company.mutations(await company.sync())).map(inShort)).toEqual([[1, 'SALARY', '2026-11-24']])
  })

  test('a change that is found late holds from the day of its record', async () => {
    const company = await linkCompany(app, [person(1)])
    await company.sync()
    const backDated = { ...salary('2026-07-01', 'Bruto_Salaris_Fulltime', '3200.00'), ID: 2 }
    company.change(50_001, (one) => one.salaries.push(backDated))
    expect((await company.mutations(await company.sync())).map(inShort)).toEqual([[1, 'SALARY', '2026-07-01']])
  })

  test('of two records from one day the one that was entered last counts', async () => {
    const company = await linkCompany(app, [person(1)])
    await company.sync()
    const corrected = salary('2020-01-01', 'Bruto_Salaris_Fulltime', '3050.00', {
      ID: 2,
      CreationDate: '2026-11-20T12:00:00',
    })
    company.change(50_001, (one) => one.salaries.unshift(corrected))
    await company.sync()
    expect(await company.participant(1)).toMatchObject({ fullTimeSalary: '3050.00' })
  })

  test.each([
    { spelled: 'W4', on: '2026-12-28', start: '2026-11-30', year: 2026, period: 13 },
    { spelled: '4W', on: '2027-01-04', start: '2027-01-04', year: 2027, period: 1 },
    { spelled: 'W1', on: '2026-12-28', start: '2026-12-28', year: 2026, period: 53 },
    { spelled: 'W', on: '2027-01-04', start: '2027-01-04', year: 2027, period: 1 },
    { spelled: 'M', on: '2027-01-31', start: '2027-01-01', year: 2027, period: 1 },
  ] as const)(
    'a move in period $period of $year ($spelled) holds from $start',
    async ({ spelled, on, start, year, period }) => {
      app.setTime('2026-11-23T10:00:00+01:00')
      const company = await linkCompany(app, [person(1)], { period: spelled })
      await company.sync()
      app.setTime(`${on}T10:00:00+01:00`)
      company.change(50_001, (one) =>
        one.addresses.push({
          ...one.addresses[0]!,
          Id: 99,
          StartYear: year,
          StartPeriod: period,
          Street: 'Nieuwe Weg',
        }),
      )
      const moved = await company.mutations(await company.sync())
      expect(moved.map(inShort)).toEqual([[1, 'ADDRESS', start]])
    },
  )
})

describe('pay and hours', () => {
  test('a percentage that changes while the salary does not, changes the part-time salary from the day of the schedule', async () => {
    const company = await linkCompany(app, [person(1)])
    await company.sync()
    const shorter = { ...schedule('2026-11-01', ['7.6', '7.6', '7.6']), Id: '2' }
    company.change(50_001, (one) => one.schedules.push(shorter))
    const changed = await company.mutations(await company.sync())
    expect(changed.map(inShort)).toEqual([
      [1, 'SALARY', '2026-11-01'],
      [1, 'WORKING_HOURS', '2026-11-01'],
    ])
    expect(changed[0]?.changes).toEqual([{ field: 'PART_TIME_SALARY', oldValue: '3000.00', newValue: '1800.00' }])
    expect(changed[1]?.changes).toEqual([
      { field: 'HOURS_PER_WEEK', oldValue: '38.00', newValue: '22.80' },
      { field: 'PART_TIME_PERCENTAGE', oldValue: '100.00', newValue: '60.00' },
    ])
  })

  test('a kind that changes from hourly to full-time gross brings the salary, and closes the signal', async () => {
    const hourly = salary('2020-01-01', 'Bruto_Uurloon', '18.50')
    const company = await linkCompany(app, [person(1, { salaries: [hourly] })])
    await company.sync()
    expect(await company.participant(1)).toMatchObject({ salaryKind: 'UNSUPPORTED', fullTimeSalary: '0.00' })
    expect((await company.signals()).map(({ code }) => code)).toEqual(['UNSUPPORTED_SALARY_KIND'])
    const gross = { ...salary('2026-11-01', 'Bruto_Salaris_Fulltime', '2900.00'), ID: 2 }
    company.change(50_001, (one) => one.salaries.push(gross))
    expect((await company.mutations(await company.sync()))[0]).toMatchObject({
      kind: 'SALARY',
      effectiveDate: '2026-11-01',
      changes: [
        { field: 'SALARY_KIND', oldValue: 'UNSUPPORTED', newValue: 'GROSS_FULL_TIME' },
        { field: 'FULL_TIME_SALARY', oldValue: '0.00', newValue: '2900.00' },
        { field: 'PART_TIME_SALARY', oldValue: '0.00', newValue: '2900.00' },
      ],
    })
    expect(await company.signals()).toEqual([])
  })
})

describe('contact', () => {
  test('every field that is emptied in Nmbrs is emptied here, the business e-mail with a signal while it is empty', async () => {
    const filled = {
      EmailWork: 'a@werk.example',
      EmailPrivate: 'a@thuis.example',
      TelephoneWork: '010 1',
      TelephoneMobileWork: '06 1',
      TelephonePrivate: '010 2',
      TelephoneMobilePrivate: '06 2',
    }
    const emptied = Object.fromEntries(Object.keys(filled).map((field) => [field, '']))
    const company = await linkCompany(app, [person(1, { personal: filled })])
    await company.sync()
    company.change(50_001, (one) => Object.assign(one.personalInfos[0]!, emptied))
    const [contact] = await company.mutations(await company.sync())
    expect(contact?.changes.map(({ field, oldValue, newValue }) => [field, oldValue, newValue])).toEqual([
      ['EMAIL_WORK', 'a@werk.example', null],
      ['EMAIL_PRIVATE', 'a@thuis.example', null],
      ['PHONE_WORK', '010 1', null],
      ['PHONE_MOBILE_WORK', '06 1', null],
      ['PHONE_PRIVATE', '010 2', null],
      ['PHONE_MOBILE_PRIVATE', '06 2', null],
    ])
    const codes = async () => (await company.signals()).map(({ code }) => code)
    expect(await codes()).toEqual(['WORK_EMAIL_EMPTIED'])
    await company.sync()
    expect(await codes()).toEqual(['WORK_EMAIL_EMPTIED'])
    company.change(50_001, (one) => Object.assign(one.personalInfos[0]!, { EmailWork: 'nieuw@werk.example' }))
    await company.sync()
    expect(await codes()).toEqual([])
  })
})

describe('enrolment rules', () => {
  test('a joiner in the middle of a month waits the months out, and joins by the first run on or after that day', async () => {
    const company = await linkCompany(app, [])
    await company.setRule('OP1', { waitingMonths: 1 })
    await company.setRule('NP', { automatic: false })
    company.add(person(1, { from: '2026-11-16', employments: [{ ...personEmployment, StartDate: '2026-11-16' }] }))
    expect((await company.mutations(await company.sync())).map(inShort)).toEqual([[1, 'JOINED', '2026-11-16']])
    app.setTime('2026-12-15T10:00:00+01:00')
    expect((await company.sync()).counts.enrolled).toBe(0)
    app.setTime('2026-12-18T10:00:00+01:00')
    expect((await company.mutations(await company.sync())).map(inShort)).toEqual([[1, 'ENROLLED', '2026-12-16']])
    expect((await company.participant(1)).enrolments).toMatchObject([{ reason: 'Na 1 wachtmaand' }])
  })

  test('a rule that is switched on does not enrol who was there before, only who joins after', async () => {
    const company = await linkCompany(app, [person(1)])
    await company.sync()
    await company.setRule('ANW_HIAAT', { automatic: true })
    company.add(person(2))
    const enrolled = (await company.mutations(await company.sync())).filter(({ kind }) => kind === 'ENROLLED')
    expect(enrolled.map(({ participant, scheme }) => [participant.employeeNumber, scheme?.code])).toEqual([
      [2, 'OP1'],
      [2, 'NP'],
      [2, 'ANW_HIAAT'],
    ])
  })

  test('a rule that is off on the day enrols nobody; on again, it does for who was waiting', async () => {
    const company = await linkCompany(app, [person(1, { personal: { Birthday: '2009-01-15' } })])
    await company.setRule('NP', { automatic: false })
    await company.setRule('OP1', { minimumAge: 18 })
    expect((await company.sync()).counts.enrolled).toBe(0)
    await company.setRule('OP1', { automatic: false })
    app.setTime('2027-01-10T10:00:00+01:00')
    expect((await company.sync()).counts.enrolled).toBe(0)
    await company.setRule('OP1', { automatic: true })
    expect((await company.mutations(await company.sync())).map(inShort)).toEqual([[1, 'ENROLLED', '2027-01-01']])
  })
})

const personEmployment = person(0).employments[0]!
