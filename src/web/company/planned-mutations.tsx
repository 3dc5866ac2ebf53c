import { useState } from 'preact/hooks'
import type { RunDetailsQuery } from '../../generated/web-operations.ts'
import { Changes } from '../parts/changes.tsx'
import { Person } from '../parts/person.tsx'
import { DateOf } from '../parts/time.tsx'
import { useTexts } from '../texts/context.ts'

type Planned = NonNullable<RunDetailsQuery['syncRun']>['plannedMutations'][number]
type PlannedMutationsProps = { mutations: readonly Planned[]; whenNone: string | null }

const shownAtOnce = 100

/** What a preview or a held run would change, and the words for when there is nothing to show. */
export function PlannedMutations({ mutations, whenNone }: PlannedMutationsProps) {
  const texts = useTexts()
  const [shown, setShown] = useState(shownAtOnce)
  if (mutations.length === 0) return whenNone && <p>{whenNone}</p>
  return (
    <>
      <h2>{texts.planned.title(mutations.length)}</h2>
      <table class="mutations">
        <thead>
          <tr>
            <th scope="col">{texts.mutations.person}</th>
            <th scope="col">{texts.mutations.kind}</th>
            <th scope="col">{texts.mutations.change}</th>
            <th scope="col">{texts.mutations.effectiveDate}</th>
          </tr>
        </thead>
        <tbody>
          {mutations.slice(0, shown).map(({ name, employeeNumber, kind, summary, changes, effectiveDate }, index) => (
            <tr key={`${employeeNumber} ${kind} ${index}`}>
              <th scope="row">
                <Person name={name} employeeNumber={employeeNumber} />
              </th>
              <td data-label={texts.mutations.kind}>{texts.kinds[kind]}</td>
              <td data-label={texts.mutations.change}>
                <Changes summary={summary} changes={changes} />
              </td>
              <td data-label={texts.mutations.effectiveDate}>
                <DateOf value={effectiveDate} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {mutations.length > shown && (
        <p class="more">
          <button type="button" onClick={() => setShown(shown + shownAtOnce)}>
            {texts.more}
          </button>
        </p>
      )}
    </>
  )
}
