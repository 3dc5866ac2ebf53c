/** What a deed was done to, and to which company that belongs. */
import type { PrismaClient } from '../generated/prisma/client.ts'

/** A thing of this API, as type and id: "Participant:01a2…". */
export type Target = `${string}:${string}`

export const targetOf = (typename: string, id: string): Target => `${typename}:${id}`

type Id = { typename: string; id: string }

/** The ids among the arguments of a field, which are parsed already. */
export const targetsIn = (args: object): Target[] => [
  ...new Set(
    Object.values(args).flatMap((value) => (isId(value) ? [targetOf(value.typename, value.id)] : within(value))),
  ),
]

const within = (value: unknown): Target[] =>
  typeof value === 'object' && value !== null && !(value instanceof Date) ? targetsIn(value) : []

const isId = (value: unknown): value is Id =>
  typeof value === 'object' && value !== null && 'typename' in value && 'id' in value

/** The names of the arguments that are given: "companyId", "input.lastName". */
export const fieldsIn = (args: object, path = ''): string[] =>
  Object.entries(args).flatMap(([name, value]) => {
    const isPlain = typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof Date
    if (value === undefined) return []
    return isPlain || isId(value) ? [`${path}${name}`] : fieldsIn(value, `${path}${name}.`)
  })

/** Of each company that one of the targets is, or is of: its id. */
export type CompaniesOf = (targets: readonly Target[]) => Promise<string[]>

/** `prisma`: that of the owner, or an attempt on what a viewer may not see would be of no company. */
export const createCompaniesOf =
  (prisma: PrismaClient): CompaniesOf =>
  async (targets) => {
    if (targets.length === 0) return []
    const ids = targets.map((target) => target.split(':')[1])
    const rows = await prisma.$queryRaw<{ companyId: string }[]>`
      SELECT id AS "companyId" FROM company WHERE id = ANY(${ids}::uuid[])
      UNION SELECT company_id FROM participant WHERE id = ANY(${ids}::uuid[])
      UNION SELECT company_id FROM enrolment WHERE id = ANY(${ids}::uuid[])
      UNION SELECT company_id FROM sync_run WHERE id = ANY(${ids}::uuid[])`
    return rows.map(({ companyId }) => companyId)
  }
