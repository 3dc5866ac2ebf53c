/** Dates and moments as the API writes them in words, too: "23-11-2026" in Dutch, the ISO date in English. */
import type { Locale } from './locale.ts'

/** Business is done in the Netherlands, wherever the reader is. */
const timeZone = 'Europe/Amsterdam'
const languages: Record<Locale, string> = { nl: 'nl-NL', en: 'en-GB' }

/** A calendar date, "2026-11-23" → "23-11-2026". */
export const formatDate = (date: string, locale: Locale): string =>
  locale === 'nl' ? date.split('-').reverse().join('-') : date

/** A calendar date without its year, "2026-11-23" → "23 nov". */
export const formatDay = (date: string, locale: Locale): string =>
  new Intl.DateTimeFormat(languages[locale], { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(new Date(date))

/** "2026-11-23T09:00:00Z" → "23-11-2026 10:00". */
export const formatMoment = (moment: string, locale: Locale): string => {
  const time = new Intl.DateTimeFormat(languages[locale], { timeStyle: 'short', timeZone }).format(new Date(moment))
  return `${formatDate(dateOf(moment), locale)} ${time}`
}

/** The calendar date of a moment, "2026-11-23T23:30:00Z" → "2026-11-24". */
export const dateOf = (moment: string): string =>
  new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone }).format(new Date(moment))
