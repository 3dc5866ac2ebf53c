/** The settings of a company's sync. */
import { exact } from '../core/decimals.ts'
import { problemTexts } from '../core/texts/problems.ts'
import type { NmbrsLink } from '../generated/prisma/client.ts'
import type { Administration } from './dependencies.ts'
import { forgetBsns } from './forget-bsns.ts'
import { type Checks, createChecks } from './input.ts'
import { changeLink } from './link.ts'

/** What is undefined stays; decimals are exact decimal text. */
export type SettingsInput = {
  /** Null = from the company's schedule in Nmbrs. */
  fullTimeHoursPerWeek?: string | null
  employeeTypes?: number[] | null
  traineeEmploymentTypes?: number[] | null
  onCallInfluenceCodes?: number[] | null
  holdWhenLeaversExceedPercent?: string | null
  holdWhenEmptiedExceedPercent?: string | null
  holdFromPeople?: number | null
  /** False also removes those that are there. */
  readBsn?: boolean | null
}

/** Throws ValidationError for values that cannot be, ConflictError when there is no link. */
export async function updateSettings(
  companyId: string,
  input: SettingsInput,
  administration: Pick<Administration, 'prisma' | 'clock'>,
): Promise<NmbrsLink> {
  const checks = createChecks()
  checkRange(checks, 'fullTimeHoursPerWeek', input.fullTimeHoursPerWeek, 1, 168)
  checkRange(checks, 'holdWhenLeaversExceedPercent', input.holdWhenLeaversExceedPercent, 0, 100)
  checkRange(checks, 'holdWhenEmptiedExceedPercent', input.holdWhenEmptiedExceedPercent, 0, 100)
  checkRange(checks, 'holdFromPeople', input.holdFromPeople, 1, 100_000)
  checks.require('employeeTypes', input.employeeTypes?.length !== 0, problemTexts.required())
  checks.done()
  const { fullTimeHoursPerWeek, ...others } = input
  const given = Object.fromEntries(Object.entries(others).filter(([, value]) => value !== null))
  return changeLink(companyId, administration, async (tx) => {
    if (given.readBsn === false) await forgetBsns(tx, companyId)
    return tx.nmbrsLink.update({ where: { companyId }, data: { ...given, fullTimeHoursPerWeek } })
  })
}

function checkRange(
  checks: Checks,
  field: string,
  value: string | number | null | undefined,
  least: number,
  most: number,
) {
  const holds = value === null || value === undefined || (exact(value).gte(least) && exact(value).lte(most))
  checks.require(field, holds, problemTexts.between(least, most))
}
