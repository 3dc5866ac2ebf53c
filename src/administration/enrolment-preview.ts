/** Who would join a scheme if its rule were on: to look at before switching it on. Changes nothing. */

import type { EnrolmentStart } from '../core/enrolment.ts'
import { previewRule } from '../core/enrolment-preview.ts'
import type { Prisma } from '../generated/prisma/client.ts'
import { enrolmentFrom, isoDateOrNull } from '../sync/rows.ts'
import type { Administration } from './dependencies.ts'
import { checkRule, type RuleChange } from './enrolment.ts'
import { createChecks } from './input.ts'

export type PreviewRequest = Omit<RuleChange, 'automatic'>

/** Chooses some of the participants of a condition, in an order. */
export type ChoosePage = (
  where: Prisma.ParticipantWhereInput,
) => Pick<Prisma.ParticipantFindManyArgs, 'where' | 'orderBy' | 'take'>

export type Previewed = EnrolmentStart & { id: string; lastName: string }

/** One page. Undefined takes what the stored rule has. Throws ValidationError for values that no rule can have. */
export async function previewEnrolment(
  { companyId, scheme, ...given }: PreviewRequest,
  choosePage: ChoosePage,
  { prisma }: Pick<Administration, 'prisma'>,
): Promise<Previewed[]> {
  const checks = createChecks([])
  checkRule(given, checks)
  checks.done()
  const stored = await prisma.enrolmentRule.findUniqueOrThrow({ where: { companyId_scheme: { companyId, scheme } } })
  const rule = {
    ...stored,
    minimumAge: given.minimumAge === undefined ? stored.minimumAge : given.minimumAge,
    waitingMonths: given.waitingMonths ?? stored.waitingMonths,
  }
  const rows = await prisma.participant.findMany({
    ...choosePage({
      companyId,
      status: 'ACTIVE',
      enrolments: { none: { scheme, endDate: null } },
      employedFrom: { not: null },
      ...(rule.minimumAge !== null && { birthDate: { not: null } }),
    }),
    select: {
      id: true,
      lastName: true,
      status: true,
      employedFrom: true,
      birthDate: true,
      enrolments: { where: { scheme } },
    },
  })
  const candidates = rows.map((row) => ({
    ...row,
    employedFrom: isoDateOrNull(row.employedFrom),
    birthDate: isoDateOrNull(row.birthDate),
    enrolments: row.enrolments.map(enrolmentFrom),
  }))
  return previewRule(rule, candidates).map(({ participant: { id, lastName }, ...start }) => ({
    id,
    lastName,
    ...start,
  }))
}
