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
