/** The only source of "now" for everything outside the core, so that tests can set it. */
export type Clock = () => Date

export const systemClock: Clock = () => new Date()

/** Of a locale, a time zone and options; making one takes a hundred times as long as using it. */
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, options])
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, options)
  formats.set(key, format)
  return format
}

/** The calendar date ("2026-11-23") that it is at a moment in a time zone, e.g. "Europe/Amsterdam". */
export const dateIn = (timeZone: string, moment: Date): string =>
  formatOf('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(moment)

/** What the clock says ("09:05") at a moment in a time zone. */
export const timeIn = (timeZone: string, moment: Date): string =>
  formatOf('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(moment)
