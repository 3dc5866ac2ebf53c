/** Who would join a scheme if its rule were on: to look at before switching it on. Changes nothing. */
import { type Candidate, type PreviewedEnrolment, previewRule } from '../core/enrolment-preview.ts'
import { enrolmentFrom, isoDateOrNull } from '../sync/rows.ts'
import type { Administration } from './dependencies.ts'
import { checkRule, type RuleChange } from './enrolment.ts'
import { createChecks } from './input.ts'

export type PreviewRequest = Omit<RuleChange, 'automatic'>

/** By last name. Undefined takes what the stored rule has. Throws ValidationError for values that no rule can have. */
export async function previewEnrolment(
  { companyId, scheme, ...given }: PreviewRequest,
  { prisma }: Pick<Administration, 'prisma'>,
): Promise<PreviewedEnrolment<Candidate & { id: string }>[]> {
  const checks = createChecks([])
  checkRule(given, checks)
  checks.done()
  const stored = await prisma.enrolmentRule.findUniqueOrThrow({ where: { companyId_scheme: { companyId, scheme } } })
  const rows = await prisma.participant.findMany({
    where: candidatesFor({ companyId, scheme }),
    select: { id: true, status: true, employedFrom: true, birthDate: true, enrolments: { where: { scheme } } },
    orderBy: [{ lastName: 'asc' }, { id: 'asc' }],
  })
  const rule = {
    ...stored,
    minimumAge: given.minimumAge === undefined ? stored.minimumAge : given.minimumAge,
    waitingMonths: given.waitingMonths ?? stored.waitingMonths,
  }
  return previewRule(
    rule,
    rows.map((row) => ({
      ...row,
      employedFrom: isoDateOrNull(row.employedFrom),
      birthDate: isoDateOrNull(row.birthDate),
      enrolments: row.enrolments.map(enrolmentFrom),
    })),
  )
}

/** Everyone in service without an open enrolment in the scheme. */
export const candidatesFor = ({ companyId, scheme }: Pick<PreviewRequest, 'companyId' | 'scheme'>) => ({
  companyId,
  status: 'ACTIVE' as const,
  enrolments: { none: { scheme, endDate: null } },
})
