import { describe, expect, test } from 'vitest'
import { unknown } from '../../../src/core/employee.ts'
import { readCompanies, readEmployeeTypes, readSubdomain } from '../../../src/nmbrs/parse/account.ts'
import { readBankAccounts } from '../../../src/nmbrs/parse/bank-account.ts'
import { readPeriod } from '../../../src/nmbrs/parse/period.ts'
import { readRoster } from '../../../src/nmbrs/parse/roster.ts'
import { readCompanySchedule } from '../../../src/nmbrs/parse/schedule.ts'
import { elements, parsed } from '../support/xml.ts'

describe('the current payroll period', () => {
  test.each([
    ['2026-11-M', 2026, 11, 'MONTH'],
    ['2010-5-M', 2010, 5, 'MONTH'],
    ['2026-12-4W', 2026, 12, 'FOUR_WEEKS'],
    ['2026-12-W4', 2026, 12, 'FOUR_WEEKS'],
    ['2026-47-W1', 2026, 47, 'WEEK'],
    ['2026-53-W', 2026, 53, 'WEEK'],
    ['2026-4-K', 2026, 4, 'QUARTER'],
    ['2026-2-6M', 2026, 2, 'HALF_YEAR'],
    ['2026-2-Month6', 2026, 2, 'HALF_YEAR'],
    ['2026-1-J', 2026, 1, 'YEAR'],
    ['2026-01-year', 2026, 1, 'YEAR'],
    [' 2026-11-m ', 2026, 11, 'MONTH'],
  ])('%j', async (given, year, period, type) => {
    expect(readPeriod(await parsed(given))).toEqual({ year, period, type })
  })
  test.each(['', '2026-13-M', '2026-0-M', '2026-54-W', '2026-15-4W', '2026-5-K', '2026-11-X', '2026-11', '11-2026-M'])(
    '%j is none',
    async (given) => {
      const node = await parsed(given)
      expect(() => readPeriod(node)).toThrow('expected a payroll period')
    },
  )
  test('there must be one', () => expect(() => readPeriod(undefined)).toThrow('expected a payroll period'))
})

describe("the company's full-time schedule", () => {
  const week = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
  const schedule = (hours: string) =>
    `<ScheduleCalcMethod>Hours52WeeksDevidedPeriods</ScheduleCalcMethod>${['', '2']
      .flatMap((suffix) =>
        week.map((day) => `<Hours${day}${suffix}>${day === 'Monday' ? hours : '0.00'}</Hours${day}${suffix}>`),
      )
      .join('')}`
  const monday = (hours: string) => [hours, '0', '0', '0', '0', '0', '0', hours, '0', '0', '0', '0', '0', '0']

  test.each<[string, Record<string, string | null>, string[] | null]>([
    ['the first', { FulltimeScheduleOne: schedule('8.0'), FulltimeScheduleTwo: schedule('7.0') }, monday('8')],
    [
      'the second when the first is all zero',
      { FulltimeScheduleOne: schedule('0.0'), FulltimeScheduleTwo: schedule('7.5') },
      monday('7.5'),
    ],
    [
      'the fourth when the others are absent, empty or nil',
      { FulltimeScheduleFour: schedule('6'), FulltimeScheduleTwo: '', FulltimeScheduleOne: null },
      monday('6'),
    ],
    [
      'the first, wherever it stands in the answer',
      { FulltimeScheduleTwo: schedule('7.0'), FulltimeScheduleOne: schedule('8.0') },
      monday('8'),
    ],
    ['none when all are zero', { FulltimeScheduleOne: schedule('0.00') }, null],
  ])('is %s', async (_, schedules, expected) => {
    expect(readCompanySchedule(await parsed(elements(schedules)))).toEqual(expected)
  })
  test('is unknown when Nmbrs gives none', async () => {
    expect(readCompanySchedule(undefined)).toBe(unknown)
    expect(readCompanySchedule(await parsed(''))).toBe(unknown)
  })
  test('cannot be read with hours that are no number', async () => {
    const node = await parsed(elements({ FulltimeScheduleOne: schedule('acht') }))
    expect(() => readCompanySchedule(node)).toThrow('FulltimeScheduleOne.HoursMonday: expected a decimal number')
  })
})

