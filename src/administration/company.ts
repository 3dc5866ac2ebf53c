/** New companies. */
import { schemeCodes } from '../core/participant.ts'
import { clean } from '../core/text.ts'
import { problemTexts } from '../core/texts/problems.ts'
import { type Company, Prisma } from '../generated/prisma/client.ts'
import { ConflictError } from '../problems.ts'
import type { Administration } from './dependencies.ts'
import { createChecks, longestText } from './input.ts'

/** Which schemes a new participant joins by itself until someone decides otherwise. */
const automaticByDefault: ReadonlySet<string> = new Set(['OP1', 'NP'])

/** Creates a company with the default enrolment rules. Throws ConflictError when its number is in use. */
export async function createCompany(
  input: { number: string; name: string },
  { prisma }: Pick<Administration, 'prisma'>,
): Promise<Company> {
  const checks = createChecks()
  const [number, name] = [clean(input.number) ?? '', clean(input.name) ?? '']
  for (const [field, value] of Object.entries({ number, name })) {
    checks.require(field, value !== '', problemTexts.required())
    checks.require(field, value.length <= longestText, problemTexts.tooLong(longestText))
  }
  checks.done()
  const enrolmentRules = {
    create: schemeCodes.map((scheme) => ({ scheme, automatic: automaticByDefault.has(scheme) })),
  }
  try {
    return await prisma.company.create({ data: { number, name, enrolmentRules } })
  } catch (error) {
    if (isUniqueViolation(error)) throw new ConflictError(problemTexts.companyNumberInUse(number), { cause: error })
    throw error
  }
}

export const isUniqueViolation = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002'
