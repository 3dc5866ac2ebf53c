/** Why someone in Nmbrs was left out of a sync, and what to do about it if there is something to do. */
import type { ExclusionReason } from '../scope.ts'
import type { Locale } from './index.ts'

const words: Record<Locale, Record<ExclusionReason, string>> = {
  nl: {
    TRAINEE: 'Stagiair volgens de aard van de arbeidsverhouding in Nmbrs.',
    ON_CALL: 'Oproepkracht volgens de invloed op de verzekeringsplicht in Nmbrs.',
    NOT_ON_PAYROLL: 'Staat in Nmbrs niet op de loonlijst, of was al uit dienst voor de eerste synchronisatie.',
    MISSING_EMPLOYEE_NUMBER: 'Heeft in Nmbrs geen personeelsnummer. Vul het daar in.',
    DUPLICATE_EMPLOYEE_NUMBER:
      'Heeft in Nmbrs hetzelfde personeelsnummer als een ander. Geef ieder daar een eigen nummer.',
    NOT_STARTED: 'Is nog niet in dienst; komt vanzelf mee vanaf de eerste dag in dienst.',
    UNREADABLE: 'De gegevens in Nmbrs zijn niet te lezen. Er is niets gewijzigd.',
  },
  en: {
    TRAINEE: 'A trainee, by the nature of the employment relationship in Nmbrs.',
    ON_CALL: 'An on-call worker, by the influence on compulsory insurance in Nmbrs.',
    NOT_ON_PAYROLL: 'Not on the payroll in Nmbrs, or had left before the first sync.',
    MISSING_EMPLOYEE_NUMBER: 'Has no employee number in Nmbrs. Fill it in there.',
    DUPLICATE_EMPLOYEE_NUMBER:
      'Has the same employee number in Nmbrs as someone else. Give each their own number there.',
    NOT_STARTED: 'Not in service yet; comes along by itself from the first day in service.',
    UNREADABLE: 'The data in Nmbrs cannot be read. Nothing was changed.',
  },
}

export const exclusionMessage = (reason: ExclusionReason, locale: Locale): string => words[locale][reason]