describe('lists', () => {
  const entry = (id: number, number: number, name?: string) =>
    `<Employee>${elements({ Id: id, Number: number, DisplayName: name })}</Employee>`

  test.each([
    ['several', entry(1, 10, 'Anna') + entry(2, 20, 'Ben'), 2],
    ['one', entry(1, 10, 'Anna'), 1],
    ['none', '', 0],
    ['one that is nil', '<Employee xsi:nil="true" />', 0],
    ['items of another name', entry(1, 10).replaceAll('Employee', 'EmployeeItem'), 1],
  ])('a roster of %s', async (_, xml, length) => {
    expect(readRoster(await parsed(xml))).toHaveLength(length)
  })
  test('a roster gives id, number and name', async () => {
    expect(readRoster(await parsed(entry(1, 10, 'Anna') + entry(2, 0)))).toEqual([
      { sourceId: 1, number: 10, name: 'Anna', problem: null },
      { sourceId: 2, number: null, name: '', problem: null },
    ])
  })
  test('a roster that is not there is not an empty one', () => {
    expect(() => readRoster(undefined)).toThrow('an answer without a result')
  })
  test('a roster that is text is not an empty one', async () => {
    const node = await parsed('Service unavailable')
    expect(() => readRoster(node)).toThrow('text where a list was expected')
  })
  test('a roster with someone of whom the rest cannot be read still has that one', async () => {
    const node = await parsed(`${entry(1, 10)}<Employee><Id>2</Id><Number>twee</Number></Employee>`)
    expect(readRoster(node)).toMatchObject([
      { sourceId: 1, problem: null },
      { sourceId: 2, number: null, name: '', problem: 'Number: expected a whole number' },
    ])
  })
  test('a roster with someone without id cannot be read', async () => {
    const node = await parsed('<Employee><Number>1</Number></Employee>')
    expect(() => readRoster(node)).toThrow('Id: expected a whole number')
  })

  test.each([
    ['Standaard', 'STANDARD'],
    ['7', 'STANDARD'],
    ['Bankrekening1', 'FIRST'],
    ['1', 'FIRST'],
    ['Spaarloon', 'OTHER'],
    ['2', 'OTHER'],
    ['None', 'OTHER'],
    ['0', 'OTHER'],
  ])('a bank account of type %s is %s', async (written, type) => {
    const xml = `<BankAccount>${elements({ Id: 1, IBAN: 'NL91 ABNA 0417 1643 00', Type: written })}</BankAccount>`
    expect(readBankAccounts(await parsed(xml))).toEqual([{ id: 1, type, iban: 'NL91 ABNA 0417 1643 00' }])
  })
  test('a bank account without IBAN', async () => {
    expect(readBankAccounts(await parsed('<BankAccount><Id>1</Id><Type>7</Type></BankAccount>'))).toMatchObject([
      { iban: null },
    ])
  })

  test('companies, employee types and the environment of an account', async () => {
    const companies = elements({
      Company: elements({ ID: 5, Number: 1, Name: 'A', LoonaangifteTijdvak: 'Month', KvkNr: '1' }),
    })
    expect(readCompanies(await parsed(companies))).toEqual([
      { id: 5, number: 1, name: 'A', chamberOfCommerceNumber: '1' },
    ])
    expect(
      readEmployeeTypes(await parsed('<EmployeeType><Id>2</Id><Description>Payroll</Description></EmployeeType>')),
    ).toEqual([{ id: 2, description: 'Payroll' }])
    expect(readSubdomain(await parsed('<Domain>a.nmbrs.nl</Domain><SubDomain>a</SubDomain>'))).toBe('a')
    expect(readSubdomain(undefined)).toBeNull()
  })
})
