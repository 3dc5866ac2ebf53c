/**
 * The current record of a history: the latest that has started on or before the reference date (or, for records that
 * start in a payroll period, in or before the current one). Ties go to the latest creation, then to the highest id.
 */
import type { DatedRecord, HistoryRecord, IsoDate, PeriodRecord } from './employee.ts'
import { comparePeriods, type PeriodNumber } from './period.ts'

/** A record without a start date has always held. */
export const currentByDate = <R extends DatedRecord>(records: readonly R[], on: IsoDate): R | null =>
  last(
    records.filter((record) => (record.startDate ?? '') <= on),
    (a, b) => compareText(a.startDate, b.startDate) || compareAge(a, b),
  )

export const currentByPeriod = <R extends PeriodRecord>(records: readonly R[], current: PeriodNumber): R | null =>
  last(
    records.filter((record) => comparePeriods(startOf(record), current) <= 0),
    (a, b) => comparePeriods(startOf(a), startOf(b)) || compareAge(a, b),
  )

const startOf = (record: PeriodRecord): PeriodNumber => ({ year: record.startYear, period: record.startPeriod })

/**
 * The order in which records were made: by creation, then by id. Records that share even their id (sources do give some
 * twice) still have an order, so that the order of an answer never decides.
 */
export const compareAge = (a: HistoryRecord, b: HistoryRecord): number =>
  compareText(a.createdAt, b.createdAt) || a.id - b.id || compareText(JSON.stringify(a), JSON.stringify(b))

const compareText = (a: string | null, b: string | null): number => {
  const [left, right] = [a ?? '', b ?? '']
  return left < right ? -1 : left > right ? 1 : 0
}

const last = <R>(records: R[], compare: (a: R, b: R) => number): R | null =>
  records.reduce<R | null>((best, record) => (best === null || compare(record, best) > 0 ? record : best), null)
