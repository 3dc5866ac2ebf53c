/** Which mail someone gets about a company, and for how long. */
import { z } from 'zod'
import type { Locale } from '../core/texts/index.ts'
import { problemTexts } from '../core/texts/problems.ts'
import type { MailPreference } from '../generated/prisma/client.ts'
import { ConflictError } from '../problems.ts'
import type { Administration } from './dependencies.ts'

export type MailWishes = { companyId: string; manualMutations: boolean; nightlyDigest: boolean }

/** Who asks, as their token says. `locale` is the language in which they ask, and will be written to. */
export type Addressee = { subject: string; email: string | null; locale: Locale }

/**
 * Mail goes on for this long after a person last showed a token with the company in it: nobody tells us when someone may
 * no longer see a company and does not come back.
 */
const validFor = 90 * 24 * 60 * 60_000 // 90 days

/** Until when mail goes out to someone who shows their token now. */
export const validUntil = (now: Date): Date => new Date(now.getTime() + validFor)

/** The address of a token in the form in which mail can be sent to it; null when it has none, or none that is one. */
export const usableEmail = (email: string | null): string | null =>
  z.email({ pattern: z.regexes.html5Email }).max(254).safeParse(email).data ?? null

/**
 * Sets both wishes of one person for one company. Throws ConflictError when there is no address to write to: neither in
 * the token, nor from an earlier one.
 */
export async function updateMailPreference(
  { companyId, ...wishes }: MailWishes,
  { subject, locale, ...token }: Addressee,
  { prisma, clock }: Pick<Administration, 'prisma' | 'clock'>,
): Promise<MailPreference> {
  const where = { companyId_subject: { companyId, subject } }
  const earlier = await prisma.mailPreference.findUnique({ where })
  const email = usableEmail(token.email) ?? earlier?.email
  if (!email) throw new ConflictError(problemTexts.noEmail())
  const preference = { ...wishes, email, locale, validUntil: validUntil(clock()) }
  return prisma.mailPreference.upsert({ where, create: { ...preference, companyId, subject }, update: preference })
}
