/**
 * `npm run bench:feed`: how long it takes until every subscriber has each mutation of one large run, over WebSockets, and what
 * the server needs for it. The reference of the same run is one subscriber. Beside the subscribers that count there are as
 * many that stop reading. `npm run bench:feed -- 50 2000` takes other numbers of subscribers and mutations.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { openDatabase } from '../src/db/open.ts'
import { appendMutations, type NewMutation } from '../src/feed/position.ts'
import { silentLog } from '../src/log.ts'
import { startPostgres } from '../test/support/postgres.ts'
import type { Needed } from './feed-server.ts'
import type { Received } from './feed-subscribers.ts'

const [subscribers = 200, mutations = 10_000] = process.argv.slice(2).map(Number)

const postgres = await startPostgres()
const database = await openDatabase({ url: postgres.url, dataDir: null, log: silentLog })
const { prisma } = database
const { id: companyId } = await prisma.company.create({ data: { number: '1', name: 'Benchmark' } })
const people = await prisma.participant.createManyAndReturn({
  data: Array.from({ length: 1000 }, (_, index) => ({ companyId, employeeNumber: index, lastName: `Naam ${index}` })),
})

const one = await measure(1, 0)
const many = await measure(subscribers, 0)
const withStalled = await measure(subscribers, subscribers)
console.log(`\n${mutations} mutations in one run`)
console.table({
  '1 subscriber': one,
  [`${subscribers} subscribers`]: many,
  [`${subscribers} subscribers, and ${subscribers} that stop reading`]: withStalled,
  [`${subscribers} to 1`]: ratio(many, one),
  'with to without those that stop': ratio(withStalled, many),
})
await database.close()
await postgres.close()

type Figures = Record<'seconds' | 'CPU seconds' | 'peak MB', number>

/** Seconds are from the commit of the run until the last subscriber has the last mutation. */
async function measure(reading: number, stalled: number): Promise<Figures> {
  const server = fork(new URL('feed-server.ts', import.meta.url), [postgres.url])
  const url = await answer<string>(server)
  const clients = fork(new URL('feed-subscribers.ts', import.meta.url), [
    url,
    ...[reading, stalled, mutations].map(String),
  ])
  await answer(clients)
  server.send('from now on')
  const ended = answer<Received>(clients)
  await prisma.$transaction(async (tx) => appendMutations(tx, companyId, await runOf(mutations)))
  const committed = performance.now()
  const { problems } = await ended
  const seconds = (performance.now() - committed) / 1000
  if (problems.length > 0) throw new Error(problems.join('\n'))
  server.send('until now')
  const { cpuSeconds, peakMegabytes } = await answer<Needed>(server)
  server.disconnect()
  clients.disconnect()
  return { seconds: round(seconds), 'CPU seconds': round(cpuSeconds), 'peak MB': Math.round(peakMegabytes) }
}

async function runOf(count: number): Promise<NewMutation[]> {
  const { id: syncRunId } = await prisma.syncRun.create({ data: { companyId, trigger: 'MANUAL', mode: 'APPLY' } })
  return Array.from({ length: count }, (_, index) => ({
    participantId: people[index % people.length]!.id,
    kind: 'SALARY',
    changes: [{ field: 'FULL_TIME_SALARY', oldValue: '3450.00', newValue: '3600.00' }],
    effectiveDate: '2026-11-23',
    source: 'NMBRS',
    actor: null,
    syncRunId,
    scheme: null,
  }))
}

function ratio(figures: Figures, reference: Figures): Figures {
  const to = (name: keyof Figures) => round(figures[name] / reference[name])
  return { seconds: to('seconds'), 'CPU seconds': to('CPU seconds'), 'peak MB': to('peak MB') }
}

function round(value: number): number {
  return Number(value.toFixed(2))
}

async function answer<T>(child: ChildProcess): Promise<T> {
  const [message] = await once(child, 'message')
  return message as T
}
