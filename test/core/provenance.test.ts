import { describe, expect, test } from 'vitest'
import { type PayrollEmployee, unknown } from '../../src/core/employee.ts'
import { explain } from '../../src/core/explanation.ts'
import type { ReadingContext } from '../../src/core/outcome.ts'
import { fieldCodes } from '../../src/core/participant.ts'
import { isPartial, type Provenance, provenanceOf, withEarlier } from '../../src/core/provenance.ts'
import { explanationRule } from '../../src/core/texts/explanations.ts'
import { employee, participant, planOf, today } from '../support/builders.ts'
import { address, bankAccount, employment, personal, salary, schedule, week } from '../support/payroll-records.ts'

const context: ReadingContext = {
  on: today,
  period: { year: 2026, period: 11, type: 'MONTH' },
  fullTimeSetting: null,
  fullTimeSchedule: week(40),
}
const read = (changes: Partial<PayrollEmployee> = {}, changedContext: Partial<ReadingContext> = {}): Provenance =>
  provenanceOf(employee(changes), { ...context, ...changedContext })

describe('provenance', () => {
  test('has the chosen record of each kind, with its values under the names that Nmbrs gives them', () => {
    expect(read()).toEqual({
      personal: {
        record: 'PersonalInfo_V2',
        start: '2020-01-01',
        values: {
          EmployeeNumber: '12',
          Initials: 'J.',
          FirstName: 'Jan',
          Prefix: null,
          LastName: 'Jansen 12',
          PartnerPrefix: null,
          PartnerLastName: null,
          Naamstelling: '1',
          Gender: 'male',
          Birthday: '1980-05-17',
          BurgerlijkeStaat: '2',
          EmailWork: 'jan@work.example',
          EmailPrivate: 'jan@home.example',
          TelephoneWork: '030 1234567',
          TelephoneMobileWork: null,
          TelephonePrivate: null,
          TelephoneMobilePrivate: '06 12345678',
        },
      },
      employment: { record: 'Employment', start: '2020-01-01', values: { StartDate: '2020-01-01', EndDate: null } },
      salary: {
        record: 'Salary_V2',
        start: '2020-01-01',
        values: { Type: 'Bruto_Salaris_Fulltime', Value: '3450.00' },
      },
      schedule: { record: 'Schedule_V2', start: '2020-01-01', values: twoWeeksOf('8') },
      fullTimeHours: { record: 'FulltimeSchedule', start: null, values: twoWeeksOf('8') },
      payrollPeriod: { record: 'Company_GetCurrentPeriod', start: null, values: { type: 'M' } },
      address: {
        record: 'EmployeeAddress_V2',
        start: '2020-01-01',
        values: {
          Type: 'HomeAddress',
          Street: 'Dorpsstraat',
          HouseNumber: '1',
          HouseNumberAddition: null,
          PostalCode: '1234 AB',
          City: 'Utrecht',
          CountryISOCode: 'NL',
        },
      },
      bankAccount: { record: 'BankAccount', start: null, values: { Type: 'Standaard', IBAN: 'NL91ABNA0417164300' } },
    })
  })

  test('has what the source gave, not what the rules made of it', () => {
    const odd = read({
      personal: [personal({ lastName: '  Van   Dam ' })],
      addresses: [address({ postalCode: '1234ab' })],
      bankAccounts: [bankAccount({ iban: 'nl00 test' })],
    })
    expect([odd.personal?.values.LastName, odd.address?.values.PostalCode, odd.bankAccount?.values.IBAN]).toEqual([
      '  Van   Dam ',
      '1234ab',
      'nl00 test',
    ])
  })

  test('has the record that holds now: not an earlier one, and not one that starts later', () => {
    const salaries = [
      salary({ value: '3000', startDate: '2025-01-01' }),
      salary({ value: '3200', startDate: '2026-01-01' }),
      salary({ value: '3400', startDate: '2026-11-24' }),
    ]
    expect(read({ salaries }).salary).toMatchObject({ start: '2026-01-01', values: { Value: '3200' } })
  })

  test('has the step of a salary table, and the second week of a schedule only when it is used', () => {
    const { salary: amount, schedule: hours } = read({
      salaries: [salary({ value: '0', stepValue: '2684.00' })],
      schedules: [schedule({ hours: week(24, 0) })],
    })
    expect(amount?.values).toEqual({
      Type: 'Bruto_Salaris_Fulltime',
      Value: '0',
      'SalaryTable.Trede.StepValue': '2684.00',
    })
    expect(Object.keys(hours?.values ?? {})).toEqual([
      'HoursMonday',
      'HoursTuesday',
      'HoursWednesday',
      'HoursThursday',
      'HoursFriday',
      'HoursSaturday',
      'HoursSunday',
    ])
  })

  test('has the setting of full-time hours where there is one', () => {
    expect(read({}, { fullTimeSetting: '38' }).fullTimeHours).toEqual({
      record: 'SyncSettings',
      start: null,
      values: { fullTimeHoursPerWeek: '38' },
    })
  })

  test('never has a BSN', () => {
    const withBsn = read({ personal: [personal({ bsn: '123456782' })] })
    expect(JSON.stringify(withBsn)).not.toMatch(/bsn|123456782/i)
  })

  test('tells what there is none of from what was not read', () => {
    const found = read({ salaries: [], schedules: unknown, bankAccounts: unknown }, { fullTimeSchedule: unknown })
    expect(found.salary).toBeNull()
    expect(Object.keys(JSON.parse(JSON.stringify(found)))).toEqual([
      'personal',
      'employment',
      'salary',
      'payrollPeriod',
      'address',
    ])
  })

  test('has of someone who is not on the payroll any more only how the employment ended', () => {
    const employments = [employment({ endDate: '2026-10-31' })]
    expect(read({ roster: null, employments })).toEqual({
      employment: {
        record: 'Employment',
        start: '2020-01-01',
        values: { StartDate: '2020-01-01', EndDate: '2026-10-31' },
      },
    })
  })

  test('is the same on another day and in another period, as long as the same records hold', () => {
    const later = read({}, { on: '2027-03-01', period: { year: 2027, period: 3, type: 'MONTH' } })
    expect(later).toEqual(read())
  })

  test('keeps, of what was not read now, what was read before, in the same order', () => {
    const before = read()
    const now = read({ bankAccounts: unknown, salaries: unknown, personal: [personal({ firstName: 'Johan' })] })
    expect([isPartial(before), isPartial(now)]).toEqual([false, true])
    const whole = withEarlier(now, before)
    expect(whole).toEqual({ ...before, personal: now.personal })
    expect(Object.keys(whole)).toEqual(Object.keys(before))
    expect(JSON.stringify(withEarlier(before, {}))).toBe(JSON.stringify(before))
  })

  test('is given by a plan for everyone who is planned, with or without changes, and for nobody else', () => {
    const trainee = employee({ number: 13, contracts: [], insurance: [{ ...insured, employmentType: 7 }] })
    const { people, provenance } = planOf([employee(), trainee, employee({ number: 14 })], [participant()])
    expect(people.map(({ after }) => after.employeeNumber)).toEqual([14])
    expect(provenance.map(({ nmbrsEmployeeId }) => nmbrsEmployeeId)).toEqual([1012, 1014])
    expect(provenance[0]?.provenance).toEqual(read())
  })
})

