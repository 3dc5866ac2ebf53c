import { describe, expect, it } from 'vitest'
import { addDays, periodOf } from '../../src/sandbox/calendar.ts'
import { demoCompany } from '../../src/sandbox/demo-company.ts'
import { fourWeeklyCompany } from '../../src/sandbox/four-weekly-company.ts'
import { generatedCompany } from '../../src/sandbox/generated-company.ts'
import { ask, sandboxFor, today } from './ask.ts'

const company = demoCompany(today)
const employee = (number: number) => company.employees.find(({ EmployeeId }) => EmployeeId === 40000 + number)!
const personal = (number: number) => employee(number).personalInfos.at(-1)!

/** ISO 13616, by the book: first four characters to the end, letters to numbers, remainder modulo 97 is 1. */
const isIban = (iban: string) => {
  const text = iban.replaceAll(' ', '').toUpperCase()
  const numeric = [...text.slice(4), ...text.slice(0, 4)].map((character) => Number.parseInt(character, 36)).join('')
  return /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(text) && BigInt(numeric) % 97n === 1n
}

/** The eleven-test. */
const isBsn = (bsn: string) =>
  /^\d{9}$/.test(bsn) &&
  [9, 8, 7, 6, 5, 4, 3, 2, -1].reduce((sum, weight, at) => sum + weight * Number(bsn[at]), 0) % 11 === 0

describe('the demo company', () => {
  it('has valid IBANs and BSNs, all different, but for the two that show what happens otherwise', () => {
    const employees = [...company.employees, ...fourWeeklyCompany(today).employees]
    const ibans = employees.flatMap(({ bankAccounts }) => bankAccounts.map(({ IBAN }) => IBAN)).filter(Boolean)
    expect(ibans.filter((iban) => !isIban(iban))).toEqual(['NL00TEST0000040123'])
    expect(new Set(ibans).size).toBe(ibans.length)
    const bsns = employees.map(({ personalInfos }) => personalInfos[0]!.BSN).filter(Boolean)
    expect(bsns.filter((bsn) => !isBsn(bsn))).toEqual(['990000001'])
    expect(new Set(bsns).size).toBe(bsns.length)
  })

  it('uses every name usage, and every marital state of Nmbrs', () => {
    const infos = company.employees.map(({ personalInfos }) => personalInfos.at(-1)!)
    expect([...new Set(infos.map(({ Naamstelling }) => Naamstelling))].sort()).toEqual([1, 2, 3, 4])
    const states = [...new Set(infos.map(({ BurgerlijkeStaat }) => BurgerlijkeStaat))]
    expect(states.toSorted((one, other) => one - other)).toEqual([0, 1, 2, 5, 6, 7, 8, 10])
    expect(personal(109)).toMatchObject({ Naamstelling: 2, PartnerLastName: '  ' })
  })

  it('has every reason to leave someone out', () => {
    expect(company.employees.filter(({ personalInfos }) => personalInfos[0]!.EmployeeNumber === 110)).toHaveLength(2)
    expect(personal(111).EmployeeNumber).toBe(0)
    expect(employee(112).svwSettings.map(({ EmploymentType }) => EmploymentType)).toEqual([7])
    expect(employee(113).svwSettings).toEqual([])
    expect(employee(113).contracts.map(({ EmployementType }) => EmployementType)).toEqual([7])
    expect(employee(114).svwSettings.at(-1)!.Influence).toBe(5)
    expect(employee(115).svwSettings.at(-1)!.Influence).toBe(6)
    expect(employee(116).employments[0]!.StartDate).toBe('2026-12-14')
    expect(employee(117)).toMatchObject({ EmployeeType: 7, employments: [{ EndDate: '2025-07-31' }] })
    expect(employee(118).employments.map(({ EndDate }) => EndDate)).toEqual(['2022-08-31', null])
    expect(employee(119).EmployeeType).toBe(4)
  })

  it('tells the same story whatever today is', () => {
    const companyOn = (base: string) => JSON.stringify(demoCompany(base)).replaceAll(/"\d{4}-\d{2}-\d{2}[^"]*"/g, '""')
    const withoutPeriods = (text: string) => text.replaceAll(/"(Start|End)(Year|Period)":\d+/g, '')
    for (let base = '2026-11-23'; base < '2028-03-05'; base = addDays(base, 1)) {
      expect(withoutPeriods(companyOn(base))).toBe(withoutPeriods(companyOn(today)))
      const now = periodOf(base, 'M')
      for (const { EmployeeId, employments, salaries, personalInfos, addresses } of demoCompany(base).employees) {
        const future = salaries.concat().filter(({ StartDate }) => StartDate > base)
        expect(future).toHaveLength(EmployeeId === 40116 || EmployeeId === 40123 ? 1 : 0)
        expect(employments.some(({ StartDate }) => StartDate! > base)).toBe(EmployeeId === 40116)
        for (const { StartYear, StartPeriod } of [...personalInfos, ...addresses]) {
          expect(StartYear * 100 + StartPeriod).toBeLessThanOrEqual(now.year * 100 + now.period)
        }
      }
    }
  })
})

