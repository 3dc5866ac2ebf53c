/** One ready operation of the playground. Its text is operations/<slug>.graphql, of which the first lines say what it is for. */
import type { Known } from './known.ts'

export type ReadyOperation = {
  slug: string
  title: string
  /** A subscription, which asks for a window of its own: in GraphiQL one operation runs at a time. */
  live: boolean
  variables(known: Known): Record<string, unknown>
  /** What is said above a variable, by its name. */
  notes(known: Known): Record<string, string | undefined>
}

export const ready = <Variables extends Record<string, unknown>>(
  slug: string,
  title: string,
  variables: (known: Known) => Variables,
  notes: (known: Known) => { [Name in keyof Variables]?: string } = () => ({}),
): ReadyOperation => ({
  slug,
  title,
  live: false,
  variables,
  notes: (known) => ({ ...(known && { bedrijf: `${known.number} ${known.name}` }), ...notes(known) }),
})

export const ofCompany = (known: Known) => ({ bedrijf: known?.id ?? '' })
