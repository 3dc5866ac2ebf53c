/** Which companies a viewer may see. What is not allowed looks as if it did not exist. */
import { problemTexts } from '../core/texts/problems.ts'
import type { Prisma } from '../generated/prisma/client.ts'
import { NotFoundError } from '../problems.ts'
import type { Context, Viewer } from './context.ts'

export const visibleCompanies = (viewer: Viewer): Prisma.CompanyWhereInput =>
  viewer.companyNumbers === 'all' ? {} : { number: { in: [...viewer.companyNumbers] } }

/** For everything that belongs to a company. */
export const ofVisibleCompanies = (viewer: Viewer): { company?: Prisma.CompanyWhereInput } =>
  viewer.companyNumbers === 'all' ? {} : { company: visibleCompanies(viewer) }

/** The columns that every type but Company itself needs, for `maySee`. */
export const ofCompany = { id: true, companyId: true } as const

/**
 * Whether the viewer may see what belongs to this company. Asked for every object by its type, whatever the path that led
 * to it: a root that forgets its where-clause still gives nothing away.
 */
export function maySee(companyId: string, { viewer, companyIds }: Context): boolean | Promise<boolean> {
  if (viewer.companyNumbers === 'all') return true
  const ids = companyIds()
  return ids instanceof Promise ? ids.then((known) => known.has(companyId)) : ids.has(companyId)
}

/** Throws NotFoundError for a company that is not there for this viewer. */
export async function assertVisible(companyId: string, { prisma, viewer }: Context): Promise<void> {
  const where = { AND: [{ id: companyId }, visibleCompanies(viewer)] }
  if (!(await prisma.company.findFirst({ where, select: { id: true } })))
    throw new NotFoundError(problemTexts.companyNotFound())
}

/** Throws NotFoundError for a participant who is not there for this viewer. */
export async function assertParticipantVisible(id: string, { prisma, viewer }: Context): Promise<void> {
  const where = { AND: [{ id }, ofVisibleCompanies(viewer)] }
  if (!(await prisma.participant.findFirst({ where, select: { id: true } })))
    throw new NotFoundError(problemTexts.participantNotFound())
}

/** Throws NotFoundError for a sync run that is not there for this viewer. */
export async function assertRunVisible(id: string, { prisma, viewer }: Context): Promise<void> {
  const where = { AND: [{ id }, ofVisibleCompanies(viewer)] }
  if (!(await prisma.syncRun.findFirst({ where, select: { id: true } })))
    throw new NotFoundError(problemTexts.runNotFound())
}

/** For what concerns the link to Nmbrs, its settings included, and for what cannot be undone. */
export const notForEmployers = { helpdesk: true, accountant: true } as const

/** Whether the viewer may see the link of this company. */
export const maySeeLink = (companyId: string, context: Context): boolean | Promise<boolean> =>
  context.viewer.role !== 'EMPLOYER' && maySee(companyId, context)

/** The same for what is read by its id; `null` when there is no such thing. */
export async function maySeeNode(typename: string, node: unknown, context: Context): Promise<boolean> {
  if (typename === 'Scheme') return true
  const { id, companyId } = (node ?? {}) as { id?: string; companyId?: string }
  const owner = typename === 'Company' ? id : companyId
  if (owner === undefined) return false
  return typename === 'NmbrsLink' ? maySeeLink(owner, context) : maySee(owner, context)
}
