/** A subscriber to the sync runs of one company, over a real WebSocket. */
import { print } from 'graphql'
import { createClient } from 'graphql-ws'
import { RunMovesDocument, type RunMovesSubscription } from '../../src/generated/operations.ts'
import { scrape } from '../support/metrics.ts'

export type RunFollower = {
  /** What was shown, in order. */
  moves: RunMovesSubscription['syncRunUpdated'][]
  close(): Promise<void>
}

/** Resolves when the server has taken the subscription on. */
export async function followRuns(url: string, company: string): Promise<RunFollower> {
  const client = createClient({ url: `${url.replace('http', 'ws')}/graphql`, retryAttempts: 0 })
  const moves: RunFollower['moves'] = []
  client.subscribe<RunMovesSubscription>(
    { query: print(RunMovesDocument), variables: { company } },
    { next: ({ data }) => data && moves.push(data.syncRunUpdated), error: () => {}, complete: () => {} },
  )
  const subscribers = async () => (await scrape(url)).value('eblinc_feed_subscribers{feed="runs"}') ?? 0
  while ((await subscribers()) === 0) await new Promise((resolve) => setTimeout(resolve, 20))
  return { moves, close: async () => client.dispose() }
}
