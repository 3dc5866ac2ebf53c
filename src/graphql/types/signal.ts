import { z } from 'zod'
import type { SignalDetails } from '../../core/findings.ts'
import { signalMessage } from '../../core/texts/index.ts'
import { signalName } from '../../core/texts/signal-names.ts'
import type { Prisma } from '../../generated/prisma/client.ts'
import { maySee, ofCompany } from '../access.ts'
import { builder } from '../builder.ts'
import { moment, orderedBy, uuid } from '../page.ts'
import { SignalCode, SignalSeverity } from './enums.ts'
import { fieldCode } from './field-change.ts'
import { localeArguments } from './locale.ts'
import { Participant } from './participant.ts'

const details: z.ZodType<SignalDetails> = z.object({
  field: fieldCode.optional(),
  salaryKind: z.string().optional(),
  percentage: z.string().optional(),
  oldNumber: z.number().nullable().optional(),
  newNumber: z.number().optional(),
  otherNumber: z.number().nullable().optional(),
  reason: z.enum(['TRAINEE', 'ON_CALL']).optional(),
})

/** The run that last looked at everyone of a company: what is still open then, was seen then. */
export const lastFullRun = {
  where: { status: 'SUCCEEDED', mode: 'APPLY', employeeNumber: null },
  orderBy: { finishedAt: { sort: 'desc', nulls: 'last' } },
  take: 1,
  select: { finishedAt: true },
} satisfies Prisma.Company$syncRunsArgs

export const Signal = builder.prismaNode('Signal', {
  id: { field: 'id' },
  nullable: true,
  select: ofCompany,
  authScopes: ({ companyId }, context) => maySee(companyId, context),
  description:
    'Something in the data that a person should look at; closed by itself when the next sync no longer finds it.',
  fields: (t) => ({
    code: t.expose('code', { type: SignalCode }),
    severity: t.expose('severity', { type: SignalSeverity }),
    name: t.string({
      args: localeArguments,
      description: 'What this kind of signal is called, where nobody is named.',
      select: { code: true },
      resolve: ({ code }, { locale }) => signalName(code, locale ?? 'nl'),
    }),
    message: t.string({
      args: localeArguments,
      select: { code: true, employeeNumber: true, details: true },
      resolve: (signal, { locale }) =>
        signalMessage({ ...signal, details: details.parse(signal.details) }, locale ?? 'nl'),
    }),
    participant: t.relation('participant', { nullable: true }),
    employeeNumber: t.exposeInt('employeeNumber', { nullable: true }),
    nmbrsEmployeeId: t.exposeInt('nmbrsEmployeeId', { nullable: true }),
    firstSeenAt: t.expose('firstSeenAt', { type: 'DateTime' }),
    lastSeenAt: t.field({
      type: 'DateTime',
      select: { firstSeenAt: true, resolvedAt: true, company: { select: { syncRuns: lastFullRun } } },
      resolve({ firstSeenAt, resolvedAt, company }) {
        const seenAt = resolvedAt ?? company.syncRuns[0]?.finishedAt
        return seenAt && seenAt > firstSeenAt ? seenAt : firstSeenAt
      },
    }),
    resolvedAt: t.expose('resolvedAt', { type: 'DateTime', nullable: true }),
  }),
})

export const newestSignals = orderedBy({ firstSeenAt: [moment, 'desc'], id: [uuid, 'desc'] }, ofCompany)

export const SignalFilter = builder.inputType('SignalFilter', {
  fields: (t) => ({
    resolved: t.boolean({ description: 'True for those that are closed; otherwise those that are open.' }),
    severities: t.field({ type: [SignalSeverity] }),
    codes: t.field({ type: [SignalCode] }),
  }),
})

export const signalsWhere = (filter: typeof SignalFilter.$inferInput | null | undefined): Prisma.SignalWhereInput => ({
  resolvedAt: filter?.resolved ? { not: null } : null,
  ...(filter?.severities && { severity: { in: filter.severities } }),
  ...(filter?.codes && { code: { in: filter.codes } }),
})

builder.prismaObjectField(Participant, 'signals', (t) =>
  t.connection({
    type: Signal,
    description: 'What someone should look at in the data of this participant, open ones by default. Newest first.',
    args: { filter: t.arg({ type: SignalFilter }) },
    select: (args, _context, nested) => ({
      signals: nested(newestSignals.query(args, signalsWhere(args.filter)), ['edges', 'node']),
    }),
    resolve: ({ signals }, args) => newestSignals.page(signals, args),
  }),
)
