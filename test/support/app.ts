/**
 * The whole application on a fresh database, with its own sandbox on free ports. Tests talk to it as a client would. When it
 * closes, it is looked through for secrets, which fails the test that let one out.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TypedQueryDocumentNode } from 'graphql'
import { type App, type AppOptions, startApp } from '../../src/app.ts'
import { type Config, readConfig } from '../../src/config.ts'
import type { Database } from '../../src/db/open.ts'
import { CompanyIdDocument, RunDocument, type RunQuery, TriggerSyncDocument } from '../../src/generated/operations.ts'
import { silentLog } from '../../src/log.ts'
import type { SandboxCompany } from '../../src/sandbox/company.ts'
import type { Sandbox } from '../../src/sandbox/server.ts'
import { ask } from './ask.ts'
import { openTestDatabase } from './database.ts'
import { testKeys } from './keys.ts'
import { answers, createLeakSearch, secretsOf } from './leaks.ts'

export type TestApp = App & {
  sandbox: Sandbox
  /** Sends an operation over HTTP and gives its data; fails on any GraphQL error. */
  ask<Data, Variables extends Record<string, unknown>>(
    operation: TypedQueryDocumentNode<Data, Variables>,
    variables: Variables,
  ): Promise<Data>
  /** Asks for a sync of company 1001 and waits until it has ended. */
  syncNow(options?: { mode?: 'APPLY' | 'PREVIEW'; employeeNumber?: number }): Promise<Run>
  /** Waits until a run has ended. */
  ended(runId: string): Promise<Run>
  /** Sets what day and time it is, e.g. "2026-11-24" or "2026-11-24T23:59:00+01:00". */
  setTime(moment: string): void
  [Symbol.asyncDispose](): Promise<void>
}

export type Run = NonNullable<RunQuery['syncRun']>

export type TestAppOptions = {
  kind?: Database['kind']
  /** What time it is at the start; it does not run. */
  now?: string
  companies?: SandboxCompany[]
  /** Whether the demo company is linked and synchronised; default false. */
  demo?: boolean
  env?: Record<string, string>
  /** A database on a server that is there already, for several apps or for a restart; it stays when the app closes. */
  databaseUrl?: string
} & Pick<AppOptions, 'nmbrs' | 'patience'> &
  Partial<Pick<AppOptions, 'log'>>

export async function startTestApp({
  kind = 'embedded',
  now = '2026-11-23T10:00:00+01:00',
  companies,
  demo = false,
  env = {},
  databaseUrl,
  nmbrs,
  patience,
  log = silentLog,
}: TestAppOptions = {}): Promise<TestApp> {
  const dataDir = await mkdtemp(join(tmpdir(), 'eblinc-test-'))
  let time = new Date(now)
  let sandbox: Sandbox | null = null
  const config: Config = readConfig({
    PORT: '0',
    SANDBOX_PORT: '0',
    DATA_DIR: dataDir,
    ENCRYPTION_KEYS: testKeys,
    ...(databaseUrl && { DATABASE_URL: databaseUrl }),
    ...env,
  })
  const database = databaseUrl ? undefined : await openTestDatabase(kind)
  const leaks = createLeakSearch(log, () => (sandbox ? secretsOf(sandbox) : []))
  if (config.smtp) leaks.followMail(config.smtp.url)
  const app = await startApp(config, {
    log: leaks.log,
    clock: () => time,
    ...(database && { database }),
    demo,
    nmbrs: { callsPerSecond: 10_000, ...nmbrs },
    patience,
    ...(companies && { sandbox: { companies } }),
  })
  sandbox = app.sandbox
  if (!sandbox) throw new Error('A test app has a sandbox')
  leaks.follow(app.url)
  let isOpen = true
  const testApp: TestApp = {
    ...app,
    sandbox,
    async syncNow(options = {}) {
      const { company } = await testApp.ask(CompanyIdDocument, { number: '1001' })
      const { triggerSync } = await testApp.ask(TriggerSyncDocument, { company: company?.id ?? '', ...options })
      if (triggerSync.__typename !== 'MutationTriggerSyncSuccess') throw new Error(JSON.stringify(triggerSync))
      return testApp.ended(triggerSync.data.id)
    },
    async ended(id) {
      for (;;) {
        const { syncRun } = await testApp.ask(RunDocument, { id })
        if (syncRun?.finishedAt || syncRun?.status === 'HELD') return syncRun
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    },
    ask: (operation, variables) => ask(app.url, operation, variables),
    setTime: (moment) => {
      time = new Date(moment)
    },
    async close() {
      if (isOpen && (await answers(app.database))) await leaks.lookThrough(app)
      isOpen = false
      await app.close()
      leaks.end()
    },
    [Symbol.asyncDispose]: async () => {
      await testApp.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
  return testApp
}
