import { describe, expect, it } from 'vitest'
import type { Quirks } from '../../src/sandbox/company.ts'
import type { Sandbox } from '../../src/sandbox/server.ts'
import { ask, bulkOperations, demo, fieldsOf, type Question, recordsOf, sandboxFor } from './ask.ts'

const bulk = (operation: string): Question => ({ operation, parameters: demo })

const withQuirks = (sandbox: Sandbox, quirks: Partial<Quirks>) =>
  sandbox.edit(({ companies }) => Object.assign(companies[0]!.quirks, quirks))

const firstRecord = async (sandbox: Sandbox, operation: string, employeeId: number) =>
  recordsOf(await ask(sandbox, bulk(operation)), employeeId)[0]!

describe('an answer of the sandbox', () => {
  it('has its elements in the order of the WSDL, and elements of no WSDL after them', async () => {
    await using sandbox = await sandboxFor()
    expect(Object.keys(await firstRecord(sandbox, 'Salary_GetAll_AllEmployeesByCompany', 40102))).toEqual([
      'ID',
      'Value',
      'Type',
      'SalaryTable',
      'StartDate',
      'CreationDate',
      'LastChangedBy',
    ])
    expect(Object.keys(await firstRecord(sandbox, 'Contract_GetAll_AllEmployeesByCompany', 40102))).toEqual([
      'ContractID',
      'CreationDate',
      'StartDate',
      'TrialPeriod',
      'EndDate',
      'EmployementType',
      'EmploymentSequenceTaxId',
      'Indefinite',
      'PhaseClassification',
      'WrittenContract',
      'HoursPerWeek',
      'LastChangedBy',
    ])
  })

  it('leaves out a string that is empty', async () => {
    await using sandbox = await sandboxFor()
    const robin = await firstRecord(sandbox, 'PersonalInfo_GetAll_AllEmployeesByCompany', 40125)
    expect(robin).not.toHaveProperty('EmailWork')
    expect(robin).toMatchObject({ EmailPrivate: 'robin@onbekend.example', Gender: 'undefined' })
  })

  it('lists employees and records in no order, but always the same', async () => {
    await using sandbox = await sandboxFor()
    for (const operation of bulkOperations) {
      const answers = [await ask(sandbox, bulk(operation)), await ask(sandbox, bulk(operation))]
      expect(answers[0]).toEqual(answers[1])
      const ids = answers[0]!.children.map(({ children }) => Number(children[0]!.text))
      expect(ids.length).toBeGreaterThan(20)
      expect(ids).not.toEqual(ids.toSorted((one, other) => one - other))
    }
    const starts = recordsOf(await ask(sandbox, bulk('Salary_GetAll_AllEmployeesByCompany')), 40101)
    expect(starts.map(({ StartDate }) => StartDate).toSorted()).toEqual([
      '2017-04-01T00:00:00',
      '2025-01-01T00:00:00',
      '2026-01-01T00:00:00',
    ])
  })

  it('escapes what XML does not allow', async () => {
    await using sandbox = await sandboxFor()
    sandbox.edit(({ companies }) => {
      companies[0]!.employees[0]!.personalInfos[0]!.LastName = 'Brood & <Banket> 𝄞 d’Étienne'
    })
    const { LastName } = await firstRecord(sandbox, 'PersonalInfo_GetAll_AllEmployeesByCompany', 40101)
    expect(LastName).toBe('Brood & <Banket> 𝄞 d’Étienne')
  })

  it('has whoever is on one of the lists, and nobody on two', async () => {
    await using sandbox = await sandboxFor()
    const types = (await ask(sandbox, { operation: 'EmployeeType_GetList' })).children.map(fieldsOf)
    const lists: Record<string, string[]> = {}
    for (const { Id, Description } of types) {
      const parameters = { CompanyId: 4001, EmployeeType: Number(Id) }
      const list = await ask(sandbox, { operation: 'List_GetByCompany', parameters })
      lists[Description!] = list.children.map((each) => fieldsOf(each).Number!)
    }
    expect(lists['Werknemers in dienst']).toHaveLength(27)
    expect(lists['Werknemers in dienst']!.filter((number) => number === '110')).toHaveLength(2)
    expect(lists).toMatchObject({ 'Werknemers uit dienst': ['117'], Sollicitanten: ['119'], Externen: [] })
  })

  it('of one person’s information has strings for codes, also of someone missing in the bulk call', async () => {
    await using sandbox = await sandboxFor()
    const all = await ask(sandbox, bulk('PersonalInfo_GetAll_AllEmployeesByCompany'))
    expect(recordsOf(all, 40127)).toEqual([])
    const alone = await ask(sandbox, { operation: 'PersonalInfo_GetCurrent', parameters: { EmployeeId: 40127 } })
    expect(fieldsOf(alone)).toMatchObject({ Id: '40127', Number: '127', Naamstelling: '1', BurgerlijkeStaat: '2' })
  })

  it('of the overview gives what holds today', async () => {
    await using sandbox = await sandboxFor()
    const overview = await ask(sandbox, bulk('PersonalInfoContractSalaryAddress_GetAll_AllEmployeesByCompany'))
    const rows = overview.children.map(fieldsOf)
    const row = (id: string) => rows.find(({ EmployeeID }) => EmployeeID === id)
    expect(row('40123')).toMatchObject({ SalaryType: 'Bruto_Salaris_Fulltime', SalaryValue: '2650.00' })
    expect(row('40124')).toMatchObject({ SalaryValue: '2990.00', PostCode: '1506 AB' })
    expect(row('40121')).toMatchObject({ SalaryType: 'None', SalaryValue: '' })
    expect(row('40109')).not.toHaveProperty('Street')
  })
})

