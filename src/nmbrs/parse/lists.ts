/** Answers that are lists, and their items: what Nmbrs calls an item is not looked at, for it differs between sources. */
import type { z } from 'zod'
import { UnreadableAnswer } from '../errors.ts'
import { childrenOf, type XmlNode } from '../xml.ts'

/** An empty element is an empty list; no element at all is no answer. */
export function itemsOf(list: XmlNode | undefined): XmlNode[] {
  if (list === undefined) throw new UnreadableAnswer('an answer without a result')
  if (typeof list === 'string' && list.trim() !== '') throw new UnreadableAnswer('text where a list was expected')
  return childrenOf(list)
}

/** An answer of which every item must be readable. */
export const readList = <T>(list: XmlNode | undefined, item: z.ZodType<T>): T[] =>
  itemsOf(list).map((node) => readOne(node, item))

export function readOne<T>(node: unknown, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(node)
  if (!parsed.success) throw new UnreadableAnswer(problemOf(parsed.error))
  return parsed.data
}

/** The first thing wrong, as field and expectation: "Value: expected a decimal number". Never the value itself. */
export function problemOf(error: z.ZodError): string {
  const [issue] = error.issues
  return [issue?.path.join('.'), issue?.message].filter(Boolean).join(': ')
}
