import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from '../../src/db/open.ts'
import { notifyRun } from '../../src/feed/position.ts'
import { type RunEvent, runFeed } from '../../src/feed/runs.ts'
import { createWakeUp, type WakeUp } from '../../src/feed/wake-up.ts'
import type { Prisma } from '../../src/generated/prisma/client.ts'
import { createCompany } from '../graphql/support/seed.ts'
import { openTestDatabase } from '../support/database.ts'

let database: Database
let wakeUp: WakeUp
let companyId: string
let companies = 0
beforeAll(async () => {
  database = await openTestDatabase('embedded')
  wakeUp = await createWakeUp(database)
})
beforeEach(async () => {
  companies += 1
  companyId = (await createCompany(database.prisma, String(companies))).id
})
afterAll(async () => {
  await wakeUp.close()
  await database.close()
})

const createRun = async (data: Partial<Prisma.SyncRunUncheckedCreateInput> = {}) => {
  const run = await database.prisma.syncRun.create({ data: { companyId, trigger: 'MANUAL', mode: 'APPLY', ...data } })
  await notifyRun(database.prisma, companyId)
  return run.id
}

const move = async (id: string, data: Prisma.SyncRunUpdateInput) => {
  await database.prisma.syncRun.update({ where: { id }, data: { ...data, revision: { increment: 1 } } })
  await notifyRun(database.prisma, companyId)
}

/** Follows the company's runs; `shown` is what a subscriber has been shown. */
async function follow(show: (event: RunEvent) => Promise<void> = async () => {}) {
  const leaving = new AbortController()
  const feed = await runFeed({ prisma: database.prisma, wakeUp, companyId, signal: leaving.signal })
  const shown: string[] = []
  const reading = (async () => {
    for await (const event of feed) {
      await show(event)
      shown.push(`${event.id} ${event.revision}`)
    }
  })()
  const leave = async () => {
    leaving.abort()
    await reading
  }
  return { shown, leave }
}

describe('the feed of runs', () => {
  test('starts with the run that moved last and the one that waits, and not with what ended before', async () => {
    await createRun({ status: 'SUCCEEDED', revision: 9 })
    const waiting = await createRun()
    const held = await createRun({ status: 'HELD', revision: 4 })
    await move(held, { status: 'REJECTED' })
    const { shown, leave } = await follow()
    await expect.poll(() => shown).toEqual([`${waiting} 1`, `${held} 5`])
    await leave()
  })

  test('shows each step of a run, and a new run', async () => {
    const { shown, leave } = await follow()
    const id = await createRun()
    await expect.poll(() => shown).toEqual([`${id} 1`])
    await move(id, { status: 'RUNNING', step: 'READING' })
    await expect.poll(() => shown).toHaveLength(2)
    await move(id, { status: 'SUCCEEDED', step: 'FINISHED' })
    await expect.poll(() => shown).toEqual([`${id} 1`, `${id} 2`, `${id} 3`])
    await leave()
  })

  test('shows a run that had ended when it moves again', async () => {
    const held = await createRun({ status: 'HELD', revision: 4, updatedAt: new Date('2026-11-22T01:15:00Z') })
    const later = await createRun({ status: 'SUCCEEDED' })
    const { shown, leave } = await follow()
    await expect.poll(() => shown).toEqual([`${later} 1`])
    await move(held, { status: 'SUPERSEDED' })
    await expect.poll(() => shown).toEqual([`${later} 1`, `${held} 5`])
    await leave()
  })

  test('does not show again a step that was there by the time the one before it was read', async () => {
    const { shown, leave } = await follow(async (event) => {
      if (event.revision === 1) await move(event.id, { step: 'READING' })
      const run = await database.prisma.syncRun.findUniqueOrThrow({ where: { id: event.id } })
      event.revision = run.revision
    })
    const id = await createRun()
    await expect.poll(() => shown).toEqual([`${id} 2`])
    await move(id, { step: 'PLANNING' })
    await expect.poll(() => shown).toEqual([`${id} 2`, `${id} 3`])
    await leave()
  })

  test("is silent about another company's runs", async () => {
    const { shown, leave } = await follow()
    const other = await createCompany(database.prisma, 'other')
    await database.prisma.syncRun.create({ data: { companyId: other.id, trigger: 'MANUAL', mode: 'APPLY' } })
    const own = await createRun()
    await expect.poll(() => shown).toEqual([`${own} 1`])
    await leave()
  })

  test('shows every run among many', async () => {
    const { shown, leave } = await follow()
    const ids: string[] = []
    for (let run = 0; run < 30; run++) {
      ids.push(await createRun({ status: 'SUCCEEDED' }))
      await expect.poll(() => shown).toHaveLength(run + 1)
    }
    expect(shown).toEqual(ids.map((id) => `${id} 1`))
    await leave()
  })
})
