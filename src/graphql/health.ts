/** Whether the server can do its work, and if not, what is wrong: in few words, without addresses or anything personal. */
import { missingMigrations } from '../db/migrate.ts'
import { readMigrations } from '../db/schema-engine.ts'
import type { PrismaClient } from '../generated/prisma/client.ts'
import type { SyncService } from '../sync/service.ts'
import { TooLate, within } from '../time-limit.ts'

const answersWithin = 2_000 // 2 seconds

/** "ok", or what is wrong, for each part. */
export type Health = { database: string; queue: string; migrations: string }

/** Never takes more than 2 seconds, and never throws. */
export type CheckHealth = () => Promise<Health>

export type HealthOptions = { prisma: PrismaClient; sync: Pick<SyncService, 'isWorking'> }

export async function createHealth({ prisma, sync }: HealthOptions): Promise<CheckHealth> {
  const migrations = await readMigrations()
  const databaseAnswers = async () => {
    await prisma.$queryRaw`SELECT 1`
    return 'ok'
  }
  const queueWorks = async () => ((await sync.isWorking()) ? 'ok' : 'takes up no jobs')
  const isMigrated = async () => {
    const { length } = await missingMigrations(prisma, migrations)
    return length === 0 ? 'ok' : `${length} not applied`
  }
  return async () => {
    const [database, queue, migrated] = await Promise.all([databaseAnswers, queueWorks, isMigrated].map(told))
    return { database, queue, migrations: migrated } as Health
  }
}

/** The cause stays out of it: it may name the server, or quote what is in the database. */
const told = (check: () => Promise<string>): Promise<string> =>
  within(answersWithin, check()).catch((error) =>
    error instanceof TooLate ? `no answer within ${answersWithin / 1000} seconds` : 'cannot be reached',
  )
