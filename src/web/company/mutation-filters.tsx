/** Chooses which mutations are shown. The choice stands in the address. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { type MutationKind, PeopleDocument, PersonDocument } from '../../generated/web-operations.ts'
import { useOnce } from '../api/queries.ts'
import { useLostFocus } from '../parts/focus.ts'
import { useSettled } from '../parts/settled.ts'
import { companyPath } from '../routes.ts'
import { useTexts } from '../texts/context.ts'
import { nl } from '../texts/nl.ts'

type FilterProps = { company: { id: string; number: string }; kind: string | null; person: string | null }

const kinds = Object.keys(nl.kinds) as MutationKind[]

export const isKind = (text: string | null): text is MutationKind => kinds.some((kind) => kind === text)

export function MutationFilters({ company, kind, person }: FilterProps) {
  const texts = useTexts()
  const show = (query: { kind: string | null; person: string | null }) => {
    location.hash = companyPath(company.number, 'mutations', query)
  }
  const form = useRef<HTMLFormElement>(null)
  useLostFocus(form, person)
  return (
    <form
      class="filters"
      aria-label={texts.filters.title}
      ref={form}
      tabIndex={-1}
      onSubmit={(event) => event.preventDefault()}
    >
      <label>
        <span>{texts.filters.kind}</span>
        <select value={kind ?? ''} onChange={(event) => show({ kind: event.currentTarget.value || null, person })}>
          <option value="">{texts.filters.allKinds}</option>
          {kinds.map((name) => (
            <option value={name} key={name}>
              {texts.kinds[name]}
            </option>
          ))}
        </select>
      </label>
      {person ? (
        <ChosenPerson id={person} onForget={() => show({ kind, person: null })} />
      ) : (
        <PersonSearch company={company} onChoose={(id) => show({ kind, person: id })} />
      )}
    </form>
  )
}

function ChosenPerson({ id, onForget }: { id: string; onForget(): void }) {
  const texts = useTexts()
  const { data } = useOnce(PersonDocument, { id })
  const name = data?.node && 'displayName' in data.node ? data.node.displayName : '…'
  return (
    <p class="chosen">
      <span>{texts.filters.onlyPerson(name)}</span>
      <button type="button" onClick={onForget}>
        {texts.filters.everyone}
      </button>
    </p>
  )
}

/** Suggests people by what is typed of their name or number. */
function PersonSearch({ company, onChoose }: Pick<FilterProps, 'company'> & { onChoose(id: string): void }) {
  const texts = useTexts()
  const [typed, setTyped] = useState('')
  const search = useSettled(typed)
  const { data } = useOnce(PeopleDocument, { company: company.id, search })
  const people = (data?.company?.participants.edges ?? []).map(({ node }) => ({ ...node, words: inWords(node) }))
  const chosen = people.find(({ words }) => words === typed)?.id
  useEffect(() => {
    if (chosen) onChoose(chosen)
  }, [chosen])
  const [first] = people
  const isCurrent = typed !== '' && search === typed && data !== undefined
  return (
    <label>
      <span>{texts.filters.person}</span>
      <input
        type="search"
        list="people"
        value={typed}
        placeholder={texts.filters.personHint}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={({ key }) => key === 'Enter' && isCurrent && first && onChoose(first.id)}
      />
      <span class="minor" role="status">
        {isCurrent && (first ? texts.filters.pressEnter(first.words) : texts.filters.nobody)}
      </span>
      <datalist id="people">
        {people.map(({ id, words }) => (
          <option value={words} key={id} />
        ))}
      </datalist>
    </label>
  )
}

const inWords = ({ displayName, employeeNumber }: { displayName: string; employeeNumber: number | null }): string =>
  employeeNumber === null ? displayName : `${displayName} (${employeeNumber})`
