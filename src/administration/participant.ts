/** Participants by hand. Each change is a mutation like any other, with the person who made it. */
import { byKind, changedFields, changesOf } from '../core/diff.ts'
import type { KnownFields } from '../core/outcome.ts'
import { fieldNames, type ParticipantFields } from '../core/participant.ts'
import { problemTexts } from '../core/texts/problems.ts'
import type { Participant } from '../generated/prisma/client.ts'
import { ConflictError, NotFoundError } from '../problems.ts'
import { supersedeHeldRuns } from '../sync/hold.ts'
import { lockCompany, type Transaction } from '../sync/load.ts'
import { dateColumn, participantFrom } from '../sync/rows.ts'
import { enterByHand } from './by-hand.ts'
import { type Administration, today } from './dependencies.ts'
import { type Checks, checkIban, checkTexts, createChecks, normaliseAddress } from './input.ts'

export type NewParticipant = {
  companyId: string
  employeeNumber?: number | null
  initials?: string | null
  firstName?: string | null
  prefix?: string | null
  lastName: string
  birthDate?: string | null
}

/** Takes someone in who is not (yet) in the payroll package. They join the automatic schemes once their dates are known. */
export function createParticipant(
  { companyId, ...input }: NewParticipant,
  actor: string,
  administration: Administration,
): Promise<Participant> {
  const checks = createChecks()
  const known = checkFields(input, checks)
  checks.done()
  return administration.prisma.$transaction(async (tx) => {
    await lockCompany(tx, companyId)
    await checkNumberIsFree(tx, companyId, known.employeeNumber)
    await supersedeHeldRuns(tx, companyId, administration.clock())
    const { birthDate, ...columns } = known
    const rules = await tx.enrolmentRule.findMany({ where: { companyId, automatic: true } })
    const participant = await tx.participant.create({
      data: {
        ...columns,
        lastName: known.lastName ?? '',
        ...(birthDate && { birthDate: dateColumn(birthDate) }),
        companyId,
        awaitedEnrolments: { create: rules.map(({ scheme }) => ({ scheme })) },
      },
    })
    const changes = changesOf(fieldNames, {}, known).filter((change) => change.newValue !== null)
    const joined = { kind: 'JOINED' as const, changes, effectiveDate: today(administration) }
    const change = { companyId, participantId: participant.id, actor, now: administration.clock() }
    await enterByHand(tx, change, [joined])
    return participant
  })
}

/** Fields that a person may correct: undefined is not given, null empties. */
type GivenFields = { [Name in keyof ParticipantFields]?: ParticipantFields[Name] | null }

export type ParticipantCorrection = GivenFields & { participantId: string; effectiveDate?: string | null }

/** Changes the fields that are given; null empties one. What does not differ gives no mutation. */
export function updateParticipant(
  { participantId, effectiveDate, ...input }: ParticipantCorrection,
  actor: string,
  administration: Administration,
): Promise<Participant> {
  const checks = createChecks()
  const known = checkFields(input, checks)
  checks.done()
  return administration.prisma.$transaction(async (tx) => {
    const { companyId } = await requireParticipant(tx, participantId)
    await lockCompany(tx, companyId)
    const row = await tx.participant.findUniqueOrThrow({
      where: { id: participantId },
      include: { enrolments: true, awaitedEnrolments: true },
    })
    assertHasData(row)
    const before = participantFrom({ ...row, bsnEncrypted: null }, administration.secrets) // no person corrects a BSN
    const after = { ...known, ...addressInForm({ ...before, ...known }, known) }
    const changed = changedFields(before, after)
    if (changed.includes('employeeNumber')) await checkNumberIsFree(tx, companyId, after.employeeNumber)
    if (changed.length > 0) await supersedeHeldRuns(tx, companyId, administration.clock())
    const columns = Object.fromEntries(changed.map((name) => [name, after[name]]))
    const participant = await tx.participant.update({ where: { id: participantId }, data: columns })
    const mutations = [...byKind(changed)].map(([kind, names]) => ({
      kind,
      changes: changesOf(names, before, after),
      effectiveDate: effectiveDate ?? today(administration),
    }))
    await enterByHand(tx, { companyId, participantId, actor, now: administration.clock() }, mutations)
    return participant
  })
}

function checkFields(input: GivenFields, checks: Checks): KnownFields {
  const given = checkTexts(input, checks)
  const { lastName, nameUsage, iban, employeeNumber, countryCode, ...others } = given
  checks.require('lastName', lastName === undefined || Boolean(lastName), problemTexts.required())
  checks.require('employeeNumber', employeeNumber == null || employeeNumber > 0, problemTexts.positiveNumber())
  checks.require('countryCode', !countryCode || /^[a-z]{2}$/i.test(countryCode), problemTexts.invalidCountry())
  return {
    ...(others as KnownFields),
    employeeNumber,
    countryCode,
    ...(lastName && { lastName }),
    ...(nameUsage !== undefined && { nameUsage: nameUsage ?? 'OWN' }),
    ...(iban !== undefined && { iban: checkIban(iban, checks) }),
  }
}

/** Postal code and country in the form in which the sync writes them, for those of them that are given. */
function addressInForm(all: ParticipantFields, given: KnownFields): KnownFields {
  const { postalCode, countryCode } = normaliseAddress(all.postalCode, all.countryCode)
  return {
    ...(given.postalCode !== undefined && { postalCode }),
    ...(given.countryCode !== undefined && { countryCode }),
  }
}

async function checkNumberIsFree(tx: Transaction, companyId: string, employeeNumber: number | null | undefined) {
  if (!employeeNumber) return
  const other = await tx.participant.findUnique({ where: { companyId_employeeNumber: { companyId, employeeNumber } } })
  if (other) throw new ConflictError(problemTexts.numberInUse(employeeNumber))
}

/** Throws NotFoundError, and ConflictError for someone whose personal data was removed. */
export async function requireParticipant(tx: Transaction, id: string): Promise<Participant> {
  const participant = await tx.participant.findUnique({ where: { id } })
  if (!participant) throw new NotFoundError(problemTexts.participantNotFound())
  assertHasData(participant)
  return participant
}

/** Throws ConflictError for someone whose personal data was removed. */
export function assertHasData({ erasedAt }: Pick<Participant, 'erasedAt'>): void {
  if (erasedAt) throw new ConflictError(problemTexts.participantErased())
}
