/** Why a run is held for a person to look at, in words: sentences on who would leave, who be missing, what be emptied, and what replaced. */
import type { DecimalText } from '../employee.ts'
import type { HoldReason } from '../guard.ts'
import { fieldLabel, type Locale, lowerCased } from './index.ts'

/** `showsLimit`: the limits are settings of the link, which not everyone may see. */
export function holdReasonText(reasons: readonly HoldReason[], locale: Locale, showsLimit: boolean): string {
  const words = sentences[locale]
  const limit = ({ limitPercent }: HoldReason) => (showsLimit ? words.limit(percent(limitPercent, locale)) : '')
  const ofPeople = (rule: 'LEAVERS' | 'MISSING', sentence: Sentences['leavers']) =>
    reasons.flatMap((reason) => (reason.rule === rule ? [`${sentence(reason)}${limit(reason)}.`] : []))
  const ofFields = (rule: 'EMPTIED' | 'REPLACED', sentence: Sentences['emptied']) => {
    const found = reasons.flatMap((reason) => (reason.rule === rule ? [reason] : []))
    const fields = found.map(({ field, people }) => words.ofPeople(lowerCased(fieldLabel(field, locale)), people))
    const [first] = found // all of them are shares of the same people, under the same limit
    return first ? [`${sentence(fields.join(', '), first.active)}${limit(first)}.`] : []
  }
  const missing = ofPeople('MISSING', words.missing)
  const replaced = ofFields('REPLACED', words.replaced)
  return [
    ...ofPeople('LEAVERS', words.leavers),
    ...missing,
    ...(missing.length > 0 ? [words.isItTheirs] : []),
    ...ofFields('EMPTIED', words.emptied),
    ...replaced,
    ...(replaced.length > 0 ? [words.isItOurs] : []),
  ].join(' ')
}

type Sentences = {
  leavers: (share: { people: number; active: number }) => string
  missing: Sentences['leavers']
  isItTheirs: string
  /** `fields` is the list of fields, each with its number of people. */
  emptied: (fields: string, active: number) => string
  replaced: Sentences['emptied']
  isItOurs: string
  limit: (limit: string) => string
  ofPeople: (field: string, people: number) => string
}

const sentences: Record<Locale, Sentences> = {
  nl: {
    leavers: ({ people, active }) =>
      `Van de ${active} actieve deelnemers ${people === 1 ? 'zou' : 'zouden'} er ${people} uit dienst gaan`,
    missing: ({ people, active }) =>
      `Van de ${active} actieve deelnemers ${people === 1 ? 'zou' : 'zouden'} er ${people} niet in Nmbrs te vinden zijn`,
    isItTheirs: 'Controleer of dit in Nmbrs het juiste bedrijf is, en of het daar dezelfde personeelsnummers heeft.',
    emptied: (fields, active) => `Van de ${active} actieve deelnemers zouden deze gegevens leeg worden: ${fields}`,
    replaced: (fields, active) =>
      `Van de ${active} actieve deelnemers zouden deze gegevens tegelijk anders worden: ${fields}`,
    isItOurs: 'Controleer of dit echt de gegevens van dit bedrijf zijn.',
    limit: (limit) => `; de grens is ${limit}`,
    ofPeople: (field, people) => `${field} bij ${people}`,
  },
  en: {
    leavers: ({ people, active }) => `${people} of the ${active} active participants would leave`,
    missing: ({ people, active }) => `${people} of the ${active} active participants would not be found in Nmbrs`,
    isItTheirs: 'Check that this is the right company in Nmbrs, and that it has the same employee numbers there.',
    emptied: (fields, active) => `Of the ${active} active participants, these fields would become empty: ${fields}`,
    replaced: (fields, active) =>
      `Of the ${active} active participants, these fields would change all at once: ${fields}`,
    isItOurs: 'Check that these really are the data of this company.',
    limit: (limit) => `; the limit is ${limit}`,
    ofPeople: (field, people) => `${field} of ${people}`,
  },
}

const percent = (limit: DecimalText, locale: Locale): string =>
  locale === 'nl' ? `${limit.replace('.', ',')} %` : `${limit}%`
