/** Several servers, as processes of their own, on one PostgreSQL database and one stand-in for Nmbrs. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCompany } from '../../src/administration/company.ts'
import type { Administration } from '../../src/administration/dependencies.ts'
import { configureLink, enableLink } from '../../src/administration/link.ts'
import { type Database, openDatabase } from '../../src/db/open.ts'
import { silentLog } from '../../src/log.ts'
import { createNmbrsClient } from '../../src/nmbrs/client.ts'
import { accountantAccount } from '../../src/sandbox/accounts.ts'
import { generatedCompany } from '../../src/sandbox/generated-company.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts'
import { parseKeys } from '../../src/security/keys.ts'
import { createSecretBox } from '../../src/security/secret-box.ts'
import { createServerDatabase } from '../support/database.ts'
import { testKeys } from '../support/keys.ts'
import { secretsOf } from '../support/leaks.ts'
import { type ServerProcess, startServerProcess } from '../support/server-process.ts'

export type Instances = {
  instances: ServerProcess[]
  database: Database
  sandbox: Sandbox
  /** Of the companies, all of them linked and switched on at the start. */
  companies: { id: string; nmbrsCompanyId: number }[]
  close(): Promise<void>
}

/** `now`: what time it is at each at the start; it does not run. */
export async function startInstances(count: number, { companyCount, now }: { companyCount: number; now: string }) {
  const server = await createServerDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'eblinc-instances-'))
  const today = () => now.slice(0, 10)
  const generated = Array.from({ length: companyCount }, (_, seed) => generatedCompany(15, seed))
  const sandbox = await startSandbox({ host: '127.0.0.1', port: 0, today, companies: generated })
  const database = await openDatabase({ url: server.url, dataDir: null, log: silentLog })
  const companies = await linkCompanies(database, sandbox, now)
  const env = {
    DATA_DIR: dataDir,
    DATABASE_URL: server.url,
    NMBRS_URL: sandbox.url,
    SYNC_CONCURRENCY: '1',
  }
  const instances = await Promise.all(Array.from({ length: count }, () => startServerProcess(env, now)))
  const started: Instances = {
    instances,
    database,
    sandbox,
    companies,
    async close() {
      const secrets = secretsOf(sandbox)
      await Promise.all(instances.map((instance) => instance.assertNoneLetOut(secrets).finally(instance.stop)))
      await database.close()
      await sandbox.close()
      await server.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
  return started
}

async function linkCompanies({ prisma }: Database, sandbox: Sandbox, now: string): Promise<Instances['companies']> {
  const nmbrs = createNmbrsClient({ url: sandbox.url, callsPerSecond: 10_000 })
  const secrets = createSecretBox(parseKeys(testKeys))
  const clock = () => new Date(now)
  const timeZone = 'Europe/Amsterdam'
  const administration: Administration = { prisma, nmbrs, secrets, clock, log: silentLog, timeZone }
  const { username, token, domain } = accountantAccount
  const ids: number[] = []
  sandbox.edit(({ companies }) => ids.push(...companies.map(({ ID }) => ID)))
  const link = async (nmbrsCompanyId: number) => {
    const { id } = await createCompany({ number: String(nmbrsCompanyId), name: 'Bedrijf' }, administration)
    await configureLink({ companyId: id, username, token, domain, nmbrsCompanyId }, administration)
    await enableLink(id, administration)
    return { id, nmbrsCompanyId }
  }
  const linked = await Promise.all(ids.map(link))
  nmbrs.close()
  return linked
}
