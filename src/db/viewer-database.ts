/**
 * The second wall: a database in which only some companies exist, whatever it is asked. Each operation is a transaction of
 * its own, as the role eblinc_viewer, to which row-level security applies (the migration "viewers" has the policies). So a
 * check that a resolver forgets gives nothing away.
 */
import { Prisma, type PrismaClient } from '../generated/prisma/client.ts'

export type ViewerDatabase = {
  prisma: PrismaClient
  /** Ids of the companies in it, as of its last operation. */
  companyIds(): ReadonlySet<string> | Promise<ReadonlySet<string>>
  /** The same text for databases with the same companies: what was read in one of them may be given to the other. */
  scope: string
  /** Whether all companies are in it, those to come too. */
  isWhole: boolean
}

/** The database as it is for who may see the companies with these numbers; that of the owner itself for 'all'. */
export function viewerDatabase(owner: PrismaClient, companyNumbers: readonly string[] | 'all'): ViewerDatabase {
  const scope = JSON.stringify(companyNumbers)
  if (companyNumbers === 'all') return { prisma: owner, scope, isWhole: true, companyIds: () => allCompanyIds(owner) }
  let companyIds: ReadonlySet<string> | null = null
  const inside: Inside = (work, options) =>
    owner.$transaction(async (tx) => {
      companyIds = await enter(tx, companyNumbers)
      return work(tx)
    }, options)
  return {
    prisma: clientOf(inside),
    scope,
    isWhole: false,
    companyIds: () => companyIds ?? inside(async () => companyIds ?? new Set()),
  }
}

async function allCompanyIds({ company }: PrismaClient): Promise<ReadonlySet<string>> {
  return new Set((await company.findMany({ select: { id: true } })).map(({ id }) => id))
}

type Transaction = Prisma.TransactionClient
type Work<T> = (tx: Transaction) => Promise<T>
type Inside = <T>(work: Work<T>, options?: Parameters<PrismaClient['$transaction']>[1]) => Promise<T>

/** Looks up the companies while the transaction is still the owner's, and leaves it as the viewer's. */
async function enter(tx: Transaction, companyNumbers: readonly string[]): Promise<ReadonlySet<string>> {
  const [row] = await tx.$queryRaw<{ ids: string[] }[]>`SELECT enter_as_viewer(${companyNumbers}) AS ids`
  return new Set(row?.ids)
}

/** A client with the models and with these ways to the database, each led through `inside`; there are no others. */
function clientOf(inside: Inside): PrismaClient {
  const raw =
    (name: '$queryRaw' | '$executeRaw' | '$queryRawUnsafe' | '$executeRawUnsafe') =>
    (...query: unknown[]) =>
      inside((tx) => (tx[name] as Operation)(...query))
  const client = {
    $transaction: ((work, options) => {
      if (typeof work !== 'function') throw new Error('A viewer has transactions as functions only, not as lists')
      return inside(work, options)
    }) satisfies Inside,
    $queryRaw: raw('$queryRaw'),
    $executeRaw: raw('$executeRaw'),
    $queryRawUnsafe: raw('$queryRawUnsafe'),
    $executeRawUnsafe: raw('$executeRawUnsafe'),
    ...modelsOf(inside),
  }
  return client as unknown as PrismaClient
}

type Operation = (...args: unknown[]) => Promise<unknown>
type Models = Record<string, Record<string, Operation>>

function modelsOf(inside: Inside): Models {
  const together = gathering(inside)
  const operationOf =
    (model: string, name: string): Operation =>
    (args) => {
      const work = (tx: Transaction) => (tx as unknown as Models)[model]![name]!(args)
      return name.startsWith('findUnique') ? together(work) : inside(work)
    }
  const models = Object.values(Prisma.ModelName).map((type) => {
    const model = type.charAt(0).toLowerCase() + type.slice(1)
    return [model, new Proxy({}, { get: (_target, name) => operationOf(model, String(name)) })]
  })
  return Object.fromEntries(models)
}

/**
 * Prisma itself reads with one statement what findUnique is asked in one tick, within one client or transaction. So what
 * one viewer asks it in one tick is one transaction.
 */
function gathering(inside: Inside): (work: Work<unknown>) => Promise<unknown> {
  type Waiting = { work: Work<unknown>; resolve(result: unknown): void; reject(error: unknown): void }
  let waiting: Waiting[] = []
  const doAll = () => {
    const all = waiting
    waiting = []
    const done = inside((tx) => Promise.all(all.map(({ work, resolve, reject }) => work(tx).then(resolve, reject))))
    done.catch((error: unknown) => {
      for (const { reject } of all) reject(error)
    })
  }
  return (work) =>
    new Promise((resolve, reject) => {
      if (waiting.push({ work, resolve, reject }) === 1) process.nextTick(doAll)
    })
}
