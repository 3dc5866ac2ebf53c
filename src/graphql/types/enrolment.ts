import { z } from 'zod'
import type { EnrolmentReason } from '../../core/enrolment.ts'
import { enrolmentReason } from '../../core/texts/index.ts'
import { maySee, ofCompany } from '../access.ts'
import { builder } from '../builder.ts'
import { MutationSource } from './enums.ts'
import { localeArguments } from './locale.ts'
import { Scheme, schemeOf } from './scheme.ts'

const reasons: z.ZodType<EnrolmentReason> = z.discriminatedUnion('code', [
  z.object({ code: z.literal('EMPLOYMENT') }),
  z.object({ code: z.literal('WAITING_MONTHS'), months: z.number() }),
  z.object({ code: z.literal('MINIMUM_AGE'), age: z.number() }),
  z.object({ code: z.literal('CONTINUED') }),
  z.object({ code: z.literal('BY_HAND') }),
])

export const Enrolment = builder.prismaNode('Enrolment', {
  id: { field: 'id' },
  nullable: true,
  select: ofCompany,
  authScopes: ({ companyId }, context) => maySee(companyId, context),
  fields: (t) => ({
    participant: t.relation('participant'),
    scheme: t.field({ type: Scheme, select: { scheme: true }, resolve: ({ scheme }) => schemeOf(scheme) }),
    startDate: t.expose('startDate', { type: 'Date' }),
    endDate: t.expose('endDate', { type: 'Date', nullable: true }),
    source: t.expose('source', { type: MutationSource }),
    reason: t.string({
      description: 'Why it starts when it does.',
      args: localeArguments,
      select: { reason: true },
      resolve: ({ reason }, { locale }) => enrolmentReason(reasons.parse(reason), locale ?? 'nl'),
    }),
  }),
})
