import { describe, expect, test } from 'vitest'
import { isKnown, unknown } from '../../../src/core/employee.ts'
import { addressRecord } from '../../../src/nmbrs/parse/address.ts'
import { contractRecord, employmentRecord } from '../../../src/nmbrs/parse/employment.ts'
import { insuranceRecord } from '../../../src/nmbrs/parse/insurance.ts'
import { readOne } from '../../../src/nmbrs/parse/lists.ts'
import { personalRecord, readCurrentPersonal } from '../../../src/nmbrs/parse/personal.ts'
import { salaryRecord } from '../../../src/nmbrs/parse/salary.ts'
import { scheduleRecord } from '../../../src/nmbrs/parse/schedule.ts'
import { elements, parsed } from '../support/xml.ts'

type Values = Record<string, string | number | null | undefined>
const noDate = '0001-01-01T00:00:00'

describe('personal information', () => {
  const anna: Values = {
    Id: 71,
    DisplayName: 'de Vries, Anna',
    EmployeeNumber: 12,
    BSN: '111222333',
    FirstName: 'Anna',
    Initials: 'A.B.',
    Prefix: 'de',
    LastName: 'Vries &amp; Zn',
    Gender: 'female',
    PartnerPrefix: 'van den',
    PartnerLastName: 'Berg',
    TelephonePrivate: '1',
    TelephoneWork: '2',
    TelephoneMobilePrivate: '3',
    TelephoneMobileWork: '4',
    EmailPrivate: 'a@home.example',
    EmailWork: 'a@work.example',
    BurgerlijkeStaat: 1,
    Naamstelling: 4,
    Birthday: '1980-02-29T00:00:00',
    CreationDate: '2026-01-02T10:11:12',
    StartPeriod: 3,
    StartYear: 2026,
  }
  const read = async (values: Values, readBsn = false) =>
    readOne(await parsed(elements({ ...anna, ...values })), personalRecord(readBsn))

  test('is read as it is, the BSN only when the company reads it', async () => {
    const record = {
      id: 71,
      createdAt: '2026-01-02T10:11:12',
      startYear: 2026,
      startPeriod: 3,
      employeeNumber: 12,
      initials: 'A.B.',
      firstName: 'Anna',
      prefix: 'de',
      lastName: 'Vries & Zn',
      partnerPrefix: 'van den',
      partnerLastName: 'Berg',
      nameUsage: 4,
      gender: 'FEMALE',
      birthDate: '1980-02-29',
      bsn: unknown,
      maritalStatus: 1,
      emailWork: 'a@work.example',
      emailPrivate: 'a@home.example',
      phoneWork: '2',
      phoneMobileWork: '4',
      phonePrivate: '1',
      phoneMobilePrivate: '3',
    }
    expect(await read({})).toEqual(record)
    expect(await read({}, true)).toEqual({ ...record, bsn: '111222333' })
    expect(await read({ BSN: undefined }, true)).toEqual({ ...record, bsn: null })
  })

  test.each<[string, Values, object]>([
    ['FistName', { FirstName: undefined, FistName: 'Ans' }, { firstName: 'Ans' }],
    ['an absent work e-mail', { EmailWork: undefined }, { emailWork: null }],
    ['an empty work e-mail', { EmailWork: '' }, { emailWork: null }],
    ['a blank partner name', { PartnerLastName: '  ' }, { partnerLastName: null }],
    ['employee number 0', { EmployeeNumber: 0 }, { employeeNumber: null }],
    ['no employee number', { EmployeeNumber: undefined }, { employeeNumber: null }],
    ['gender as number 1', { Gender: 1 }, { gender: 'MALE' }],
    ['gender as number 2', { Gender: 2 }, { gender: 'FEMALE' }],
    ['gender undefined', { Gender: 'undefined' }, { gender: null }],
    ['gender 0', { Gender: 0 }, { gender: null }],
    ['a birthday that is nil', { Birthday: null }, { birthDate: null }],
    ['a birthday in the year 1', { Birthday: noDate }, { birthDate: null }],
    ['no start', { StartYear: undefined, StartPeriod: undefined }, { startYear: 0, startPeriod: 0 }],
    ['elements that nobody knows', { Pronouns: 'zij', Nested: '<Id>9</Id><LastName>X</LastName>' }, { id: 71 }],
    ['no name usage', { Naamstelling: undefined }, { nameUsage: null }],
    ['a name usage that nobody knows', { Naamstelling: 9 }, { nameUsage: 9 }],
  ])('%s', async (_, values, expected) => {
    expect(await read(values)).toMatchObject(expected)
  })

  test.each<[string, Values]>([
    ['Birthday: expected a date', { Birthday: '31-12-1980' }],
    ['EmployeeNumber: expected a whole number', { EmployeeNumber: 'twaalf' }],
    ['LastName: expected one value', { LastName: '<Old>X</Old>' }],
  ])('cannot be read: %s', async (problem, values) => {
    await expect(read(values)).rejects.toThrow(problem)
  })

  describe('of PersonalInfo_GetCurrent', () => {
    const asked = { sourceId: 71, roster: { number: null, name: '' } }
    const current = async (values: Values) => {
      const own = { StartYear: undefined, StartPeriod: undefined, CreationDate: undefined, ...values }
      return readCurrentPersonal(await parsed(elements({ ...anna, ...own })), asked, false)
    }
    test.each<[string, Values, object]>([
      ['holds whatever the period', {}, { startYear: 0, startPeriod: 0, createdAt: null }],
      ['has the employee number as Number too', { EmployeeNumber: null, Number: 12 }, { employeeNumber: 12 }],
      ['has no number at all', { EmployeeNumber: null, Number: 0 }, { employeeNumber: null }],
      ['names the own name', { Naamstelling: 'alleen eigennaam' }, { nameUsage: 1 }],
      ['names the partner name', { Naamstelling: 'Alleen partnernaam' }, { nameUsage: 2 }],
      ['names partner and own', { Naamstelling: 'partnernaam - eigennaam' }, { nameUsage: 3 }],
      ['names own and partner', { Naamstelling: 'Eigennaam - partnernaam' }, { nameUsage: 4 }],
      ['has a digit for the name usage', { Naamstelling: '3' }, { nameUsage: 3 }],
      ['has words for the name usage that nobody knows', { Naamstelling: 'anders' }, { nameUsage: 0 }],
      ['has a word for the marital status that nobody knows', { BurgerlijkeStaat: 'anders' }, { maritalStatus: 10 }],
      ['names the marital status', { BurgerlijkeStaat: 'Samenwonend' }, { maritalStatus: 5 }],
      ['has no marital status', { BurgerlijkeStaat: '-' }, { maritalStatus: 10 }],
    ])('%s', async (_, values, expected) => {
      expect(await current(values)).toMatchObject(expected)
    })
    test('is refused when it is of someone else', async () => {
      await expect(current({ Id: 72 })).rejects.toThrow('not of the employee who was asked for')
    })
    test('is refused when it has another number than the list of employees', async () => {
      const numbered = { sourceId: 71, roster: { number: 99, name: '' } }
      const answer = await parsed(elements(anna))
      expect(() => readCurrentPersonal(answer, numbered, false)).toThrow('not of the employee who was asked for')
    })
    test('is refused when there is none', () => {
      expect(() => readCurrentPersonal(undefined, asked, false)).toThrow()
      expect(() => readCurrentPersonal('', asked, false)).toThrow()
    })
  })
})

