import { expect, test } from 'vitest'
import { checkChain } from '../../src/audit/chain.ts'
import { CreateCompanyDocument } from '../../src/generated/operations.ts'
import { startTestApp } from '../support/app.ts'

test('each night the head of the audit trail is in the log, to be checked against later', async () => {
  const told: string[] = []
  const log = { info: ({ head }: { head?: string }) => void (head && told.push(head)), error: () => {} }
  await using app = await startTestApp({ log })
  const create = (number: string) => app.ask(CreateCompanyDocument, { input: { number, name: 'Bedrijf' } })
  const head = async () => {
    const { position, hash } = (await checkChain(app.database.prisma)).head!
    return `${position}:${hash}`
  }
  await create('1')
  app.setTime('2026-11-24T03:00:00+01:00')
  await app.sync.lookAround()
  await app.sync.lookAround()
  const first = await head()
  expect(told).toEqual([first])
  await create('2')
  app.setTime('2026-11-25T03:00:00+01:00')
  await app.sync.lookAround()
  expect(told).toEqual([first, await head()])
})
