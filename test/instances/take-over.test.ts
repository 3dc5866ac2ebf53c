import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createServerDatabase } from '../support/database.ts'
import { takeOver } from '../support/take-over.ts'

test('a sync whose server is killed is done by another that lives', async () => {
  const [server, folder] = [await createServerDatabase(), await mkdtemp(join(tmpdir(), 'eblinc-take-over-'))]
  onTestFinished(async () => {
    await server.drop()
    await rm(folder, { recursive: true, force: true })
  })
  const { attempts } = await takeOver({ DATA_DIR: folder, DATABASE_URL: server.url })
  expect(attempts).toBe(2)
}, 120_000)
