/** The whole server on the database that it is given; tells its parent where it listens and, when asked, its memory. */
import { startApp } from '../src/app.ts'
import { readConfig } from '../src/config.ts'
import { silentLog } from '../src/log.ts'

process.on('disconnect', () => process.exit()) // when the benchmark itself is gone

const config = readConfig({
  DATABASE_URL: process.env.DATABASE_URL,
  PORT: '0',
  SANDBOX_PORT: '0',
  DATA_DIR: '/tmp/feedbench',
})
const app = await startApp(config, { log: silentLog, demo: false })
process.on('message', () => {
  const { user, system } = process.cpuUsage()
  process.send?.({
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
    cpuSeconds: (user + system) / 1e6,
  })
})
process.send?.({ url: app.url })
