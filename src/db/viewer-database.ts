/**
 * The second wall: a database in which only some companies exist, whatever it is asked. Each operation is a transaction of
 * its own, as the role eblinc_viewer, to which row-level security applies (the migration "viewers" has the policies). So a
 * check that a resolver forgets gives nothing away.
 */
import type { Prisma, PrismaClient } from '../generated/prisma/client.ts'

type Transaction = Prisma.TransactionClient
type TransactionOptions = Parameters<PrismaClient['$transaction']>[1]
type Work<T> = (tx: Transaction) => Promise<T>

export type ViewerDatabase = {
  prisma: PrismaClient
  /** Ids of the companies in it, as of its last operation. */
  companyIds(): ReadonlySet<string> | Promise<ReadonlySet<string>>
  /** The same text for databases with the same companies: what was read in one of them may be given to the other. */
  scope: string
}

/** The database as it is for who may see the companies with these numbers; that of the owner itself for 'all'. */
export function viewerDatabase(owner: PrismaClient, companyNumbers: readonly string[] | 'all'): ViewerDatabase {
  const scope = JSON.stringify(companyNumbers)
  if (companyNumbers === 'all') return { prisma: owner, scope, companyIds: () => allCompanyIds(owner) }

  let ids: ReadonlySet<string> | null = null
  const inside = <T>(work: Work<T>, options?: TransactionOptions): Promise<T> =>
    owner.$transaction(async (tx) => {
      ids = await enter(tx, companyNumbers)
      return work(tx)
    }, options)

  return {
    prisma: bound(owner, inside),
    scope,
    companyIds: () => ids ?? inside(async () => ids ?? new Set()),
  }
}

/** Makes the rest of the transaction the viewer's. While it is still the owner's, it looks up the ids, and returns them. */
async function enter(tx: Transaction, companyNumbers: readonly string[]): Promise<ReadonlySet<string>> {
  const [row] = await tx.$queryRaw<{ ids: string }[]>`
    SELECT set_config('eblinc.companies', ARRAY(SELECT id FROM company WHERE number = ANY(${companyNumbers}))::text, true) AS ids,
      set_config('role', 'eblinc_viewer', true)`
  return new Set(row?.ids.slice(1, -1).split(',').filter(Boolean))
}

type Inside = <T>(work: Work<T>, options?: TransactionOptions) => Promise<T>

/** The client with each of its ways to the database led through `inside`. */
function bound(owner: PrismaClient, inside: Inside): PrismaClient {
  const together = gathering(inside)
  const client = owner.$extends({
    client: {
      $transaction(work: unknown, options?: TransactionOptions) {
        if (typeof work !== 'function') throw new Error('A viewer has transactions as functions only, not as lists')
        return inside(work as Work<unknown>, options)
      },
      $queryRaw: (...query: Parameters<Transaction['$queryRaw']>) => inside((tx) => tx.$queryRaw(...query)),
      $executeRaw: (...query: Parameters<Transaction['$executeRaw']>) => inside((tx) => tx.$executeRaw(...query)),
      $queryRawUnsafe: (sql: string, ...values: unknown[]) => inside((tx) => tx.$queryRawUnsafe(sql, ...values)),
      $executeRawUnsafe: (sql: string, ...values: unknown[]) => inside((tx) => tx.$executeRawUnsafe(sql, ...values)),
    },
    query: {
      async $allOperations({ model, operation, args }) {
        if (!model) throw new Error(`${operation} is not for viewers`)
        const work = (tx: Transaction) => operationOf(tx, model, operation)(args)
        return operation.startsWith('findUnique') ? together(work) : inside(work)
      },
    },
  })
  return client as unknown as PrismaClient
}

type Operation = (args: unknown) => Promise<unknown>

const operationOf = (tx: Transaction, model: string, operation: string): Operation => {
  const name = model.charAt(0).toLowerCase() + model.slice(1)
  return (tx as unknown as Record<string, Record<string, Operation>>)[name]![operation]!
}

/**
 * Prisma itself reads with one statement what findUnique is asked for in the same tick, within one client or transaction. So
 * whatever one viewer asks in the same tick is one transaction.
 */
function gathering(inside: Inside): (work: Work<unknown>) => Promise<unknown> {
  type Waiting = { work: Work<unknown>; resolve(result: unknown): void; reject(error: unknown): void }
  let waiting: Waiting[] = []
  const doAll = async () => {
    const all = waiting
    waiting = []
    const doing = inside((tx) => Promise.all(all.map(({ work, resolve, reject }) => work(tx).then(resolve, reject))))
    await doing.catch((error: unknown) => {
      for (const { reject } of all) reject(error)
    })
  }
  return (work) =>
    new Promise((resolve, reject) => {
      if (waiting.push({ work, resolve, reject }) === 1) process.nextTick(doAll)
    })
}

async function allCompanyIds({ company }: PrismaClient): Promise<ReadonlySet<string>> {
  return new Set((await company.findMany({ select: { id: true } })).map(({ id }) => id))
}