describe('employments and contracts', () => {
  test.each<[string, Values, object]>([
    ['an end', { EndDate: '2026-11-30T00:00:00' }, { endDate: '2026-11-30' }],
    ['an end that is nil', { EndDate: null }, { endDate: null }],
    ['no end', {}, { endDate: null }],
    ['an end in the year 1', { EndDate: noDate }, { endDate: null }],
    ['an end in the year 9999', { EndDate: '9999-12-31T00:00:00' }, { endDate: null }],
    ['an earlier first day', { InitialStartDate: '2001-05-01T00:00:00' }, { initialStartDate: '2001-05-01' }],
    ['a start that is nil', { StartDate: null }, { startDate: null }],
  ])('an employment with %s', async (_, values, expected) => {
    const xml = elements({ EmploymentId: 5, StartDate: '2020-01-01T00:00:00', CreationDate: null, ...values })
    expect(readOne(await parsed(xml), employmentRecord)).toMatchObject({ id: 5, createdAt: null, ...expected })
  })

  test.each<[string, Values, object]>([
    ['the spelling of Nmbrs', { EmployementType: 7 }, { employmentType: 7 }],
    ['the right spelling', { EmploymentType: 7 }, { employmentType: 7 }],
    ['no employment type', {}, { employmentType: null }],
    ['elements of v3', { WrittenContract: 'true', HoursPerWeek: '32.5' }, { employmentType: null }],
  ])('a contract with %s', async (_, values, expected) => {
    const xml = elements({ ContractID: 5, StartDate: '2020-01-01T00:00:00', EndDate: null, ...values })
    const record = { id: 5, startDate: '2020-01-01', endDate: null, ...expected }
    expect(readOne(await parsed(xml), contractRecord)).toMatchObject(record)
  })
})

