/** The rule of each field in one sentence, for whoever asks why a value is what it is. */
import type { Explanation } from '../explanation.ts'
import type { FieldCode } from '../participant.ts'
import type { Locale } from './index.ts'

/** The rule, and when there is nothing in Nmbrs to apply it to, that as well. */
export function explanationRule(field: FieldCode, state: Explanation['state'], locale: Locale): string {
  const words = catalogues[locale]
  if (state === 'NOT_READ') return words.notRead
  return state === 'NO_RECORD' ? `${words.rules[field]} ${words.noRecord}` : words.rules[field]
}

type Words = { notRead: string; noRecord: string; rules: Record<FieldCode, string> }

const nlText = 'Overgenomen zoals het in Nmbrs staat, zonder overbodige spaties; leeg in Nmbrs is hier ook leeg.'
const nlAddress =
  'Van het huisadres dat in de huidige loonperiode geldt, anders van het postadres; geldt geen van beide, dan blijft het zoals het was'

const nl: Words = {
  notRead: 'Dit gegeven is nog nooit uit Nmbrs gelezen: het is hier met de hand ingevoerd, of leeg.',
  noRecord: 'In Nmbrs is hiervoor nu niets ingevuld.',
  rules: {
    EMPLOYEE_NUMBER: 'Het personeelsnummer in Nmbrs; 0 telt als geen nummer.',
    INITIALS: nlText,
    FIRST_NAME: nlText,
    PREFIX: nlText,
    LAST_NAME: 'Overgenomen zoals het in Nmbrs staat, zonder overbodige spaties; is het daar leeg, dan blijft de naam.',
    PARTNER_PREFIX: nlText,
    PARTNER_LAST_NAME: nlText,
    NAME_USAGE:
      'De naamstelling in Nmbrs: 1 eigen naam, 2 naam partner, 3 naam partner - eigen naam, 4 eigen naam - naam partner; al het andere is eigen naam.',
    GENDER: 'Het geslacht in Nmbrs: male is man, female is vrouw, al het andere is leeg.',
    BIRTH_DATE: 'De geboortedatum in Nmbrs, zonder tijd; het jaar 1 telt als leeg.',
    BSN: 'Alleen gelezen als de instellingen van het bedrijf dat vragen; moet de elfproef doorstaan, anders blijft het zoals het was; wat Nmbrs gaf, wordt niet bewaard.',
    MARITAL_STATUS:
      'De burgerlijke staat in Nmbrs: 1 gehuwd, 2 ongehuwd, 5 samenwonend, 6 duurzaam gescheiden, 7 geregistreerd partnerschap, 8 verweduwd; 0 is leeg, al het andere is anders.',
    EMAIL_WORK: 'Overgenomen uit Nmbrs; is het daar leeg, dan wordt het hier ook leeg, met een signaal.',
    EMAIL_PRIVATE: nlText,
    PHONE_WORK: nlText,
    PHONE_MOBILE_WORK: nlText,
    PHONE_PRIVATE: nlText,
    PHONE_MOBILE_PRIVATE: nlText,
    STREET: `${nlAddress}.`,
    HOUSE_NUMBER: `${nlAddress}.`,
    HOUSE_NUMBER_ADDITION: `${nlAddress}.`,
    POSTAL_CODE: `${nlAddress}; een Nederlandse postcode wordt geschreven als 1234 AB.`,
    CITY: `${nlAddress}.`,
    COUNTRY_CODE: `${nlAddress}; een land dat geen code van twee letters is, wordt niet overgenomen.`,
    IBAN: 'Van de bankrekening van soort Standaard, anders van Bankrekening1, anders van de eerste met een IBAN; een IBAN dat niet klopt, wordt niet overgenomen.',
    EMPLOYED_FROM:
      'De startdatum van het dienstverband dat nu loopt; loopt er geen, dan van het laatste dat is geëindigd.',
    EMPLOYED_UNTIL:
      'De einddatum van het dienstverband dat nu loopt of het laatst is geëindigd: de laatste dag in dienst; leeg zolang het doorloopt.',
    SALARY_KIND:
      'De soort van het salaris dat op de dag van de synchronisatie geldt; alleen bruto fulltime en bruto parttime worden ondersteund.',
    FULL_TIME_SALARY:
      'Bij bruto fulltime het bedrag in Nmbrs (of van de trede, als dat 0 is); bij bruto parttime het bedrag × 100 ÷ parttimepercentage; bij elke andere soort 0,00.',
    PART_TIME_SALARY:
      'Bij bruto parttime het bedrag in Nmbrs (of van de trede, als dat 0 is); bij bruto fulltime het bedrag × parttimepercentage ÷ 100; bij elke andere soort 0,00.',
    SALARY_PERIOD: 'Het tijdvak waarover het bedrijf in Nmbrs loon uitbetaalt.',
    HOURS_PER_WEEK:
      'De uren van beide weken van het rooster ÷ 2, of alleen die van de eerste week als de tweede leeg is.',
    PART_TIME_PERCENTAGE:
      'Uren per week ÷ fulltime uren per week × 100, op twee decimalen; de fulltime uren komen uit de instellingen, en anders uit het fulltime rooster van het bedrijf in Nmbrs.',
  },
}

