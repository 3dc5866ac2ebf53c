/** The link of one company to Nmbrs: its credentials, and whether it is switched on. */
import type { NextStep } from '../core/texts/connection-advice.ts'
import { problemTexts } from '../core/texts/problems.ts'
import { notifyRun } from '../feed/position.ts'
import { type Company, type NmbrsLink, Prisma } from '../generated/prisma/client.ts'
import type { NmbrsCredentials } from '../nmbrs/client.ts'
import { type ConnectionTest, testConnection } from '../nmbrs/connection.ts'
import { ConflictError, ValidationError } from '../problems.ts'
import { placeOf } from '../security/sealed-columns.ts'
import { supersedeHeldRuns } from '../sync/hold.ts'
import { lockCompany, type Transaction } from '../sync/load.ts'
import { cleanCredentials } from './credentials.ts'
import type { Administration } from './dependencies.ts'
import { forgetBsns } from './forget-bsns.ts'
import { asNmbrsProblem } from './nmbrs-problem.ts'

export type LinkInput = {
  companyId: string
  username: string
  token: string
  domain?: string | null
  /** Needed when the token may read more than one company. */
  nmbrsCompanyId?: number | null
}

/**
 * Stores the link, switched off, after Nmbrs has accepted login and token. Settings of an earlier link are kept, but for
 * those that are about another company in Nmbrs. Throws NmbrsProblem when Nmbrs refuses, ValidationError when the company
 * cannot be told.
 */
export async function configureLink(input: LinkInput, administration: Administration): Promise<NmbrsLink> {
  const { prisma, nmbrs, secrets } = administration
  const { companyId } = input
  const credentials = cleanCredentials(input)
  const test = await testConnection(nmbrs, credentials, { companyId: input.nmbrsCompanyId }).catch(asNmbrsProblem)
  const nmbrsCompany = chooseCompany(test.companies, input.nmbrsCompanyId ?? null)
  const connection = {
    username: credentials.username,
    tokenEncrypted: secrets.seal(credentials.token, placeOf('token', companyId)),
    tokenHint: credentials.token.slice(-4),
    domain: test.domain,
    nmbrsCompanyId: nmbrsCompany.id,
    nmbrsCompanyNumber: nmbrsCompany.number,
    nmbrsCompanyName: nmbrsCompany.name,
    chamberOfCommerceNumber: nmbrsCompany.chamberOfCommerceNumber,
  }
  const employeeTypes = test.employeeTypes.filter((type) => type.staff).map((type) => type.id)
  return prisma.$transaction(async (tx) => {
    await lockCompany(tx, companyId)
    await supersedeHeldRuns(tx, companyId, administration.clock())
    await rejectWaitingRuns(tx, companyId, administration)
    const earlier = await tx.nmbrsLink.findUnique({ where: { companyId } })
    const isOther = earlier !== null && !isSameCompany(earlier, connection)
    return tx.nmbrsLink.upsert({
      where: { companyId },
      create: { ...connection, companyId, employeeTypes },
      update: { ...connection, ...switchedOff, ...(isOther && { employeeTypes, firstSyncedOn: null }) },
    })
  })
}

/** Nothing is asked of a link while it is off: no nights, and no attention. */
const switchedOff = { status: 'DISABLED', enabledAt: null, attention: Prisma.DbNull } as const

/** A domain that Nmbrs did not tell says nothing. */
const isSameCompany = (a: LinkedCompany, b: LinkedCompany): boolean =>
  a.nmbrsCompanyId === b.nmbrsCompanyId && (a.domain === null || b.domain === null || a.domain === b.domain)

type LinkedCompany = Pick<NmbrsLink, 'nmbrsCompanyId' | 'domain'>

function chooseCompany(companies: ConnectionTest['companies'], nmbrsCompanyId: number | null) {
  const [only] = companies
  const chosen =
    nmbrsCompanyId === null && companies.length === 1 ? only : companies.find(({ id }) => id === nmbrsCompanyId)
  if (chosen) return chosen
  const words = nmbrsCompanyId === null && only ? problemTexts.chooseCompany() : problemTexts.companyNotReadable()
  throw new ValidationError({ path: ['input', 'nmbrsCompanyId'], words })
}

