/** What the plan needs to know of one company, read inside the transaction that will write. */
import { normaliseBsn } from '../core/bsn.ts'
import { isKnown, type PayrollSnapshot } from '../core/employee.ts'
import type { SignalDetails } from '../core/findings.ts'
import type { Participant } from '../core/participant.ts'
import type { PlanInput } from '../core/plan.ts'
import type { NmbrsLink, Prisma } from '../generated/prisma/client.ts'
import type { SecretBox } from '../security/secret-box.ts'
import { isoDate, participantFrom, settingsOf } from './rows.ts'

export type Transaction = Prisma.TransactionClient

/**
 * Whoever writes a company's participants takes this first, the sync as well as a person: so that a plan is carried out
 * on exactly the data that it was made from. Held until the transaction ends.
 */
export const lockCompany = (tx: Transaction, companyId: string): Promise<unknown> =>
  tx.$executeRaw`SELECT 1 FROM company WHERE id = ${companyId}::uuid FOR UPDATE`

/** As lockCompany, but without waiting for whoever has it: false when someone has. */
export const takeCompany = async (tx: Transaction, companyId: string): Promise<boolean> =>
  (await tx.$queryRaw<object[]>`SELECT 1 FROM company WHERE id = ${companyId}::uuid FOR UPDATE SKIP LOCKED`).length > 0

/** All of a plan's input that is ours. */
export type CompanyState = Omit<PlanInput, 'on' | 'snapshot' | 'onlyEmployeeNumber' | 'participants'> & {
  participants: readonly (Participant & { bsnHash: string | null })[]
}

/** A BSN that `snapshot` has too is recognised by its keyed hash; only the others are opened. Without a snapshot, none is. */
export async function loadPlanInput(
  tx: Transaction,
  link: NmbrsLink,
  secrets: SecretBox,
  snapshot?: PayrollSnapshot,
): Promise<CompanyState> {
  const { companyId } = link
  const knownBsns = new Map(
    bsnsIn(snapshot).flatMap((bsn) => secrets.fingerprints(bsn, companyId).map((fingerprint) => [fingerprint, bsn])),
  )
  const participants = await tx.participant.findMany({
    where: { companyId },
    include: { enrolments: true, awaitedEnrolments: true },
  })
  const signals = await tx.signal.findMany({ where: { companyId, open: true } })
  const { retentionYears } = await tx.company.findUniqueOrThrow({ where: { id: companyId } })
  const rules = await tx.enrolmentRule.findMany({ where: { companyId }, orderBy: { scheme: 'asc' } })
  return {
    participants: participants.map((row) => ({
      ...participantFrom(snapshot ? row : { ...row, bsnEncrypted: null }, secrets, knownBsns),
      bsnHash: row.bsnHash,
    })),
    openSignals: signals.map((row) => ({
      ...row,
      details: row.details as SignalDetails,
      firstSeenOn: isoDate(row.firstSeenAt),
    })),
    rules,
    settings: settingsOf(link),
    retentionYears,
    firstSyncedOn: link.firstSyncedOn && isoDate(link.firstSyncedOn),
  }
}

const bsnsIn = (snapshot: PayrollSnapshot | undefined): string[] =>
  (snapshot?.employees ?? [])
    .flatMap(({ personal }) => (isKnown(personal) ? personal : []))
    .flatMap(({ bsn }) => (isKnown(bsn) ? (normaliseBsn(bsn) ?? []) : []))
