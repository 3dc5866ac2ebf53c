/** The words that people read: Dutch first, English second. */
import { describe, expect, test } from 'vitest'
import type { EnrolmentReason } from '../../src/core/enrolment.ts'
import { syncFailureCodes } from '../../src/core/failure.ts'
import { readingParts } from '../../src/core/lacking.ts'
import {
  type FieldChange,
  type FieldCode,
  fieldCodes,
  type MutationKind,
  schemeCodes,
} from '../../src/core/participant.ts'
import {
  enrolmentReason,
  failureMessage,
  fieldLabel,
  formatDate,
  locales,
  type MutationFacts,
  mutationSummary,
  schemeName,
} from '../../src/core/texts/index.ts'

const change = (field: FieldCode, oldValue: string | null, newValue: string | null): FieldChange => ({
  field,
  oldValue,
  newValue,
})
const facts = (kind: MutationKind, changes: FieldChange[] = [], scheme: MutationFacts['scheme'] = null) => ({
  kind,
  changes,
  effectiveDate: '2026-11-01',
  scheme,
})

describe('one line for each mutation', () => {
  test.each<[string, string, MutationFacts]>([
    ['In dienst per 01-11-2026', 'Joined on 2026-11-01', facts('JOINED')],
    ['Uit dienst, laatste dag 01-11-2026', 'Left, last day 2026-11-01', facts('LEFT')],
    ['Opnieuw in dienst per 01-11-2026', 'Rejoined on 2026-11-01', facts('REJOINED')],
    ['Naam: achternaam Bos → Smit', 'Name: last name Bos → Smit', facts('NAME', [change('LAST_NAME', 'Bos', 'Smit')])],
    [
      'Naam: achternaam partner leeg → Wit; naamgebruik eigen naam → naam partner - eigen naam',
      "Name: partner's last name empty → Wit; name usage own name → partner's name - own name",
      facts('NAME', [change('PARTNER_LAST_NAME', null, 'Wit'), change('NAME_USAGE', 'OWN', 'PARTNER_OWN')]),
    ],
    [
      'Persoonsgegevens: burgerlijke staat ongehuwd → gehuwd',
      'Personal details: marital status unmarried → married',
      facts('PERSONAL', [change('MARITAL_STATUS', 'UNMARRIED', 'MARRIED')]),
    ],
    [
      'Persoonsgegevens: geboortedatum 01-01-1990 → 10-01-1990',
      'Personal details: date of birth 1990-01-01 → 1990-01-10',
      facts('PERSONAL', [change('BIRTH_DATE', '1990-01-01', '1990-01-10')]),
    ],
    [
      'Persoonsgegevens: BSN ******782 → ******333',
      'Personal details: BSN ******782 → ******333',
      facts('PERSONAL', [change('BSN', '******782', '******333')]),
    ],
    [
      'Persoonsgegevens: in dienst tot en met leeg → 31-12-2026',
      'Personal details: employed until empty → 2026-12-31',
      facts('PERSONAL', [change('EMPLOYED_UNTIL', null, '2026-12-31')]),
    ],
    [
      'Contact: e-mail zakelijk a@work.example → leeg',
      'Contact: business e-mail a@work.example → empty',
      facts('CONTACT', [change('EMAIL_WORK', 'a@work.example', null)]),
    ],
    [
      'Adres: straat Dorpsstraat → Kerkplein; huisnummer 1 → 12',
      'Address: street Dorpsstraat → Kerkplein; house number 1 → 12',
      facts('ADDRESS', [change('STREET', 'Dorpsstraat', 'Kerkplein'), change('HOUSE_NUMBER', '1', '12')]),
    ],
    [
      'Bankrekening: IBAN NL91ABNA0417164300 → BE68539007547034',
      'Bank account: IBAN NL91ABNA0417164300 → BE68539007547034',
      facts('BANK_ACCOUNT', [change('IBAN', 'NL91ABNA0417164300', 'BE68539007547034')]),
    ],
    [
      'Salaris: 3.450,00 → 3.600,00',
      'Salary: 3,450.00 → 3,600.00',
      facts('SALARY', [change('FULL_TIME_SALARY', '3450.00', '3600.00')]),
    ],
    [
      'Salaris: 3.450,00 → 3.600,00',
      'Salary: 3,450.00 → 3,600.00',
      facts('SALARY', [
        change('PART_TIME_SALARY', '1725.00', '1800.00'),
        change('FULL_TIME_SALARY', '3450.00', '3600.00'),
      ]),
    ],
    [
      'Salaris: 1.725,00 → 2.070,00',
      'Salary: 1,725.00 → 2,070.00',
      facts('SALARY', [change('PART_TIME_SALARY', '1725.00', '2070.00')]),
    ],
    [
      'Salaris: bruto salaris fulltime → bruto salaris parttime',
      'Salary: gross full-time salary → gross part-time salary',
      facts('SALARY', [change('SALARY_KIND', 'GROSS_FULL_TIME', 'GROSS_PART_TIME')]),
    ],
    [
      'Salaris: maand → vier weken',
      'Salary: month → four weeks',
      facts('SALARY', [change('SALARY_PERIOD', 'MONTH', 'FOUR_WEEKS')]),
    ],
    [
      'Arbeidsduur: uren per week 40,00 → 36,625; parttimepercentage 100,00 → 91,56',
      'Working hours: hours per week 40.00 → 36.625; part-time percentage 100.00 → 91.56',
      facts('WORKING_HOURS', [
        change('HOURS_PER_WEEK', '40.00', '36.625'),
        change('PART_TIME_PERCENTAGE', '100.00', '91.56'),
      ]),
    ],
    [
      'Personeelsnummer: 12 → 1207',
      'Employee number: 12 → 1207',
      facts('EMPLOYEE_NUMBER', [change('EMPLOYEE_NUMBER', '12', '1207')]),
    ],
    [
      'Deelname Ouderdomspensioen vanaf 01-11-2026',
      'Enrolled in Old-age pension from 2026-11-01',
      facts('ENROLLED', [], 'OP1'),
    ],
    [
      'Einde deelname Nabestaandenpensioen per 01-11-2026',
      "Enrolment in Partner's pension ended on 2026-11-01",
      facts('ENROLMENT_ENDED', [], 'NP'),
    ],
    [
      'Samengevoegd: personeelsnummer leeg → 12',
      'Merged: employee number empty → 12',
      facts('MERGED', [change('EMPLOYEE_NUMBER', null, '12')]),
    ],
    ['Samengevoegd', 'Merged', facts('MERGED')],
    ['Salaris: gewist', 'Salary: erased', facts('SALARY', [change('FULL_TIME_SALARY', null, null)])],
    [
      'Naam: voornaam gewist; achternaam gewist',
      'Name: first name erased; last name erased',
      facts('NAME', [change('FIRST_NAME', null, null), change('LAST_NAME', null, null)]),
    ],
  ])('%s', (dutch, english, mutation) => {
    expect(mutationSummary(mutation, 'nl')).toBe(dutch)
    expect(mutationSummary(mutation, 'en')).toBe(english)
  })
})

