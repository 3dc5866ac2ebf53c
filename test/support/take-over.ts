/** Two servers on one database, of which the one that is doing a sync is killed: the other takes it over. */
import { setTimeout as delay } from 'node:timers/promises'
import { generatedCompany } from '../../src/sandbox/generated-company.ts'
import { startSandbox } from '../../src/sandbox/server.ts'
import { scrape } from './metrics.ts'
import { linkCompany, runEnds, startRun } from './over-http.ts'
import { type ServerProcess, startServerProcess } from './server-process.ts'

const now = '2026-11-23T10:00:00+01:00'
const operation = 'Salary_GetAll_AllEmployeesByCompany'

/** How often the run was taken up, and the seconds from the kill until it was over. */
export type TakeOver = { attempts: number; seconds: number }

/** `env` names an empty database on a server. Throws when the run does not end well within a minute. */
export async function takeOver(env: { DATA_DIR: string; DATABASE_URL: string }): Promise<TakeOver> {
  const companies = [generatedCompany(40, 1)]
  const sandbox = await startSandbox({ host: '127.0.0.1', port: 0, today: () => now.slice(0, 10), companies })
  const start = () => startServerProcess({ NMBRS_URL: sandbox.url, ...env }, now)
  const servers = [await start(), await start()]
  try {
    const company = await linkCompany(servers[0]!.url)
    const callsBefore = await Promise.all(servers.map(callsOf))
    const asked = () => sandbox.calls.filter((call) => call.operation === operation).length
    const askedBefore = asked()
    sandbox.fault({ kind: 'delay', milliseconds: 10 * 60_000, operation, times: 1 })
    const run = await startRun(servers[0]!.url, company)
    while (asked() === askedBefore) await delay(10) // or the next one would wait as long for the answer to this call
    const reader = await whoReads(servers, callsBefore)
    const killedAt = performance.now()
    await reader.stop('SIGKILL')
    const other = servers.find((server) => server !== reader)!
    await runEnds(other.url, run)
    const seconds = (performance.now() - killedAt) / 1000
    return { attempts: (await other.state()).attempts, seconds }
  } finally {
    await Promise.all(servers.map((server) => server.stop('SIGKILL')))
    await sandbox.close()
  }
}

/** The server that has made calls since. */
async function whoReads(servers: readonly ServerProcess[], callsBefore: readonly number[]): Promise<ServerProcess> {
  for (;;)
    for (const [index, server] of servers.entries()) if ((await callsOf(server)) > callsBefore[index]!) return server
}

async function callsOf({ url }: ServerProcess): Promise<number> {
  const calls = Object.values((await scrape(url)).series('eblinc_nmbrs_calls_total'))
  return calls.reduce((sum, count) => sum + count, 0)
}
