/** Queries as components use them: asked anew when there is reason to, with what went wrong in words. */
import { type AnyVariables, type TypedDocumentNode, type UseQueryArgs, useQuery } from '@urql/preact'
import { useEffect, useRef } from 'preact/hooks'
import { useConnection } from './connection.ts'

export type Asked<Data> = {
  /** The latest answer; undefined while there is none. */
  data: Data | undefined
  failed: boolean
  /** Why, in the words of the API; null when it did not say. */
  message: string | null
  ask(): void
}

/** Asks again whenever `reason` changes, and when a broken connection is back. */
export function useFresh<Data, Variables extends AnyVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  reason?: unknown,
): Asked<Data> {
  const asked = useAsked(query, variables)
  const { restored } = useConnection()
  useOnChange(asked.ask, reason, restored)
  return asked
}

/**
 * Asks once, and again only when that failed and the connection is back. What is known of it from elsewhere does not count:
 * there is no data before the answer to this very question.
 */
export function useOnce<Data, Variables extends AnyVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Asked<Data> {
  const asked = useAsked(query, variables)
  const { restored } = useConnection()
  useOnChange(() => asked.failed && asked.ask(), restored)
  return asked.isFetching ? { ...asked, data: undefined } : asked
}

function useAsked<Data, Variables extends AnyVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Asked<Data> & { isFetching: boolean } {
  const [{ data, error, fetching, stale }, ask] = useQuery<Data, Variables>({ query, variables } as UseQueryArgs<
    Variables,
    Data
  >)
  const message = error?.graphQLErrors[0]?.message ?? null
  return { data, failed: error !== undefined && !fetching, message, isFetching: fetching || stale, ask }
}

/** Does something when one of the values has changed since the previous time; nothing at first. */
export function useOnChange(act: () => void, ...values: unknown[]): void {
  const seen = useRef(values)
  useEffect(() => {
    if (values.every((value, index) => value === seen.current[index])) return
    seen.current = values
    act()
  })
}