describe('a payroll period', () => {
  it.each([
    ['2026-01-01', 'M', 2026, 1],
    ['2026-12-31', 'M', 2026, 12],
    ['2026-01-01', 'W1', 2026, 1],
    ['2027-01-03', 'W', 2026, 53],
    ['2027-01-04', 'W', 2027, 1],
    ['2025-12-29', 'W', 2026, 1],
    ['2026-01-25', 'W4', 2026, 1],
    ['2026-01-26', '4W', 2026, 2],
    // Week 53 is part of the last period.
    ['2027-01-03', 'W4', 2026, 13],
  ] as const)('of %s counted by %s is %i-%i', (date, length, year, period) => {
    expect(periodOf(date, length)).toEqual({ year, period })
  })
})

describe('a generated company', () => {
  it('is the same for the same count and seed, and another for another seed', () => {
    expect(generatedCompany(50, 7)).toEqual(generatedCompany(50, 7))
    const ids = [...generatedCompany(50, 7).employees, ...generatedCompany(50, 8).employees].map(
      (each) => each.EmployeeId,
    )
    expect(new Set(ids).size).toBe(100)
  })

  it('has people with several records of each kind, and valid numbers', () => {
    const { employees } = generatedCompany(1000, 1)
    const average = (lengthOf: (each: (typeof employees)[number]) => number) =>
      employees.reduce((sum, each) => sum + lengthOf(each), 0) / employees.length
    expect(average(({ salaries }) => salaries.length)).toBeGreaterThan(3)
    expect(average(({ schedules }) => schedules.length)).toBeGreaterThan(1.5)
    expect(average(({ addresses }) => addresses.length)).toBeGreaterThan(1.5)
    expect(employees.every(({ bankAccounts }) => isIban(bankAccounts[0]!.IBAN))).toBe(true)
    expect(employees.every(({ personalInfos }) => isBsn(personalInfos[0]!.BSN))).toBe(true)
    const share = (among: typeof employees) => among.length / employees.length
    expect(share(employees.filter(({ svwSettings }) => svwSettings[0]!.EmploymentType === 7))).toBeCloseTo(0.03, 1)
    expect(share(employees.filter(({ svwSettings }) => svwSettings[0]!.Influence === 5))).toBeCloseTo(0.05, 1)
  })

  it('works with 10,000 employees', { timeout: 30_000 }, async () => {
    const large = generatedCompany(10_000, 2)
    await using sandbox = await sandboxFor({ companies: [large] })
    const question = { operation: 'Employment_GetAll_AllEmployeesByCompany', parameters: { CompanyID: large.ID } }
    expect((await ask(sandbox, question)).children).toHaveLength(10_000)
    const last = large.employees.at(-1)!
    const bank = { operation: 'BankAccount_GetListCurrent', parameters: { EmployeeId: last.EmployeeId } }
    expect((await ask(sandbox, bank)).children).toHaveLength(1)
  })
})
