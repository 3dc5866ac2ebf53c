/** An app with the demo company, people who get mail about it, and a mail server. */
import { expect } from 'vitest'
import { updateMailPreference } from '../../../src/administration/mail-preference.ts'
import type { Locale } from '../../../src/core/texts/index.ts'
import { CompanyIdDocument, NightlyRunsDocument, UpdateParticipantDocument } from '../../../src/generated/operations.ts'
import { type Run, startTestApp, type TestApp, type TestAppOptions } from '../../support/app.ts'

/** When the demo company has just had its first sync, by hand. */
export const start = '2026-11-23T10:00:00+01:00'

/** `smtp`: where mail goes, if anywhere. The link is on, and the first sync done. */
export async function startOffice(smtp: { url: string } | null, options: TestAppOptions = {}): Promise<TestApp> {
  const app = await startTestApp({
    demo: true,
    now: start,
    nmbrs: { retry: { tries: 1, firstDelay: 1 } },
    patience: { nightAgainAfter: [] },
    ...options,
    env: {
      ...(smtp && { SMTP_URL: smtp.url, MAIL_FROM: 'EBlinC <eblinc@voorbeeld.nl>' }),
      PUBLIC_URL: 'https://eblinc.voorbeeld.nl/',
      ...options.env,
    },
  })
  const { company } = await app.ask(CompanyIdDocument, { number: '1001' })
  await app.ended(company?.nmbrsConnection?.lastRun?.id ?? '')
  return app
}

export const companyIdOf = async ({ database }: TestApp, number = '1001'): Promise<string> =>
  (await database.prisma.company.findUniqueOrThrow({ where: { number } })).id

type Reader = { email: string; manualMutations?: boolean; nightlyDigest?: boolean; locale?: Locale }

/** Whoever reads at this address asks for mail: of both kinds, in Dutch, unless said otherwise. */
export async function askForMail(app: TestApp, { email, locale = 'nl', ...wishes }: Reader): Promise<void> {
  const companyId = await companyIdOf(app)
  const asked = { companyId, manualMutations: true, nightlyDigest: true, ...wishes }
  await updateMailPreference(asked, { subject: email, email, locale }, app.administration)
}

/** Changes fields of the participant with this number by hand. */
export async function changeByHand(app: TestApp, employeeNumber: number, fields: object): Promise<void> {
  const { id } = await app.database.prisma.participant.findFirstOrThrow({ where: { employeeNumber } })
  const participantId = Buffer.from(`Participant:${id}`).toString('base64')
  const { updateParticipant } = await app.ask(UpdateParticipantDocument, { input: { participantId, ...fields } })
  if (updateParticipant.__typename !== 'MutationUpdateParticipantSuccess')
    throw new Error(JSON.stringify(updateParticipant))
}

/** Lets it be this time, and waits until the night that has begun by then is over. */
export async function nightAt(app: TestApp, moment: string): Promise<Run> {
  app.setTime(moment)
  await app.sync.lookAround()
  const { company } = await app.ask(NightlyRunsDocument, { company: '1001' })
  return app.ended(company?.syncRuns.edges[0]?.node.id ?? '')
}

/** Has sent what is due now, and waits until nothing is under way. */
export async function sendDue(app: TestApp): Promise<void> {
  await app.mail.lookAround()
  const openJobs = async () => {
    const [row] = await app.database.prisma.$queryRaw<{ open: number }[]>`
      SELECT count(*)::int AS open FROM pgboss.job WHERE name = 'mail' AND state IN ('created', 'active', 'retry')`
    return row?.open
  }
  await expect.poll(openJobs, { interval: 10 }).toBe(0)
}

/** The outbox, as [who, kind, status], in the order in which it was written. */
export async function outbox({ database }: TestApp): Promise<string[][]> {
  const mails = await database.prisma.outboxMail.findMany({ include: { preference: true }, orderBy: { id: 'asc' } })
  return mails.map(({ preference, kind, status }) => [preference.email, kind, status])
}
