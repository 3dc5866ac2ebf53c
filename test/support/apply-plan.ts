/** Carries a plan out in memory, as the store does in the database, and refuses what the database would refuse. */
import assert from 'node:assert'
import type { Enrolment, Participant } from '../../src/core/participant.ts'
import type { PlannedPerson } from '../../src/core/person-plan.ts'
import type { PlanInput, SyncPlan } from '../../src/core/plan.ts'
import type { OpenSignal } from '../../src/core/signals.ts'

/** The input for planning again: the participants and open signals as they are once `plan` is carried out. */
export function applyPlan(input: PlanInput, plan: SyncPlan): PlanInput {
  const participants = participantsAfter(input, plan)
  assertUnique(participants.map(({ id }) => id))
  assertUnique(participants.flatMap(({ employeeNumber }) => employeeNumber ?? []))
  assertUnique(participants.flatMap(({ nmbrsEmployeeId }) => nmbrsEmployeeId ?? []))
  const openSignals = signalsAfter(input, plan, participants)
  assertUnique(openSignals.map(({ code, subject }) => `${code} ${subject}`))
  return { ...input, participants, openSignals }
}

function participantsAfter(input: PlanInput, plan: SyncPlan): Participant[] {
  const planned = new Map(plan.people.map((person) => [person.before, person]))
  const existing = input.participants.map((participant) => {
    const person = planned.get(participant)
    if (person) return participantAfter(person, participant.id, participant.enrolments)
    return {
      ...participant,
      ...(plan.missing.includes(participant) && { status: 'MISSING' as const }),
      ...(plan.unlinked.includes(participant) && { nmbrsEmployeeId: null }),
    }
  })
  const created = plan.people
    .filter(({ before }) => before === null)
    .map((person, index) => participantAfter(person, `new-${input.participants.length + index}`, []))
  return [...existing, ...created]
}

function participantAfter({ after, enrolments }: PlannedPerson, id: string, held: readonly Enrolment[]): Participant {
  const ends = new Map(enrolments.ended.map((ended) => [ended.id, ended.endDate]))
  return {
    ...after,
    id,
    isErased: false,
    enrolments: [
      ...held.map((enrolment) => ({ ...enrolment, endDate: ends.get(enrolment.id) ?? enrolment.endDate })),
      ...enrolments.started.map(({ scheme, startDate, endDate }) => {
        return { id: `${id}-${scheme}-${startDate}`, scheme, startDate, endDate, source: 'RULE' as const }
      }),
    ],
  }
}

function signalsAfter({ openSignals, on }: PlanInput, { signals }: SyncPlan, after: Participant[]): OpenSignal[] {
  const details = new Map(signals.change.map((change) => [change.id, change.details]))
  const idOf = new Map(after.map(({ id, nmbrsEmployeeId }) => [nmbrsEmployeeId, id]))
  return [
    ...openSignals
      .filter(({ id }) => !signals.close.includes(id))
      .map((signal) => ({ ...signal, details: details.get(signal.id) ?? signal.details })),
    ...signals.open.map((signal) => ({
      ...signal,
      id: `${on}-${signal.code}-${signal.subject}`,
      firstSeenOn: on,
      participantId: signal.participantId ?? idOf.get(signal.nmbrsEmployeeId) ?? null,
    })),
  ]
}

const assertUnique = (keys: readonly (string | number)[]): void =>
  assert.equal(new Set(keys).size, keys.length, `not unique: ${keys.join(', ')}`)
