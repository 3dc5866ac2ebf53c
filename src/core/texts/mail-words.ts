/** The sentences of mails, Dutch first. A subject names the company by its number only: a name may be a person's. */
import type { SyncCounts } from '../plan.ts'
import type { Locale } from './index.ts'

/** The counts of a run that a mail tells. */
export const toldCounts = [
  'joined',
  'rejoined',
  'left',
  'changed',
  'missing',
  'enrolled',
  'mutations',
] as const satisfies (keyof SyncCounts)[]
type ToldCount = (typeof toldCounts)[number]

/** A moment in the time zone of the house, in the form of the language. */
export type Moment = { date: string; time: string }

export type MailWords = {
  changedSubject: (company: string) => string
  changed: (person: string, actor: string, at: Moment) => string
  changedHint: string
  person: (name: string, employeeNumber: number | null) => string
  nightSubject: (company: string, night: string) => string
  heldSubject: (company: string) => string
  failedSubject: (company: string) => string
  silenceSubject: (company: string) => string
  succeeded: (night: string) => string
  nothingChanged: string
  held: (night: string) => string
  wouldDo: string
  failed: (night: string) => string
  notCarriedOut: (night: string) => string
  counts: Record<ToldCount, string>
  signals: (count: number) => string
  silence: (since: Moment) => string
  noRunSince: string
  nightFailed: string
  nightHeld: string
  nightUnderWay: string
  nightNotCarriedOut: string
  onlyOnce: string
  toMutations: string
  toSync: string
  toSignals: string
  footer: (validUntil: string) => string
}

