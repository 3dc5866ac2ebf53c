/**
 * One server as a process of its own, with its settings from the environment. It tells its parent its url, and each moment that
 * the parent sends becomes its time: it then does what is to be done by then, and says so.
 */
import { startApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { silentLog } from '../../src/log.ts'

process.on('disconnect', () => process.exit()) // when the test itself is gone

let time = new Date(process.argv[2] ?? '')
const app = await startApp(readConfig(), { log: silentLog, clock: () => time, demo: false })

process.on('message', (moment: string) => {
  time = new Date(moment)
  void app.sync
    .lookAround()
    .then(() => app.mail.lookAround())
    .then(() => process.send?.('done'))
})
process.on('SIGTERM', () => void app.close().then(() => process.exit()))
process.send?.(app.url)
