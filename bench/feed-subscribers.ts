/** Subscribers to the feed in a process of their own; tells its parent when all follow, and when each has every mutation. */
import { type Subscriber, subscribe } from '../test/support/subscriber.ts'

export type Received = { problems: string[] }

process.on('disconnect', () => process.exit()) // when the benchmark itself is gone

const [url = '', ...counts] = process.argv.slice(2)
const [reading = 0, stalled = 0, mutations = 0] = counts.map(Number)

/** What a mutation list on a screen shows. */
const fields = `id kind summary effectiveDate createdAt participant { employeeNumber displayName }
  changes { label oldValue newValue }`

const readers = await follow(reading)
for (const subscriber of await follow(stalled)) subscriber.stopReading()
await new Promise((resolve) => setTimeout(resolve, 1_000)) // 1 second: the server does not acknowledge subscriptions
process.send?.('following')

await Promise.all(readers.map((subscriber) => subscriber.received(mutations)))
const problems = readers.flatMap((subscriber) => [
  ...subscriber.problems,
  ...(subscriber.count === mutations ? [] : [`${subscriber.count} instead of ${mutations}`]),
])
const received: Received = { problems }
process.send?.(received)

function follow(count: number): Promise<Subscriber[]> {
  return Promise.all(Array.from({ length: count }, () => subscribe(url, { fields })))
}
