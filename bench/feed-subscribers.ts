/** Subscribers to the mutation feed, each on a WebSocket of its own; tells its parent when all follow, and when all have all. */
import { WebSocket } from 'ws'

export type Received = { orderly: boolean }

process.on('disconnect', () => process.exit()) // when the benchmark itself is gone

const [url = '', count, expected] = process.argv.slice(2)
const query = `subscription { mutationFeed { cursor mutations { id cursor kind summary effectiveDate createdAt
  participant { employeeNumber displayName } changes { label oldValue newValue } } } }`

const followers = await Promise.all(Array.from({ length: Number(count) }, follow))
await new Promise((resolve) => setTimeout(resolve, 1_000)) // 1 second: subscribing is not acknowledged
process.send?.({ following: true })
const results = await Promise.all(followers.map(({ received }) => received))
const received: Received = { orderly: results.every(Boolean) }
process.send?.(received)

async function follow() {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws')
  const { promise: received, resolve } = Promise.withResolvers<boolean>()
  const following = Promise.withResolvers<void>()
  let mutations = 0
  let last = 0n
  socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init' })))
  socket.on('close', () => resolve(false))
  socket.on('message', (data) => {
    const message = JSON.parse(String(data))
    if (message.type === 'connection_ack') {
      socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }))
      return following.resolve()
    }
    if (message.payload.errors) throw new Error(JSON.stringify(message))
    for (const { cursor } of message.payload.data.mutationFeed.mutations) {
      const position = BigInt(JSON.parse(Buffer.from(cursor, 'base64url').toString())[0])
      if (position <= last) resolve(false)
      last = position
      mutations++
    }
    if (mutations >= Number(expected)) resolve(mutations === Number(expected))
  })
  await following.promise
  return { received }
}
