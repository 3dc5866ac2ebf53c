/** What docs/operations.md lets an operator do by hand. */
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { cursorOf } from '../../src/feed/cursor.ts'
import { startTestApp } from '../support/app.ts'
import { followFeed } from '../support/feed-client.ts'

const guide = await readFile(new URL('../../docs/operations.md', import.meta.url), 'utf8')
const statement = (beginning: string) => {
  const found = guide.split(/```sql|```|`/).find((part) => part.trim().startsWith(beginning))
  if (!found) throw new Error(`docs/operations.md has no statement that begins with ${beginning}`)
  return found.trim()
}

test('after a restore, a reader from after the backup gets all that is new, once the positions have moved on', async () => {
  await using app = await startTestApp({ demo: true })
  await app.syncNow()
  const { prisma } = app.database
  const positions = await prisma.participantMutation.aggregate({ _max: { position: true } })
  const highest = positions._max.position ?? 0n
  await prisma.$executeRawUnsafe(statement('SELECT setval'))
  const follower = await followFeed(app.url, { after: cursorOf(highest + 500n) })
  app.sandbox.nextDay()
  await app.syncNow()
  await follower.received(1)
  const entered = await prisma.participantMutation.findMany({ where: { position: { gt: highest } } })
  expect(follower.mutations).toHaveLength(entered.length)
  expect(Math.min(...entered.map(({ position }) => Number(position)))).toBeGreaterThan(Number(highest) + 1_000_000)
  await follower.close()
})

test('mail that waited in a backup can be called off', async () => {
  await using app = await startTestApp()
  await expect(app.database.prisma.$executeRawUnsafe(statement('UPDATE mail_outbox'))).resolves.toBe(0)
})
