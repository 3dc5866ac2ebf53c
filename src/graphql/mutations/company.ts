import { createCompany } from '../../administration/company.ts'
import { atLeastId } from '../answer.ts'
import { builder } from '../builder.ts'
import { Company } from '../types/company.ts'

const CreateCompanyInput = builder.inputType('CreateCompanyInput', {
  fields: (t) => ({ number: t.string({ required: true }), name: t.string({ required: true }) }),
})

builder.mutationField('createCompany', (t) =>
  t.prismaField({
    type: Company,
    errors: {},
    authScopes: { helpdesk: true },
    description: 'A new employer, with the default enrolment rules. Helpdesk only.',
    args: { input: t.arg({ type: CreateCompanyInput, required: true }) },
    async resolve(query, _root, { input }, { prisma, administration }) {
      const { id } = await createCompany(input, administration)
      return prisma.company.findUniqueOrThrow({ ...atLeastId(query), where: { id } })
    },
  }),
)
