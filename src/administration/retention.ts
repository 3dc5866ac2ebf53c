/** How long a company keeps the data of those who have left. */
import { problemTexts } from '../core/texts/problems.ts'
import type { Company } from '../generated/prisma/client.ts'
import { supersedeHeldRuns } from '../sync/hold.ts'
import { lockCompany } from '../sync/load.ts'
import type { Administration } from './dependencies.ts'
import { createChecks } from './input.ts'

const [fewestYears, mostYears] = [1, 30]

/** It holds from the next night on; what has been removed by then does not come back. Throws ValidationError. */
export function updateRetention(
  { companyId, years }: { companyId: string; years: number },
  { prisma, clock }: Pick<Administration, 'prisma' | 'clock'>,
): Promise<Company> {
  const checks = createChecks([])
  checks.require('years', years >= fewestYears && years <= mostYears, problemTexts.between(fewestYears, mostYears))
  checks.done()
  return prisma.$transaction(async (tx) => {
    await lockCompany(tx, companyId)
    await supersedeHeldRuns(tx, companyId, clock())
    return tx.company.update({ where: { id: companyId }, data: { retentionYears: years } })
  })
}
