/**
 * `npm run bench:kill`: 100 SIGKILLs at seeded random moments of a sync, half of them on embedded databases and half on a
 * PostgreSQL server. After each, the tables and the mutations must be those of the same days undisturbed, and the feed must
 * have given each mutation once; the first difference ends it with an error. Then one of two servers on one database is killed,
 * which the other must notice. `npm run bench:kill -- 20 7` takes another number
 * of kills, and another seed.
 */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { type Kill, randomOf, runCourse } from '../test/support/kills.ts'
import type { Outcome } from '../test/support/outcome.ts'
import { startPostgres } from '../test/support/postgres.ts'
import { takeOver } from '../test/support/take-over.ts'

const [kills = 100, seed = 20_261_123] = process.argv.slice(2).map(Number)
const days = Math.ceil(kills / 2)

const folder = await mkdtemp(join(tmpdir(), 'eblinc-kill-'))
const folderOf = (name: string) => ({ DATA_DIR: join(folder, name) })
const postgres = await startPostgres()
const databases = { embedded: folderOf('embedded'), server: { ...folderOf('server'), DATABASE_URL: postgres.url } }

const { outcomes: expected } = await runCourse({ days, env: folderOf('undisturbed'), random: null })
const courses = Object.entries(databases).map(async ([kind, env], index) => {
  const { outcomes, kills } = await runCourse({ days, env, random: randomOf(seed + index) })
  assert.deepEqual(outcomes, expected)
  return [kind, figures(kills)]
})
const table = Object.fromEntries(await Promise.all(courses))
console.log(`Seed ${seed}. Tables and feed as without the kills; ${mutationsIn(expected)} mutations, each there once`)
console.table(table)
const { seconds } = await takeOver({ ...folderOf('take-over'), DATABASE_URL: await anotherDatabase() })
console.log(`Beside another server: ${seconds.toFixed(1)} seconds from the kill until that one was done with the run`)
await postgres.close()
await rm(folder, { recursive: true, force: true })

async function anotherDatabase(): Promise<string> {
  const client = new pg.Client(postgres.url)
  await client.connect()
  await client.query('CREATE DATABASE take_over')
  await client.end()
  return Object.assign(new URL(postgres.url), { pathname: 'take_over' }).href
}

function mutationsIn(outcomes: Outcome[]): number {
  return outcomes.at(-1)?.participant_mutation?.length ?? 0
}

function figures(kills: Kill[]) {
  const hits = (hit: Kill['hit']) => kills.filter((kill) => kill.hit === hit).length
  const seconds = kills.map((kill) => kill.seconds).toSorted((a, b) => a - b)
  const rounded = (value = 0) => Number(value.toFixed(1))
  return {
    kills: kills.length,
    'before it began': hits('waiting'),
    'while it read': hits('reading'),
    'while it carried out its plan': hits('carrying out'),
    'after its end': hits('after the end'),
    'median seconds until done': rounded(seconds[Math.floor(seconds.length / 2)]),
    longest: rounded(seconds.at(-1)),
  }
}
