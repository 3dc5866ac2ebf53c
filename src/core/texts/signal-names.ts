/** What each kind of signal is called, where nobody is named: in counts and lists. */
import type { SignalCode } from '../findings.ts'
import type { Locale } from './index.ts'

export const signalName = (code: SignalCode, locale: Locale): string => names[locale][code]

const names: Record<Locale, Record<SignalCode, string>> = {
  nl: {
    DUPLICATE_EMPLOYEE_NUMBER: 'Dubbel personeelsnummer in Nmbrs',
    MISSING_EMPLOYEE_NUMBER: 'Geen personeelsnummer in Nmbrs',
    POSSIBLE_DUPLICATE: 'Mogelijk dezelfde persoon',
    BLANK_PARTNER_NAME: 'Naam van de partner ontbreekt',
    WORK_EMAIL_EMPTIED: 'Zakelijk e-mailadres leeggemaakt',
    UNSUPPORTED_SALARY_KIND: 'Salarissoort niet ondersteund',
    NO_SCHEDULE: 'Parttimepercentage niet te bepalen',
    PART_TIME_OVER_100: 'Parttimepercentage boven 100',
    MISSING_IN_NMBRS: 'Komt niet meer voor in Nmbrs',
    EMPLOYEE_NUMBER_CHANGED: 'Personeelsnummer gewijzigd',
    INVALID_VALUE: 'Ongeldig gegeven in Nmbrs',
    NO_LONGER_IN_SCOPE: 'Wordt niet meer bijgewerkt',
    ENROLMENT_STILL_OPEN: 'Deelname loopt door na uitdiensttreding',
  },
  en: {
    DUPLICATE_EMPLOYEE_NUMBER: 'Employee number used twice in Nmbrs',
    MISSING_EMPLOYEE_NUMBER: 'No employee number in Nmbrs',
    POSSIBLE_DUPLICATE: 'Possibly the same person',
    BLANK_PARTNER_NAME: "Partner's name is missing",
    WORK_EMAIL_EMPTIED: 'Business e-mail address emptied',
    UNSUPPORTED_SALARY_KIND: 'Kind of salary not supported',
    NO_SCHEDULE: 'Part-time percentage cannot be computed',
    PART_TIME_OVER_100: 'Part-time percentage over 100',
    MISSING_IN_NMBRS: 'No longer in Nmbrs',
    EMPLOYEE_NUMBER_CHANGED: 'Employee number changed',
    INVALID_VALUE: 'Value in Nmbrs is not valid',
    NO_LONGER_IN_SCOPE: 'No longer updated',
    ENROLMENT_STILL_OPEN: 'Enrolment goes on after leaving',
  },
}
