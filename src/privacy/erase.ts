/**
 * Removes the personal data of those who left longer ago than their company keeps it: names, birth date, BSN, contact,
 * address, bank account, salary and hours, their number, where their fields came from, and the values in their mutations.
 * What counts stays: that they were there, their enrolments, the dates of employment, and which mutations there were when.
 * The EmployeeId in Nmbrs stays too, so that a sync knows whom to leave alone (src/core/retention.ts).
 */

import { targetOf } from '../audit/targets.ts'
import { appendEntry } from '../audit/trail.ts'
import type { Clock } from '../clock.ts'
import type { IsoDate } from '../core/employee.ts'
import { erasedFields, keptFrom } from '../core/retention.ts'
import type { PrismaClient } from '../generated/prisma/client.ts'
import type { SecretBox } from '../security/secret-box.ts'
import { transactionLimits } from '../sync/apply.ts'
import { supersedeHeldRuns } from '../sync/hold.ts'
import { type Transaction, takeCompany } from '../sync/load.ts'
import { dateColumn } from '../sync/rows.ts'
import { type Person, takeOut } from './shown-people.ts'

export type ErasureDependencies = { prisma: PrismaClient; secrets: SecretBox; clock: Clock }

/** How many people; BUSY when someone else, such as a sync, has the company. */
export type Erased = number | 'BUSY'

const peopleAtOnce = 500

/** Of one company, as of a date; some at a time, until nobody is left. */
export async function eraseOfCompany(
  { id: companyId, retentionYears }: { id: string; retentionYears: number },
  on: IsoDate,
  { prisma, secrets, clock }: ErasureDependencies,
): Promise<Erased> {
  const before = dateColumn(keptFrom(on, retentionYears))
  await forgetOldRuns(prisma, companyId, before)
  const due = { companyId, status: 'LEFT' as const, erasedAt: null, employedUntil: { lt: before } }
  let total = 0
  while ((await prisma.participant.count({ where: due })) > 0) {
    const erased = await prisma.$transaction(async (tx): Promise<Erased> => {
      if (!(await takeCompany(tx, companyId))) return 'BUSY'
      const select = { id: true, nmbrsEmployeeId: true } as const
      const people = await tx.participant.findMany({ where: due, select, take: peopleAtOnce })
      if (people.length > 0) await erasePeople(tx, companyId, people, clock(), secrets)
      return people.length
    }, transactionLimits)
    if (erased === 'BUSY') return erased
    total += erased
  }
  return total
}

/** What old runs show of people goes as a whole, whoever they are. A held one waits for a person, and is no old one. */
const forgetOldRuns = (prisma: PrismaClient, companyId: string, before: Date) =>
  prisma.syncRun.updateMany({
    where: {
      companyId,
      queuedAt: { lt: before },
      status: { not: 'HELD' },
      OR: [{ plan: { not: null } }, { exclusions: { not: null } }],
    },
    data: { plan: null, exclusions: null },
  })

async function erasePeople(
  tx: Transaction,
  companyId: string,
  people: readonly Person[],
  now: Date,
  secrets: SecretBox,
): Promise<void> {
  const ids = people.map(({ id }) => id)
  const employeeIds = people.flatMap(({ nmbrsEmployeeId }) => nmbrsEmployeeId ?? [])
  await supersedeHeldRuns(tx, companyId, now) // a held plan would write it all back
  const { bsn: _, ...columns } = erasedFields
  await tx.participant.updateMany({
    where: { id: { in: ids } },
    data: { ...columns, bsnEncrypted: null, bsnHash: null, erasedAt: now },
  })
  await tx.awaitedEnrolment.deleteMany({ where: { participantId: { in: ids } } })
  await tx.participantProvenance.deleteMany({ where: { participantId: { in: ids } } })
  await tx.signal.deleteMany({
    where: { companyId, OR: [{ participantId: { in: ids } }, { nmbrsEmployeeId: { in: employeeIds } }] },
  })
  await tx.$executeRaw`
    UPDATE participant_mutation SET changes = (
      SELECT coalesce(jsonb_agg(change || '{"oldValue": null, "newValue": null}' ORDER BY place), '[]')
      FROM jsonb_array_elements(changes) WITH ORDINALITY AS each(change, place))
    WHERE participant_id = ANY(${ids}::uuid[])`
  await takeOut(tx, companyId, people, secrets)
  const targets = ids.map((id) => targetOf('Participant', id))
  await appendEntry(tx, { role: 'SYSTEM', action: 'ERASE', companyId, targets, outcome: 'OK' }, now)
}
