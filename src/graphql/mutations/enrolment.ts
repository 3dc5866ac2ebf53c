import { endEnrolment, enrolParticipant, updateEnrolmentRule } from '../../administration/enrolment.ts'
import { problemTexts } from '../../core/texts/problems.ts'
import { NotFoundError } from '../../problems.ts'
import { assertParticipantVisible, assertVisible, ofVisibleCompanies } from '../access.ts'
import { atLeastId } from '../answer.ts'
import { builder } from '../builder.ts'
import { actorOf } from '../context.ts'
import { Company } from '../types/company.ts'
import { Enrolment } from '../types/enrolment.ts'
import { EnrolmentRule } from '../types/enrolment-rule.ts'
import { SchemeCode } from '../types/enums.ts'
import { Participant } from '../types/participant.ts'

const UpdateEnrolmentRuleInput = builder.inputType('UpdateEnrolmentRuleInput', {
  description: 'What is left out stays as it is; minimumAge null takes the minimum away.',
  fields: (t) => ({
    companyId: t.globalID({ required: true, for: Company }),
    scheme: t.field({ type: SchemeCode, required: true }),
    automatic: t.boolean(),
    minimumAge: t.int(),
    waitingMonths: t.int(),
  }),
})

builder.mutationField('updateEnrolmentRule', (t) =>
  t.prismaField({
    type: EnrolmentRule,
    errors: {},
    description: 'Holds for who joins from now on. People who were there before are not enrolled by it.',
    args: { input: t.arg({ type: UpdateEnrolmentRuleInput, required: true }) },
    async resolve(query, _root, { input }, context) {
      const companyId = input.companyId.id
      await assertVisible(companyId, context)
      const { id } = await updateEnrolmentRule({ ...input, companyId }, context.administration)
      return context.prisma.enrolmentRule.findUniqueOrThrow({ ...atLeastId(query), where: { id } })
    },
  }),
)

builder.mutationField('enrolParticipant', (t) =>
  t.prismaField({
    type: Enrolment,
    errors: {},
    description: 'An enrolment by hand: no rule ends or doubles it.',
    args: {
      participantId: t.arg.globalID({ required: true, for: Participant }),
      scheme: t.arg({ type: SchemeCode, required: true }),
      startDate: t.arg({ type: 'Date', required: true }),
    },
    async resolve(query, _root, { participantId: { id: participantId }, scheme, startDate }, context) {
      await assertParticipantVisible(participantId, context)
      const request = { participantId, scheme, startDate }
      const { id } = await enrolParticipant(request, actorOf(context.viewer), context.administration)
      return context.prisma.enrolment.findUniqueOrThrow({ ...atLeastId(query), where: { id } })
    },
  }),
)

builder.mutationField('endEnrolment', (t) =>
  t.prismaField({
    type: Enrolment,
    errors: {},
    args: {
      enrolmentId: t.arg.globalID({ required: true, for: Enrolment }),
      endDate: t.arg({ type: 'Date', required: true, description: 'The last day of the enrolment.' }),
    },
    async resolve(query, _root, { enrolmentId: { id }, endDate }, context) {
      const where = { AND: [{ id }, ofVisibleCompanies(context.viewer)] }
      if (!(await context.prisma.enrolment.findFirst({ where, select: { id: true } })))
        throw new NotFoundError(problemTexts.enrolmentNotFound())
      await endEnrolment({ enrolmentId: id, endDate }, actorOf(context.viewer), context.administration)
      return context.prisma.enrolment.findUniqueOrThrow({ ...atLeastId(query), where: { id } })
    },
  }),
)
