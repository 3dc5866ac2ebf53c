/** The body of a table that grows: each page is a `tbody` that asks for itself, and the last offers the next. */
import { type ComponentChildren, Fragment } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { useTexts } from '../texts/context.ts'

export type PageProps = {
  /** The cursor after which the page begins; null for the first. */
  after: string | null
  columns: number
  /** The row that offers the next page, which starts after this cursor. */
  more(endCursor: string | null): ComponentChildren
}

type PagesProps = { columns: number; children(page: PageProps): ComponentChildren }

export function Pages({ columns, children }: PagesProps) {
  const texts = useTexts()
  const [starts, setStarts] = useState<(string | null)[]>([null])
  const more = (endCursor: string | null) => (
    <tr class="more">
      <td colSpan={columns}>
        <button type="button" onClick={() => setStarts([...starts, endCursor])}>
          {texts.more}
        </button>
      </td>
    </tr>
  )
  return starts.map((after, index) => (
    <Fragment key={after}>
      {children({ after, columns, more: index === starts.length - 1 ? more : () => null })}
    </Fragment>
  ))
}

/** Takes the focus that the button for more has left, so that reading goes on there. */
export function PageBody({ after, children }: Pick<PageProps, 'after'> & { children: ComponentChildren }) {
  const body = useRef<HTMLTableSectionElement>(null)
  useEffect(() => {
    if (after !== null) body.current?.focus({ preventScroll: true })
  }, [after])
  return (
    <tbody ref={body} tabIndex={-1}>
      {children}
    </tbody>
  )
}
