/** Links the generated company, reads it, and synchronises it twice; tells its parent what that took. */
import { createCompany } from '../src/administration/company.ts'
import type { Administration } from '../src/administration/dependencies.ts'
import { configureLink, enableLink } from '../src/administration/link.ts'
import { openDatabase } from '../src/db/open.ts'
import { openJobs } from '../src/jobs.ts'
import { silentLog } from '../src/log.ts'
import { createNmbrsClient } from '../src/nmbrs/client.ts'
import { readCompany } from '../src/nmbrs/read.ts'
import { demoAccount } from '../src/sandbox/accounts.ts'
import { parseKeys } from '../src/security/keys.ts'
import { createSecretBox } from '../src/security/secret-box.ts'
import { startSync } from '../src/sync/service.ts'

type Sync = { seconds: number; statements: number; mutations: number }
export type Measured = { reading: number; first: Sync; second: Sync; peakMegabytes: number }

process.on('disconnect', () => process.exit()) // when the benchmark itself is gone

const [url = '', nmbrsUrl = ''] = process.argv.slice(2)
let statements = 0
const database = await openDatabase({
  url: url === 'embedded' ? null : url,
  dataDir: null,
  log: silentLog,
  onStatement: () => {
    statements++
  },
})
// Without a limit on calls per second: one bank account call per employee would make everything wait for that.
const nmbrs = createNmbrsClient({ url: nmbrsUrl, callsPerSecond: 1_000_000 })
const administration: Administration = {
  prisma: database.prisma,
  nmbrs,
  secrets: createSecretBox(parseKeys(`bench:${Buffer.alloc(32, 1).toString('base64')}`)),
  clock: () => new Date('2026-11-23T09:00:00Z'),
  log: silentLog,
  timeZone: 'Europe/Amsterdam',
}
const jobs = await openJobs(database, silentLog)
const sync = await startSync({
  ...administration,
  jobs,
  cron: '15 1 * * *',
  concurrency: 1,
  onRunDone: () => {},
})

const { id: companyId } = await createCompany({ number: '1', name: 'Benchmark' }, administration)
const { username, token, domain } = demoAccount
const link = await configureLink({ companyId, username, token, domain }, administration)
await enableLink(companyId, administration)

const reading = await secondsOf(async () => {
  await readCompany(nmbrs, demoAccount, {
    companyId: link.nmbrsCompanyId,
    employeeTypes: link.employeeTypes,
    readBsn: false,
    bankAccountsOf: ({ employees }) => employees.flatMap(({ roster, sourceId }) => (roster ? [sourceId] : [])),
    onProgress: () => {},
    signal: new AbortController().signal,
  })
})
const first = await measureSync()
const second = await measureSync()
const peakMegabytes = process.resourceUsage().maxRSS / 1024
await sync.close()
await jobs.close()
nmbrs.close()
await database.close()
const measured: Measured = { reading, first, second, peakMegabytes }
process.send?.(measured, () => process.exit())

async function measureSync(): Promise<Sync> {
  statements = 0
  let mutations = 0
  const seconds = await secondsOf(async () => {
    const { id } = await sync.trigger({ companyId, mode: 'APPLY', employeeNumber: null, requestedBy: 'bench' })
    for (;;) {
      const run = await database.prisma.syncRun.findUniqueOrThrow({ where: { id } })
      statements-- // this look itself
      if (run.finishedAt) {
        if (run.status !== 'SUCCEEDED') throw new Error(JSON.stringify(run.failure))
        mutations = (run.counts as { mutations: number }).mutations
        return
      }
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  })
  return { seconds, statements, mutations }
}

async function secondsOf(work: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}
