/** Follows the mutation list: all that came after a cursor first, and then live, whatever happens to the line. */
import { createClient } from 'graphql-ws'

const query = `subscription Feed($company: ID, $after: String) {
  mutationFeed(companyId: $company, after: $after) {
    cursor
    mutations { id summary effectiveDate participant { employeeNumber displayName } }
  }
}`
type Mutation = { id: string; summary: string; effectiveDate: string; participant: { displayName: string } }
type Page = { cursor: string; mutations: Mutation[] }
export type FeedOptions = { url: string; token: () => Promise<string>; company?: string; after: string | null }

/** Keep the cursor of a page together with what you did with it: that is the `after` to begin with next time. */
export async function* follow({ url, token, company, after }: FeedOptions): AsyncGenerator<Page> {
  for (;;) {
    const client = createClient({
      url, // wss://<server>/graphql
      connectionParams: async () => ({ authorization: `Bearer ${await token()}` }), // a fresh one for each connection
      retryAttempts: 0,
    })
    try {
      const events = client.iterate<{ mutationFeed: Page }>({ query, variables: { company, after } })
      for await (const { data, errors } of events) {
        if (!data) throw errors
        after = data.mutationFeed.cursor
        yield data.mutationFeed
      }
    } catch (error) {
      // An Event of the socket: the line broke, or the token ended. A fault of the server: it may be over next time.
      const told = Array.isArray(error) ? error[0] : error
      const passes = told instanceof Event || told?.extensions?.code === 'INTERNAL_SERVER_ERROR'
      if (!passes) throw new Error(told?.message) // a wrong cursor, or a company that is not yours
    }
    await new Promise((resolve) => setTimeout(resolve, 500 + Math.random() * 4_500)) // not all at once
  }
}
