/** The enrolments of two records of one person, in one list in which those of a scheme never overlap. */
import { addDays } from './dates.ts'
import type { IsoDate } from './employee.ts'
import type { Enrolment } from './participant.ts'

export type Period = { startDate: IsoDate; endDate: IsoDate | null }

/** What remains of one enrolment of the duplicate beside those of the kept one, in order; nothing when it is covered. */
export type Remainder = { enrolment: Enrolment; periods: Period[] }

/** The kept one's enrolments stay as they are; of the duplicate's, every day remains that those do not have. */
export const remainders = (kept: readonly Enrolment[], duplicates: readonly Enrolment[]): Remainder[] =>
  duplicates.map((enrolment) => ({
    enrolment,
    periods: outside(
      enrolment,
      kept.filter(({ scheme }) => scheme === enrolment.scheme),
    ),
  }))

/** The parts of a period that are outside all of `covered`. */
function outside({ startDate, endDate }: Period, covered: readonly Period[]): Period[] {
  const parts: Period[] = []
  let from: IsoDate | null = startDate
  for (const one of [...covered].sort((a, b) => (a.startDate < b.startDate ? -1 : 1))) {
    if (from === null || (endDate !== null && one.startDate > endDate)) break
    if (one.endDate !== null && one.endDate < from) continue
    if (one.startDate > from) parts.push({ startDate: from, endDate: addDays(one.startDate, -1) })
    from = one.endDate && addDays(one.endDate, 1)
  }
  if (from !== null && (endDate === null || from <= endDate)) parts.push({ startDate: from, endDate })
  return parts
}
