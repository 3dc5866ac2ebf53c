import { describe, expect, test } from 'vitest'
import { byKind, changedFields, changesOf } from '../../src/core/diff.ts'
import {
  type FieldName,
  type MutationKind,
  type ParticipantFields,
  participantFields,
} from '../../src/core/participant.ts'
import { employee, participant, planOf } from '../support/builders.ts'
import { address, bankAccount, personal, salary, schedule, week } from '../support/payroll-records.ts'

describe('a field is changed', () => {
  const before = participant({ emailWork: 'a@work.example', phoneWork: null, fullTimeSalary: '3450.00' })

  test.each<[string, Partial<ParticipantFields>, FieldName[]]>([
    ['when its value differs', { emailWork: 'b@work.example' }, ['emailWork']],
    ['when it is emptied', { emailWork: null }, ['emailWork']],
    ['when it is filled', { phoneWork: '030 1' }, ['phoneWork']],
    ['not when it is the same', { emailWork: 'a@work.example', fullTimeSalary: '3450.00' }, []],
    ['not when it stays empty', { phoneWork: null }, []],
    ['not when nothing is known of it', {}, []],
    ['also in capitals alone', { emailWork: 'A@work.example' }, ['emailWork']],
  ])('%s', (_, known, expected) => {
    expect(changedFields(before, known)).toEqual(expected)
  })
})

describe('each change is told with old and new value', () => {
  test.each<[FieldName, Partial<ParticipantFields>, Partial<ParticipantFields>, string | null, string | null]>([
    ['lastName', { lastName: 'Bos' }, { lastName: 'Smit' }, 'Bos', 'Smit'],
    ['emailWork', { emailWork: 'a@work.example' }, { emailWork: null }, 'a@work.example', null],
    ['employeeNumber', { employeeNumber: 12 }, { employeeNumber: 30 }, '12', '30'],
    ['birthDate', { birthDate: null }, { birthDate: '1990-01-01' }, null, '1990-01-01'],
    ['fullTimeSalary', { fullTimeSalary: '3450.00' }, { fullTimeSalary: '3600.00' }, '3450.00', '3600.00'],
    ['bsn', { bsn: '123456782' }, { bsn: '111222333' }, '******782', '******333'],
    ['bsn', { bsn: null }, { bsn: '111222333' }, null, '******333'],
  ])('%s', (field, before, after, oldValue, newValue) => {
    expect(changesOf([field], before, after)).toEqual([{ field: participantFields[field].code, oldValue, newValue }])
  })
})

describe('each field belongs to one kind of mutation', () => {
  test.each<[MutationKind, FieldName[]]>([
    ['EMPLOYEE_NUMBER', ['employeeNumber']],
    ['NAME', ['initials', 'firstName', 'prefix', 'lastName', 'partnerPrefix', 'partnerLastName', 'nameUsage']],
    ['PERSONAL', ['gender', 'birthDate', 'bsn', 'maritalStatus', 'employedFrom', 'employedUntil']],
    ['CONTACT', ['emailWork', 'emailPrivate', 'phoneWork', 'phoneMobileWork', 'phonePrivate', 'phoneMobilePrivate']],
    ['ADDRESS', ['street', 'houseNumber', 'houseNumberAddition', 'postalCode', 'city', 'countryCode']],
    ['BANK_ACCOUNT', ['iban']],
    ['SALARY', ['salaryKind', 'fullTimeSalary', 'partTimeSalary', 'salaryPeriod']],
    ['WORKING_HOURS', ['hoursPerWeek', 'partTimePercentage']],
  ])('%s', (kind, fields) => {
    expect([...byKind(fields)]).toEqual([[kind, fields]])
  })
})

describe('one mutation for each kind that changed', () => {
  test('everything at once', () => {
    const everything = employee({
      personal: [personal({ lastName: 'Smit', maritalStatus: 1, emailWork: null, employeeNumber: 12 })],
      addresses: [address({ street: 'Kerkplein' })],
      bankAccounts: [bankAccount({ iban: 'BE68539007547034' })],
      salaries: [salary({ value: '3600.00' })],
      schedules: [schedule({ hours: week(32) })],
    })
    const [planned] = planOf([everything], [participant()]).people
    expect(planned?.mutations.map(({ kind, changes }) => [kind, changes.length])).toEqual([
      ['NAME', 1],
      ['PERSONAL', 1],
      ['CONTACT', 1],
      ['ADDRESS', 1],
      ['BANK_ACCOUNT', 1],
      ['SALARY', 2],
      ['WORKING_HOURS', 2],
    ])
    expect(planned?.mutations.every(({ source, scheme }) => source === 'NMBRS' && scheme === null)).toBe(true)
  })

  test('a value corrected by hand and different in Nmbrs: Nmbrs wins, and the mutation shows it', () => {
    const [planned] = planOf([employee()], [participant({ city: 'Amersfoort' })]).people
    expect(planned?.mutations).toMatchObject([
      { kind: 'ADDRESS', changes: [{ field: 'CITY', oldValue: 'Amersfoort', newValue: 'Utrecht' }] },
    ])
  })
})
