/** What is chosen stands in the address, so that another window, and this one when it is loaded again, have it too. */
import type { ReadyOperation } from '../ready-operation.ts'
import type { Company } from './companies.ts'

const { searchParams } = new URL(location.href)

/** The operation that was asked for, by its slug, and the company, by its number. */
export const asked = { operation: searchParams.get('operatie'), company: searchParams.get('bedrijf') }

export function addressOf({ slug }: ReadyOperation, company: Company | null): string {
  return `?${new URLSearchParams({ operatie: slug, ...(company && { bedrijf: company.number }) })}`
}
