/** Signals open once, stay one while what they tell lasts, and close by themselves when a sync no longer finds it. */
import { daysBetween } from './dates.ts'
import type { IsoDate } from './employee.ts'
import { type Finding, type SignalCode, type SignalDetails, type SignalSeverity, signalSeverities } from './findings.ts'
import { compareByKey } from './keyed.ts'

/** What a sync found, about one person in the payroll package or one participant. */
export type FoundSignal = {
  code: SignalCode
  severity: SignalSeverity
  /** Stays the same from night to night: one open signal per code and subject. A next change of number is another one. */
  subject: string
  participantId: string | null
  employeeNumber: number | null
  nmbrsEmployeeId: number | null
  details: SignalDetails
}

export type OpenSignal = Omit<FoundSignal, 'severity'> & { id: string; firstSeenOn: IsoDate }

export type SignalChanges = {
  open: FoundSignal[]
  change: { id: string; details: SignalDetails }[]
  close: string[]
}

/** A change of number is an event, not a state: it stays to be seen for this long. */
const daysThatAnEventIsShown = 30

export function foundSignal(
  finding: Finding,
  about: Pick<FoundSignal, 'participantId' | 'employeeNumber' | 'nmbrsEmployeeId'>,
): FoundSignal {
  const person =
    about.nmbrsEmployeeId === null ? `participant:${about.participantId}` : `nmbrs:${about.nmbrsEmployeeId}`
  return {
    code: finding.code,
    severity: finding.severity ?? signalSeverities[finding.code],
    subject: [person, finding.details.field ?? finding.details.newNumber ?? []].flat().join(':'),
    ...about,
    details: finding.details,
  }
}

/** What to open, change and close. `wasRead` tells whether this sync could have found the signal again. */
export function reconcileSignals(
  open: readonly OpenSignal[],
  found: readonly FoundSignal[],
  wasRead: (signal: OpenSignal) => boolean,
  on: IsoDate,
): SignalChanges {
  const key = (signal: Pick<FoundSignal, 'code' | 'subject'>) => `${signal.code} ${signal.subject}`
  const { added, removed, both } = compareByKey(open, found, key, key)
  return {
    open: added,
    change: both.flatMap(([before, after]) =>
      JSON.stringify(before.details) === JSON.stringify(after.details)
        ? []
        : [{ id: before.id, details: after.details }],
    ),
    close: removed.filter((signal) => wasRead(signal) && !isStillShown(signal, on)).map((signal) => signal.id),
  }
}

const isStillShown = (signal: OpenSignal, on: IsoDate): boolean =>
  signal.code === 'EMPLOYEE_NUMBER_CHANGED' && daysBetween(signal.firstSeenOn, on) < daysThatAnEventIsShown