const enText = 'Taken over as it is in Nmbrs, without needless spaces; empty in Nmbrs is empty here too.'
const enAddress =
  'From the home address that holds in the current payroll period, else from the postal address; when neither holds, it stays as it was'

const en: Words = {
  notRead: 'This was never read from Nmbrs: it was entered here by hand, or is empty.',
  noRecord: 'Nothing in Nmbrs holds for this now.',
  rules: {
    EMPLOYEE_NUMBER: 'The employee number in Nmbrs; 0 counts as no number.',
    INITIALS: enText,
    FIRST_NAME: enText,
    PREFIX: enText,
    LAST_NAME: 'Taken over as it is in Nmbrs, without needless spaces; when it is empty there, the name stays.',
    PARTNER_PREFIX: enText,
    PARTNER_LAST_NAME: enText,
    NAME_USAGE:
      "Naamstelling in Nmbrs: 1 own name, 2 partner's name, 3 partner's name - own name, 4 own name - partner's name; anything else is the own name.",
    GENDER: 'The gender in Nmbrs: male or female, anything else is empty.',
    BIRTH_DATE: 'The date of birth in Nmbrs, without a time; the year 1 counts as empty.',
    BSN: "Only read when the company's settings ask for it; must pass the eleven-test, otherwise it stays as it was; what Nmbrs gave is not kept.",
    MARITAL_STATUS:
      'BurgerlijkeStaat in Nmbrs: 1 married, 2 unmarried, 5 cohabiting, 6 permanently separated, 7 registered partnership, 8 widowed; 0 is empty, anything else is other.',
    EMAIL_WORK: 'Taken over from Nmbrs; when it is empty there, it is emptied here too, with a signal.',
    EMAIL_PRIVATE: enText,
    PHONE_WORK: enText,
    PHONE_MOBILE_WORK: enText,
    PHONE_PRIVATE: enText,
    PHONE_MOBILE_PRIVATE: enText,
    STREET: `${enAddress}.`,
    HOUSE_NUMBER: `${enAddress}.`,
    HOUSE_NUMBER_ADDITION: `${enAddress}.`,
    POSTAL_CODE: `${enAddress}; a Dutch postal code is written as 1234 AB.`,
    CITY: `${enAddress}.`,
    COUNTRY_CODE: `${enAddress}; a country that is not a code of two letters is not taken over.`,
    IBAN: 'From the bank account of type Standaard, else of Bankrekening1, else the first with an IBAN; an IBAN that is not valid is not taken over.',
    EMPLOYED_FROM: 'The start date of the employment that runs now; when none does, of the last one that ended.',
    EMPLOYED_UNTIL:
      'The end date of the employment that runs now or was the last to end: the last day in service; empty while it goes on.',
    SALARY_KIND:
      'The kind of the salary that holds on the day of the sync; only gross full-time and gross part-time are supported.',
    FULL_TIME_SALARY:
      'For gross full-time the amount in Nmbrs (or of the step, when that is 0); for gross part-time the amount × 100 ÷ part-time percentage; for any other kind 0.00.',
    PART_TIME_SALARY:
      'For gross part-time the amount in Nmbrs (or of the step, when that is 0); for gross full-time the amount × part-time percentage ÷ 100; for any other kind 0.00.',
    SALARY_PERIOD: 'The period over which the company pays wages in Nmbrs.',
    HOURS_PER_WEEK: 'The hours of both weeks of the schedule ÷ 2, or of the first week alone when the second is empty.',
    PART_TIME_PERCENTAGE:
      "Hours per week ÷ full-time hours per week × 100, to two decimals; the full-time hours come from the settings, else from the company's full-time schedule in Nmbrs.",
  },
}

const catalogues: Record<Locale, Words> = { nl, en }
