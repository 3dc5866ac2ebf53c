/** Checks what a person typed. Every problem of one input is reported at once, each with its place. */
import { addressFields } from '../core/address.ts'
import { isValidIban, normaliseIban } from '../core/iban.ts'
import { clean } from '../core/text.ts'
import { problemTexts, type Words } from '../core/texts/problems.ts'
import { type FieldProblem, ValidationError } from '../problems.ts'

export type Check = (value: string) => Words | null

/** Collects problems of the fields of one argument; `done` throws them, if there are any, as one ValidationError. */
export function createChecks(root: readonly string[] = ['input']) {
  const problems: FieldProblem[] = []
  return {
    require(field: string, holds: boolean, words: Words) {
      if (!holds) problems.push({ path: [...root, field], words })
    },
    done() {
      const [first, ...others] = problems
      if (first) throw new ValidationError(first, ...others)
    },
  }
}
export type Checks = ReturnType<typeof createChecks>

/** Longer than any real value, shorter than an attack. */
export const longestText = 200

/** Each point divides: a form that can be read in more ways than one takes time by the square of the length. */
const emailForm = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/

/** Text fields of a participant, each cleaned; undefined stays undefined (not given) and blank becomes null (emptied). */
export function checkTexts<Fields extends Record<string, unknown>>(input: Fields, checks: Checks): Fields {
  const cleaned = Object.fromEntries(
    Object.entries(input).map(([field, value]) => [field, typeof value === 'string' ? clean(value) : value]),
  )
  for (const [field, value] of Object.entries(cleaned)) {
    if (typeof value !== 'string') continue
    const fits = value.length <= longestText
    checks.require(field, fits, problemTexts.tooLong(longestText))
    if (fits && field.startsWith('email')) checks.require(field, emailForm.test(value), problemTexts.invalidEmail())
  }
  return cleaned as Fields
}

export function checkIban(text: string | null, checks: Checks): string | null {
  const iban = normaliseIban(text)
  checks.require('iban', iban === null || isValidIban(iban), problemTexts.invalidIban())
  return iban
}

/** Country and postal code in the same form as the sync writes them. */
export const normaliseAddress = (postalCode: string | null, countryCode: string | null) => {
  const unknown = { street: null, houseNumber: null, houseNumberAddition: null, city: null }
  const { postalCode: formatted, countryCode: country } = addressFields({ ...unknown, postalCode, countryCode })
  return { postalCode: formatted, countryCode: country }
}
