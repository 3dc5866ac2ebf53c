/**
 * The way into the mutation list. Positions must become visible in order, or a reader who has seen 5 would never look
 * for the 4 that another transaction commits a moment later. So whoever adds mutations holds one lock, of the whole
 * feed, from before the first position is assigned until its commit is visible.
 */
import { insertRows, type Row } from '../db/bulk.ts'
import { newId } from '../db/id.ts'
import { mutationTable } from '../db/tables.ts'
import type { Prisma } from '../generated/prisma/client.ts'
import { channels } from './wake-up.ts'

/** Any number that no other advisory lock in this database has. */
const feedLock = 7_266_461

const fields = [
  'id',
  'companyId',
  'createdAt',
  'participantId',
  'kind',
  'changes',
  'effectiveDate',
  'source',
  'actor',
  'syncRunId',
  'scheme',
] as const

/** A mutation that is to be added: dates are ISO text, `changes` is FieldChange[]. It gets an id unless it has one. */
export type NewMutation = Omit<Row<typeof mutationTable, (typeof fields)[number]>, Given> & { id?: string }
type Given = 'id' | 'companyId' | 'createdAt'

/**
 * Adds mutations of one company to the list, in the given order, and wakes the subscribers at commit. All writers of all
 * companies wait for each other from here on, so make it the last thing that the transaction does.
 */
export async function appendMutations(
  transaction: Prisma.TransactionClient,
  companyId: string,
  mutations: readonly NewMutation[],
): Promise<void> {
  if (mutations.length === 0) return
  const createdAt = await takeTurn(transaction)
  const rows = mutations.map((mutation) => ({ id: newId(), ...mutation, companyId, createdAt }))
  await insertRows(transaction, mutationTable, fields, rows)
  await transaction.$executeRaw`SELECT pg_notify(${channels.mutations}, ${companyId})`
}

/** Resolves once nobody else adds mutations, with what time it is then: now() would be that of the start of the transaction. */
async function takeTurn(transaction: Pick<Prisma.TransactionClient, '$queryRaw'>): Promise<Date> {
  const [turn] = await transaction.$queryRaw<{ now: Date }[]>`
    SELECT pg_advisory_xact_lock(${feedLock})::text AS lock, clock_timestamp() AS now`
  return turn!.now
}

/** Wakes those who follow the company's sync runs, at commit when this is a transaction. */
export async function notifyRun(
  database: Pick<Prisma.TransactionClient, '$executeRaw'>,
  companyId: string,
): Promise<void> {
  await database.$executeRaw`SELECT pg_notify(${channels.runs}, ${companyId})`
}