describe('a quirk', () => {
  const svw = 'SVW_GetAll_AllEmployeesByCompany'

  it.each(['FirstName', 'FistName'] as const)('calls the first name %s, without BSN beside it', async (firstName) => {
    await using sandbox = await sandboxFor()
    withQuirks(sandbox, { firstName })
    const info = await firstRecord(sandbox, 'PersonalInfoWithoutBSN_Get_GetAllEmployeesByCompany', 40101)
    expect(info).toMatchObject({ [firstName]: 'Sanne' })
    expect(info).not.toHaveProperty('BSN')
  })

  it.each(['InfluenceObligedInsurance', 'InfluenceObligedInsuranced', 'InfluenceInsurance'] as const)(
    'calls the influence on insurance %s',
    async (influence) => {
      await using sandbox = await sandboxFor()
      withQuirks(sandbox, { influence })
      const settings = await firstRecord(sandbox, svw, 40114)
      expect(settings).toMatchObject({ [influence]: '5' })
      expect('EmploymentType' in settings).toBe(influence !== 'InfluenceInsurance')
    },
  )

  it('writes the influence on insurance as a letter', async () => {
    await using sandbox = await sandboxFor()
    withQuirks(sandbox, { influenceWritten: 'letter' })
    const answer = await ask(sandbox, bulk(svw))
    const influences = [40101, 40114].map((id) => recordsOf(answer, id)[0]!.InfluenceObligedInsurance)
    expect(influences).toEqual(['0', 'D'])
  })

  it.each(['EmployeeContractItemGlobal', 'EmployeeContractItem'] as const)(
    'calls a contract item %s',
    async (contractItem) => {
      await using sandbox = await sandboxFor()
      withQuirks(sandbox, { contractItem })
      const { children } = await ask(sandbox, bulk('Contract_GetAll_AllEmployeesByCompany'))
      expect(new Set(children.map(({ name }) => name))).toEqual(new Set([contractItem]))
    },
  )

  it.each([
    ['nil', ''],
    ['sentinel', '0001-01-01T00:00:00'],
    ['absent', undefined],
  ] as const)('writes no date as %s', async (emptyDates, written) => {
    await using sandbox = await sandboxFor()
    withQuirks(sandbox, { emptyDates })
    expect((await firstRecord(sandbox, 'Employment_GetAll_AllEmployeesByCompany', 40101)).EndDate).toBe(written)
    // A sentinel in the data itself is written in any case.
    const robin = await firstRecord(sandbox, 'Employment_GetAll_AllEmployeesByCompany', 40125)
    expect(robin).toMatchObject({ EndDate: '9999-12-31T00:00:00', InitialStartDate: '0001-01-01T00:00:00' })
  })

  it('writes numbers for words, and words for numbers', async () => {
    await using sandbox = await sandboxFor()
    withQuirks(sandbox, { enumerations: 'swapped' })
    const salary = await firstRecord(sandbox, 'Salary_GetAll_AllEmployeesByCompany', 40104)
    expect(salary.Type).toBe('Bruto_Salaris_Partime')
    expect((await firstRecord(sandbox, 'PersonalInfo_GetAll_AllEmployeesByCompany', 40104)).Gender).toBe('2')
    const bank = await ask(sandbox, { operation: 'BankAccount_GetListCurrent', parameters: { EmployeeId: 40104 } })
    expect(bank.children.map(fieldsOf)).toMatchObject([{ Type: '7' }])
  })

  it.each([
    ['item without records', true],
    ['no item', false],
  ] as const)('of someone without salary gives %s', async (emptyHistories, mentioned) => {
    await using sandbox = await sandboxFor()
    withQuirks(sandbox, { emptyHistories, extraElements: false })
    const { children } = await ask(sandbox, bulk('Salary_GetAll_AllEmployeesByCompany'))
    expect(children.some((item) => item.children[0]!.text === '40121')).toBe(mentioned)
  })
})
