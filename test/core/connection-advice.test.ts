/** What a test of a link tells a person to do. */
import { describe, expect, test } from 'vitest'
import { isReady, type LinkCall, type LinkRight, type LinkTest, linkCalls } from '../../src/core/connection.ts'
import { callPurpose, connectionAdvice } from '../../src/core/texts/connection-advice.ts'
import { locales } from '../../src/core/texts/index.ts'

const bakery = { id: 4001, number: 1, name: 'Bakkerij De Gouden Aar B.V.' }
const mill = { id: 4002, number: 2, name: 'Molen De Hoop B.V.' }
const optional: readonly LinkCall[] = [
  'Environment_Get',
  'EmployeeType_GetList',
  'PersonalInfo_GetCurrent',
  'PersonalInfo_GetAll_AllEmployeesByCompany',
]

const tested = (changes: Partial<LinkTest> = {}, without: readonly LinkCall[] = [], spared = optional): LinkTest => ({
  companies: [bakery],
  companyId: null,
  rights: Object.entries(linkCalls).flatMap(([service, calls]) =>
    calls.map((call) => ({
      service: service as LinkRight['service'],
      call,
      allowed: !without.includes(call),
      required: !spared.includes(call),
    })),
  ),
  ...changes,
})
const ofOneCompany = 'Een koppeling is van één bedrijf, nooit van een groep.'
const advice = (test: LinkTest) => connectionAdvice(test, 'CONFIGURE', 'nl')

describe('when nothing is wrong', () => {
  test.each([
    ['CONFIGURE', 'leg de koppeling met deze gegevens vast', 'store the link with these credentials'],
    ['ENABLE', 'zet de koppeling daarna aan', 'then switch the link on'],
    ['NONE', 'er is niets te doen', 'there is nothing to do'],
  ] as const)('one line with the next step: %s', (nextStep, dutch, english) => {
    expect(connectionAdvice(tested(), nextStep, 'nl')).toEqual([
      expect.stringMatching(`^In orde: het account leest Bakkerij De Gouden Aar B.V. .*${ofOneCompany}.*${dutch}`),
    ])
    expect(connectionAdvice(tested(), nextStep, 'en')).toEqual([
      expect.stringMatching(
        `^All is well: the account reads Bakkerij De Gouden Aar B.V. .*A link is of one company.*${english}`,
      ),
    ])
  })

  test('the company that was named, of several', () => {
    expect(advice(tested({ companies: [bakery, mill], companyId: 4002 }))).toEqual([
      expect.stringMatching('^In orde: het account leest Molen De Hoop B.V. '),
    ])
  })

  test('nobody is told to give the right to read the BSN where no company reads it', () => {
    expect(advice(tested({}, ['PersonalInfo_GetAll_AllEmployeesByCompany']))).toHaveLength(1)
  })
})

describe('companies', () => {
  test('none: the filter of the account', () => {
    const test = tested({ companies: [] })
    expect(isReady(test)).toBe(false)
    expect(advice(test)).toEqual([
      expect.stringMatching('^Het account ziet geen enkel bedrijf. Zet in Nmbrs het filter'),
      ofOneCompany,
    ])
  })

  test('several: choose one, for a link is never of a group', () => {
    const test = tested({ companies: [bakery, mill] })
    expect(isReady(test)).toBe(true)
    expect(advice(test)).toEqual([
      'Het account ziet 2 bedrijven: Bakkerij De Gouden Aar B.V. (id 4001), Molen De Hoop B.V. (id 4002). Een koppeling is van één bedrijf, nooit van een groep: kies dat bedrijf bij het koppelen, of zet in Nmbrs het filter van het account op dat ene bedrijf.',
    ])
  })

  test('hundreds: the first ten', () => {
    const companies = Array.from({ length: 300 }, (_, index) => ({ ...mill, id: index }))
    const [line = ''] = advice(tested({ companies }))
    expect(line).toContain('Molen De Hoop B.V. (id 9), en nog 290. ')
  })

  test.each([
    [[mill], 'niet; wel: Molen De Hoop B.V. (id 4002).'],
    [[], 'niet; wel: geen enkel.'],
  ])('not the one that is linked, but %j', (companies, told) => {
    const test = tested({ companies, companyId: 4001 })
    expect(isReady(test)).toBe(false)
    expect(advice(test)).toEqual([
      expect.stringContaining(`Het account ziet het gekoppelde bedrijf (id 4001) ${told}`),
      ofOneCompany,
    ])
  })
})

describe('rights', () => {
  test('that are needed: where to switch them on, and then by service what and what for', () => {
    const test = tested({}, [
      'Company_GetCurrentPeriod',
      'Salary_GetAll_AllEmployeesByCompany',
      'BankAccount_GetListCurrent',
    ])
    expect(isReady(test)).toBe(false)
    expect(advice(test)).toEqual([
      'Het account mist rechten die nodig zijn. Zet ze in Nmbrs aan onder Instellingen > User templates: klik bij het sjabloon van dit account op het tandwiel onder API en vink aan wat hieronder staat. Dat kan alleen wie met een accountantslogin schrijfrechten heeft op het dashlet ‘template users’. Het werkt meteen; test daarna opnieuw.',
      'Bij CompanyService: Company_GetCurrentPeriod (lopende loonperiode).',
      'Bij EmployeeService: Salary_GetAll_AllEmployeesByCompany (salarissen), BankAccount_GetListCurrent (bankrekeningen).',
      ofOneCompany,
    ])
  })

  test('to see which companies there are: not told that there are none', () => {
    const lines = advice(tested({ companies: [] }, ['List_GetAll']))
    expect(lines).toHaveLength(3)
    expect(lines[1]).toBe('Bij CompanyService: List_GetAll (welke bedrijven het account ziet).')
  })

  test.each([
    ['DebtorService', 'Environment_Get', 'zoekt EBlinC het domein niet zelf op'],
    ['EmployeeService', 'EmployeeType_GetList', 'neemt het soort 2 aan'],
    ['EmployeeService', 'PersonalInfo_GetCurrent', 'dan gaat die nacht niemand uit dienst'],
  ] as const)(
    'that can be missed, %s.%s: what does not work then, and that a sync can be done',
    (service, call, told) => {
      const test = tested({}, [call])
      expect(isReady(test)).toBe(true)
      expect(advice(test)).toEqual([
        expect.stringMatching('^In orde: '),
        expect.stringMatching(`^Niet nodig, wel beter om ook aan te zetten: ${service}.${call}. .*${told}`),
      ])
    },
  )

  test('to personal information: the call with the BSN does as well, but is not the better one', () => {
    const without = 'PersonalInfoWithoutBSN_Get_GetAllEmployeesByCompany'
    expect(advice(tested({}, [without], [...optional, without]))).toEqual([
      expect.stringMatching('^In orde: '),
      expect.stringContaining('gooit het BSN weg voordat er iets wordt bewaard'),
    ])
  })
})

test.each(locales)('every call says in %s what it is for', (locale) => {
  const calls = Object.values(linkCalls).flat()
  expect(new Set(calls.map((call) => callPurpose(call, locale))).size).toBe(calls.length)
})
