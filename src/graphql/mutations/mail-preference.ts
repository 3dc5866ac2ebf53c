import { updateMailPreference } from '../../administration/mail-preference.ts'
import { assertVisible } from '../access.ts'
import { builder } from '../builder.ts'
import { Company } from '../types/company.ts'
import { MailPreference } from '../types/mail-preference.ts'

builder.mutationField('updateMailPreference', (t) =>
  t.prismaField({
    type: MailPreference,
    errors: {},
    description:
      "Mail for the viewer on a company: each manual mutation, and a digest of each night's sync. Both off by default.",
    args: {
      companyId: t.arg.globalID({ required: true, for: Company }),
      manualMutations: t.arg.boolean({ required: true }),
      nightlyDigest: t.arg.boolean({ required: true }),
    },
    async resolve(query, _root, { companyId: { id: companyId }, ...wishes }, context) {
      await assertVisible(companyId, context)
      const addressee = { ...context.viewer, locale: context.locale }
      const { id } = await updateMailPreference({ companyId, ...wishes }, addressee, context.administration)
      return context.prisma.mailPreference.findUniqueOrThrow({ ...query, where: { id } })
    },
  }),
)
