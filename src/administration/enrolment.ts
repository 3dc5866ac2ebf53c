/** Enrolments by hand, and the rules by which new participants join schemes. */
import type { SchemeCode } from '../core/participant.ts'
import { problemTexts } from '../core/texts/problems.ts'
import type { Enrolment, EnrolmentRule } from '../generated/prisma/client.ts'
import { ConflictError, NotFoundError } from '../problems.ts'
import { supersedeHeldRuns } from '../sync/hold.ts'
import { lockCompany } from '../sync/load.ts'
import { dateColumn, isoDate, isoDateOrNull } from '../sync/rows.ts'
import { enterByHand } from './by-hand.ts'
import type { Administration } from './dependencies.ts'
import { type Checks, createChecks } from './input.ts'
import { requireParticipant } from './participant.ts'

/** Throws ConflictError when the participant is already enrolled in the scheme on that date or later. */
export const enrolParticipant = (
  { participantId, scheme, startDate }: { participantId: string; scheme: SchemeCode; startDate: string },
  actor: string,
  { prisma, clock }: Pick<Administration, 'prisma' | 'clock'>,
): Promise<Enrolment> =>
  prisma.$transaction(async (tx) => {
    const { companyId } = await requireParticipant(tx, participantId)
    await lockCompany(tx, companyId)
    const start = dateColumn(startDate)
    const overlapping = await tx.enrolment.findFirst({
      where: { participantId, scheme, OR: [{ endDate: null }, { endDate: { gte: start } }] },
    })
    if (overlapping) throw new ConflictError(problemTexts.alreadyEnrolled())
    await supersedeHeldRuns(tx, companyId, clock())
    await tx.awaitedEnrolment.deleteMany({ where: { participantId, scheme } })
    const enrolment = await tx.enrolment.create({
      data: { companyId, participantId, scheme, startDate: start, source: 'MANUAL', reason: { code: 'BY_HAND' } },
    })
    const enrolled = { kind: 'ENROLLED' as const, changes: [], effectiveDate: startDate, scheme }
    await enterByHand(tx, { companyId, participantId, actor, now: clock() }, [enrolled])
    return enrolment
  })

/**
 * Throws ConflictError when the enrolment would end before it starts, or after a later one in the scheme has begun, and
 * NotFoundError when there is none. One that ends on that day already stays as it is.
 */
export const endEnrolment = (
  { enrolmentId, endDate }: { enrolmentId: string; endDate: string },
  actor: string,
  { prisma, clock }: Pick<Administration, 'prisma' | 'clock'>,
): Promise<Enrolment> =>
  prisma.$transaction(async (tx) => {
    const found = await tx.enrolment.findUnique({ where: { id: enrolmentId } })
    if (!found) throw new NotFoundError(problemTexts.enrolmentNotFound())
    await lockCompany(tx, found.companyId)
    const before = await tx.enrolment.findUniqueOrThrow({ where: { id: enrolmentId } })
    const { companyId, participantId, scheme, startDate } = before
    if (endDate === isoDateOrNull(before.endDate)) return before
    if (endDate < isoDate(startDate)) throw new ConflictError(problemTexts.endBeforeStart())
    const end = dateColumn(endDate)
    const later = { participantId, scheme, id: { not: enrolmentId }, startDate: { gte: startDate, lte: end } }
    if ((await tx.enrolment.count({ where: later })) > 0) throw new ConflictError(problemTexts.endInLaterEnrolment())
    await supersedeHeldRuns(tx, companyId, clock())
    const enrolment = await tx.enrolment.update({ where: { id: enrolmentId }, data: { endDate: end } })
    const ended = { kind: 'ENROLMENT_ENDED' as const, changes: [], effectiveDate: endDate, scheme }
    await enterByHand(tx, { companyId, participantId, actor, now: clock() }, [ended])
    return enrolment
  })

export type RuleChange = {
  companyId: string
  scheme: SchemeCode
  automatic?: boolean | null
  /** Null takes the minimum away; undefined leaves it. */
  minimumAge?: number | null
  waitingMonths?: number | null
}

/** Changes what is given. It holds for who joins from now on, and for who already waits for their day. */
export async function updateEnrolmentRule(
  { companyId, scheme, automatic, minimumAge, waitingMonths }: RuleChange,
  { prisma, clock }: Pick<Administration, 'prisma' | 'clock'>,
): Promise<EnrolmentRule> {
  const checks = createChecks()
  checkRule({ minimumAge, waitingMonths }, checks)
  checks.done()
  return prisma.$transaction(async (tx) => {
    await lockCompany(tx, companyId)
    await supersedeHeldRuns(tx, companyId, clock())
    return tx.enrolmentRule.update({
      where: { companyId_scheme: { companyId, scheme } },
      data: {
        automatic: automatic ?? undefined,
        minimumAge,
        waitingMonths: waitingMonths ?? undefined,
      },
    })
  })
}

export function checkRule(
  { minimumAge, waitingMonths }: Pick<RuleChange, 'minimumAge' | 'waitingMonths'>,
  checks: Checks,
): void {
  checks.require('minimumAge', isBetween(minimumAge, 0, 100), problemTexts.between(0, 100))
  checks.require('waitingMonths', isBetween(waitingMonths, 0, 120), problemTexts.between(0, 120))
}

const isBetween = (value: number | null | undefined, least: number, most: number): boolean =>
  value === null || value === undefined || (value >= least && value <= most)