export const mailWords: Record<Locale, MailWords> = {
  nl: {
    changedSubject: (company) => `EBlinC ${company}: met de hand gewijzigd`,
    changed: (person, actor, { date, time }) =>
      `Op ${date} om ${time} heeft ${actor} met de hand iets gewijzigd bij ${person}. Het gaat om:`,
    changedHint: 'De gegevens zelf staan niet in deze mail; u vindt ze in de mutatielijst.',
    person: (name, employeeNumber) =>
      `${name} (${employeeNumber === null ? 'zonder personeelsnummer' : `personeelsnummer ${employeeNumber}`})`,
    nightSubject: (company, night) => `EBlinC ${company}: de nacht van ${night}`,
    heldSubject: (company) => `EBlinC ${company}: een synchronisatie wacht op goedkeuring`,
    failedSubject: (company) => `EBlinC ${company}: de synchronisatie is mislukt`,
    silenceSubject: (company) => `EBlinC ${company}: al meer dan een dag geen geslaagde nacht`,
    succeeded: (night) => `De synchronisatie met Nmbrs van de nacht van ${night} is gelukt.`,
    nothingChanged: 'Er was niets gewijzigd.',
    held: (night) =>
      `De synchronisatie met Nmbrs van de nacht van ${night} wordt vastgehouden tot iemand haar goedkeurt of afwijst. Er is nog niets gewijzigd.`,
    wouldDo: 'Wat zij zou wijzigen:',
    failed: (night) =>
      `De synchronisatie met Nmbrs van de nacht van ${night} is mislukt. De gegevens zijn gebleven zoals ze waren.`,
    notCarriedOut: (night) =>
      `De synchronisatie met Nmbrs van de nacht van ${night} werd vastgehouden, en is daarna afgewezen of achterhaald. Er is niets van uitgevoerd.`,
    counts: {
      joined: 'In dienst',
      rejoined: 'Opnieuw in dienst',
      changed: 'Gewijzigd',
      left: 'Uit dienst',
      missing: 'Ontbreekt in Nmbrs',
      enrolled: 'Nieuwe deelnames',
      mutations: 'Mutaties in totaal',
    },
    signals: (count) => (count === 0 ? 'Er staan geen signalen open.' : `Open signalen: ${count}`),
    silence: ({ date, time }) =>
      `Sinds ${date} om ${time} is er geen nachtelijke synchronisatie gelukt, terwijl de koppeling met Nmbrs aanstaat. Wat daarna in Nmbrs is gewijzigd, kan hier ontbreken.`,
    noRunSince: 'Er is sindsdien ook geen nacht begonnen. Meld dit bij de beheerder van EBlinC.',
    nightFailed: 'De laatste nacht is mislukt.',
    nightHeld: 'De laatste nacht wordt vastgehouden tot iemand haar goedkeurt of afwijst.',
    nightUnderWay: 'De laatste nacht is nog niet klaar.',
    nightNotCarriedOut: 'De laatste nacht is niet uitgevoerd.',
    onlyOnce: 'U krijgt hierover één bericht, hoe lang het ook duurt.',
    toMutations: 'Naar de mutatielijst',
    toSync: 'Naar de synchronisatie',
    toSignals: 'Naar de signalen',
    footer: (validUntil) =>
      `U krijgt deze mail omdat u er bij dit bedrijf om hebt gevraagd; in EBlinC zet u dat ook weer uit. Deze mail stopt vanzelf op ${validUntil}, tenzij u zich voor die dag weer aanmeldt. Antwoorden worden niet gelezen.`,
  },
  en: {
    changedSubject: (company) => `EBlinC ${company}: changed by hand`,
    changed: (person, actor, { date, time }) =>
      `On ${date} at ${time}, ${actor} changed something by hand of ${person}. It is about:`,
    changedHint: 'The data itself is not in this mail; you find it in the mutation list.',
    person: (name, employeeNumber) =>
      `${name} (${employeeNumber === null ? 'without an employee number' : `employee number ${employeeNumber}`})`,
    nightSubject: (company, night) => `EBlinC ${company}: the night of ${night}`,
    heldSubject: (company) => `EBlinC ${company}: a sync waits for approval`,
    failedSubject: (company) => `EBlinC ${company}: the sync has failed`,
    silenceSubject: (company) => `EBlinC ${company}: no good night for more than a day`,
    succeeded: (night) => `The sync with Nmbrs of the night of ${night} has succeeded.`,
    nothingChanged: 'Nothing had changed.',
    held: (night) =>
      `The sync with Nmbrs of the night of ${night} is held until someone approves or rejects it. Nothing has been changed yet.`,
    wouldDo: 'What it would change:',
    failed: (night) => `The sync with Nmbrs of the night of ${night} has failed. The data has stayed as it was.`,
    notCarriedOut: (night) =>
      `The sync with Nmbrs of the night of ${night} was held, and has been rejected or overtaken since. Nothing of it was carried out.`,
    counts: {
      joined: 'Joined',
      rejoined: 'Rejoined',
      changed: 'Changed',
      left: 'Left',
      missing: 'Missing in Nmbrs',
      enrolled: 'New enrolments',
      mutations: 'Mutations in all',
    },
    signals: (count) => (count === 0 ? 'No signals are open.' : `Open signals: ${count}`),
    silence: ({ date, time }) =>
      `No nightly sync has succeeded since ${date} at ${time}, while the link to Nmbrs is switched on. What was changed in Nmbrs since then may be missing here.`,
    noRunSince: 'Nor has any night begun since then. Report this to the administrator of EBlinC.',
    nightFailed: 'The last night has failed.',
    nightHeld: 'The last night is held until someone approves or rejects it.',
    nightUnderWay: 'The last night is not done yet.',
    nightNotCarriedOut: 'The last night was not carried out.',
    onlyOnce: 'You get one message about this, however long it lasts.',
    toMutations: 'To the mutation list',
    toSync: 'To the sync',
    toSignals: 'To the signals',
    footer: (validUntil) =>
      `You get this mail because you asked for it at this company; you can switch it off again in EBlinC. It ends by itself on ${validUntil}, unless you sign in again before that day. Replies are not read.`,
  },
}
