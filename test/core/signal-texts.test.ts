/** What a signal says, in Dutch and in English. */
import { describe, expect, test } from 'vitest'
import { type SignalCode, type SignalDetails, signalCodes } from '../../src/core/findings.ts'
import { locales, signalMessage } from '../../src/core/texts/index.ts'

describe('each signal', () => {
  test.each<[SignalCode, SignalDetails, string, string]>([
    [
      'DUPLICATE_EMPLOYEE_NUMBER',
      {},
      'Personeelsnummer 12 komt in Nmbrs bij meer dan één werknemer voor.',
      'Employee number 12 belongs to more than one employee in Nmbrs.',
    ],
    [
      'MISSING_EMPLOYEE_NUMBER',
      {},
      'Deze werknemer heeft in Nmbrs geen personeelsnummer',
      'This employee has no employee number in Nmbrs',
    ],
    [
      'POSSIBLE_DUPLICATE',
      { otherNumber: 12 },
      'Personeelsnummer 12 lijkt in Nmbrs nu van iemand anders te zijn.',
      "Employee number 12 now seems to be someone else's in Nmbrs.",
    ],
    [
      'POSSIBLE_DUPLICATE',
      { otherNumber: 30 },
      'Werknemer 12 lijkt dezelfde persoon te zijn als deelnemer 30.',
      'Employee 12 looks like the same person as participant 30.',
    ],
    [
      'POSSIBLE_DUPLICATE',
      { otherNumber: null },
      'Werknemer 12 lijkt dezelfde persoon te zijn als deelnemer zonder nummer.',
      'Employee 12 looks like the same person as participant without a number.',
    ],
    [
      'BLANK_PARTNER_NAME',
      {},
      'Het naamgebruik vraagt om de naam van de partner',
      "The name usage asks for the partner's name",
    ],
    ['WORK_EMAIL_EMPTIED', {}, 'Het zakelijke e-mailadres is leeggemaakt', 'The business e-mail address was emptied'],
    [
      'UNSUPPORTED_SALARY_KIND',
      { salaryKind: 'Bruto_Uurloon' },
      'De salarissoort Bruto Uurloon wordt niet ondersteund',
      'Salary kind Bruto Uurloon is not supported',
    ],
    ['NO_SCHEDULE', {}, 'Het parttimepercentage is niet te bepalen', 'The part-time percentage cannot be computed'],
    [
      'PART_TIME_OVER_100',
      { percentage: '111.11' },
      'Het parttimepercentage is hoger dan 100: 111,11 %.',
      'The part-time percentage is over 100: 111.11%.',
    ],
    ['MISSING_IN_NMBRS', {}, 'Deze deelnemer komt niet meer voor in Nmbrs', 'This participant is no longer in Nmbrs'],
    [
      'EMPLOYEE_NUMBER_CHANGED',
      { oldNumber: 12, newNumber: 30 },
      'Het personeelsnummer is in Nmbrs gewijzigd van 12 in 30.',
      'The employee number was changed in Nmbrs from 12 to 30.',
    ],
    [
      'EMPLOYEE_NUMBER_CHANGED',
      { oldNumber: null, newNumber: 30 },
      'Het personeelsnummer is in Nmbrs gewijzigd van leeg in 30.',
      'The employee number was changed in Nmbrs from empty to 30.',
    ],
    ['INVALID_VALUE', { field: 'IBAN' }, 'IBAN in Nmbrs is ongeldig', 'IBAN is not valid in Nmbrs'],
    ['INVALID_VALUE', { field: 'LAST_NAME' }, 'Achternaam in Nmbrs is ongeldig', 'Last name is not valid in Nmbrs'],
    [
      'NO_LONGER_IN_SCOPE',
      { reason: 'ON_CALL' },
      'Deze deelnemer staat in Nmbrs nu als oproepkracht',
      'In Nmbrs this participant is now an on-call worker',
    ],
    [
      'NO_LONGER_IN_SCOPE',
      { reason: 'TRAINEE' },
      'Deze deelnemer staat in Nmbrs nu als stagiair',
      'In Nmbrs this participant is now a trainee',
    ],
    [
      'ENROLMENT_STILL_OPEN',
      {},
      'Deze deelnemer is uit dienst, maar een met de hand ingevoerde deelname loopt nog door.',
      'This participant has left, but an enrolment that was entered by hand is still open.',
    ],
  ])('%s %j', (code, details, dutch, english) => {
    const signal = { code, employeeNumber: 12, details }
    expect(signalMessage(signal, 'nl').startsWith(dutch)).toBe(true)
    expect(signalMessage(signal, 'en').startsWith(english)).toBe(true)
  })

  test.each(signalCodes)('%s has a sentence in both languages, whatever is not known', (code) => {
    for (const locale of locales) {
      const message = signalMessage({ code, employeeNumber: null, details: {} }, locale)
      expect(message).toMatch(/^\S.*\.$/)
      expect(message).not.toMatch(/null|NaN/)
    }
  })
})
