import { maySee, ofCompany } from '../access.ts'
import { builder } from '../builder.ts'
import { Scheme, schemeOf } from './scheme.ts'

export const EnrolmentRule = builder.prismaNode('EnrolmentRule', {
  id: { field: 'id' },
  nullable: true,
  select: ofCompany,
  authScopes: ({ companyId }, context) => maySee(companyId, context),
  description:
    'How new participants join one scheme. One rule per scheme and company; OP1 and NP enrol by default, voluntary schemes do not.',
  fields: (t) => ({
    scheme: t.field({ type: Scheme, select: { scheme: true }, resolve: ({ scheme }) => schemeOf(scheme) }),
    automatic: t.exposeBoolean('automatic', { description: 'Enrol new participants by themselves.' }),
    minimumAge: t.exposeInt('minimumAge', {
      nullable: true,
      description: 'Joins from the first day of the month in which this age is reached. Null = no minimum.',
    }),
    waitingMonths: t.exposeInt('waitingMonths', {
      description: 'Months of employment before joining. 0 = at once.',
    }),
  }),
})
