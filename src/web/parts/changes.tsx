import type { ChangeFragment } from '../../generated/web-operations.ts'
import { useTexts } from '../texts/context.ts'
import { Icon } from './icon.tsx'

type ChangesProps = { summary: string; changes: readonly ChangeFragment[] }

const shownAtOnce = 3

/** What a mutation changes, field by field; of many fields (someone joins) first the summary in one line. */
export function Changes({ summary, changes }: ChangesProps) {
  const texts = useTexts()
  if (changes.length === 0) return <>{summary}</>
  if (changes.length <= shownAtOnce) return <ChangeList changes={changes} />
  return (
    <>
      {summary}
      <details>
        <summary>{texts.mutations.fieldCount(changes.length)}</summary>
        <ChangeList changes={changes} />
      </details>
    </>
  )
}

const ChangeList = ({ changes }: Pick<ChangesProps, 'changes'>) => {
  const texts = useTexts()
  return (
    <dl class="changes">
      {changes.map(({ field, label, oldText, newText }) => (
        <div key={field}>
          <dt>{label}</dt>
          <dd>
            <span class="unseen">{texts.mutations.from} </span>
            <span class="old">{oldText}</span>
            <Icon name="arrow" />
            <span class="unseen"> {texts.mutations.to} </span>
            <span class="new">{newText}</span>
          </dd>
        </div>
      ))}
    </dl>
  )
}
