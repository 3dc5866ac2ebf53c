/** What a mail says: what it is about, as it is at the moment at which it is sent, in the reader's language. */
import { type Clock, dateIn, timeIn } from '../clock.ts'
import { displayName } from '../core/names.ts'
import { type Locale, locales } from '../core/texts/index.ts'
import {
  type At,
  type Letter,
  mailFooter,
  manualChangeLetter,
  nightLetter,
  type RunFacts,
  silenceLetter,
} from '../core/texts/mail.ts'
import type { Company, MailPreference, OutboxMail, PrismaClient, SyncRun } from '../generated/prisma/client.ts'
import { lastGoodNights } from '../metrics/state.ts'
import { isoDate } from '../sync/rows.ts'
import { counts, failure, holdReasons } from '../sync/run-records.ts'
import { isWanted, type MailAbout, mailAbout } from './outbox.ts'

export type AddressedMail = OutboxMail & { preference: MailPreference & { company: Company } }

/** A letter with what stands around it. */
export type Composed = Letter & { locale: Locale; company: Pick<Company, 'number' | 'name'>; footer: string }

export type ComposeDependencies = { prisma: PrismaClient; clock: Clock; timeZone: string }

/** Null when there is nothing to tell any more: what it is about is gone or over, or the reader wants no such mail now. */
export async function compose(mail: AddressedMail, dependencies: ComposeDependencies): Promise<Composed | null> {
  const { preference } = mail
  const about = mailAbout.parse(mail.about)
  if (!isWanted(about.kind, preference)) return null
  const locale = locales.find((known) => known === preference.locale) ?? 'nl'
  const letter = await letterAbout(about, mail, locale, dependencies)
  const footer = mailFooter(dateIn(dependencies.timeZone, preference.validUntil), locale)
  return letter && { ...letter, locale, company: preference.company, footer }
}

const letterAbout = (
  about: MailAbout,
  mail: AddressedMail,
  locale: Locale,
  dependencies: ComposeDependencies,
): Promise<Letter | null> => {
  switch (about.kind) {
    case 'MANUAL_MUTATIONS':
      return manualChange(about.mutationIds, mail, locale, dependencies)
    case 'NIGHTLY_DIGEST':
      return night(about.runId, mail, locale, dependencies)
    case 'SILENCE':
      return silence(about.quietSince, mail, locale, dependencies)
  }
}

async function manualChange(
  mutationIds: string[],
  { preference, createdAt }: AddressedMail,
  locale: Locale,
  { prisma, timeZone }: ComposeDependencies,
): Promise<Letter | null> {
  const mutations = await prisma.participantMutation.findMany({
    where: { id: { in: mutationIds } },
    include: { participant: true },
    orderBy: { position: 'asc' },
  })
  const [first] = mutations
  if (!first) return null
  const { participant, actor } = first
  const change = {
    company: preference.company,
    person: { name: displayName(participant), employeeNumber: participant.employeeNumber },
    kinds: mutations.map(({ kind }) => kind),
    actor: actor ?? '',
    at: at(timeZone, createdAt),
  }
  return manualChangeLetter(change, locale)
}

async function night(
  runId: string,
  { companyId, preference: { company } }: AddressedMail,
  locale: Locale,
  { prisma }: ComposeDependencies,
): Promise<Letter | null> {
  const run = await prisma.syncRun.findUnique({ where: { id: runId } })
  const facts = run && factsOf(run)
  if (!run?.night || !facts || facts.state === 'OPEN') return null
  const open = await prisma.signal.groupBy({
    by: 'code',
    where: { companyId, open: true },
    _count: true,
    orderBy: { code: 'asc' },
  })
  const signals = open.map(({ code, _count: count }) => ({ code, count }))
  return nightLetter({ company, night: isoDate(run.night), run: facts, signals }, locale)
}

async function silence(
  quietSince: string,
  { companyId, preference: { company } }: AddressedMail,
  locale: Locale,
  { prisma, clock, timeZone }: ComposeDependencies,
): Promise<Letter | null> {
  const now = clock()
  const silences = await lastGoodNights(prisma, now)
  const isStillQuiet = silences.some(
    (one) => one.companyId === companyId && one.quietSince.toISOString() === quietSince,
  )
  if (!isStillQuiet) return null
  const since = new Date(quietSince)
  const run = await prisma.syncRun.findFirst({
    where: { companyId, night: { not: null }, queuedAt: { gt: since, lte: now } },
    orderBy: { queuedAt: 'desc' },
  })
  const lastNight = run && factsOf(run)
  if (lastNight?.state === 'SUCCEEDED') return null
  return silenceLetter({ company, since: at(timeZone, since), lastNight }, locale)
}

function factsOf(run: SyncRun): RunFacts {
  switch (run.status) {
    case 'SUCCEEDED':
      return { state: 'SUCCEEDED', counts: counts.parse(run.counts) }
    case 'HELD':
      return { state: 'HELD', counts: counts.parse(run.counts), reasons: holdReasons.parse(run.holdReason) }
    case 'FAILED':
      return { state: 'FAILED', failure: failure.parse(run.failure) }
    case 'QUEUED':
    case 'RUNNING':
      return { state: 'OPEN' }
    case 'REJECTED':
    case 'SUPERSEDED':
      return { state: 'CLOSED' }
  }
}

const at = (timeZone: string, moment: Date): At => ({
  date: dateIn(timeZone, moment),
  time: timeIn(timeZone, moment),
})
