/** What the panel asks of the API for itself. */
import type { KnownCompaniesQuery } from '../../generated/operations.ts'
import { askKnown, type Known } from '../known.ts'
import { post, session } from './api.ts'
import document from './known.graphql?raw'

export type Company = KnownCompaniesQuery['companies']['edges'][number]['node']

/** The first companies by name, and whether there are more than these. Throws NotSignedIn. */
export async function listCompanies(zoek?: string): Promise<{ companies: Company[]; more: boolean }> {
  const { companies } = await ask<KnownCompaniesQuery>('KnownCompanies', { zoek: zoek || null })
  return { companies: companies.edges.map(({ node }) => node), more: companies.pageInfo.hasNextPage }
}

/** The company with this number; null when there is none, or none that may be seen. Throws NotSignedIn. */
export async function companyWith(number: string): Promise<Company | null> {
  const { companies } = await listCompanies(number)
  return companies.find((company) => company.number === number) ?? null
}

/** All that variables are filled from, as it is now. Throws NotSignedIn. */
export const knownOf = async (chosen: Company | null): Promise<Known> => chosen && askKnown(chosen, ask)

async function ask<Data>(operationName: string, variables: Record<string, unknown>): Promise<Data> {
  const { data, errors } = await post({ query: document, operationName, variables }, session.headers())
  if (errors || !data) throw new Error(errors?.map(({ message }) => message).join(' ') ?? 'Geen antwoord')
  return data as Data
}
