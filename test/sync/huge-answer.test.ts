import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestApp } from '../support/app.ts'
import { startDemo } from './support/hold.ts'

let app: TestApp
beforeAll(async () => {
  app = await startDemo()
})
afterAll(() => app[Symbol.asyncDispose]())

test('an answer of 200 MB is not read to its end: nothing changes, and the next sync is as if nothing had happened', async () => {
  const before = await app.database.prisma.participant.findMany({ orderBy: { id: 'asc' } })
  app.sandbox.nextDay()
  app.sandbox.fault({ kind: 'huge', megabytes: 200, operation: 'Address_GetAll_AllEmployeesByCompany' })
  expect(await app.syncNow()).toMatchObject({ status: 'FAILED', failure: { code: 'NMBRS_UNREADABLE' } })
  expect(await app.database.prisma.participant.findMany({ orderBy: { id: 'asc' } })).toEqual(before)
  app.sandbox.clearFaults()
  expect(await app.syncNow()).toMatchObject({ status: 'SUCCEEDED', counts: { joined: 1 } })
})
