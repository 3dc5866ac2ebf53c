/** Each field of a participant, from the records of one employee. Names, pay, addresses and IBANs have their own tables. */
import { describe, expect, test } from 'vitest'
import { type PersonalRecord, unknown } from '../../src/core/employee.ts'
import { outcomeOf, type ReadingContext } from '../../src/core/outcome.ts'
import type { ParticipantFields } from '../../src/core/participant.ts'
import { employee, today } from '../support/builders.ts'
import { address, bankAccount, personal, week } from '../support/payroll-records.ts'

const context: ReadingContext = {
  on: today,
  period: { year: 2026, period: 11, type: 'MONTH' },
  fullTimeSetting: null,
  fullTimeSchedule: week(40),
}
const read = (person: Partial<PersonalRecord>) => outcomeOf(employee({ person }), context)

describe('personal information', () => {
  test.each<[string, Partial<PersonalRecord>, Partial<ParticipantFields>]>([
    ['the employee number', { employeeNumber: 1207 }, { employeeNumber: 1207 }],
    ['employee number 0 is none', { employeeNumber: 0 }, { employeeNumber: null }],
    ['an absent employee number is none', { employeeNumber: null }, { employeeNumber: null }],
    ['initials, trimmed', { initials: ' A.B. ' }, { initials: 'A.B.' }],
    ['first name, inner spaces collapsed', { firstName: 'Anna  Maria' }, { firstName: 'Anna Maria' }],
    ['prefix', { prefix: 'van  den' }, { prefix: 'van den' }],
    ['last name', { lastName: ' Berg ' }, { lastName: 'Berg' }],
    [
      'a blank partner name is empty',
      { partnerLastName: '  ', partnerPrefix: ' ' },
      { partnerLastName: null, partnerPrefix: null },
    ],
    [
      "the partner's name",
      { partnerPrefix: 'de', partnerLastName: 'Wit' },
      { partnerPrefix: 'de', partnerLastName: 'Wit' },
    ],
    ['name usage', { nameUsage: 3, partnerLastName: 'Wit' }, { nameUsage: 'PARTNER_OWN' }],
    ['the chosen name usage is kept when the partner name is blank', { nameUsage: 2 }, { nameUsage: 'PARTNER' }],
    ['gender', { gender: 'FEMALE' }, { gender: 'FEMALE' }],
    ['no gender', { gender: null }, { gender: null }],
    ['birth date', { birthDate: '1990-02-28' }, { birthDate: '1990-02-28' }],
    ['no birth date', { birthDate: null }, { birthDate: null }],
    ['BSN', { bsn: '1234.56.782' }, { bsn: '123456782' }],
    ['an empty BSN empties', { bsn: null }, { bsn: null }],
  ])('%s', (_, person, expected) => {
    expect(read(person).fields).toMatchObject(expected)
  })

  test.each<[number | null, string | null]>([
    [1, 'MARRIED'],
    [2, 'UNMARRIED'],
    [3, 'OTHER'],
    [5, 'COHABITING'],
    [6, 'PERMANENTLY_SEPARATED'],
    [7, 'REGISTERED_PARTNERSHIP'],
    [8, 'WIDOWED'],
    [10, 'OTHER'],
    [0, null],
    [null, null],
  ])('BurgerlijkeStaat %s is %s', (maritalStatus, expected) => {
    expect(read({ maritalStatus }).fields.maritalStatus).toBe(expected)
  })

  test('a record that starts in a later period does not count yet', () => {
    const married = personal({ startYear: 2026, startPeriod: 12, nameUsage: 2, partnerLastName: 'Wit' })
    const { fields } = outcomeOf(employee({ personal: [personal(), married] }), context)
    expect(fields).toMatchObject({ nameUsage: 'OWN', partnerLastName: null })
  })
})

describe('contact: what is empty in Nmbrs is emptied', () => {
  const contact = [
    'emailWork',
    'emailPrivate',
    'phoneWork',
    'phoneMobileWork',
    'phonePrivate',
    'phoneMobilePrivate',
  ] as const

  test.each(contact)('%s', (field) => {
    expect(read({ [field]: ' 06 1234  5678 ' }).fields[field]).toBe('06 1234 5678')
    expect(read({ [field]: null }).fields[field]).toBeNull()
    expect(read({ [field]: '   ' }).fields[field]).toBeNull()
  })
})

