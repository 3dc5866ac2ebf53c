import { updateRetention } from '../../administration/retention.ts'
import { maskBsn } from '../../core/bsn.ts'
import { exportParticipant } from '../../privacy/export.ts'
import { assertParticipantVisible, assertVisible, notForEmployers } from '../access.ts'
import { atLeastId } from '../answer.ts'
import { builder } from '../builder.ts'
import { dearChange } from '../limits.ts'
import { Company } from '../types/company.ts'
import { Participant } from '../types/participant.ts'

builder.mutationField('exportParticipant', (t) =>
  t.string({
    errors: {},
    authScopes: notForEmployers,
    complexity: dearChange,
    description:
      'Everything that is known of one participant, as JSON text to hand to them; a BSN is masked, as everywhere. A mutation, because it is recorded. Not for employers.',
    args: { id: t.arg.globalID({ required: true, for: Participant }) },
    async resolve(_root, { id: { id } }, context) {
      await assertParticipantVisible(id, context)
      const { administration, openBsn } = context
      const { prisma } = administration
      const bsn = await openBsn(await prisma.participant.findUniqueOrThrow({ where: { id } }))
      return context.alone(() => exportParticipant({ id, bsn: bsn && maskBsn(bsn) }, administration))
    },
  }),
)

builder.mutationField('updateRetention', (t) =>
  t.prismaField({
    type: Company,
    errors: {},
    authScopes: notForEmployers,
    description:
      'For how many years, 1 to 30, personal data is kept of who has left. From the next night on, what is older is removed, and cannot be brought back. Not for employers.',
    args: {
      companyId: t.arg.globalID({ required: true, for: Company }),
      years: t.arg.int({ required: true }),
    },
    async resolve(query, _root, { companyId: { id: companyId }, years }, context) {
      await assertVisible(companyId, context)
      await updateRetention({ companyId, years }, context.administration)
      return context.prisma.company.findUniqueOrThrow({ ...atLeastId(query), where: { id: companyId } })
    },
  }),
)
