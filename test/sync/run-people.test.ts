import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { RunDocument } from '../../src/generated/operations.ts'
import { openJobs } from '../../src/jobs.ts'
import { createLog } from '../../src/log.ts'
import { openSyncQueue } from '../../src/sync/queue.ts'
import type { Run, TestApp } from '../support/app.ts'
import { databaseKinds, openTestDatabase } from '../support/database.ts'
import { holdRun, inNmbrs, startDemo } from './support/hold.ts'

describe.each(databaseKinds)('what a run tells of people (%s database)', (kind) => {
  let app: TestApp
  let held: Run
  let preview: Run
  beforeAll(async () => {
    app = await startDemo({ kind })
    held = await holdRun(app)
    preview = await app.syncNow({ mode: 'PREVIEW' })
  })
  afterAll(() => app[Symbol.asyncDispose]())

  /** The sealed lists of a run, as they are in the database. */
  const rowOf = async ({ id }: Run) => {
    const runId = Buffer.from(id, 'base64').toString().split(':')[1] ?? ''
    const { plan, exclusions } = await app.database.prisma.syncRun.findUniqueOrThrow({ where: { id: runId } })
    return { runId, plan: plan!, exclusions: exclusions! }
  }
  const writePlan = (runId: string, plan: Uint8Array<ArrayBuffer>) =>
    app.database.prisma.syncRun.update({ where: { id: runId }, data: { plan } })
  const ask = ({ id }: Run) => app.ask(RunDocument, { id })

  test('is shown to who may see the run, and unreadable in the database', async () => {
    expect([held.plannedMutations.length, preview.exclusions.length]).toEqual([held.counts.mutations, 10])
    const names = new Set([...held.plannedMutations, ...preview.exclusions].map(({ name }) => name.split(' ').at(-1)!))
    inNmbrs(app, ({ employees }) => {
      for (const { personalInfos } of employees) for (const { LastName } of personalInfos) names.add(LastName)
    })
    const rows = await app.database.prisma.$queryRaw<{ row: string; bytes: Uint8Array }[]>`
      SELECT to_jsonb(sync_run)::text AS row, coalesce(plan, '') || coalesce(exclusions, '') AS bytes FROM sync_run`
    const stored = rows.map(({ row, bytes }) => row + Buffer.from(bytes).toString('latin1')).join()
    expect([...names].filter((name) => name.length > 3 && stored.includes(name))).toEqual([])
  })

  test('is null for nobody', async () => {
    const applied = { status: 'SUCCEEDED', mode: 'APPLY' } as const
    const first = await app.database.prisma.syncRun.findFirstOrThrow({ where: applied })
    expect([first.plan, first.exclusions?.length]).toEqual([null, expect.any(Number)])
  })

  test('opens in no other place, and not when a bit of it was turned', async () => {
    const [mine, other] = [await rowOf(preview), await rowOf(held)]
    const turned = Uint8Array.from(mine.plan)
    turned[turned.length - 1]! ^= 1
    for (const plan of [other.plan, mine.exclusions, turned]) {
      await writePlan(mine.runId, plan)
      await expect(ask(preview)).rejects.toThrow('INTERNAL_SERVER_ERROR')
    }
    await writePlan(mine.runId, mine.plan)
    expect((await ask(preview)).syncRun).toEqual(preview)
  })
})

test.each(databaseKinds)('a job keeps nothing of what its run broke off on (%s database)', async (kind) => {
  const database = await openTestDatabase(kind)
  const lines: string[] = []
  const log = createLog('info', { write: (line) => void lines.push(line) })
  const jobs = await openJobs(database, log)
  const queue = await openSyncQueue(jobs)
  const { prisma } = database
  const company = await prisma.company.create({ data: { number: '1', name: 'Voorbeeld' } })
  const run = await prisma.syncRun.create({ data: { companyId: company.id, trigger: 'MANUAL', mode: 'APPLY' } })
  await prisma.$transaction((tx) => queue.send(tx, run, 0))
  await queue.work(1, () => Promise.reject(new Error('duplicate key: (S.M. Korenaar)')))
  const failed = () => prisma.$queryRaw<{ job: string }[]>`
    SELECT to_jsonb(job)::text AS job FROM pgboss.job WHERE name = 'sync' AND output IS NOT NULL`
  await expect.poll(failed).toHaveLength(1)
  expect((await failed()).map(({ job }) => job).join()).not.toContain('Korenaar')
  expect(lines.join()).toContain('A job broke off')
  expect(lines.join()).not.toContain('Korenaar')
  await queue.stop()
  await jobs.close()
  await database.close()
})
