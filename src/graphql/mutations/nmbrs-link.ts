import { configureLink, disableLink, enableLink, removeLink, testLink } from '../../administration/link.ts'
import { updateSettings } from '../../administration/settings.ts'
import { NmbrsProblem } from '../../problems.ts'
import { assertVisible, notForEmployers } from '../access.ts'
import { atLeastId } from '../answer.ts'
import { builder } from '../builder.ts'
import type { Context } from '../context.ts'
import { dearChange } from '../limits.ts'
import { Company } from '../types/company.ts'
import { NmbrsConnectionTest } from '../types/nmbrs-connection-test.ts'
import { NmbrsLink } from '../types/nmbrs-link.ts'

const ConfigureNmbrsConnectionInput = builder.inputType('ConfigureNmbrsConnectionInput', {
  fields: (t) => ({
    companyId: t.globalID({ required: true, for: Company }),
    username: t.string({ required: true }),
    token: t.string({ required: true }),
    domain: t.string(),
    nmbrsCompanyId: t.int({ description: 'Needed when the token may read more than one company.' }),
  }),
})

builder.mutationField('configureNmbrsConnection', (t) =>
  t.prismaField({
    type: NmbrsLink,
    errors: { types: [NmbrsProblem] },
    authScopes: notForEmployers,
    complexity: dearChange,
    description: 'Stores the link, switched off. Token and login are checked against Nmbrs first. Not for employers.',
    args: { input: t.arg({ type: ConfigureNmbrsConnectionInput, required: true }) },
    async resolve(query, _root, { input }, context) {
      const companyId = input.companyId.id
      await assertVisible(companyId, context)
      await context.alone(() => configureLink({ ...input, companyId }, context.administration))
      return linkOf(companyId, query, context)
    },
  }),
)

const TestNmbrsConnectionInput = builder.inputType('TestNmbrsConnectionInput', {
  fields: (t) => ({
    companyId: t.globalID({ required: true, for: Company }),
    username: t.string({ description: 'Leave login and token out to test the stored ones.' }),
    token: t.string(),
    domain: t.string(),
    nmbrsCompanyId: t.int({
      description: 'The company in Nmbrs to try the rights on, when the token may read more than one.',
    }),
  }),
})

builder.mutationField('testNmbrsConnection', (t) =>
  t.field({
    type: NmbrsConnectionTest,
    errors: { types: [NmbrsProblem] },
    authScopes: notForEmployers,
    complexity: dearChange,
    description:
      'Tries login, the right to each call that a sync needs, and the companies that the token may read; of those of the stored token only the helpdesk is told more than the linked one. Changes nothing. Not for employers.',
    args: { input: t.arg({ type: TestNmbrsConnectionInput, required: true }) },
    async resolve(_root, { input }, context) {
      const companyId = input.companyId.id
      await assertVisible(companyId, context)
      const onlyLinked = context.viewer.role !== 'HELPDESK'
      return context.alone(() => testLink({ ...input, companyId, onlyLinked }, context.administration))
    },
  }),
)

builder.mutationField('enableNmbrsConnection', (t) =>
  t.prismaField({
    type: NmbrsLink,
    errors: {},
    authScopes: notForEmployers,
    description: 'From now on every night by itself. Not for employers.',
    args: { companyId: t.arg.globalID({ required: true, for: Company }) },
    async resolve(query, _root, { companyId: { id } }, context) {
      await assertVisible(id, context)
      await enableLink(id, context.administration)
      return linkOf(id, query, context)
    },
  }),
)

builder.mutationField('disableNmbrsConnection', (t) =>
  t.prismaField({
    type: NmbrsLink,
    errors: {},
    authScopes: notForEmployers,
    description: 'No more nights. Login and token are kept. Not for employers.',
    args: { companyId: t.arg.globalID({ required: true, for: Company }) },
    async resolve(query, _root, { companyId: { id } }, context) {
      await assertVisible(id, context)
      await disableLink(id, context.administration)
      return linkOf(id, query, context)
    },
  }),
)

builder.mutationField('removeNmbrsConnection', (t) =>
  t.prismaField({
    type: Company,
    errors: {},
    authScopes: notForEmployers,
    description:
      'Forgets the link with its login and token, and the BSNs that it gave. Participants and their mutations stay. Not for employers.',
    args: { companyId: t.arg.globalID({ required: true, for: Company }) },
    async resolve(query, _root, { companyId: { id } }, context) {
      await assertVisible(id, context)
      await removeLink(id, context.administration)
      return context.prisma.company.findUniqueOrThrow({ ...atLeastId(query), where: { id } })
    },
  }),
)

const SyncSettingsInput = builder.inputType('SyncSettingsInput', {
  description: 'What is left out stays as it is.',
  fields: (t) => ({
    fullTimeHoursPerWeek: t.field({
      type: 'Decimal',
      description: 'Null = from the schedule of the company in Nmbrs.',
    }),
    employeeTypes: t.intList(),
    traineeEmploymentTypes: t.intList(),
    onCallInfluenceCodes: t.intList(),
    holdWhenLeaversExceedPercent: t.field({ type: 'Decimal' }),
    holdWhenEmptiedExceedPercent: t.field({ type: 'Decimal' }),
    holdFromPeople: t.int(),
    readBsn: t.boolean({ description: 'False also removes the BSNs that are there.' }),
  }),
})

builder.mutationField('updateSyncSettings', (t) =>
  t.prismaField({
    type: NmbrsLink,
    errors: {},
    authScopes: notForEmployers,
    description: 'Not for employers.',
    args: {
      companyId: t.arg.globalID({ required: true, for: Company }),
      input: t.arg({ type: SyncSettingsInput, required: true }),
    },
    async resolve(query, _root, { companyId: { id }, input }, context) {
      await assertVisible(id, context)
      await updateSettings(id, input, context.administration)
      return linkOf(id, query, context)
    },
  }),
)

const linkOf = (companyId: string, query: object, { prisma }: Context) =>
  prisma.nmbrsLink.findUniqueOrThrow({ ...atLeastId(query), where: { companyId } })