const insured = { id: 1, createdAt: null, startYear: 2020, startPeriod: 1, influence: 0 }

const twoWeeksOf = (hours: string) => {
  const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
  const ofWeek = (week: string) => days.map((day) => [`Hours${day}${week}`, day.startsWith('S') ? '0' : hours] as const)
  return Object.fromEntries([...ofWeek(''), ...ofWeek('2')])
}

describe('explaining a field', () => {
  test('gives the values that it is made of, and from when they hold', () => {
    expect(explain('NAME_USAGE', read())).toEqual({
      state: 'READ',
      rawValues: [{ name: 'PersonalInfo_V2.Naamstelling', value: '1' }],
      recordStart: '2020-01-01',
    })
    const { rawValues } = explain('PART_TIME_SALARY', read({}, { fullTimeSetting: '40' }))
    expect(rawValues.map(({ name }) => name)).toEqual([
      'Salary_V2.Type',
      'Salary_V2.Value',
      ...Object.keys(twoWeeksOf('8')).map((day) => `Schedule_V2.${day}`),
      'SyncSettings.fullTimeHoursPerWeek',
    ])
  })

  test.each(fieldCodes.filter((code) => code !== 'BSN'))('%s has at least one value', (code) => {
    const { state, rawValues } = explain(code, read())
    expect([state, rawValues.length > 0]).toEqual(['READ', true])
  })

  test('gives no value of a BSN', () => {
    expect(explain('BSN', read()).rawValues).toEqual([])
  })

  test('gives no values of what was never read, or of which there is nothing', () => {
    expect(explain('IBAN', {})).toEqual({ state: 'NOT_READ', rawValues: [], recordStart: null })
    expect(explain('IBAN', read({ bankAccounts: [] }))).toEqual({
      state: 'NO_RECORD',
      rawValues: [],
      recordStart: null,
    })
  })

  test.each(fieldCodes)('%s has its rule in Dutch and in English, each one sentence', (code) => {
    const [dutch, english] = [explanationRule(code, 'READ', 'nl'), explanationRule(code, 'READ', 'en')]
    for (const sentence of [dutch, english]) expect(sentence).toMatch(/^[A-Z](?!.*[.!?] [A-Z]).*\.$/)
    expect(dutch).not.toBe(english)
  })

  test('says so when nothing was read, and when nothing holds', () => {
    expect(explanationRule('IBAN', 'NOT_READ', 'nl')).toBe(
      'Dit gegeven is nog nooit uit Nmbrs gelezen: het is hier met de hand ingevoerd, of leeg.',
    )
    expect(explanationRule('IBAN', 'NO_RECORD', 'en')).toMatch(
      /not taken over\. Nothing in Nmbrs holds for this now\.$/,
    )
  })
})
