/**
 * `npm run bench`: how long a sync takes and what it needs, on both databases. Each is measured in a process of its own,
 * with the stand-in for Nmbrs in another. The reference of the same run is the reading alone: the same calls, parsed, and
 * nothing done with them. `npm run bench -- 5000` takes another number of employees than 1,000.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { startPostgres } from '../test/support/postgres.ts'
import type { Measured } from './sync-process.ts'

const employees = Number(process.argv[2] ?? 1000)

const sandbox = fork(new URL('sandbox-process.ts', import.meta.url), [String(employees)])
const [nmbrsUrl] = await once(sandbox, 'message')
const postgres = await startPostgres()

const databases = { embedded: 'embedded', server: postgres.url }
for (const [name, url] of Object.entries(databases)) {
  const measuring = fork(new URL('sync-process.ts', import.meta.url), [url, nmbrsUrl])
  const [measured] = (await once(measuring, 'message')) as [Measured]
  print(name, measured)
}

await postgres.close()
sandbox.kill()

function print(database: string, { reading, first, second, peakMegabytes }: Measured): void {
  console.log(`\n${employees} employees, ${database} database; the reading alone takes ${reading.toFixed(2)} s`)
  console.table({
    'first sync': figures(first, reading),
    'quiet second sync': figures(second, reading),
  })
  console.log(`Peak memory of the process: ${Math.round(peakMegabytes)} MB`)
}

function figures({ seconds, statements, mutations }: Measured['first'], reading: number) {
  const timesTheReading = Number((seconds / reading).toFixed(2))
  return { seconds: Number(seconds.toFixed(2)), 'times the reading alone': timesTheReading, statements, mutations }
}
