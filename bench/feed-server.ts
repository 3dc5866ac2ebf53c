/** The whole server on the database that it is given; tells its parent where it listens and, when asked, what it has needed. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startApp } from '../src/app.ts'
import { readConfig } from '../src/config.ts'
import { silentLog } from '../src/log.ts'

/** CPU since it was told "from now on"; the peak is that of the process since its start. */
export type Needed = { cpuSeconds: number; peakMegabytes: number }

const [databaseUrl] = process.argv.slice(2)
const dataDir = await mkdtemp(join(tmpdir(), 'eblinc-bench-'))
process.on('disconnect', () => void rm(dataDir, { recursive: true }).then(() => process.exit()))

const config = readConfig({ DATABASE_URL: databaseUrl, DATA_DIR: dataDir, PORT: '0', SANDBOX_PORT: '0' })
const app = await startApp(config, { log: silentLog, demo: false })
let before = process.cpuUsage()

process.on('message', (message) => {
  if (message === 'from now on') {
    before = process.cpuUsage()
    return
  }
  const { user, system } = process.cpuUsage(before)
  const needed: Needed = {
    cpuSeconds: (user + system) / 1_000_000,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
  }
  process.send?.(needed)
})
process.send?.(app.url)
