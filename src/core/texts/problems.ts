/** What a caller is told whose request cannot be granted. Both languages at once: who throws need not know the caller's. */
import type { Locale } from './index.ts'

export type Words = Readonly<Record<Locale, string>>

/** What is counted in a document. */
type Countable = keyof typeof countables
const countables = {
  operations: { nl: 'operaties', en: 'operations' },
  fragments: { nl: 'fragmenten', en: 'fragments' },
  directives: { nl: 'directieven', en: 'directives' },
  aliases: { nl: 'aliassen', en: 'aliases' },
  mutations: { nl: 'wijzigingen', en: 'changes' },
} satisfies Record<string, Words>

export const problemTexts = {
  notACursor: (): Words => ({
    nl: 'Dit is geen cursor van deze lijst. Gebruik een cursor die deze API zelf heeft gegeven.',
    en: 'This is not a cursor of this list. Use a cursor that this API itself has given.',
  }),
  notAnId: (): Words => ({
    nl: 'Dit is geen id van deze API.',
    en: 'This is not an id of this API.',
  }),
  pageSize: (largest: number): Words => ({
    nl: `Vraag 0 tot en met ${largest} regels per keer.`,
    en: `Ask for 0 to ${largest} entries at a time.`,
  }),
  firstAndLast: (): Words => ({
    nl: 'Geef first of last, niet allebei.',
    en: 'Give either first or last, not both.',
  }),
  companyIdOrNumber: (): Words => ({
    nl: 'Geef het id of het nummer van het bedrijf, en niet allebei.',
    en: 'Give the id or the number of the company, and not both.',
  }),
  companyNotFound: (): Words => ({
    nl: 'Dit bedrijf bestaat niet, of u hebt er geen toegang toe.',
    en: 'This company does not exist, or you have no access to it.',
  }),
  noLink: (): Words => ({
    nl: 'Dit bedrijf heeft nog geen koppeling met Nmbrs.',
    en: 'This company has no link to Nmbrs yet.',
  }),
  linkDisabled: (): Words => ({
    nl: 'De koppeling met Nmbrs staat uit. Zet haar aan, of vraag een proefsynchronisatie.',
    en: 'The link to Nmbrs is switched off. Switch it on, or ask for a preview.',
  }),
  numberInUse: (number: number): Words => ({
    nl: `Personeelsnummer ${number} is bij dit bedrijf al in gebruik.`,
    en: `Employee number ${number} is already in use at this company.`,
  }),
  companyNumberInUse: (number: string): Words => ({
    nl: `Bedrijfsnummer ${number} is al in gebruik.`,
    en: `Company number ${number} is already in use.`,
  }),
  required: (): Words => ({ nl: 'Vul dit in.', en: 'Fill this in.' }),
  invalidIban: (): Words => ({ nl: 'Dit is geen geldig IBAN.', en: 'This is not a valid IBAN.' }),
  invalidEmail: (): Words => ({ nl: 'Dit is geen geldig e-mailadres.', en: 'This is not a valid e-mail address.' }),
  invalidCountry: (): Words => ({
    nl: 'Geef het land als ISO-code van twee letters, bijvoorbeeld NL.',
    en: 'Give the country as its ISO code of two letters, for example NL.',
  }),
  positiveNumber: (): Words => ({ nl: 'Geef een getal groter dan 0.', en: 'Give a number greater than 0.' }),
  between: (least: number, most: number): Words => ({
    nl: `Geef een getal van ${least} tot en met ${most}.`,
    en: `Give a number from ${least} to ${most}.`,
  }),
  tooLong: (most: number): Words => ({
    nl: `Dit is te lang: maximaal ${most} tekens.`,
    en: `This is too long: ${most} characters is the most.`,
  }),
  participantNotFound: (): Words => ({
    nl: 'Deze deelnemer bestaat niet, of u hebt er geen toegang toe.',
    en: 'This participant does not exist, or you have no access to it.',
  }),
  enrolmentNotFound: (): Words => ({
    nl: 'Deze deelname bestaat niet, of u hebt er geen toegang toe.',
    en: 'This enrolment does not exist, or you have no access to it.',
  }),
  runNotFound: (): Words => ({
    nl: 'Deze synchronisatie bestaat niet, of u hebt er geen toegang toe.',
    en: 'This sync does not exist, or you have no access to it.',
  }),
  runWasNotHeld: (): Words => ({
    nl: 'Deze synchronisatie wordt niet vastgehouden: er valt niets goed te keuren of af te wijzen.',
    en: 'This sync is not held: there is nothing to approve or to reject.',
  }),
  runAlreadyApproved: (): Words => ({
    nl: 'Deze synchronisatie is al goedgekeurd en uitgevoerd.',
    en: 'This sync has been approved and carried out already.',
  }),
  runAlreadyRejected: (): Words => ({
    nl: 'Deze synchronisatie is al afgewezen. Er is niets van uitgevoerd.',
    en: 'This sync has been rejected already. Nothing of it was carried out.',
  }),
  runSuperseded: (): Words => ({
    nl: 'Deze synchronisatie is achterhaald: daarna is er opnieuw gesynchroniseerd of met de hand iets gewijzigd. Er is niets van uitgevoerd; start zo nodig een nieuwe.',
    en: 'This sync is out of date: since then there was another one, or something was changed by hand. Nothing of it was carried out; start a new one if need be.',
  }),
  runHasMovedOn: (): Words => ({
    nl: 'Deze synchronisatie is niet meer zoals u haar zag. Bekijk haar opnieuw en beslis dan.',
    en: 'This sync is no longer as you saw it. Look at it again, and decide then.',
  }),
  alreadyEnrolled: (): Words => ({
    nl: 'Deze deelnemer neemt op die datum al deel aan deze regeling.',
    en: 'This participant is already enrolled in this scheme on that date.',
  }),
  endBeforeStart: (): Words => ({
    nl: 'De einddatum ligt voor de begindatum.',
    en: 'The end date lies before the start date.',
  }),
  endInLaterEnrolment: (): Words => ({
    nl: 'Op deze einddatum neemt deze deelnemer alweer deel aan deze regeling. Kies een eerdere datum.',
    en: 'On this end date the participant is enrolled in this scheme once more already. Choose an earlier date.',
  }),
  mergeWithItself: (): Words => ({
    nl: 'Kies twee verschillende deelnemers.',
    en: 'Choose two different participants.',
  }),
  mergeAcrossCompanies: (): Words => ({
    nl: 'Deze deelnemers zijn niet van hetzelfde bedrijf.',
    en: 'These participants are not of the same company.',
  }),
  participantErased: (): Words => ({
    nl: 'De persoonsgegevens van deze deelnemer zijn verwijderd, omdat de bewaartermijn voorbij is. Er is niets meer te wijzigen.',
    en: 'The personal data of this participant was removed, because its time was over. There is nothing left to change.',
  }),
  mergeOfTwoPeople: (): Words => ({
    nl: 'Dit zijn duidelijk twee verschillende personen: hun BSN verschilt, of hun geboortedatum en achternaam. Verbeter eerst de gegevens als het toch om dezelfde persoon gaat.',
    en: 'These are clearly two different people: their BSN differs, or their date of birth and last name. Correct the data first if they are the same person after all.',
  }),
  mergeOfTwoEmployees: (first: number | null, second: number | null): Words => ({
    nl: `In Nmbrs zijn dit twee werknemers (personeelsnummers ${first ?? '-'} en ${second ?? '-'}): de volgende synchronisatie zou de tweede weer aanmaken. Laat in Nmbrs één van beide over, synchroniseer, en voeg ze dan samen.`,
    en: `In Nmbrs these are two employees (numbers ${first ?? '-'} and ${second ?? '-'}): the next sync would create the second one again. Leave one of the two in Nmbrs, synchronise, and then merge them.`,
  }),
  chooseCompany: (): Words => ({
    nl: 'Het token geeft toegang tot meer dan één bedrijf: kies er een.',
    en: 'The token may read more than one company: choose one.',
  }),
  companyNotReadable: (): Words => ({
    nl: 'Het token geeft geen toegang tot dit bedrijf in Nmbrs.',
    en: 'The token may not read this company in Nmbrs.',
  }),
  domainLabel: (): Words => ({
    nl: 'Geef alleen het subdomein van de Nmbrs-omgeving, bijvoorbeeld "accountant" van accountant.nmbrs.nl.',
    en: 'Give only the subdomain of the Nmbrs environment, for example "accountant" of accountant.nmbrs.nl.',
  }),
  tokenForm: (): Words => ({
    nl: 'Dit lijkt geen Nmbrs-token: dat bestaat uit 32 letters en cijfers.',
    en: 'This does not look like a Nmbrs token: that has 32 letters and digits.',
  }),
  loginNeeded: (): Words => ({
    nl: 'Geef gebruikersnaam en token: er is nog geen koppeling om te testen.',
    en: 'Give the user name and token: there is no link to test yet.',
  }),
  noEmail: (): Words => ({
    nl: 'Uw aanmelding heeft geen bruikbaar e-mailadres. Laat het bij uw account toevoegen, en meld u opnieuw aan.',
    en: 'Your sign-in has no e-mail address that can be used. Have it added to your account, and sign in again.',
  }),
  forbidden: (): Words => ({
    nl: 'U hebt geen recht om dit te doen.',
    en: 'You do not have the right to do this.',
  }),
  tooDeep: (depth: number, most: number): Words => ({
    nl: `Deze vraag is ${depth} niveaus diep; maximaal ${most} is toegestaan.`,
    en: `This operation is ${depth} levels deep; ${most} is the most.`,
  }),
  tooMuch: (asked: number, most: number): Words => ({
    nl: `Deze vraag kan ${asked} waarden opleveren; maximaal ${most} is toegestaan. Vraag kleinere pagina's of minder velden.`,
    en: `This operation may yield ${asked} values; ${most} is the most. Ask for smaller pages or fewer fields.`,
  }),
  notSignedIn: (): Words => ({
    nl: 'Meld u eerst aan: er is geen geldig toegangsbewijs meegestuurd.',
    en: 'Sign in first: no valid access token was sent.',
  }),
  playgroundForHelpdesk: (): Words => ({
    nl: 'Deze pagina is voor de helpdesk. Meld u eerst aan op de startpagina.',
    en: 'This page is for the helpdesk. Sign in on the start page first.',
  }),
  documentNotFound: (): Words => ({
    nl: 'Deze vraag is hier niet bekend onder dit kenmerk.',
    en: 'This operation is not known here by this id.',
  }),
  documentNotPersisted: (): Words => ({
    nl: 'Hier kunnen alleen vragen worden gesteld die vooraf zijn vastgelegd, met hun kenmerk.',
    en: 'Only operations that were laid down beforehand can be asked here, by their id.',
  }),
  signInUnavailable: (): Words => ({
    nl: 'Er kan nu niet worden nagegaan wie u bent. Probeer het over een minuut opnieuw.',
    en: 'It cannot be found out now who you are. Try again in a minute.',
  }),
  tooMany: (what: Countable, count: number, most: number): Words => ({
    nl: `Deze vraag heeft ${count} ${countables[what].nl}; maximaal ${most} is toegestaan.`,
    en: `This operation has ${count} ${countables[what].en}; ${most} is the most.`,
  }),
  longList: (count: number, most: number): Words => ({
    nl: `Een lijst in deze vraag heeft ${count} waarden; maximaal ${most} is toegestaan.`,
    en: `A list in this operation has ${count} values; ${most} is the most.`,
  }),
  notStorable: (): Words => ({
    nl: 'Deze vraag bevat tekens die niet kunnen worden opgeslagen.',
    en: 'This operation contains characters that cannot be stored.',
  }),
  tooManyRequests: (seconds: number): Words => ({
    nl: `Dat zijn te veel vragen achter elkaar. Ga over ${seconds} seconden verder.`,
    en: `Those are too many requests in a row. Go on in ${seconds} seconds.`,
  }),
  tooManyStreams: (most: number): Words => ({
    nl: `U hebt al ${most} vensters open die meekijken. Sluit er eerst een.`,
    en: `You already have ${most} windows open that follow along. Close one first.`,
  }),
  tooManySubscriptions: (most: number): Words => ({
    nl: `Er lopen al ${most} abonnementen op deze verbinding.`,
    en: `This connection already has ${most} subscriptions.`,
  }),
  tooManyOfUser: (most: number): Words => ({
    nl: `Er lopen al ${most} abonnementen van u. Sluit eerst een venster waarin u live meekijkt.`,
    en: `You already have ${most} subscriptions. First close a window that shows live updates.`,
  }),
  oneAtATime: (): Words => ({
    nl: 'U bent hier al mee bezig. Wacht tot dat klaar is.',
    en: 'You are already doing this. Wait until it is finished.',
  }),
  doneNotRecorded: (): Words => ({
    nl: 'Dit is uitgevoerd, maar kon niet worden vastgelegd in het logboek. Meld dit de beheerder, en doe het niet nog eens.',
    en: 'This has been done, but it could not be recorded in the audit trail. Tell the administrator, and do not do it again.',
  }),
  notRecorded: (): Words => ({
    nl: 'Dit is niet uitgevoerd, en dat kon niet worden vastgelegd in het logboek. Probeer het later opnieuw.',
    en: 'This has not been done, which could not be recorded in the audit trail. Try again later.',
  }),
  unexpected: (): Words => ({
    nl: 'Er ging iets onverwachts mis. Het is vastgelegd.',
    en: 'Something unexpected went wrong. It has been recorded.',
  }),
}
