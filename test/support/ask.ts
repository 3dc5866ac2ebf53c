/** Operations over HTTP, as a caller sends them. */
import type { TypedQueryDocumentNode } from 'graphql'
import { print } from 'graphql'

/** Sends an operation to the server at this address and gives its data; fails on any GraphQL error. */
export async function ask<Data, Variables extends Record<string, unknown>>(
  url: string,
  operation: TypedQueryDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: print(operation), variables }),
  })
  const { data, errors } = await response.json()
  if (errors) throw new Error(JSON.stringify(errors, null, 2))
  return data
}
