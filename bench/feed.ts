/**
 * `node bench/feed.ts`: how long it takes until every subscriber has each mutation of one large run, and what memory the server
 * needs for it, with 1 subscriber (the reference) and with 200, some of which stop reading. Server and subscribers are
 * processes of their own. `node bench/feed.ts 50 2000` takes another number of subscribers and of mutations.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { openDatabase } from '../src/db/open.ts'
import { appendMutations } from '../src/feed/position.ts'
import { silentLog } from '../src/log.ts'
import { startPostgres } from '../test/support/postgres.ts'
import type { Received } from './feed-subscribers.ts'

const [subscribers = 200, mutations = 10_000] = process.argv.slice(2).map(Number)

const postgres = await startPostgres()
const database = await openDatabase({ url: postgres.url, dataDir: null, log: silentLog })
const { prisma } = database
const { id: companyId } = await prisma.company.create({ data: { number: '1', name: 'Benchmark' } })
const people = await prisma.participant.createManyAndReturn({
  data: Array.from({ length: 1000 }, (_, index) => ({
    companyId,
    employeeNumber: index + 1,
    lastName: `Naam${index}`,
  })),
})

const one = await measure(1)
const many = await measure(subscribers)
const ratio = (value: number, reference: number) => Number((value / reference).toFixed(2))
console.log(`\n${mutations} mutations in one run, over WebSockets`)
console.table({
  '1 subscriber': one,
  [`${subscribers} subscribers`]: many,
  ratio: { seconds: ratio(many.seconds, one.seconds), 'peak MB': ratio(many['peak MB'], one['peak MB']) },
})
await database.close()
await postgres.close()

/** The run's transaction commits; the clock stops when the last subscriber has the last mutation. */
async function measure(count: number) {
  const server = fork(new URL('feed-server.ts', import.meta.url), {
    env: { ...process.env, DATABASE_URL: postgres.url },
  })
  const { url } = await answer<{ url: string }>(server)
  const clients = fork(new URL('feed-subscribers.ts', import.meta.url), [url, String(count), String(mutations)])
  await answer(clients)
  const { id: syncRunId } = await prisma.syncRun.create({ data: { companyId, trigger: 'MANUAL', mode: 'APPLY' } })
  const rows = Array.from({ length: mutations }, (_, index) => ({
    participantId: people[index % people.length]!.id,
    kind: 'SALARY' as const,
    changes: [{ field: 'FULL_TIME_SALARY', oldValue: '3450.00', newValue: '3600.00' }],
    effectiveDate: '2026-11-23',
    source: 'NMBRS' as const,
    actor: null,
    syncRunId,
    scheme: null,
  }))
  const result = answer<Received>(clients)
  await prisma.$transaction((tx) => appendMutations(tx, companyId, rows))
  const committed = performance.now()
  const { orderly } = await result
  const seconds = (performance.now() - committed) / 1000
  if (!orderly) throw new Error('A subscriber missed a mutation, or had one twice or out of order')
  server.send('memory')
  const { peakMegabytes, cpuSeconds } = await answer<{ peakMegabytes: number; cpuSeconds: number }>(server)
  server.disconnect()
  clients.disconnect()
  return {
    seconds: Number(seconds.toFixed(2)),
    'peak MB': Math.round(peakMegabytes),
    'server CPU s': Number(cpuSeconds.toFixed(2)),
  }
}

async function answer<T>(child: ChildProcess): Promise<T> {
  const [message] = await once(child, 'message')
  return message as T
}
