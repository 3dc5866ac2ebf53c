/** What a query answered; before that, that it is under way, or that it failed and can be tried again. */
import type { ComponentChildren } from 'preact'
import type { Asked } from '../api/queries.ts'
import { useTexts } from '../texts/context.ts'
import { Notice } from './notice.tsx'

type AnswerProps<Data> = {
  to: Asked<Data>
  /** Inside a table: how many columns it has. */
  columns?: number
  children(data: Data): ComponentChildren
}

export function Answer<Data>({ to, columns, children }: AnswerProps<Data>) {
  const texts = useTexts()
  if (to.data) return <>{children(to.data)}</>
  const meanwhile = to.failed ? (
    <Notice tone="danger" isAlert>
      {to.message ?? texts.noAnswer}{' '}
      <button type="button" onClick={to.ask}>
        {texts.again}
      </button>
    </Notice>
  ) : (
    <p class="loading">{texts.loading}</p>
  )
  if (columns === undefined) return meanwhile
  return (
    <tr>
      <td colSpan={columns}>{meanwhile}</td>
    </tr>
  )
}
