/** A plan as it is shown on a run that writes nothing: one entry per mutation, with the person it is about. */

import type { PlannedChange } from '../core/person-plan.ts'
import type { SyncPlan } from '../core/plan.ts'

export type PlannedMutation = PlannedChange & {
  participantId: string | null
  nmbrsEmployeeId: number | null
  employeeNumber: number | null
  name: string
}

export const plannedMutations = ({ people }: SyncPlan): PlannedMutation[] =>
  people.flatMap(({ before, after, name, mutations }) =>
    mutations.map((mutation) => ({
      ...mutation,
      participantId: before?.id ?? null,
      nmbrsEmployeeId: after.nmbrsEmployeeId,
      employeeNumber: after.employeeNumber,
      name,
    })),
  )
