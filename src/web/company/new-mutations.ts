/** Mutations as they are entered, newest first. */
import { useSubscription } from '@urql/preact'
import {
  type MutationFragment,
  NewMutationsDocument,
  type ParticipantMutationFilter,
} from '../../generated/web-operations.ts'
import { useOnChange } from '../api/queries.ts'
import { useAnnounce } from '../parts/announcer.tsx'
import { useLocale, useTexts } from '../texts/context.ts'

type NewMutationsOptions = {
  /** The company, by id. */
  company: string
  /** The place in the feed to go on from; null begins with what comes next. */
  after: string | null
  filter: ParticipantMutationFilter
  /** Whether to wait: it is not known yet what to go on from. */
  pause: boolean
}

export function useNewMutations({ company, after, filter, pause }: NewMutationsOptions): MutationFragment[] {
  const texts = useTexts()
  const announce = useAnnounce()
  const locale = useLocale()
  const [{ data: arrived = [] }] = useSubscription(
    { query: NewMutationsDocument, variables: { company, after, filter, locale }, pause },
    (known: MutationFragment[] = [], { mutationFeed }) => [...mutationFeed.mutations.toReversed(), ...known],
  )
  useOnChange(() => announce(texts.mutations.arrived(arrived.length)), arrived.length)
  return arrived
}
