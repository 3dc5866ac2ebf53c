/** Everything that is known of one participant, for who asks what is kept of them. */

import { targetOf } from '../audit/targets.ts'
import { displayName } from '../core/names.ts'
import { participantFields } from '../core/participant.ts'
import { problemTexts } from '../core/texts/problems.ts'
import type { PrismaClient } from '../generated/prisma/client.ts'
import { NotFoundError } from '../problems.ts'
import type { SecretBox } from '../security/secret-box.ts'
import { openProvenance } from '../sync/provenance.ts'
import { fieldsFrom, isoDate, isoDateOrNull } from '../sync/rows.ts'
import { select, shownPeople } from './shown-people.ts'

export type ExportDependencies = { prisma: PrismaClient; secrets: SecretBox }

/**
 * As JSON text, in the words of the API: fields, enrolments, mutations, signals, where the fields come from, what runs show
 * of them, and what was done to their data. `bsn` is that of the participant as it may be told. Who of the staff did what is
 * left out: that is theirs, not the participant's. Throws NotFoundError.
 */
export async function exportParticipant(
  { id, bsn }: { id: string; bsn: string | null },
  { prisma, secrets }: ExportDependencies,
): Promise<string> {
  const row = await prisma.participant.findUnique({
    where: { id },
    include: {
      company: true,
      enrolments: { orderBy: { startDate: 'asc' } },
      awaitedEnrolments: true,
      mutations: { orderBy: { position: 'asc' } },
      signals: { orderBy: { firstSeenAt: 'asc' } },
      provenance: true,
    },
  })
  if (!row) throw new NotFoundError(problemTexts.participantNotFound())
  const { company, status, nmbrsEmployeeId, createdAt, erasedAt } = row
  const fields = { ...fieldsFrom({ ...row, bsnEncrypted: null }, secrets), bsn }
  const runs: object[] = []
  for await (const { people, queuedAt, mode, status: outcome } of shownPeople(prisma, company.id, secrets)) {
    const shown = select(people, [row])
    if (shown.plan.length + shown.exclusions.length > 0) runs.push({ queuedAt, mode, status: outcome, ...shown })
  }
  const audit = await prisma.auditEntry.findMany({
    where: { companyId: company.id, targets: { has: targetOf('Participant', id) } },
    orderBy: { position: 'asc' },
    select: { at: true, role: true, action: true, fields: true, outcome: true },
  })
  const known = {
    company: { number: company.number, name: company.name },
    participant: {
      name: displayName(row),
      ...Object.fromEntries(Object.keys(participantFields).map((name) => [name, fields[name as keyof typeof fields]])),
      status,
      nmbrsEmployeeId,
      createdAt,
      erasedAt,
    },
    enrolments: row.enrolments.map(({ scheme, startDate, endDate, source, reason }) => {
      return { scheme, startDate: isoDate(startDate), endDate: isoDateOrNull(endDate), source, reason }
    }),
    awaitedSchemes: row.awaitedEnrolments.map(({ scheme }) => scheme),
    mutations: row.mutations.map(({ kind, changes, effectiveDate, createdAt: enteredAt, source, scheme }) => {
      return { kind, changes, effectiveDate: isoDate(effectiveDate), createdAt: enteredAt, source, scheme }
    }),
    signals: row.signals.map(({ code, severity, details, firstSeenAt, resolvedAt }) => {
      return { code, severity, details, firstSeenAt, resolvedAt }
    }),
    origins: row.provenance ? openProvenance(row.provenance, secrets) : {},
    runs,
    audit,
  }
  return JSON.stringify(known, null, 2)
}
