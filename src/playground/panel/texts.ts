/** The operations as texts, which the reader sees and sends. */
import type { ReadyOperation } from '../ready-operation.ts'

const files = import.meta.glob<string>('../operations/*.graphql', { query: '?raw', import: 'default', eager: true })

export function textOf({ slug }: ReadyOperation): string {
  const text = files[`../operations/${slug}.graphql`]
  if (!text) throw new Error(`There is no ${slug}.graphql`)
  return text
}

/** Its name in the text, by which GraphiQL calls its tab. */
export const nameOf = (operation: ReadyOperation): string =>
  /^(?:query|mutation|subscription) (\w+)/m.exec(textOf(operation))?.[1] ?? ''

/** What it is for: the comment that it begins with. */
export const purposeOf = (operation: ReadyOperation): string =>
  [...textOf(operation).matchAll(/^# (.+)$/gm)].map(([, line]) => line).join(' ')
