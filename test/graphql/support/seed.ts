/** What there is to see: a company with people, mutations, signals and runs. Each builder says only what a test is about. */

import { appendMutations, type NewMutation } from '../../../src/feed/position.ts'
import type { Prisma, PrismaClient } from '../../../src/generated/prisma/client.ts'

export const globalId = (typename: string, id: string): string => Buffer.from(`${typename}:${id}`).toString('base64')

export const createCompany = (prisma: PrismaClient, number: string, data: Partial<Prisma.CompanyCreateInput> = {}) =>
  prisma.company.create({ data: { number, name: `Bedrijf ${number}`, ...data } })

export const createParticipant = (
  prisma: PrismaClient,
  companyId: string,
  data: Partial<Prisma.ParticipantUncheckedCreateInput> = {},
) => prisma.participant.create({ data: { companyId, lastName: 'Jansen', ...data } })

export const link = {
  username: 'api@voorbeeld.nl',
  tokenEncrypted: new Uint8Array([1]),
  tokenHint: 'ab12',
  nmbrsCompanyId: 501,
  nmbrsCompanyNumber: 1,
  nmbrsCompanyName: 'Voorbeeld BV',
} satisfies Prisma.NmbrsLinkCreateWithoutCompanyInput

/** A change of the name, unless said otherwise. */
export const mutationOf = (participantId: string, changes: Partial<NewMutation> = {}): NewMutation => ({
  participantId,
  kind: 'NAME',
  changes: [{ field: 'LAST_NAME', oldValue: 'Jansen', newValue: 'Smit' }],
  effectiveDate: '2026-11-23',
  source: 'NMBRS',
  actor: null,
  syncRunId: null,
  scheme: null,
  ...changes,
})

export const append = (prisma: PrismaClient, companyId: string, mutations: NewMutation[]) =>
  prisma.$transaction((tx) => appendMutations(tx, companyId, mutations))

/** A company with one thing of each type that has an id: those ids, by type. */
export async function seedCompany(prisma: PrismaClient, number: string) {
  const { id: companyId } = await createCompany(prisma, number, { link: { create: link } })
  const { id: participantId } = await createParticipant(prisma, companyId)
  const scheme = 'OP1' as const
  const startDate = new Date('2026-01-01')
  const about = { companyId, participantId }
  const signal = { ...about, code: 'NO_SCHEDULE', severity: 'WARNING', subject: 'x', details: {} } as const
  const reason = { code: 'EMPLOYMENT' }
  await append(prisma, companyId, [mutationOf(participantId)])
  const ids = {
    NmbrsLink: prisma.nmbrsLink.findUniqueOrThrow({ where: { companyId } }),
    ParticipantMutation: prisma.participantMutation.findFirstOrThrow({ where: { companyId } }),
    Signal: prisma.signal.create({ data: { ...signal, firstSeenAt: startDate } }),
    EnrolmentRule: prisma.enrolmentRule.create({ data: { companyId, scheme, automatic: true } }),
    Enrolment: prisma.enrolment.create({ data: { ...about, scheme, startDate, source: 'RULE', reason } }),
    SyncRun: prisma.syncRun.create({ data: { companyId, trigger: 'MANUAL', mode: 'APPLY' } }),
  }
  const created = { Company: companyId, Participant: participantId } as Record<
    keyof typeof ids | 'Company' | 'Participant',
    string
  >
  for (const [type, row] of Object.entries(ids)) created[type as keyof typeof ids] = (await row).id
  return created
}
