import { maySee } from '../access.ts'
import { builder } from '../builder.ts'

export const MailPreference = builder.prismaObject('MailPreference', {
  select: { companyId: true, subject: true },
  authScopes: ({ companyId, subject }, context) => subject === context.viewer.subject && maySee(companyId, context),
  description: 'Which mail the viewer gets about a company.',
  fields: (t) => ({
    company: t.relation('company'),
    email: t.exposeString('email', { description: "Where it goes: the address in the viewer's token." }),
    manualMutations: t.exposeBoolean('manualMutations', { description: 'One mail for each change by hand.' }),
    nightlyDigest: t.exposeBoolean('nightlyDigest', {
      description: 'One mail after each night, and one when there has been no good night for 26 hours.',
    }),
  }),
})
