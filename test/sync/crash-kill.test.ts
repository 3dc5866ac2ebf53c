/** Ten of the kills of `npm run bench:kill`: whenever a server is killed, it is as if it had not been. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../../src/db/open.ts'
import { silentLog } from '../../src/log.ts'
import { createServerDatabase, embeddedTemplate } from '../support/database.ts'
import { randomOf, runCourse } from '../support/kills.ts'

const seed = 20_261_123
const days = 5

test('a server that is killed in a sync loses nothing and doubles nothing', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'eblinc-kill-'))
  const dataDir = join(folder, 'embedded')
  const databases = await Promise.all([createServerDatabase(), createServerDatabase()])
  onTestFinished(async () => {
    for (const { drop } of databases) await drop()
    await rm(folder, { recursive: true, force: true })
  })
  const onServer = databases.map(({ url }) => ({ DATA_DIR: folder, DATABASE_URL: url }))
  const template = await embeddedTemplate()
  await (await openDatabase({ url: null, dataDir, template, log: silentLog })).close()

  const [undisturbed, ...killed] = await Promise.all([
    runCourse({ days, env: onServer[0]!, random: null }),
    runCourse({ days, env: onServer[1]!, random: randomOf(seed) }),
    runCourse({ days, env: { DATA_DIR: dataDir }, random: randomOf(seed + 1) }),
  ])
  for (const { outcomes } of killed) expect(outcomes).toEqual(undisturbed.outcomes)
  const hits = killed.flatMap(({ kills }) => kills.map(({ hit }) => hit))
  expect(hits).toHaveLength(10)
  expect(hits.filter((hit) => hit === 'reading' || hit === 'carrying out').length).toBeGreaterThan(2)
  expect(undisturbed.outcomes.at(-1)?.mail_outbox).toHaveLength(days) // the digest of each night
}, 300_000)
