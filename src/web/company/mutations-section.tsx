/** The mutation list of a company, newest on top, to which new ones come as they are entered. */
import { useState } from 'preact/hooks'
import { MutationPageDocument, type ParticipantMutationFilter } from '../../generated/web-operations.ts'
import { useOnChange, useOnce } from '../api/queries.ts'
import { Answer } from '../parts/answer.tsx'
import { PageBody, type PageProps, Pages } from '../parts/pages.tsx'
import { useLocale, useTexts } from '../texts/context.ts'
import { isKind, MutationFilters } from './mutation-filters.tsx'
import { MutationRow } from './mutation-row.tsx'
import { useNewMutations } from './new-mutations.ts'

type MutationsSectionProps = {
  company: { id: string; number: string }
  /** Only of this kind. */
  kind: string | null
  /** Only of this participant, by id. */
  person: string | null
  /** Changes whenever a run has come to rest. */
  settled: string
}

const columns = 5

/** When more than this have come since the list was asked for, it is asked for anew. */
const mostArrived = 200

export function MutationsSection({ company, kind, person, settled }: MutationsSectionProps) {
  const texts = useTexts()
  const locale = useLocale()
  const [asked, setAsked] = useState(1)
  const filter: ParticipantMutationFilter = {
    ...(isKind(kind) && { kinds: [kind] }),
    ...(person && { participantId: person }),
  }
  return (
    <section aria-label={texts.tabs.mutations}>
      <MutationFilters company={company} kind={kind} person={person} />
      <table class="mutations">
        <thead>
          <tr>
            <th scope="col">{texts.mutations.person}</th>
            <th scope="col">{texts.mutations.kind}</th>
            <th scope="col">{texts.mutations.change}</th>
            <th scope="col">{texts.mutations.effectiveDate}</th>
            <th scope="col">{texts.mutations.entered}</th>
          </tr>
        </thead>
        <Pages key={`${asked} ${locale} ${kind} ${person}`} columns={columns}>
          {(page) => (
            <MutationPage
              {...page}
              company={company}
              filter={filter}
              settled={settled}
              onLong={() => setAsked(asked + 1)}
            />
          )}
        </Pages>
      </table>
    </section>
  )
}

type MutationPageProps = PageProps &
  Pick<MutationsSectionProps, 'company' | 'settled'> & {
    filter: ParticipantMutationFilter
    /** Called when so many have come that the list had better begin anew. */
    onLong(): void
  }

/** Asked once: above the first page comes what is new, from its first cursor on, and the next page goes on from the last. */
function MutationPage({ after, more, company, filter, settled, onLong }: MutationPageProps) {
  const texts = useTexts()
  const asked = useOnce(MutationPageDocument, { company: company.id, after, filter, locale: useLocale() })
  const page = asked.data?.company?.mutations
  const known = page?.edges.map(({ node }) => node) ?? []
  const isFirst = after === null
  const arrived = useNewMutations({
    company: company.id,
    after: known[0]?.cursor ?? null,
    filter,
    pause: !isFirst || page === undefined,
  })
  // An empty list has no cursor to go on from: what was entered between its answer and the first live one is asked for.
  useOnChange(() => page?.edges.length === 0 && asked.ask(), settled)
  useOnChange(() => arrived.length > mostArrived && onLong(), arrived.length)
  const knownIds = new Set(known.map(({ id }) => id))
  const added = arrived.filter(({ id }) => !knownIds.has(id))
  return (
    <PageBody after={after}>
      <Answer to={asked} columns={columns}>
        {() => (
          <>
            {added.map((mutation) => (
              <MutationRow key={mutation.id} mutation={mutation} company={company} isNew />
            ))}
            {known.map((mutation) => (
              <MutationRow key={mutation.id} mutation={mutation} company={company} />
            ))}
            {isFirst && known.length + added.length === 0 && (
              <tr>
                <td colSpan={columns}>{texts.mutations.none}</td>
              </tr>
            )}
            {page?.pageInfo.hasNextPage && more(page.pageInfo.endCursor)}
          </>
        )}
      </Answer>
    </PageBody>
  )
}