export type TestInput = {
  companyId: string
  /** Absent with the token: the stored ones are tested. */
  username?: string | null
  token?: string | null
  domain?: string | null
  /** The company in Nmbrs that is meant; absent: the one that the stored link is with, or the only one. */
  nmbrsCompanyId?: number | null
  /** Whether the stored login, which may read all that an office has, is asked and tells of the linked company alone. */
  onlyLinked: boolean
}

/** Tries login and rights with the given credentials, or with the stored ones. Changes nothing. */
export async function testLink(
  input: TestInput,
  administration: Administration,
): Promise<ConnectionTest & { nextStep: NextStep }> {
  const { companyId, username, token, domain, nmbrsCompanyId } = input
  const link = await administration.prisma.nmbrsLink.findUnique({ where: { companyId } })
  if (!username !== !token || (!token && !link))
    throw new ValidationError({ path: ['input', username ? 'token' : 'username'], words: problemTexts.loginNeeded() })
  const stored = username && token ? null : link
  const credentials =
    username && token ? cleanCredentials({ username, token, domain }) : storedCredentials(link, administration)
  const linkedId = input.onlyLinked ? stored?.nmbrsCompanyId : undefined
  const options = { companyId: linkedId ?? nmbrsCompanyId ?? stored?.nmbrsCompanyId, readBsn: link?.readBsn }
  const test = await testConnection(administration.nmbrs, credentials, options).catch(asNmbrsProblem)
  const companies = test.companies.filter(({ id }) => linkedId === undefined || id === linkedId)
  return {
    ...test,
    companies,
    nextStep: stored === null ? 'CONFIGURE' : stored.status === 'DISABLED' ? 'ENABLE' : 'NONE',
  }
}

function storedCredentials(link: NmbrsLink | null, { secrets }: Administration): NmbrsCredentials {
  if (!link) throw new ConflictError(problemTexts.noLink())
  const { username, domain, tokenEncrypted, companyId } = link
  return { username, domain, token: secrets.open(tokenEncrypted, placeOf('token', companyId)) }
}

/** From now on every night by itself. Throws ConflictError when there is no link. */
export const enableLink = (companyId: string, administration: Administration): Promise<NmbrsLink> =>
  changeLink(companyId, administration, (tx, link) =>
    tx.nmbrsLink.update({
      where: { companyId },
      data: { status: 'ENABLED', enabledAt: link.enabledAt ?? administration.clock(), attention: Prisma.DbNull },
    }),
  )

/** No more nights; what waits is not done any more. The credentials are kept. */
export const disableLink = (companyId: string, administration: Administration): Promise<NmbrsLink> =>
  changeLink(companyId, administration, async (tx) => {
    await rejectWaitingRuns(tx, companyId, administration)
    return tx.nmbrsLink.update({ where: { companyId }, data: switchedOff })
  })

/** Forgets the link with its credentials, and the BSNs that it gave. Participants and their mutations stay. */
export const removeLink = (companyId: string, administration: Administration): Promise<Company> =>
  changeLink(companyId, administration, async (tx) => {
    await rejectWaitingRuns(tx, companyId, administration)
    await forgetBsns(tx, companyId)
    await tx.nmbrsLink.delete({ where: { companyId } })
    return tx.company.findUniqueOrThrow({ where: { id: companyId } })
  })

/** Any change of the link or its settings. Throws ConflictError when there is no link. */
export const changeLink = <T>(
  companyId: string,
  { prisma, clock }: Pick<Administration, 'prisma' | 'clock'>,
  change: (tx: Transaction, link: NmbrsLink) => Promise<T>,
): Promise<T> =>
  prisma.$transaction(async (tx) => {
    await lockCompany(tx, companyId)
    const link = await tx.nmbrsLink.findUnique({ where: { companyId } })
    if (!link) throw new ConflictError(problemTexts.noLink())
    await supersedeHeldRuns(tx, companyId, clock())
    return change(tx, link)
  })

/** A run that is under way sees for itself, before it writes, that the link was switched off. */
async function rejectWaitingRuns(tx: Transaction, companyId: string, { clock }: Pick<Administration, 'clock'>) {
  const { count } = await tx.syncRun.updateMany({
    where: { companyId, status: 'QUEUED' },
    data: { status: 'REJECTED', step: 'FINISHED', finishedAt: clock(), revision: { increment: 1 } },
  })
  if (count > 0) await notifyRun(tx, companyId)
}
