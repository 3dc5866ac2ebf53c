import { queryFromInfo } from '@pothos/plugin-prisma'
import { previewEnrolment } from '../../administration/enrolment-preview.ts'
import type { EnrolmentStart } from '../../core/enrolment.ts'
import { enrolmentReason } from '../../core/texts/index.ts'
import type { Participant as Row } from '../../generated/prisma/client.ts'
import { ofCompany } from '../access.ts'
import { builder } from '../builder.ts'
import { Company } from './company.ts'
import { SchemeCode } from './enums.ts'
import { localeArguments } from './locale.ts'
import { Participant, participantsByName } from './participant.ts'

const EnrolmentPreview = builder.objectRef<EnrolmentStart & { participant: Row }>('EnrolmentPreview').implement({
  fields: (t) => ({
    participant: t.expose('participant', { type: Participant }),
    startDate: t.expose('startDate', { type: 'Date' }),
    reason: t.string({
      description: 'Why it would start when it does.',
      args: localeArguments,
      resolve: ({ reason }, { locale }) => enrolmentReason(reason, locale ?? 'nl'),
    }),
  }),
})

builder.prismaObjectField(Company, 'enrolmentPreview', (t) =>
  t.connection({
    type: EnrolmentPreview,
    description:
      "Who would be enrolled if the scheme's rule were on, and from when, had it been on when they joined: everyone in service without an open enrolment of whom the dates are known. By last name. Changes nothing.",
    args: {
      scheme: t.arg({ type: SchemeCode, required: true }),
      minimumAge: t.arg.int({ description: "Left out: the rule's own; null: none." }),
      waitingMonths: t.arg.int({ description: "Left out: the rule's own." }),
    },
    select: { id: true },
    async resolve({ id: companyId }, { scheme, minimumAge, waitingMonths, ...page }, context, info) {
      const previewed = await previewEnrolment(
        { companyId, scheme, minimumAge, waitingMonths },
        (where) => participantsByName.query(page, where),
        context,
      )
      const query = queryFromInfo({ context, info, select: ofCompany, path: ['edges', 'node', 'participant'] })
      const where = { id: { in: previewed.map(({ id }) => id) } }
      const rows = await context.prisma.participant.findMany({ ...query, where })
      const byId = new Map(rows.map((row) => [row.id, row as Row]))
      return participantsByName.page(
        previewed.flatMap((start) => {
          const participant = byId.get(start.id)
          return participant ? [{ ...start, participant }] : []
        }),
        page,
      )
    },
  }),
)
