/** The outbox: mail is written in the transaction that it tells of, so that there is never one without the other. */
import { z } from 'zod'
import type { MailPreference, Prisma } from '../generated/prisma/client.ts'

/** What a mail tells of. Ids only: names and words are those of the moment at which it is sent. */
export const mailAbout = z.discriminatedUnion('kind', [
  /** One change by hand, however many mutations it gave. */
  z.object({ kind: z.literal('MANUAL_MUTATIONS'), mutationIds: z.tuple([z.string()], z.string()) }),
  /** How the run of a night ended. */
  z.object({ kind: z.literal('NIGHTLY_DIGEST'), runId: z.string() }),
  /** No good night since then: an ISO moment. */
  z.object({ kind: z.literal('SILENCE'), quietSince: z.iso.datetime() }),
])
export type MailAbout = z.infer<typeof mailAbout>

type Wishes = Pick<MailPreference, 'manualMutations' | 'nightlyDigest'>

/** Whether someone asked for mail of this kind. */
export const isWanted = (kind: MailAbout['kind'], { manualMutations, nightlyDigest }: Wishes): boolean =>
  kind === 'MANUAL_MUTATIONS' ? manualMutations : nightlyDigest

/** Writes a mail to each person who asked for it at that company. The same mail to the same person is written once. */
export async function queueMail(
  tx: Prisma.TransactionClient,
  mails: readonly { companyId: string; about: MailAbout }[],
  now: Date,
): Promise<void> {
  const preferences = await lockPreferences(
    tx,
    mails.map(({ companyId }) => companyId),
    now,
  )
  const data = mails.flatMap(({ companyId, about }) =>
    preferences
      .filter((preference) => preference.companyId === companyId && isWanted(about.kind, preference))
      .map(({ id: preferenceId }) => ({
        ...rowOf(about),
        companyId,
        preferenceId,
        createdAt: now,
        nextAttemptAt: now,
      })),
  )
  if (data.length > 0) await tx.outboxMail.createMany({ data, skipDuplicates: true })
}

/** Nobody removes them until the transaction ends: what it tells of must not fail because someone gets no more mail. */
const lockPreferences = (tx: Prisma.TransactionClient, companyIds: string[], now: Date) =>
  tx.$queryRaw<(Wishes & { id: string; companyId: string })[]>`
    SELECT id::text AS id, company_id::text AS "companyId",
      manual_mutations AS "manualMutations", nightly_digest AS "nightlyDigest"
    FROM mail_preference WHERE company_id = ANY(${companyIds}::uuid[]) AND valid_until > ${now}
    FOR KEY SHARE`

/** `key` tells one mail from another. */
function rowOf(about: MailAbout) {
  switch (about.kind) {
    case 'MANUAL_MUTATIONS':
      return { kind: about.kind, about, key: about.mutationIds[0] }
    case 'NIGHTLY_DIGEST':
      return { kind: about.kind, about, key: about.runId }
    case 'SILENCE':
      return { kind: about.kind, about, key: about.quietSince }
  }
}
