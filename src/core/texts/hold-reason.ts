/** Why a run is held for a person to look at, in words: a sentence on who would leave, what would be emptied, and what replaced. */
import type { DecimalText } from '../employee.ts'
import type { HoldReason } from '../guard.ts'
import { fieldLabel, type Locale, lowerCased } from './index.ts'

export function holdReasonText(reasons: readonly HoldReason[], locale: Locale): string {
  const words = sentences[locale]
  const leavers = reasons.filter((reason) => reason.rule === 'LEAVERS')
  const ofFields = (rule: 'EMPTIED' | 'REPLACED') => {
    const found = reasons.flatMap((reason) => (reason.rule === rule ? [reason] : []))
    const fields = found.map(({ field, people }) => words.ofPeople(lowerCased(fieldLabel(field, locale)), people))
    const [first] = found // all of them are shares of the same people, under the same limit
    const sentence = rule === 'EMPTIED' ? words.emptied : words.replaced
    return first ? [sentence(fields.join(', '), first.active, percent(first.limitPercent, locale))] : []
  }
  return [
    ...leavers.map((reason) => words.leavers(reason, percent(reason.limitPercent, locale))),
    ...ofFields('EMPTIED'),
    ...ofFields('REPLACED'),
  ].join(' ')
}

type Sentences = {
  leavers: (share: { people: number; active: number }, limit: string) => string
  /** `fields` is the list of fields, each with its number of people. */
  emptied: (fields: string, active: number, limit: string) => string
  replaced: Sentences['emptied']
  ofPeople: (field: string, people: number) => string
}

const sentences: Record<Locale, Sentences> = {
  nl: {
    leavers: ({ people, active }, limit) =>
      `Van de ${active} actieve deelnemers ${people === 1 ? 'zou' : 'zouden'} er ${people} uit dienst gaan; de grens is ${limit}.`,
    emptied: (fields, active, limit) =>
      `Van de ${active} actieve deelnemers zouden deze gegevens leeg worden: ${fields}; de grens is ${limit}.`,
    replaced: (fields, active, limit) =>
      `Van de ${active} actieve deelnemers zouden deze gegevens tegelijk anders worden: ${fields}; de grens is ${limit}. Controleer of dit echt van dit bedrijf is.`,
    ofPeople: (field, people) => `${field} bij ${people}`,
  },
  en: {
    leavers: ({ people, active }, limit) =>
      `${people} of the ${active} active participants would leave; the limit is ${limit}.`,
    emptied: (fields, active, limit) =>
      `Of the ${active} active participants, these fields would become empty: ${fields}; the limit is ${limit}.`,
    replaced: (fields, active, limit) =>
      `Of the ${active} active participants, these fields would change all at once: ${fields}; the limit is ${limit}. See whether this is really of this company.`,
    ofPeople: (field, people) => `${field} of ${people}`,
  },
}

const percent = (limit: DecimalText, locale: Locale): string =>
  locale === 'nl' ? `${limit.replace('.', ',')} %` : `${limit}%`
