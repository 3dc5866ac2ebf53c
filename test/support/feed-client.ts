/** A subscriber to the mutation feed over a real WebSocket, as EBlinC's frontend would be. */
import { print } from 'graphql'
import { createClient } from 'graphql-ws'
import { FeedDocument, type FeedSubscription } from '../../src/generated/operations.ts'

export type FeedMutation = FeedSubscription['mutationFeed']['mutations'][number]

export type FeedClient = {
  /** All mutations received, in order. */
  mutations: FeedMutation[]
  /** Where to go on from. */
  cursor: string | null
  /** Resolves when at least so many have come. */
  received(count: number): Promise<void>
  /** Cuts the connection, as a network would. */
  close(): Promise<void>
}

/** Resolves when the server has acknowledged the connection. Leaves by itself after so many `events`. */
export async function followFeed(
  url: string,
  { events: most = Infinity, ...variables }: { company?: string; after?: string | null; events?: number },
): Promise<FeedClient> {
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    retryAttempts: 0,
    lazy: false,
    onNonLazyError: () => {},
  })
  const follower: FeedClient = {
    mutations: [],
    cursor: variables.after ?? null,
    async received(count) {
      while (follower.mutations.length < count) await new Promise((resolve) => setTimeout(resolve, 10))
    },
    close: async () => client.dispose(),
  }
  const { promise: connected, resolve } = Promise.withResolvers<void>()
  client.on('connected', () => resolve())
  const events = client.iterate<FeedSubscription>({ query: print(FeedDocument), variables })
  const collect = async () => {
    let count = 0
    for await (const { data, errors } of events) {
      if (errors) throw new Error(JSON.stringify(errors))
      if (!data) continue
      follower.mutations.push(...data.mutationFeed.mutations)
      follower.cursor = data.mutationFeed.cursor
      count += 1
      if (count === most) return
    }
  }
  collect().catch(() => client.dispose())
  await connected
  return follower
}