describe('a value that cannot be right is not taken over, and told', () => {
  test.each<[string, ReturnType<typeof employee>, keyof ParticipantFields, object]>([
    ['a BSN that fails the eleven-test', employee({ person: { bsn: '123456789' } }), 'bsn', { field: 'BSN' }],
    [
      'an IBAN that fails its check',
      employee({ bankAccounts: [bankAccount({ iban: 'NL00ABNA0417164300' })] }),
      'iban',
      { field: 'IBAN' },
    ],
    [
      'a country that is not its code of two letters',
      employee({ addresses: [address({ countryCode: 'NLD' })] }),
      'countryCode',
      { field: 'COUNTRY_CODE' },
    ],
    ['a blank last name', employee({ person: { lastName: ' ' } }), 'lastName', { field: 'LAST_NAME' }],
  ])('%s', (_, someone, field, details) => {
    const { fields, findings } = outcomeOf(someone, context)
    expect(fields).not.toHaveProperty(field)
    expect(findings).toEqual([{ code: 'INVALID_VALUE', details }])
  })
})

describe('a partner name that the usage needs and that is blank is told', () => {
  test.each<[number, string | null, string[]]>([
    [2, null, ['BLANK_PARTNER_NAME']],
    [3, '  ', ['BLANK_PARTNER_NAME']],
    [4, null, ['BLANK_PARTNER_NAME']],
    [1, null, []],
    [9, null, []],
    [2, 'Wit', []],
  ])('Naamstelling %i, partner name %j', (nameUsage, partnerLastName, codes) => {
    expect(read({ nameUsage, partnerLastName }).findings.map(({ code }) => code)).toEqual(codes)
  })
})

describe('what is unknown gives no field, so that nothing is overwritten', () => {
  const personalFields = [
    'lastName',
    'employeeNumber',
    'initials',
    'emailWork',
    'nameUsage',
    'birthDate',
    'maritalStatus',
  ]

  test.each<[string, ReturnType<typeof employee>, string[]]>([
    ['personal information that was not read', employee({ personal: unknown }), personalFields],
    [
      'personal information without a record that has started',
      employee({ personal: [personal({ startYear: 2027 })] }),
      personalFields,
    ],
    ['a BSN that is not read', employee(), ['bsn']],
    ['employments that were not read', employee({ employments: unknown }), ['employedFrom', 'employedUntil']],
    ['no employment', employee({ employments: [] }), ['employedFrom', 'employedUntil']],
    ['addresses that were not read', employee({ addresses: unknown }), ['street', 'postalCode', 'countryCode']],
    [
      'no address that holds now',
      employee({ addresses: [address({ startYear: 2027 })] }),
      ['street', 'postalCode', 'countryCode'],
    ],
    ['bank accounts that were not read', employee({ bankAccounts: unknown }), ['iban']],
    ['no bank account', employee({ bankAccounts: [] }), ['iban']],
  ])('%s', (_, someone, absent) => {
    const { fields } = outcomeOf(someone, context)
    for (const field of absent) expect(fields).not.toHaveProperty(field)
  })

  test('but an account without an IBAN empties it', () => {
    expect(outcomeOf(employee({ bankAccounts: [bankAccount({ iban: null })] }), context).fields.iban).toBeNull()
  })

  test('and an address that is there empties what it lacks', () => {
    const { fields } = outcomeOf(employee({ addresses: [address({ houseNumberAddition: null, city: '' })] }), context)
    expect(fields).toMatchObject({ houseNumberAddition: null, city: null })
  })
})

test('the address is known from the first day of its period', () => {
  const moved = employee({ addresses: [address(), address({ startYear: 2026, startPeriod: 9 })] })
  expect(outcomeOf(moved, context).addressStart).toBe('2026-09-01')
  expect(outcomeOf(moved, { ...context, period: { year: 2026, period: 12, type: 'FOUR_WEEKS' } }).addressStart).toBe(
    '2026-08-10',
  )
})
