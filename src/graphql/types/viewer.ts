import { visibleCompanies } from '../access.ts'
import { builder } from '../builder.ts'
import { roles, type Viewer as ViewerShape } from '../context.ts'
import { longList } from '../limits.ts'
import { Company } from './company.ts'

const Role = builder.enumType('Role', {
  description: 'HELPDESK sees and does everything; ACCOUNTANT and EMPLOYER only what concerns their own companies.',
  values: roles,
})

const Viewer = builder.objectRef<ViewerShape>('Viewer').implement({
  fields: (t) => ({
    subject: t.exposeString('subject'),
    name: t.exposeString('name', { nullable: true }),
    role: t.expose('role', { type: Role }),
    companies: t.prismaField({
      type: [Company],
      description: 'All that the viewer may see, by name.',
      complexity: longList,
      resolve: (query, viewer, _args, { prisma }) =>
        prisma.company.findMany({
          ...query,
          where: visibleCompanies(viewer),
          orderBy: [{ name: 'asc' }, { id: 'asc' }],
        }),
    }),
  }),
})

builder.queryField('viewer', (t) =>
  t.field({
    type: Viewer,
    description: 'Who is asking, and what they may see.',
    resolve: (_root, _args, { viewer }) => viewer,
  }),
)
