/** Everything that is known of one participant, for who asks what is kept of them. */

import { type Target, targetOf } from '../audit/targets.ts'
import { displayName } from '../core/names.ts'
import { participantFields } from '../core/participant.ts'
import { problemTexts } from '../core/texts/problems.ts'
import type { AuditEntry, PrismaClient } from '../generated/prisma/client.ts'
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
  const signals = await prisma.signal.findMany({
    where: {
      companyId: company.id,
      OR: [{ participantId: id }, ...(nmbrsEmployeeId === null ? [] : [{ participantId: null, nmbrsEmployeeId }])],
    },
    orderBy: { firstSeenAt: 'asc' },
  })
  const own = [targetOf('Participant', id), ...row.enrolments.map((enrolment) => targetOf('Enrolment', enrolment.id))]
  const deeds = await deedsOn(own, company.id, prisma)
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
    signals: signals.map(({ code, severity, details, firstSeenAt, resolvedAt }) => {
      return { code, severity, details, firstSeenAt, resolvedAt }
    }),
    origins: row.provenance ? openProvenance(row.provenance, secrets) : {},
    runs,
    audit: deeds.map(({ at, role, action, fields: given, outcome }) => ({ at, role, action, fields: given, outcome })),
  }
  return JSON.stringify(known, null, 2)
}

/** Deeds by which two things turn out to be of one participant: another who was merged with them, an enrolment. */
const joining: ReadonlySet<string> = new Set(['mergeParticipants', 'enrolParticipant'])

/** What was done to these, and to whatever else was a participant's who is one with them, also if it is gone. Oldest first. */
async function deedsOn(targets: readonly Target[], companyId: string, prisma: PrismaClient): Promise<AuditEntry[]> {
  const entries = await prisma.auditEntry.findMany({
    where: { companyId, targets: { hasSome: [...targets] } },
    orderBy: { position: 'asc' },
  })
  const joined = entries
    .filter(({ action, outcome }) => joining.has(action) && outcome === 'OK')
    .flatMap((entry) => entry.targets as Target[])
  const all = new Set([...targets, ...joined])
  return all.size === targets.length ? entries : deedsOn([...all], companyId, prisma)
}
