/** Subscriptions over a WebSocket that breaks now and then. */
import type { ExecutionResult, SubscriptionForwarder } from '@urql/preact'
import type { Client as Socket } from 'graphql-ws'
import type { Interruptions } from './interruptions.ts'
import { wait } from './wait.ts'

const startsAgainAfter = 3_000 // 3 seconds, when a subscription ended that should not

/**
 * A subscription that goes on until it is not wanted any more. After a break graphql-ws sends it again, and after anything
 * else that ended it, this does; a feed then goes on from the last cursor that came, so that nothing is missed and nothing
 * comes twice.
 */
export const lasting =
  (socket: Socket, interruptions: Interruptions): SubscriptionForwarder =>
  ({ query = '', variables, extensions }) => ({
    subscribe(sink) {
      const request = { query, variables: { ...variables }, ...(extensions && { extensions: { ...extensions } }) }
      let isWanted = true
      let leave = () => {}
      const start = () => {
        leave = socket.subscribe<{ mutationFeed?: { cursor: string } }>(request, {
          next(result) {
            const cursor = result.data?.mutationFeed?.cursor
            if (cursor) Object.assign(request.variables, { after: cursor })
            sink.next(result as ExecutionResult)
          },
          error: () => void startAgain(),
          complete: () => void startAgain(),
        })
      }
      const startAgain = async () => {
        if (!isWanted) return
        interruptions.begin(sink)
        await wait(startsAgainAfter)
        if (!isWanted) return
        start()
        interruptions.end(sink)
      }
      start()
      return {
        unsubscribe() {
          isWanted = false
          leave()
          interruptions.end(sink)
        },
      }
    },
  })
