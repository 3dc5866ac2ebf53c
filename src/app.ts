/** The one place where everything is put together. The process starts this, and so do the tests. */
import { join } from 'node:path'
import type { Administration } from './administration/dependencies.ts'
import { createNoteCaller } from './administration/mail-access.ts'
import { createCompaniesOf } from './audit/targets.ts'
import { createAudit } from './audit/trail.ts'
import { type Clock, dateIn, systemClock } from './clock.ts'
import type { Config } from './config.ts'
import { type Database, openDatabase } from './db/open.ts'
import { viewerDatabase } from './db/viewer-database.ts'
import { createFeedPages } from './feed/pages.ts'
import { createWakeUp } from './feed/wake-up.ts'
import { createHealth } from './graphql/health.ts'
import type { PersistedDocuments } from './graphql/persisted-documents.ts'
import { readPersistedDocuments } from './graphql/persisted-file.ts'
import { documentsIn, pageOperations } from './graphql/persisted-folder.ts'
import { createHttpServer } from './graphql/server.ts'
import { openJobs } from './jobs.ts'
import type { Log } from './log.ts'
import { type MailService, startMail } from './mail/service.ts'
import { createMetrics } from './metrics/metrics.ts'
import { countAttempts } from './metrics/nmbrs-calls.ts'
import { runsFromNowOn } from './metrics/state.ts'
import { createNmbrsClient, type NmbrsClientOptions } from './nmbrs/client.ts'
import { linkDemoCompany } from './sandbox/link-demo.ts'
import { type Sandbox, type SandboxOptions, startSandbox } from './sandbox/server.ts'
import { assertKeysAreThere } from './security/key-use.ts'
import { loadKeys } from './security/keys.ts'
import { createSecretBox } from './security/secret-box.ts'
import type { SyncPatience } from './sync/failure.ts'
import { type SyncService, startSync } from './sync/service.ts'

export type App = {
  /** Where it listens, e.g. http://127.0.0.1:4000 */
  url: string
  database: Database
  administration: Administration
  sync: SyncService
  mail: MailService
  /** The stand-in for Nmbrs; null when there is a real one. */
  sandbox: Sandbox | null
  /** Ends cleanly: requests finish, sockets close with a code, a sync that is under way is left to the next start. */
  close(): Promise<void>
}

export type AppOptions = {
  log: Log
  clock?: Clock
  /** A database that is open already; the app closes it. */
  database?: Database
  sandbox?: Pick<SandboxOptions, 'companies'>
  /** Whether an empty administration gets the demo company. Default: when there is a sandbox. */
  demo?: boolean
  /** How much is asked of Nmbrs and how long it gets, where tests cannot wait as long as a server does. */
  nmbrs?: Partial<NmbrsClientOptions>
  patience?: Partial<SyncPatience>
}

export async function startApp(config: Config, { log, clock = systemClock, ...options }: AppOptions): Promise<App> {
  const { timeZone } = config.sync
  const today = () => dateIn(timeZone, clock())
  const closing: (() => unknown)[] = []
  const opened = <T>(resource: T, close: () => unknown): T => {
    closing.unshift(close)
    return resource
  }
  /** Closes everything, also what comes after something that does not close cleanly; throws what went wrong at the end. */
  const close = async () => {
    const failures: unknown[] = []
    for (const end of closing.splice(0)) {
      try {
        await end()
      } catch (error) {
        failures.push(error)
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'Not everything closed cleanly')
  }
  try {
    const persistedDocuments =
      config.persistedDocuments === null ? null : await loadPersistedDocuments(config.persistedDocuments)
    const { dataDir } = config.database
    const keys = await loadKeys(config.encryptionKeys, dataDir)
    const secrets = createSecretBox(keys)
    const database = options.database ?? (await openDatabase({ ...config.database, log }))
    opened(database, database.close)
    await assertKeysAreThere(database.prisma, keys)
    const sandbox = config.nmbrs.url === null ? await openSandbox(config, today, options.sandbox) : null
    if (sandbox) opened(sandbox, sandbox.close)
    const { prisma } = database
    const wakeUp = await createWakeUp(database)
    opened(wakeUp, wakeUp.close)
    const feedPages = createFeedPages(prisma)
    const { subscribers } = wakeUp
    const [position, runs] = [await feedPages.highest(), await runsFromNowOn(prisma)]
    const metrics = createMetrics({ prisma, clock, subscribers, position, runs })
    const nmbrs = createNmbrsClient({
      url: config.nmbrs.url ?? sandbox?.url ?? '',
      callsPerSecond: config.nmbrs.callsPerSecond,
      onAttempt: countAttempts(metrics),
      ...options.nmbrs,
    })
    opened(nmbrs, nmbrs.close)
    const administration: Administration = { prisma, nmbrs, secrets, clock, log, timeZone }
    const audit = createAudit(prisma, clock)
    const jobs = await openJobs(database, log)
    opened(jobs, jobs.close)
    const sync = await startSync({
      ...administration,
      ...config.sync,
      jobs,
      patience: options.patience,
      onRunDone: metrics.runDone,
    })
    opened(sync, sync.close)
    const mail = await startMail({
      ...administration,
      jobs,
      smtp: config.smtp,
      publicUrl: config.publicUrl,
      lastNight: sync.lastNight,
      onMailDone: metrics.mailDone,
    })
    opened(mail, mail.close)
    const server = await createHttpServer({
      services: {
        databaseFor: ({ companyNumbers }) => viewerDatabase(prisma, companyNumbers),
        wakeUp,
        feedPages,
        onDelivered: metrics.delivered,
        administration,
        sync,
        today,
        night: { cron: config.sync.cron, timeZone, next: sync.nextNight },
        audit,
        companiesOf: createCompaniesOf(prisma),
      },
      auth: config.auth,
      noteCaller: createNoteCaller({ prisma, clock, log }),
      production: config.production,
      persistedDocuments,
      allowedOrigins: config.allowedOrigins,
      trustedProxies: config.trustedProxies,
      checkHealth: await createHealth({ prisma, sync }),
      metrics,
      listen: config.listen,
      log,
    })
    opened(server, server.close)
    if (options.demo ?? sandbox !== null) await linkDemoCompany(administration, sync)
    return { url: server.url, database, administration, sync, mail, sandbox, close }
  } catch (error) {
    await close().catch((failure) => log.error({ error: failure }, 'Could not stop cleanly after a failed start'))
    throw error
  }
}

/** Those of the file, and those of the page that this server has itself. */
async function loadPersistedDocuments(file: string): Promise<PersistedDocuments> {
  const own = (await documentsIn(pageOperations)).map(({ hash, text }) => [hash, text] as const)
  return new Map([...(await readPersistedDocuments(file)), ...own])
}

const openSandbox = (
  { listen, sandboxPort, database }: Config,
  today: () => string,
  options: AppOptions['sandbox'],
): Promise<Sandbox> =>
  startSandbox({
    host: listen.host,
    port: sandboxPort,
    today,
    stateFile: join(database.dataDir, 'sandbox.json'),
    ...options,
  })
