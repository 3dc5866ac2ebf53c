/** Dutch: the language of the house. Other catalogues have exactly these keys. */
import type { EnrolmentReason } from '../enrolment.ts'
import type { SyncFailure, SyncFailureCode } from '../failure.ts'
import type { SignalCode, SignalDetails } from '../findings.ts'
import type { ReadingPart } from '../lacking.ts'
import type { FieldCode, MutationKind, SchemeCode } from '../participant.ts'

/** Who a message is about: the personnel number, or null when there is none. */
export type SignalTextInput = SignalDetails & { employeeNumber: number | null; fieldLabel: string | null }

export type Catalogue = {
  kinds: Record<MutationKind, string>
  fields: Record<FieldCode, string>
  values: Record<string, string>
  schemes: Record<SchemeCode, string>
  empty: string
  /** In place of both values of a change that were removed. */
  erased: string
  joined: (date: string) => string
  left: (date: string) => string
  rejoined: (date: string) => string
  enrolled: (scheme: string, date: string) => string
  enrolmentEnded: (scheme: string, date: string) => string
  signals: Record<SignalCode, (about: SignalTextInput) => string>
  failures: Record<SyncFailureCode, (failure: SyncFailure) => string>
  /** What an incomplete reading is without, as part of a sentence. */
  lacks: Record<ReadingPart, string>
  enrolmentReasons: { [Code in EnrolmentReason['code']]: (reason: Extract<EnrolmentReason, { code: Code }>) => string }
}

/** As Nmbrs names it, with spaces: "Netto_per_uur" → "Netto per uur". */
export const inWords = (kindName = ''): string => kindName.replaceAll('_', ' ')

const number = (employeeNumber: number | null) => (employeeNumber === null ? 'zonder nummer' : String(employeeNumber))