describe('insurance', () => {
  test.each<[string, Values, object]>([
    ['InfluenceObligedInsurance', { InfluenceObligedInsurance: 5 }, { influence: 5 }],
    ['InfluenceObligedInsuranced', { InfluenceObligedInsuranced: 6 }, { influence: 6 }],
    ['InfluenceInsurance', { InfluenceInsurance: 4 }, { influence: 4 }],
    ['the letter D', { InfluenceObligedInsurance: 'D' }, { influence: 5 }],
    ['the letter e', { InfluenceObligedInsurance: 'e' }, { influence: 6 }],
    ['the letter B', { InfluenceObligedInsurance: 'B' }, { influence: 4 }],
    ['the letter A', { InfluenceObligedInsurance: 'A' }, { influence: null }],
    ['a letter that nobody knows', { InfluenceInsurance: 'Q' }, { influence: null }],
    ['no influence', { InfluenceObligedInsurance: 0 }, { influence: 0 }],
    ['nothing on influence', {}, { influence: null }],
    ['an employment type', { EmploymentType: 7 }, { employmentType: 7 }],
    ['RecordID', { Id: undefined, RecordID: 9 }, { id: 9 }],
    ['CreateDate', { CreateDate: '2026-01-01T00:00:00' }, { createdAt: '2026-01-01T00:00:00' }],
    ['CreationDate', { CreationDate: '2026-01-01T00:00:00' }, { createdAt: '2026-01-01T00:00:00' }],
    ['groups of elements', { CAO: '<CAOId>1</CAOId>', Sector: '<SectorId>3</SectorId>', Zw: 'true' }, { id: 8 }],
  ])('with %s', async (_, values, expected) => {
    const xml = elements({ Id: 8, StartYear: 2026, StartPeriod: 2, ...values })
    expect(readOne(await parsed(xml), insuranceRecord)).toMatchObject({ startYear: 2026, startPeriod: 2, ...expected })
  })
})

describe('salaries', () => {
  const read = async (values: Values) => {
    const salary = { ID: 3, Value: '3450.00', Type: 1, StartDate: '2026-01-01T00:00:00', ...values }
    return readOne(await parsed(elements(salary)), salaryRecord)
  }

  test.each<[string | number, string, string]>([
    [0, 'NONE', 'None'],
    [1, 'GROSS_FULL_TIME', 'Bruto_Salaris_Fulltime'],
    [2, 'GROSS_PART_TIME', 'Bruto_Salaris_Partime'],
    [3, 'UNSUPPORTED', 'Bruto_Uurloon'],
    [4, 'UNSUPPORTED', 'Netto_Salaris_Partime_incl_looncomp'],
    [7, 'UNSUPPORTED', 'Werkgerverslasten'],
    [12, 'UNSUPPORTED', '12'],
    ['None', 'NONE', 'None'],
    ['Bruto_Salaris_Fulltime', 'GROSS_FULL_TIME', 'Bruto_Salaris_Fulltime'],
    ['Bruto_Salaris_Partime', 'GROSS_PART_TIME', 'Bruto_Salaris_Partime'],
    ['Bruto_Salaris_Parttime', 'GROSS_PART_TIME', 'Bruto_Salaris_Parttime'],
    ['Netto_Uurloon_incl_looncomp', 'UNSUPPORTED', 'Netto_Uurloon_incl_looncomp'],
    ['Iets_Nieuws', 'UNSUPPORTED', 'Iets_Nieuws'],
  ])('of type %s are %s', async (type, kind, kindName) => {
    expect(await read({ Type: type })).toMatchObject({ kind, kindName })
  })

  test.each<[string, Values, object]>([
    ['a value', {}, { value: '3450', stepValue: null, startDate: '2026-01-01' }],
    ['a value with a comma', { Value: '3450,75' }, { value: '3450.75' }],
    [
      'a step in a salary table',
      { SalaryTable: '<Code>1</Code><Trede><StepValue>2810.50</StepValue></Trede>' },
      { stepValue: '2810.5' },
    ],
    ['a salary table without step', { SalaryTable: '<Code>1</Code>' }, { stepValue: null }],
    ['an empty step', { SalaryTable: '<Trede />' }, { stepValue: null }],
    ['an empty salary table', { SalaryTable: '' }, { stepValue: null }],
    ['a salary table that is nil', { SalaryTable: null }, { stepValue: null }],
  ])('with %s', async (_, values, expected) => {
    expect(await read(values)).toMatchObject({ id: 3, ...expected })
  })

  test.each<[string, Values]>([
    ['Value: expected a decimal number', { Value: undefined }],
    ['Value: expected a decimal number', { Value: 'onleesbaar' }],
    ['Type: expected a salary type', { Type: undefined }],
    [
      'SalaryTable.Trede.StepValue: expected a decimal number',
      { SalaryTable: '<Trede><StepValue>x</StepValue></Trede>' },
    ],
  ])('cannot be read: %s', async (problem, values) => {
    await expect(read(values)).rejects.toThrow(problem)
  })
})

