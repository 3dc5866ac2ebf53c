/** Why a run is held for a person to look at, in words: a sentence on who would leave, and one on what would be emptied. */
import type { DecimalText } from '../employee.ts'
import type { HoldReason } from '../guard.ts'
import { fieldLabel, type Locale, lowerCased } from './index.ts'

export function holdReasonText(reasons: readonly HoldReason[], locale: Locale): string {
  const words = sentences[locale]
  const leavers = reasons.filter((reason) => reason.rule === 'LEAVERS')
  const emptied = reasons.filter((reason) => reason.rule === 'EMPTIED')
  const fields = emptied.map(({ field, people }) => words.ofPeople(lowerCased(fieldLabel(field, locale)), people))
  const [first] = emptied // all of them are shares of the same people, under the same limit
  return [
    ...leavers.map((reason) => words.leavers(reason, percent(reason.limitPercent, locale))),
    ...(first ? [words.emptied(fields.join(', '), first.active, percent(first.limitPercent, locale))] : []),
  ].join(' ')
}

type Sentences = {
  leavers: (share: { people: number; active: number }, limit: string) => string
  /** `fields` is the list of fields, each with its number of people. */
  emptied: (fields: string, active: number, limit: string) => string
  ofPeople: (field: string, people: number) => string
}

const sentences: Record<Locale, Sentences> = {
  nl: {
    leavers: ({ people, active }, limit) =>
      `Van de ${active} actieve deelnemers ${people === 1 ? 'zou' : 'zouden'} er ${people} uit dienst gaan; de grens is ${limit}.`,
    emptied: (fields, active, limit) =>
      `Van de ${active} actieve deelnemers zouden deze gegevens leeg worden: ${fields}; de grens is ${limit}.`,
    ofPeople: (field, people) => `${field} bij ${people}`,
  },
  en: {
    leavers: ({ people, active }, limit) =>
      `${people} of the ${active} active participants would leave; the limit is ${limit}.`,
    emptied: (fields, active, limit) =>
      `Of the ${active} active participants, these fields would become empty: ${fields}; the limit is ${limit}.`,
    ofPeople: (field, people) => `${field} of ${people}`,
  },
}

const percent = (limit: DecimalText, locale: Locale): string =>
  locale === 'nl' ? `${limit.replace('.', ',')} %` : `${limit}%`
