import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../../src/db/open.ts'
import { appendMutations } from '../../src/feed/position.ts'
import { channels } from '../../src/feed/wake-up.ts'
import { append, createCompany, createParticipant, mutationOf } from '../graphql/support/seed.ts'
import { databaseKinds, openTestDatabase } from '../support/database.ts'

describe.each(databaseKinds)('adding to the feed (%s)', (kind) => {
  let database: Database
  let companyId: string
  let participantId: string
  beforeAll(async () => {
    database = await openTestDatabase(kind)
    companyId = (await createCompany(database.prisma, '1')).id
    participantId = (await createParticipant(database.prisma, companyId)).id
  })
  afterAll(() => database.close())

  test('gives positions in the order of the rows', async () => {
    const numbers = Array.from({ length: 250 }, (_, index) => String(index))
    await append(
      database.prisma,
      companyId,
      numbers.map((actor) => mutationOf(participantId, { actor })),
    )
    const rows = await database.prisma.participantMutation.findMany({ orderBy: { position: 'asc' } })
    expect(rows.map((row) => row.actor)).toEqual(numbers)
  })

  test('notifies once per transaction, at commit, with the id of the company alone', async () => {
    const heard: string[] = []
    const listener = await database.listen(
      channels.mutations,
      (payload) => heard.push(payload),
      () => {},
    )
    await database.prisma.$transaction(async (tx) => {
      await appendMutations(tx, companyId, [mutationOf(participantId), mutationOf(participantId)])
      await appendMutations(tx, companyId, [mutationOf(participantId)])
      expect(heard).toEqual([])
    })
    await expect.poll(() => heard).toEqual([companyId])
    await listener.close()
  })

  test('leaves nothing behind when the transaction fails', async () => {
    const before = await database.prisma.participantMutation.count()
    const failing = database.prisma.$transaction(async (tx) => {
      await appendMutations(tx, companyId, [mutationOf(participantId)])
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await database.prisma.participantMutation.count()).toBe(before)
  })

  test('notes when they were entered, however long ago the transaction began', async () => {
    const [began, entered] = await database.prisma.$transaction(async (tx) => {
      const [{ now: began } = { now: new Date(0) }] = await tx.$queryRaw<{ now: Date }[]>`SELECT now()`
      await delay(300)
      await appendMutations(tx, companyId, [mutationOf(participantId)])
      const last = await tx.participantMutation.findFirstOrThrow({ orderBy: { position: 'desc' } })
      return [began.getTime(), last.createdAt.getTime()]
    })
    expect(entered - began).toBeGreaterThanOrEqual(300)
    expect(Date.now() - entered).toBeLessThan(60_000) // and in the right time zone
  })

  test('of nothing does nothing', async () => {
    await expect(append(database.prisma, companyId, [])).resolves.toBeUndefined()
  })
})
