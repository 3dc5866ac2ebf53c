/** Ten of the kills of `node bench/kill.ts 100`: whenever a server is killed, it is as if it had not been. */
import { expect, onTestFinished, test } from 'vitest'
import { createServerDatabase } from '../support/database.ts'
import { randomOf, runCourse } from '../support/kills.ts'

const seed = 20_261_123

/** How many kills each company sees, one after the other: six embedded ones, and four on a PostgreSQL server. */
const embedded = [3, 3]
const server = [1, 1, 1, 1]

test('a server that is killed in a sync loses nothing and doubles nothing', async () => {
  const undisturbed = runCourse({ days: Math.max(...embedded), databaseUrl: null, random: null })
  const databases = await Promise.all(server.map(() => createServerDatabase()))
  onTestFinished(() => Promise.all(databases.map(({ drop }) => drop())).then(() => {}))
  const courses = [
    ...embedded.map((days, index) => ({ days, databaseUrl: null, random: randomOf(seed + index) })),
    ...server.map((days, index) => ({ days, databaseUrl: databases[index]!.url, random: randomOf(seed + 10 + index) })),
  ]
  const results = await Promise.all(courses.map(runCourse))
  const { outcomes: expected } = await undisturbed
  for (const { outcomes } of results) expect(outcomes).toEqual(expected.slice(0, outcomes.length))
  expect(results.flatMap(({ kills }) => kills)).toHaveLength(10)
}, 180_000)
