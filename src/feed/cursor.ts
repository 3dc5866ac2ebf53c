/** A place in a list, as text that a caller hands back unread. */
import { isStorable } from '../core/text.ts'
import { problemTexts } from '../core/texts/problems.ts'
import { ValidationError } from '../problems.ts'

/** The values that order a list, of one row, as text. */
export const encodeCursor = (key: readonly string[]): string => Buffer.from(JSON.stringify(key)).toString('base64url')

/** The values of `encodeCursor`. Throws ValidationError for text that is not such a cursor, or of another length. */
export function decodeCursor(cursor: string, length: number, argument: string): string[] {
  const key = parsed(Buffer.from(cursor, 'base64url').toString())
  if (Array.isArray(key) && key.length === length && key.every(isPart)) return key
  throw notACursor(argument)
}

const isPart = (value: unknown): value is string => typeof value === 'string' && isStorable(value)

/** Place in the feed of a mutation, or of what a subscriber has seen so far. */
export const cursorOf = (position: bigint): string => encodeCursor([String(position)])

/** The position in the feed that a cursor stands for. Throws ValidationError for text that is not a cursor. */
export function positionOf(cursor: string, argument = 'after'): bigint {
  const [text = ''] = decodeCursor(cursor, 1, argument)
  if (!/^\d{1,18}$/.test(text)) throw notACursor(argument)
  return BigInt(text)
}

export const notACursor = (argument: string): ValidationError =>
  new ValidationError({ path: [argument], words: problemTexts.notACursor() })

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
