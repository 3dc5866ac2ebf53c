/**
 * Removes the personal data of those who left longer ago than their company keeps it: names, birth date, BSN, contact,
 * address, bank account, salary and hours, their number, where their fields came from, and the values in their mutations.
 * What counts stays: that they were there, their enrolments, the dates of employment, and which mutations there were when.
 * The EmployeeId in Nmbrs stays too, so that a sync knows whom to leave alone (src/core/retention.ts).
 */

import { targetOf } from '../audit/targets.ts'
import { appendEntry } from '../audit/trail.ts'
import type { Clock } from '../clock.ts'
import { addDays } from '../core/dates.ts'
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

/** For so long it can be seen what a run planned and whom it left out, who may be no participant at all. */
export const runsShowPeopleFor = 90 // days

/** Of one company, as of a date; some at a time, until nobody is left. */
export async function eraseOfCompany(
  { id: companyId, retentionYears }: { id: string; retentionYears: number },
  on: IsoDate,
  { prisma, secrets, clock }: ErasureDependencies,
): Promise<Erased> {
  await forgetOldRuns(prisma, companyId, dateColumn(addDays(on, -runsShowPeopleFor)))
  const before = dateColumn(keptFrom(on, retentionYears))
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

/** What runs that ended before this day show of people goes as a whole, whoever they are. A held one has not ended. */
const forgetOldRuns = (prisma: PrismaClient, companyId: string, before: Date) =>
  prisma.syncRun.updateMany({
    where: {
      companyId,
      finishedAt: { lt: before },
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
  await forgetNumbers(tx, companyId, ids)
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

/**
 * Their numbers, also those of before, where they stand with something else: a run that was asked for them alone, which has the
 * number 0 from then on, and a signal of someone who looked like them. A number that someone else has by now is theirs.
 */
async function forgetNumbers(tx: Transaction, companyId: string, ids: readonly string[]): Promise<void> {
  const rows = await tx.$queryRaw<{ number: number }[]>`
    SELECT employee_number AS number FROM participant WHERE id = ANY(${ids}::uuid[]) AND employee_number IS NOT NULL
    UNION SELECT had.number::int FROM participant_mutation, jsonb_array_elements(changes) AS each(change),
      LATERAL (VALUES (change ->> 'oldValue'), (change ->> 'newValue')) AS had(number)
      WHERE participant_id = ANY(${ids}::uuid[]) AND change ->> 'field' = 'EMPLOYEE_NUMBER' AND had.number IS NOT NULL
    EXCEPT SELECT employee_number FROM participant
      WHERE company_id = ${companyId}::uuid AND id <> ALL(${ids}::uuid[]) AND employee_number IS NOT NULL`
  const numbers = rows.map(({ number }) => number)
  await tx.syncRun.updateMany({
    where: { companyId, employeeNumber: { in: numbers }, finishedAt: { not: null } },
    data: { employeeNumber: 0 },
  })
  await tx.$executeRaw`
    UPDATE signal SET details = details || '{"otherNumber": null}'
    WHERE company_id = ${companyId}::uuid AND (details ->> 'otherNumber')::int = ANY(${numbers}::int[])`
}
