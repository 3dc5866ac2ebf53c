/** Names follow the choice that a person made at marriage (naamgebruik). */
import type { NameUsage } from './participant.ts'

export type NameParts = {
  initials: string | null
  firstName: string | null
  prefix: string | null
  lastName: string
  partnerPrefix: string | null
  partnerLastName: string | null
  nameUsage: NameUsage
}

const usages: Record<number, NameUsage> = { 1: 'OWN', 2: 'PARTNER', 3: 'PARTNER_OWN', 4: 'OWN_PARTNER' }

/** Naamstelling of Nmbrs; whatever is not 1 to 4 is the own name. */
export const nameUsageOf = (code: number | null): NameUsage => usages[code ?? 1] ?? 'OWN'

/** True when the chosen usage asks for a partner name that is blank: the own name is used instead. */
export const lacksPartnerName = (name: Pick<NameParts, 'nameUsage' | 'partnerLastName'>): boolean =>
  name.nameUsage !== 'OWN' && !name.partnerLastName

/**
 * The name as the person chose to use it, e.g. "A.B. de Vries - van den Berg". A prefix at the very start is written
 * with a capital, as Dutch does: "Van den Berg".
 */
export function displayName(name: NameParts): string {
  const given = name.initials ?? name.firstName
  const surname = surnameInUse(name)
  return given ? `${given} ${surname}` : capitalised(surname)
}

function surnameInUse(name: NameParts): string {
  const own = joined(name.prefix, name.lastName)
  if (lacksPartnerName(name)) return own
  const partner = joined(name.partnerPrefix, name.partnerLastName)
  switch (name.nameUsage) {
    case 'OWN':
      return own
    case 'PARTNER':
      return partner
    case 'PARTNER_OWN':
      return `${partner} - ${own}`
    case 'OWN_PARTNER':
      return `${own} - ${partner}`
  }
}

const joined = (...parts: (string | null)[]): string => parts.filter(Boolean).join(' ')

function capitalised(text: string): string {
  const [first = '', ...rest] = text
  return first.toLocaleUpperCase('nl') + rest.join('')
}
