import { mergeParticipants } from '../../administration/merge.ts'
import { createParticipant, updateParticipant } from '../../administration/participant.ts'
import { assertParticipantVisible, assertVisible, notForEmployers } from '../access.ts'
import { atLeastId } from '../answer.ts'
import { builder } from '../builder.ts'
import { actorOf } from '../context.ts'
import { Company } from '../types/company.ts'
import { NameUsage } from '../types/enums.ts'
import { Participant } from '../types/participant.ts'

const CreateParticipantInput = builder.inputType('CreateParticipantInput', {
  fields: (t) => ({
    companyId: t.globalID({ required: true, for: Company }),
    employeeNumber: t.int(),
    initials: t.string(),
    firstName: t.string(),
    prefix: t.string(),
    lastName: t.string({ required: true }),
    birthDate: t.field({ type: 'Date' }),
  }),
})

builder.mutationField('createParticipant', (t) =>
  t.prismaField({
    type: Participant,
    errors: {},
    description: 'Someone who is not, or not yet, in the payroll package.',
    args: { input: t.arg({ type: CreateParticipantInput, required: true }) },
    async resolve(query, _root, { input }, context) {
      const companyId = input.companyId.id
      await assertVisible(companyId, context)
      const request = { ...input, companyId }
      const { id } = await createParticipant(request, actorOf(context.viewer), context.administration)
      return context.prisma.participant.findUniqueOrThrow({ ...atLeastId(query), where: { id } })
    },
  }),
)

const UpdateParticipantInput = builder.inputType('UpdateParticipantInput', {
  description: 'Any of the fields of Participant that a person may correct, each optional; null empties a field.',
  fields: (t) => ({
    participantId: t.globalID({ required: true, for: Participant }),
    effectiveDate: t.field({ type: 'Date', description: 'From when it holds. Default: today.' }),
    employeeNumber: t.int(),
    initials: t.string(),
    firstName: t.string(),
    prefix: t.string(),
    lastName: t.string(),
    partnerPrefix: t.string(),
    partnerLastName: t.string(),
    nameUsage: t.field({ type: NameUsage }),
    emailWork: t.string(),
    emailPrivate: t.string(),
    phoneWork: t.string(),
    phoneMobileWork: t.string(),
    phonePrivate: t.string(),
    phoneMobilePrivate: t.string(),
    street: t.string(),
    houseNumber: t.string(),
    houseNumberAddition: t.string(),
    postalCode: t.string(),
    city: t.string(),
    countryCode: t.string(),
    iban: t.string(),
  }),
})

builder.mutationField('updateParticipant', (t) =>
  t.prismaField({
    type: Participant,
    errors: {},
    description: "A mutation by hand. Whoever asked for mail on the company's manual mutations gets one.",
    args: { input: t.arg({ type: UpdateParticipantInput, required: true }) },
    async resolve(query, _root, { input }, context) {
      const participantId = input.participantId.id
      await assertParticipantVisible(participantId, context)
      const request = { ...input, participantId }
      await updateParticipant(request, actorOf(context.viewer), context.administration)
      return context.prisma.participant.findUniqueOrThrow({ ...atLeastId(query), where: { id: participantId } })
    },
  }),
)

builder.mutationField('mergeParticipants', (t) =>
  t.prismaField({
    type: Participant,
    errors: {},
    authScopes: notForEmployers,
    description:
      'Makes two records of one person one: mutations, enrolments and history move to the one kept. Not for employers.',
    args: {
      keepId: t.arg.globalID({ required: true, for: Participant }),
      duplicateId: t.arg.globalID({ required: true, for: Participant }),
    },
    async resolve(query, _root, { keepId: { id: keepId }, duplicateId: { id: duplicateId } }, context) {
      await assertParticipantVisible(keepId, context)
      await assertParticipantVisible(duplicateId, context)
      await mergeParticipants({ keepId, duplicateId }, actorOf(context.viewer), context.administration)
      return context.prisma.participant.findUniqueOrThrow({ ...atLeastId(query), where: { id: keepId } })
    },
  }),
)
