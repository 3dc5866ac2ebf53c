/** The engine itself, for one viewer, without a server around it: operations are answered as fast as they can be. */
import type { RequestListener } from 'node:http'
import { createAllowance } from '../../../src/graphql/allowance.ts'
import type { Services, Viewer } from '../../../src/graphql/context.ts'
import { createTellError } from '../../../src/graphql/errors.ts'
import { createChooseDocument } from '../../../src/graphql/persisted-documents.ts'
import { createGraphQL } from '../../../src/graphql/yoga.ts'
import type { Log } from '../../../src/log.ts'

export type TestEngine = {
  /** For a server of node:http. */
  handle: RequestListener
  /** The whole answer to an operation, as it goes to the caller. */
  ask(query: string, variables?: object): Promise<string>
  /** The answers to a subscription: each event, as it goes to the caller. Aborting `signal` ends it. */
  follow(query: string, signal: AbortSignal): AsyncGenerator<string, void>
}

export function createTestEngine(services: Services, viewer: Viewer, log: Log): TestEngine {
  const engine = createGraphQL({
    services,
    authenticate: async () => viewer,
    noteRefusal: async () => {},
    allowance: createAllowance({ signIn: false }),
    production: false,
    chooseDocument: createChooseDocument(null),
    session: { isHelpdesk: async () => true },
    tellError: createTellError(log),
    stopping: new AbortController().signal,
  })
  const post = (body: object, accept: string, signal: AbortSignal | null = null) =>
    engine.fetch('http://localhost/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept },
      body: JSON.stringify(body),
      signal,
    })
  return {
    handle: engine,
    ask: async (query, variables = {}) => (await post({ query, variables }, 'application/json')).text(),
    async *follow(query, signal) {
      const { body } = await post({ query }, 'text/event-stream', signal)
      const decoder = new TextDecoder()
      for await (const part of body ?? []) yield decoder.decode(part)
    },
  }
}
