import { encodeGlobalID } from '@pothos/plugin-relay'
import { builder } from '../builder.ts'
import { orderedBy, position } from '../page.ts'
import { Company } from './company.ts'

const AuditEntry = builder.prismaObject('AuditEntry', {
  authScopes: { helpdesk: true },
  description:
    'Who did what, and what became of it: ids, names of fields and codes, nothing of people. Entries are never changed.',
  fields: (t) => ({
    position: t.string({
      description: 'From 1 on, without gaps.',
      select: { position: true },
      resolve: (entry) => String(entry.position),
    }),
    at: t.expose('at', { type: 'DateTime' }),
    subject: t.exposeString('subject', {
      nullable: true,
      description: 'Of the access token; null for the server itself, and for whoever was refused.',
    }),
    role: t.exposeString('role', { nullable: true, description: 'A Role, or SYSTEM for the server itself.' }),
    action: t.exposeString('action', {
      description:
        'The name of the mutation; or LOGIN_REFUSED, READ_BSN, or ERASE for personal data that was removed when its time was over.',
    }),
    companyId: t.id({
      nullable: true,
      description: 'The company may be gone.',
      select: { companyId: true },
      resolve: ({ companyId }) => companyId && encodeGlobalID('Company', companyId),
    }),
    targets: t.idList({
      description: 'What it was done to; it may be gone.',
      select: { targets: true },
      resolve: ({ targets }) =>
        targets.map((target) => {
          const [typename = '', id = ''] = target.split(':')
          return encodeGlobalID(typename, id)
        }),
    }),
    fields: t.exposeStringList('fields', { description: 'The arguments that were given, by name: "input.lastName".' }),
    outcome: t.exposeString('outcome', {
      description: 'OK, or the code of the problem; for a refused login NO_TOKEN, EXPIRED or BAD_TOKEN.',
    }),
    count: t.exposeInt('count', { description: 'How many times, for refused logins that are counted together.' }),
    network: t.exposeString('network', {
      nullable: true,
      description: 'Where a refused login came from, e.g. "203.0.113.0/24".',
    }),
    hash: t.exposeString('hash', {
      description: 'SHA-256 over this entry and the hash of the one before. Note the last one elsewhere.',
    }),
  }),
})

const newestEntries = orderedBy({ position: [position, 'desc'] }, {})

builder.queryField('auditLog', (t) =>
  t.connection({
    type: AuditEntry,
    authScopes: { helpdesk: true },
    description: 'The audit trail, newest first. Helpdesk only.',
    args: { companyId: t.arg.globalID({ for: Company }) },
    async resolve(_root, args, { administration: { prisma } }) {
      const where = args.companyId ? { companyId: args.companyId.id } : {}
      const { select: _, ...page } = newestEntries.query(args, where)
      return newestEntries.page(await prisma.auditEntry.findMany(page), args)
    },
  }),
)
