/**
 * Pages of a list, by the values that order it (keyset paging): a page costs the same wherever it is in the list, and a
 * cursor stays good when its row is gone. The columns that order a list are together unique and never null.
 */
import { problemTexts, type Words } from '../core/texts/problems.ts'
import { decodeCursor, encodeCursor, notACursor } from '../feed/cursor.ts'
import { ValidationError } from '../problems.ts'
import { defaultPageSize, largestPageSize } from './limits.ts'
import { isUuid } from './node.ts'

/** The arguments of a connection. Without `first` and `last`: the first 20, or with only `before` the last 20. */
export type PageArguments = {
  first?: number | null
  last?: number | null
  after?: string | null
  before?: string | null
}

/** How a column's value stands in a cursor; `read` gives undefined for text that is no such value. */
type Kind = { write(value: never): string; read(text: string): unknown }

export const text: Kind = { write: (value: string) => value, read: (written) => written }
export const uuid: Kind = {
  write: (value: string) => value,
  read: (written) => (isUuid(written) ? written : undefined),
}
export const moment: Kind = {
  write: (value: Date) => value.toISOString(),
  read: (written) => (Number.isNaN(Date.parse(written)) ? undefined : new Date(written)),
}
export const position: Kind = {
  write: (value: bigint) => String(value),
  read: (written) => (/^\d{1,18}$/.test(written) ? BigInt(written) : undefined),
}

type Direction = 'asc' | 'desc'
type Columns = Record<string, readonly [kind: Kind, direction: Direction]>

/**
 * A list in the order of these columns, e.g. `orderedBy({ lastName: [text, 'asc'], id: [uuid, 'asc'] }, { id: true })`.
 * `always` are the columns that the type of the rows needs in any case.
 */
export function orderedBy<const C extends Columns, const Always extends Record<string, true>>(
  columns: C,
  always: Always,
) {
  type Column = keyof C & string
  const entries = Object.entries(columns) as [Column, C[Column]][]
  const ordering = Object.fromEntries(entries.map(([column]) => [column, true])) as Record<Column, true>

  return {
    /** What Prisma is asked: one row more than the page, to know whether there is a next one. */
    query<Where extends object>(args: PageArguments, where: Where) {
      const { size, backward } = extent(args)
      return {
        where: { AND: [where, beyond(args, 'after') as Where, beyond(args, 'before') as Where] },
        orderBy: entries.map(([column, [, direction]]) => ({
          [column]: backward ? reversed[direction] : direction,
        })) as {
          [Name in Column]?: Direction
        }[],
        take: size + 1,
        select: { ...always, ...ordering },
      }
    },

    /** The rows of that query as a page of a connection. */
    page<Row extends Record<Column, unknown>>(rows: readonly Row[], args: PageArguments) {
      const { size, backward } = extent(args)
      const shown = backward ? rows.slice(0, size).reverse() : rows.slice(0, size)
      const edges = shown.map((node) => ({ node, cursor: cursorTo(node) }))
      const hasMore = rows.length > size
      return {
        edges,
        pageInfo: {
          hasNextPage: backward ? args.before != null : hasMore,
          hasPreviousPage: backward ? hasMore : args.after != null,
          startCursor: edges.at(0)?.cursor ?? null,
          endCursor: edges.at(-1)?.cursor ?? null,
        },
      }
    },
  }

  function cursorTo(row: Record<Column, unknown>): string {
    return encodeCursor(entries.map(([column, [kind]]) => kind.write(row[column] as never)))
  }

  /** The rows past a cursor. The first column is named once more by itself, as a range that an index can start from. */
  function beyond(args: PageArguments, argument: 'after' | 'before'): object {
    const cursor = args[argument]
    if (cursor == null) return {}
    const written = decodeCursor(cursor, entries.length, argument)
    const bounds = entries.map(([column, [kind, direction]], index) => {
      const value = kind.read(written[index] ?? '')
      if (value === undefined) throw notACursor(argument)
      return { column, value, than: (direction === 'asc') === (argument === 'after') ? 'gt' : 'lt' }
    })
    const alternatives = bounds.map(({ column, value, than }, index) => ({
      ...Object.fromEntries(bounds.slice(0, index).map((equal) => [equal.column, equal.value])),
      [column]: { [than]: value },
    }))
    const [first] = bounds
    return { AND: [first ? { [first.column]: { [`${first.than}e`]: first.value } } : {}, { OR: alternatives }] }
  }
}

const reversed = { asc: 'desc', desc: 'asc' } as const

/** How many rows, and from which end. Throws ValidationError for a size that is not allowed. */
function extent({ first, last, before }: PageArguments): { size: number; backward: boolean } {
  if (first != null && last != null) throw refused('last', problemTexts.firstAndLast())
  const size = first ?? last ?? defaultPageSize
  if (size < 0 || size > largestPageSize)
    throw refused(first == null ? 'last' : 'first', problemTexts.pageSize(largestPageSize))
  return { size, backward: last != null || (first == null && before != null) }
}

const refused = (argument: string, words: Words) => new ValidationError({ path: [argument], words })

/** Text that has this in it, whatever the capitals. `%` and `_` stand for themselves, not for any text. */
export const containing = (part: string) => ({
  contains: part.replaceAll(/[\\%_]/g, '\\$&'),
  mode: 'insensitive' as const,
})
