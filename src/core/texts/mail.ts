/**
 * Mails in words, before they are text or HTML. A mail says what happened and to whom, never what someone's data was or
 * is: no BSN, no bank account, no salary. The link leads to where that can be seen by whoever may.
 */
import type { IsoDate } from '../employee.ts'
import type { SyncFailure } from '../failure.ts'
import type { SignalCode } from '../findings.ts'
import type { HoldReason } from '../guard.ts'
import type { MutationKind } from '../participant.ts'
import type { SyncCounts } from '../plan.ts'
import { holdReasonText } from './hold-reason.ts'
import { failureMessage, formatDate, kindLabel, type Locale } from './index.ts'
import { type MailWords, mailWords, toldCounts } from './mail-words.ts'
import { signalName } from './signal-names.ts'

/** A tab of the company on the page. */
export type LetterPage = 'mutations' | 'sync' | 'signals'
export type LetterPart = { paragraph: string } | { list: string[] } | { link: string; page: LetterPage }
export type Letter = { subject: string; parts: LetterPart[] }

/** `time` is that of the clock on the wall, e.g. "09:05". */
export type At = { date: IsoDate; time: string }
type Company = { number: string }

export type ManualChange = {
  company: Company
  person: { name: string; employeeNumber: number | null }
  kinds: readonly MutationKind[]
  actor: string
  at: At
}

/** One change by hand, whatever number of mutations it gave. */
export function manualChangeLetter({ company, person, kinds, actor, at }: ManualChange, locale: Locale): Letter {
  const words = mailWords[locale]
  const who = words.person(person.name, person.employeeNumber)
  return {
    subject: words.changedSubject(company.number),
    parts: [
      { paragraph: words.changed(who, actor, { ...at, date: formatDate(at.date, locale) }) },
      { list: [...new Set(kinds)].map((kind) => kindLabel(kind, locale)) },
      { paragraph: words.changedHint },
      { link: words.toMutations, page: 'mutations' },
    ],
  }
}

/** How a run stands now. OPEN: it waits or is under way; CLOSED: it was held, and nothing of it was carried out. */
export type RunFacts =
  | { state: 'SUCCEEDED'; counts: SyncCounts }
  | { state: 'HELD'; counts: SyncCounts; reasons: readonly HoldReason[] }
  | { state: 'FAILED'; failure: SyncFailure }
  | { state: 'OPEN' }
  | { state: 'CLOSED' }

/** Open signals, by code. */
export type SignalCounts = readonly { code: SignalCode; count: number }[]

export type EndedRun = Exclude<RunFacts, { state: 'OPEN' }>
export type Night = { company: Company; night: IsoDate; run: EndedRun; signals: SignalCounts }

/** One night of one company. */
export function nightLetter({ company, night, run, signals }: Night, locale: Locale): Letter {
  const words = mailWords[locale]
  const { subject, parts, page } = outcome(run, company.number, formatDate(night, locale), locale)
  const open = signals.reduce((sum, { count }) => sum + count, 0)
  return {
    subject,
    parts: [
      ...parts,
      { link: page === 'mutations' ? words.toMutations : words.toSync, page },
      { paragraph: words.signals(open) },
      ...(open > 0
        ? [
            { list: signals.map(({ code, count }) => `${signalName(code, locale)}: ${count}`) },
            { link: words.toSignals, page: 'signals' as const },
          ]
        : []),
    ],
  }
}

type Outcome = Letter & { page: LetterPage }

function outcome(run: EndedRun, company: string, night: string, locale: Locale): Outcome {
  const words = mailWords[locale]
  switch (run.state) {
    case 'SUCCEEDED':
      return {
        subject: words.nightSubject(company, night),
        parts: [{ paragraph: words.succeeded(night) }, counted(run.counts, words)],
        page: 'mutations',
      }
    case 'HELD':
      return {
        subject: words.heldSubject(company),
        parts: [
          { paragraph: words.held(night) },
          { paragraph: holdReasonText(run.reasons, locale, false) },
          { paragraph: words.wouldDo },
          counted(run.counts, words),
        ],
        page: 'sync',
      }
    case 'FAILED':
      return {
        subject: words.failedSubject(company),
        parts: [{ paragraph: words.failed(night) }, { paragraph: failureMessage(run.failure, locale) }],
        page: 'sync',
      }
    case 'CLOSED':
      return {
        subject: words.nightSubject(company, night),
        parts: [{ paragraph: words.notCarriedOut(night) }],
        page: 'sync',
      }
  }
}

/** What is not 0; a sentence when nothing changed. */
function counted(counts: SyncCounts, words: MailWords): LetterPart {
  const list = toldCounts.filter((name) => counts[name] > 0).map((name) => `${words.counts[name]}: ${counts[name]}`)
  return list.length > 0 ? { list } : { paragraph: words.nothingChanged }
}

/** A night that did not succeed, or not yet. */
export type UnfinishedNight = Exclude<RunFacts, { state: 'SUCCEEDED' }>

export type Silence = {
  company: Company
  since: At
  /** The last night that began after it; null when none did. */
  lastNight: UnfinishedNight | null
}

/** No good night for too long. */
export function silenceLetter({ company, since, lastNight }: Silence, locale: Locale): Letter {
  const words = mailWords[locale]
  return {
    subject: words.silenceSubject(company.number),
    parts: [
      { paragraph: words.silence({ ...since, date: formatDate(since.date, locale) }) },
      ...whyQuiet(lastNight, locale).map((paragraph) => ({ paragraph })),
      { link: words.toSync, page: 'sync' },
      { paragraph: words.onlyOnce },
    ],
  }
}

function whyQuiet(lastNight: UnfinishedNight | null, locale: Locale): string[] {
  const words = mailWords[locale]
  switch (lastNight?.state) {
    case undefined:
      return [words.noRunSince]
    case 'FAILED':
      return [words.nightFailed, failureMessage(lastNight.failure, locale)]
    case 'HELD':
      return [words.nightHeld, holdReasonText(lastNight.reasons, locale, false)]
    case 'OPEN':
      return [words.nightUnderWay]
    case 'CLOSED':
      return [words.nightNotCarriedOut]
  }
}

/** Why someone gets it, and until when. */
export const mailFooter = (validUntil: IsoDate, locale: Locale): string =>
  mailWords[locale].footer(formatDate(validUntil, locale))
