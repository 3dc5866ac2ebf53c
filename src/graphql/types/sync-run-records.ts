/** The JSON of a run, as it is written by src/sync, once it has been opened. Read here and nowhere else. */
import { z } from 'zod'
import { type SyncFailure, syncFailureCodes } from '../../core/failure.ts'
import type { HoldReason } from '../../core/guard.ts'
import { schemeCodes } from '../../core/participant.ts'
import type { SyncCounts as Counts } from '../../core/plan.ts'
import type { Exclusion as ExcludedPerson, ExclusionReason as Reason } from '../../core/scope.ts'
import { MutationKind } from '../../generated/prisma/enums.ts'
import type { PlannedMutation as Planned } from '../../sync/planned-mutations.ts'
import { fieldChanges, fieldCode } from './field-change.ts'

export const plannedMutations: z.ZodType<Omit<Planned, 'source'>[]> = z.array(
  z.object({
    participantId: z.string().nullable(),
    employeeNumber: z.number().nullable(),
    name: z.string(),
    kind: z.enum(MutationKind),
    changes: fieldChanges,
    effectiveDate: z.iso.date(),
    scheme: z.enum(schemeCodes).nullable(),
  }),
)

export const exclusionReasons = [
  'TRAINEE',
  'ON_CALL',
  'NOT_ON_PAYROLL',
  'MISSING_EMPLOYEE_NUMBER',
  'DUPLICATE_EMPLOYEE_NUMBER',
  'NOT_STARTED',
  'UNREADABLE',
] as const satisfies Reason[]

export const exclusions: z.ZodType<ExcludedPerson[]> = z.array(
  z.object({
    employeeNumber: z.number().nullable(),
    nmbrsEmployeeId: z.number(),
    name: z.string(),
    reason: z.enum(exclusionReasons),
  }),
)

const count = z.int().default(0)

/** All are 0 while a run has not got as far. */
export const counts: z.ZodType<Counts> = z.object({
  read: count,
  excluded: count,
  joined: count,
  rejoined: count,
  changed: count,
  left: count,
  missing: count,
  unchanged: count,
  enrolled: count,
  mutations: count,
  signals: count,
})

export const failure: z.ZodType<SyncFailure & { retryable: boolean }> = z.object({
  code: z.enum(syncFailureCodes),
  call: z.string().nullish(),
  retryable: z.boolean(),
})

const overLimit = { people: z.int(), active: z.int(), limitPercent: z.string() }

export const holdReasons: z.ZodType<HoldReason[]> = z.array(
  z.discriminatedUnion('rule', [
    z.object({ rule: z.literal('LEAVERS'), ...overLimit }),
    z.object({ rule: z.literal('EMPTIED'), field: fieldCode, ...overLimit }),
  ]),
)