export const nl: Catalogue = {
  kinds: {
    JOINED: 'In dienst',
    LEFT: 'Uit dienst',
    REJOINED: 'Herintreding',
    NAME: 'Naam',
    PERSONAL: 'Persoonsgegevens',
    CONTACT: 'Contact',
    ADDRESS: 'Adres',
    BANK_ACCOUNT: 'Bankrekening',
    SALARY: 'Salaris',
    WORKING_HOURS: 'Arbeidsduur',
    EMPLOYEE_NUMBER: 'Personeelsnummer',
    ENROLLED: 'Deelname',
    ENROLMENT_ENDED: 'Einde deelname',
    MERGED: 'Samengevoegd',
  },
  fields: {
    EMPLOYEE_NUMBER: 'Personeelsnummer',
    INITIALS: 'Voorletters',
    FIRST_NAME: 'Voornaam',
    PREFIX: 'Voorvoegsel',
    LAST_NAME: 'Achternaam',
    PARTNER_PREFIX: 'Voorvoegsel partner',
    PARTNER_LAST_NAME: 'Achternaam partner',
    NAME_USAGE: 'Naamgebruik',
    GENDER: 'Geslacht',
    BIRTH_DATE: 'Geboortedatum',
    BSN: 'BSN',
    MARITAL_STATUS: 'Burgerlijke staat',
    EMAIL_WORK: 'E-mail zakelijk',
    EMAIL_PRIVATE: 'E-mail privé',
    PHONE_WORK: 'Telefoon zakelijk',
    PHONE_MOBILE_WORK: 'Mobiel zakelijk',
    PHONE_PRIVATE: 'Telefoon privé',
    PHONE_MOBILE_PRIVATE: 'Mobiel privé',
    STREET: 'Straat',
    HOUSE_NUMBER: 'Huisnummer',
    HOUSE_NUMBER_ADDITION: 'Toevoeging',
    POSTAL_CODE: 'Postcode',
    CITY: 'Woonplaats',
    COUNTRY_CODE: 'Land',
    IBAN: 'IBAN',
    EMPLOYED_FROM: 'In dienst vanaf',
    EMPLOYED_UNTIL: 'In dienst tot en met',
    SALARY_KIND: 'Soort salaris',
    FULL_TIME_SALARY: 'Salaris fulltime',
    PART_TIME_SALARY: 'Salaris parttime',
    SALARY_PERIOD: 'Salarisperiode',
    HOURS_PER_WEEK: 'Uren per week',
    PART_TIME_PERCENTAGE: 'Parttimepercentage',
  },
  values: {
    OWN: 'eigen naam',
    PARTNER: 'naam partner',
    PARTNER_OWN: 'naam partner - eigen naam',
    OWN_PARTNER: 'eigen naam - naam partner',
    MALE: 'man',
    FEMALE: 'vrouw',
    MARRIED: 'gehuwd',
    UNMARRIED: 'ongehuwd',
    COHABITING: 'samenwonend',
    PERMANENTLY_SEPARATED: 'duurzaam gescheiden',
    REGISTERED_PARTNERSHIP: 'geregistreerd partnerschap',
    WIDOWED: 'verweduwd',
    DIVORCED: 'gescheiden',
    OTHER: 'anders',
    GROSS_FULL_TIME: 'bruto salaris fulltime',
    GROSS_PART_TIME: 'bruto salaris parttime',
    UNSUPPORTED: 'niet ondersteund',
    NONE: 'geen',
    MONTH: 'maand',
    FOUR_WEEKS: 'vier weken',
    WEEK: 'week',
    QUARTER: 'kwartaal',
    HALF_YEAR: 'halfjaar',
    YEAR: 'jaar',
  },
  schemes: {
    OP1: 'Ouderdomspensioen',
    NP: 'Nabestaandenpensioen',
    BIJSPAREN: 'Bijsparen',
    ANW_HIAAT: 'Anw-hiaat',
    WIA_EXCEDENT: 'WIA-excedent',
  },
  empty: 'leeg',
  erased: 'gewist',
  joined: (date) => `In dienst per ${date}`,
  left: (date) => `Uit dienst, laatste dag ${date}`,
  rejoined: (date) => `Opnieuw in dienst per ${date}`,
  enrolled: (scheme, date) => `Deelname ${scheme} vanaf ${date}`,
  enrolmentEnded: (scheme, date) => `Einde deelname ${scheme} per ${date}`,
  signals: {
    DUPLICATE_EMPLOYEE_NUMBER: ({ employeeNumber }) =>
      `Personeelsnummer ${number(employeeNumber)} komt in Nmbrs bij meer dan één werknemer voor. Geen van hen wordt bijgewerkt; geef ieder in Nmbrs een eigen nummer.`,
    MISSING_EMPLOYEE_NUMBER: () =>
      'Deze werknemer heeft in Nmbrs geen personeelsnummer en wordt daarom niet overgenomen. Vul het nummer in Nmbrs in.',
    POSSIBLE_DUPLICATE: ({ employeeNumber, otherNumber }) =>
      otherNumber === employeeNumber
        ? `Personeelsnummer ${number(employeeNumber)} lijkt in Nmbrs nu van iemand anders te zijn. Er is niets gewijzigd; controleer het nummer.`
        : `Werknemer ${number(employeeNumber)} lijkt dezelfde persoon te zijn als deelnemer ${number(otherNumber ?? null)}. Is dat zo, vul dan bij die deelnemer dit nummer in; zijn zij allebei al deelnemer, voeg hen dan samen.`,
    BLANK_PARTNER_NAME: () =>
      'Het naamgebruik vraagt om de naam van de partner, maar die is in Nmbrs leeg. De eigen naam wordt gebruikt.',
    WORK_EMAIL_EMPTIED: () => 'Het zakelijke e-mailadres is leeggemaakt, omdat het in Nmbrs leeg is.',
    UNSUPPORTED_SALARY_KIND: ({ salaryKind }) =>
      `De salarissoort ${inWords(salaryKind)} wordt niet ondersteund; het salaris is op 0 gezet.`,
    NO_SCHEDULE: () => 'Het parttimepercentage is niet te bepalen: er is geen rooster, of de fulltime uren ontbreken.',
    PART_TIME_OVER_100: ({ percentage }) =>
      `Het parttimepercentage is hoger dan 100: ${percentage?.replace('.', ',')} %.`,
    MISSING_IN_NMBRS: () =>
      'Deze deelnemer komt niet meer voor in Nmbrs, maar is daar ook niet uit dienst gemeld. Er is niets gewijzigd.',
    EMPLOYEE_NUMBER_CHANGED: ({ oldNumber, newNumber }) =>
      `Het personeelsnummer is in Nmbrs gewijzigd van ${oldNumber ?? 'leeg'} in ${newNumber}.`,
    INVALID_VALUE: ({ fieldLabel }) =>
      `${fieldLabel ?? 'Een gegeven'} in Nmbrs is ongeldig; de bestaande waarde is behouden.`,
    NO_LONGER_IN_SCOPE: ({ reason }) =>
      `Deze deelnemer staat in Nmbrs nu als ${reason === 'TRAINEE' ? 'stagiair' : 'oproepkracht'} en wordt niet meer bijgewerkt. Alles is gebleven zoals het was; beëindig zo nodig zelf de deelname.`,
    ENROLMENT_STILL_OPEN: () =>
      'Deze deelnemer is uit dienst, maar een met de hand ingevoerde deelname loopt nog door. Beëindig die zo nodig zelf.',
  },
  failures: {
    INVALID_CREDENTIALS: () =>
      'Nmbrs weigert de inloggegevens. Controleer gebruikersnaam, token en domein, of laat in Nmbrs een nieuw token maken en stel de koppeling daarmee opnieuw in.',
    CALL_NOT_ALLOWED: ({ call }) =>
      `Het API-account mag de aanroep ${call ?? ''} niet gebruiken. Zet deze in Nmbrs aan onder Instellingen > User templates, met het tandwiel onder API.`,
    COMPANY_NOT_ALLOWED: () =>
      'Het API-account heeft geen toegang tot dit bedrijf. Controleer in Nmbrs het filter van het account en het gekozen bedrijf.',
    NO_SUBSCRIPTION: () => 'De Nmbrs-omgeving heeft geen geldig abonnement.',
    NMBRS_UNAVAILABLE: () => 'Nmbrs was niet bereikbaar; er is niets gewijzigd. Probeer het later opnieuw.',
    NMBRS_UNREADABLE: () => 'Nmbrs gaf een antwoord dat niet te lezen is. Er is niets gewijzigd.',
    INCOMPLETE_READING: ({ lacks }) =>
      `Nmbrs gaf geen volledig beeld van het personeel: ${nl.lacks[lacks ?? 'EMPLOYEES']}. Er is niets gewijzigd.`,
    INTERNAL: () => 'Er ging iets mis in EBlinC. Er is niets gewijzigd; de fout is vastgelegd.',
  },
  lacks: {
    EMPLOYEES: 'de werknemerslijst is leeg',
    STAFF: 'op de werknemerslijst staat niemand die in dienst is',
    EMPLOYMENTS: 'het antwoord met de dienstverbanden gaat over niemand',
    SALARIES: 'het antwoord met de salarissen gaat over niemand',
    SCHEDULES: 'het antwoord met de roosters gaat over niemand',
    ADDRESSES: 'het antwoord met de adressen gaat over niemand',
  },
  enrolmentReasons: {
    EMPLOYMENT: () => 'Vanaf de start van het dienstverband',
    WAITING_MONTHS: ({ months }) => `Na ${months} ${months === 1 ? 'wachtmaand' : 'wachtmaanden'}`,
    MINIMUM_AGE: ({ age }) => `Vanaf de maand waarin de leeftijd van ${age} jaar wordt bereikt`,
    CONTINUED: () => 'Aansluitend op de vorige deelname',
    BY_HAND: () => 'Met de hand ingevoerd',
  },
}