describe('amounts are written digit for digit', () => {
  test.each<[string, string, string]>([
    ['0.00', '0,00', '0.00'],
    ['999.99', '999,99', '999.99'],
    ['1000.00', '1.000,00', '1,000.00'],
    ['12345678901.23', '12.345.678.901,23', '12,345,678,901.23'],
  ])('%s', (amount, dutch, english) => {
    const raise = facts('SALARY', [change('FULL_TIME_SALARY', null, amount)])
    expect(mutationSummary(raise, 'nl')).toBe(`Salaris: leeg → ${dutch}`)
    expect(mutationSummary(raise, 'en')).toBe(`Salary: empty → ${english}`)
  })
})

describe('why an enrolment starts when it does', () => {
  test.each<[EnrolmentReason, string, string]>([
    [{ code: 'EMPLOYMENT' }, 'Vanaf de start van het dienstverband', 'From the start of the employment'],
    [{ code: 'WAITING_MONTHS', months: 1 }, 'Na 1 wachtmaand', 'After 1 waiting month'],
    [{ code: 'WAITING_MONTHS', months: 6 }, 'Na 6 wachtmaanden', 'After 6 waiting months'],
    [
      { code: 'MINIMUM_AGE', age: 21 },
      'Vanaf de maand waarin de leeftijd van 21 jaar wordt bereikt',
      'From the month in which the age of 21 is reached',
    ],
    [{ code: 'CONTINUED' }, 'Aansluitend op de vorige deelname', 'Following on from the earlier enrolment'],
    [{ code: 'BY_HAND' }, 'Met de hand ingevoerd', 'Entered by hand'],
  ])('%j', (reason, dutch, english) => {
    expect([enrolmentReason(reason, 'nl'), enrolmentReason(reason, 'en')]).toEqual([dutch, english])
  })
})

describe('every code has its words in both languages', () => {
  test.each(locales)('%s', (locale) => {
    const words = [
      ...fieldCodes.map((code) => fieldLabel(code, locale)),
      ...schemeCodes.map((code) => schemeName(code, locale)),
      ...syncFailureCodes
        .filter((code) => code !== 'INCOMPLETE_READING')
        .map((code) => failureMessage({ code }, locale)),
      ...readingParts.map((lacks) => failureMessage({ code: 'INCOMPLETE_READING', lacks }, locale)),
    ]
    expect(words.filter((text) => !/^\S.*\S$/.test(text))).toEqual([])
    expect(new Set(words).size).toBe(words.length)
  })

  test('a refused call is named', () => {
    const failure = { code: 'CALL_NOT_ALLOWED', call: 'EmployeeService.Salary_GetAll' } as const
    for (const locale of locales) expect(failureMessage(failure, locale)).toContain('EmployeeService.Salary_GetAll')
  })
})

test('dates are written the Dutch way in Dutch', () => {
  expect([formatDate('2026-11-03', 'nl'), formatDate('2026-11-03', 'en')]).toEqual(['03-11-2026', '2026-11-03'])
})
