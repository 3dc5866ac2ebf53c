import { z } from 'zod'
import { syncFailureCodes } from '../../core/failure.ts'
import { failureMessage } from '../../core/texts/index.ts'
import type { Prisma } from '../../generated/prisma/client.ts'
import { maySeeLink, ofCompany } from '../access.ts'
import { builder } from '../builder.ts'
import { NmbrsLinkStatus } from './enums.ts'
import { localeArguments } from './locale.ts'
import { NmbrsCompany, SyncSchedule, SyncSettings } from './nmbrs-link-parts.ts'
import { SyncRun } from './sync-run.ts'

/** What is stored while the status is ATTENTION. */
const attention = z.object({ code: z.enum(syncFailureCodes), call: z.string().nullish() })

/** The last night that began, in time or caught up. */
const lastNight = {
  where: { trigger: { in: ['NIGHTLY', 'CATCH_UP'] }, startedAt: { not: null } },
  orderBy: { startedAt: 'desc' },
  take: 1,
  select: { startedAt: true },
} satisfies Prisma.Company$syncRunsArgs

export const NmbrsLink = builder.prismaNode('NmbrsLink', {
  id: { field: 'id' },
  nullable: true,
  select: ofCompany,
  authScopes: ({ companyId }, context) => maySeeLink(companyId, context),
  description: 'The link of one company to one company in Nmbrs. Not for employers.',
  fields: (t) => ({
    status: t.expose('status', { type: NmbrsLinkStatus }),
    username: t.exposeString('username', { description: 'Login name (e-mail address) of the Nmbrs API account.' }),
    domain: t.exposeString('domain', {
      nullable: true,
      description: 'Subdomain of the Nmbrs environment, e.g. "accountant" of accountant.nmbrs.nl.',
    }),
    tokenHint: t.exposeString('tokenHint', {
      description: 'The last four characters of the token; the token itself can never be read back.',
    }),
    nmbrsCompany: t.field({
      type: NmbrsCompany,
      nullable: true,
      description: 'The company in Nmbrs that this company is linked to.',
      select: {
        nmbrsCompanyId: true,
        nmbrsCompanyNumber: true,
        nmbrsCompanyName: true,
        chamberOfCommerceNumber: true,
      },
      resolve: (link) => ({
        id: link.nmbrsCompanyId,
        number: link.nmbrsCompanyNumber,
        name: link.nmbrsCompanyName,
        chamberOfCommerceNumber: link.chamberOfCommerceNumber,
      }),
    }),
    settings: t.field({
      type: SyncSettings,
      select: {
        fullTimeHoursPerWeek: true,
        employeeTypes: true,
        traineeEmploymentTypes: true,
        onCallInfluenceCodes: true,
        holdWhenLeaversExceedPercent: true,
        holdWhenEmptiedExceedPercent: true,
        holdFromPeople: true,
        readBsn: true,
      },
      resolve: (link) => link,
    }),
    schedule: t.field({
      type: SyncSchedule,
      select: { status: true, company: { select: { syncRuns: lastNight } } },
      resolve: ({ status, company }, _args, { night }) => ({
        nextRunAt: status === 'DISABLED' ? null : night.next(),
        lastRunAt: company.syncRuns[0]?.startedAt ?? null,
      }),
    }),
    lastRun: t.field({
      type: SyncRun,
      nullable: true,
      select: (_args, _context, nested) => ({
        company: { select: { syncRuns: nested({ orderBy: [{ queuedAt: 'desc' }, { id: 'desc' }], take: 1 }) } },
      }),
      resolve: ({ company }) => company.syncRuns[0],
    }),
    attention: t.string({
      nullable: true,
      description: 'Why status is ATTENTION, in the language asked for.',
      args: localeArguments,
      select: { status: true, attention: true },
      resolve: (link, { locale }) =>
        link.status === 'ATTENTION' ? failureMessage(attention.parse(link.attention), locale ?? 'nl') : null,
    }),
  }),
})
