/** Whether someone is in service on a date. An end date is the last day in service. */
import { compareAge, currentByDate } from './current-record.ts'
import { addDays } from './dates.ts'
import type { EmploymentRecord, IsoDate } from './employee.ts'

/**
 * IN_SERVICE: one runs now. LEFT: one has ended and none runs now, whether or not a next one is known. NOT_STARTED: only
 * a later one is known. UNKNOWN: there is none.
 */
export type EmploymentState =
  | { state: 'IN_SERVICE' | 'LEFT' | 'NOT_STARTED'; employment: EmploymentRecord }
  | { state: 'UNKNOWN' }

export function employmentOn(records: readonly EmploymentRecord[], on: IsoDate): EmploymentState {
  const running = currentByDate(
    records.filter((record) => record.endDate === null || record.endDate >= on),
    on,
  )
  if (running) return { state: 'IN_SERVICE', employment: running }
  const lastEnded = lastToEnd(records.filter((record) => record.endDate !== null && record.endDate < on))
  if (lastEnded) return { state: 'LEFT', employment: lastEnded }
  const [next] = [...records].sort((a, b) => compareDates(a.startDate, b.startDate) || compareAge(b, a))
  return next ? { state: 'NOT_STARTED', employment: next } : { state: 'UNKNOWN' }
}

/** Whether an employment is known that has not started yet. */
export const startsLater = (records: readonly EmploymentRecord[], on: IsoDate): boolean =>
  records.some(({ startDate }) => startDate !== null && startDate > on)

/**
 * The employment, if any, that ended without anyone seeing it: it held when we last looked (it started on
 * `employedFrom`), and at least a day lies between its end and the employment that runs now.
 */
export const unseenDeparture = (
  records: readonly EmploymentRecord[],
  employedFrom: IsoDate | null,
  running: EmploymentRecord,
): EmploymentRecord | null =>
  lastToEnd(
    records.filter(
      (record) =>
        record.startDate === employedFrom &&
        record.endDate !== null &&
        running.startDate !== null &&
        (record.startDate ?? '') < running.startDate &&
        addDays(record.endDate, 1) < running.startDate,
    ),
  )

const lastToEnd = (records: readonly EmploymentRecord[]): EmploymentRecord | null =>
  [...records].sort((a, b) => compareDates(b.endDate, a.endDate) || compareAge(b, a))[0] ?? null

const compareDates = (a: IsoDate | null, b: IsoDate | null): number => {
  const [left, right] = [a ?? '', b ?? '']
  return left < right ? -1 : left > right ? 1 : 0
}
