/** The process: configuration, start, and a clean end at SIGTERM or SIGINT. */
import { startApp } from './app.ts'
import { readConfig } from './config.ts'
import { createLog } from './log.ts'
import { refuse } from './refusal.ts'
import { within } from './time-limit.ts'

/** Also when the database does not answer: less than the 10 seconds after which others kill a process. */
const stopsWithin = 8_000 // 8 seconds

process.on('uncaughtException', (error) => {
  createLog('error').error({ error }, 'Something unexpected ended the process') // Node itself would tell what it says
  process.exit(1)
})

const { config, log, app } = await start().catch(refuse)

let stopping = false
const stop = async (signal: string) => {
  if (stopping) return
  stopping = true
  log.info({ signal }, 'Stopping')
  try {
    await within(stopsWithin, app.close())
    process.exit(0)
  } catch (error) {
    log.error({ error }, 'Could not stop cleanly')
    process.exit(1)
  }
}
process.on('SIGTERM', stop)
process.on('SIGINT', stop)

log.info({ url: app.url }, 'The server listens: the page is at /, GraphQL and the playground are at /graphql')
if (app.sandbox) log.info({ url: app.sandbox.url }, 'No NMBRS_URL: a stand-in for Nmbrs with a demo company is used')
if (!config.auth) log.info({}, 'No AUTH_...: whoever calls is a helpdesk user')

async function start() {
  const config = readConfig()
  const log = createLog(config.logLevel)
  return { config, log, app: await startApp(config, { log }) }
}
