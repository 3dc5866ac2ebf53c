/** The only source of "now" for everything outside the core, so that tests can set it. */
export type Clock = () => Date

export const systemClock: Clock = () => new Date()

/** The calendar date ("2026-11-23") that it is at a moment in a time zone, e.g. "Europe/Amsterdam". */
export const dateIn = (timeZone: string, moment: Date): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(moment)

/** What the clock says ("09:05") at a moment in a time zone. */
export const timeIn = (timeZone: string, moment: Date): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(moment)