describe('schedules', () => {
  const week = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
  const hours = (suffix: string, ...days: string[]) =>
    Object.fromEntries(week.map((day, index) => [`Hours${day}${suffix}`, days[index] ?? '0.0']))
  const read = async (values: Values) =>
    readOne(await parsed(elements({ Id: '12.0', StartDate: '2026-01-01T00:00:00', ...values })), scheduleRecord)

  test('have fourteen days, Monday first, whatever their order', async () => {
    const record = await read({ ...hours('2', '4.0', '3,5'), ParttimePercentage: '1.0', ...hours('', '8.0', '7.25') })
    expect(record).toEqual({
      id: 12,
      createdAt: null,
      startDate: '2026-01-01',
      hours: ['8', '7.25', '0', '0', '0', '0', '0', '4', '3.5', '0', '0', '0', '0', '0'],
    })
  })
  test('have a second week of zeros when it is absent', async () => {
    expect((await read(hours('', '8.0'))).hours).toEqual(['8', ...Array(13).fill('0')])
  })
  test('cannot be read without a first week', async () => {
    await expect(read(hours('2', '8.0'))).rejects.toThrow('HoursMonday: expected a decimal number')
  })
})

describe('addresses', () => {
  const read = async (values: Values) => {
    const address = {
      Id: 4,
      StartPeriod: 5,
      StartYear: 2026,
      EndPeriod: null,
      EndYear: null,
      Type: 'HomeAddress',
      ...values,
    }
    return readOne(await parsed(elements(address)), addressRecord)
  }
  test.each<[string, Values, object]>([
    ['at home', {}, { type: 'HOME' }],
    ['for post', { Type: 'PostAddress' }, { type: 'POST' }],
    ['for absence', { Type: 'AbsenceAddress' }, { type: 'OTHER' }],
    ['at home, as number', { Type: 0 }, { type: 'HOME' }],
    ['for post, as number', { Type: 1 }, { type: 'POST' }],
    ['for holidays, as number', { Type: 3 }, { type: 'OTHER' }],
    ['that holds on', {}, { endYear: null, endPeriod: null }],
    ['that has ended', { EndYear: 2026, EndPeriod: 9 }, { endYear: 2026, endPeriod: 9 }],
    ['with 0 for no end', { EndYear: 0, EndPeriod: 0 }, { endYear: null, endPeriod: null }],
    ['with 9999 for no end', { EndYear: 9999, EndPeriod: 12 }, { endYear: null, endPeriod: null }],
    [
      'in all its parts',
      {
        Street: 'Dam',
        HouseNumber: '1',
        HouseNumberAddition: 'a',
        PostalCode: '1012JS',
        City: 'Amsterdam',
        CountryISOCode: 'NL',
      },
      {
        street: 'Dam',
        houseNumber: '1',
        houseNumberAddition: 'a',
        postalCode: '1012JS',
        city: 'Amsterdam',
        countryCode: 'NL',
      },
    ],
    ['without its parts', {}, { street: null, houseNumberAddition: null, countryCode: null }],
  ])('%s', async (_, values, expected) => {
    const record = await read(values)
    expect(record).toMatchObject({ id: 4, startYear: 2026, startPeriod: 5, ...expected })
    expect(isKnown(record.createdAt)).toBe(true)
  })
  test('cannot be read without a type', async () => {
    await expect(read({ Type: undefined })).rejects.toThrow('Type: expected an address type')
  })
})
