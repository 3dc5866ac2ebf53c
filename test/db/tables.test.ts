import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Database } from '../../src/db/open.ts'
import * as tables from '../../src/db/tables.ts'
import { openTestDatabase } from '../support/database.ts'

let database: Database
beforeAll(async () => {
  database = await openTestDatabase('server')
})
afterAll(() => database.close())

it.each(Object.values(tables))('$name is described as the migrations make it', async ({ name, columns }) => {
  const actual = await database.prisma.$queryRaw<{ name: string; type: string }[]>`
    SELECT column_name AS name, CASE data_type WHEN 'USER-DEFINED' THEN udt_name
      WHEN 'timestamp with time zone' THEN 'timestamptz' ELSE data_type END AS type
    FROM information_schema.columns WHERE table_schema = 'public' AND table_name = ${name} AND column_name <> 'position'`
  const described = Object.entries(columns).map(([field, type]) => ({
    name: field.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`),
    type,
  }))
  const byName = (one: { name: string }, other: { name: string }) => (one.name < other.name ? -1 : 1)
  expect(described.sort(byName)).toEqual(actual.sort(byName))
})
