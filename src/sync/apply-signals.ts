/** Opens, changes and closes signals as the plan says. */
import type { SignalChanges } from '../core/signals.ts'
import { insertRows, updateRows } from '../db/bulk.ts'
import { newId } from '../db/id.ts'
import { signalTable } from '../db/tables.ts'
import type { ApplyContext, IdentifiedPerson } from './apply.ts'
import type { Transaction } from './load.ts'

const columns = [
  'id',
  'companyId',
  'code',
  'severity',
  'subject',
  'participantId',
  'employeeNumber',
  'nmbrsEmployeeId',
  'details',
  'firstSeenAt',
] as const

export async function applySignals(
  tx: Transaction,
  { open, change, close }: SignalChanges,
  people: readonly IdentifiedPerson[],
  { companyId, now }: ApplyContext,
): Promise<void> {
  // Someone who joins in this very run has a participant only now.
  const participants = new Map(people.map(({ id, after }) => [after.nmbrsEmployeeId, id]))
  if (close.length > 0)
    await tx.$executeRaw`UPDATE signal SET open = NULL, resolved_at = ${now} WHERE id = ANY(${close}::uuid[])`
  await updateRows(tx, signalTable, 'id', ['details'], change)
  await insertRows(
    tx,
    signalTable,
    columns,
    open.map((signal) => ({
      ...signal,
      id: newId(),
      companyId,
      participantId: signal.participantId ?? participants.get(signal.nmbrsEmployeeId) ?? null,
      firstSeenAt: now,
    })),
  )
}
