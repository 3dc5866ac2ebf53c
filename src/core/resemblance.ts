/** Whether two records can be of one person. What is not known on both sides says nothing. */
import type { KnownFields } from './outcome.ts'

export type Person = { bsn: string | null; birthDate: string | null; lastName: string | null; given: string | null }

export const personOf = (fields: KnownFields): Person => ({
  bsn: fields.bsn ?? null,
  birthDate: fields.birthDate ?? null,
  lastName: fields.lastName?.toLowerCase() || null,
  given: (fields.initials ?? fields.firstName)?.slice(0, 1).toLowerCase() || null,
})

/** Another BSN, or another birth date and another last name. */
export const isClearlySomeoneElse = (a: Person, b: Person): boolean =>
  differs(a.bsn, b.bsn) || (differs(a.birthDate, b.birthDate) && differs(a.lastName, b.lastName))

/** The same BSN, or the same birth date and last name. */
export const isAlike = (a: Person, b: Person): boolean =>
  equals(a.bsn, b.bsn) || (!differs(a.bsn, b.bsn) && equals(a.birthDate, b.birthDate) && equals(a.lastName, b.lastName))

/**
 * For each of `items` that resembles an earlier one, that earlier one. Twins differ in their first initial, and are not
 * taken for one person unless their BSN is the same.
 */
export function resemblances<Item>(items: readonly Item[], person: (item: Item) => Person): Map<Item, Item> {
  const earlier = new Map<string, Item>()
  const found = new Map<Item, Item>()
  for (const item of items) {
    const keys = keysOf(person(item))
    const first = keys.map((key) => earlier.get(key)).find((other) => other && isAlike(person(item), person(other)))
    if (first !== undefined) found.set(item, first)
    for (const key of keys) if (!earlier.has(key)) earlier.set(key, item)
  }
  return found
}

const keysOf = ({ bsn, birthDate, lastName, given }: Person): string[] => [
  ...(bsn ? [`bsn ${bsn}`] : []),
  ...(birthDate && lastName ? [`name ${birthDate} ${lastName} ${given ?? ''}`] : []),
]

const differs = (a: string | null, b: string | null): boolean => a !== null && b !== null && a !== b
const equals = (a: string | null, b: string | null): boolean => a !== null && a === b
