/** The engine itself, for one viewer, without a server around it: operations are answered as fast as they can be. */
import { setTimeout as delay } from 'node:timers/promises'
import { createAllowance } from '../../../src/graphql/allowance.ts'
import type { Services, Viewer } from '../../../src/graphql/context.ts'
import { createTellError } from '../../../src/graphql/errors.ts'
import { createChooseDocument } from '../../../src/graphql/persisted-documents.ts'
import { createGraphQL } from '../../../src/graphql/yoga.ts'
import type { Log } from '../../../src/log.ts'

export type TestEngine = {
  /** The whole answer to an operation, as it goes to the caller. */
  ask(query: string, variables?: object): Promise<string>
  /** The first event of a subscription, or what it is refused with; null when nothing comes within so many milliseconds. */
  firstEvent(query: string, within: number): Promise<string | null>
}

export function createTestEngine(services: Services, viewer: Viewer, log: Log): TestEngine {
  const engine = createGraphQL({
    services,
    authenticate: async () => viewer,
    noteRefusal: async () => {},
    allowance: createAllowance({ signIn: false }),
    production: false,
    chooseDocument: createChooseDocument(null),
    mayOpenPlayground: async () => true,
    tellError: createTellError(log),
    stopping: new AbortController().signal,
  })
  return {
    async ask(query, variables = {}) {
      const headers = { 'content-type': 'application/json' }
      const body = JSON.stringify({ query, variables })
      return (await engine.fetch('http://localhost/graphql', { method: 'POST', headers, body })).text()
    },
    async firstEvent(query, within) {
      const { schema, parse, validate, contextFactory, subscribe } = engine.getEnveloped({
        caller: { viewer, locale: 'nl' },
      })
      const document = parse(query)
      const errors = validate(schema, document)
      if (errors.length > 0) return JSON.stringify({ errors })
      const events = await subscribe({ schema, document, contextValue: await contextFactory() })
      if (!(Symbol.asyncIterator in events)) return JSON.stringify(events)
      const first: Promise<IteratorResult<unknown>> = events.next()
      const told = first.then(
        ({ value }) => JSON.stringify(value ?? null),
        (error) => JSON.stringify({ errors: [error] }),
      )
      const event = await Promise.race([told, delay(within, null)])
      await events.return(undefined)
      return event
    },
  }
}
