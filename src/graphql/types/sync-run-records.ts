/** Whom a run tells of, as it is written by src/sync, once it has been opened. */
import { z } from 'zod'
import { schemeCodes } from '../../core/participant.ts'
import type { Exclusion as ExcludedPerson, ExclusionReason as Reason } from '../../core/scope.ts'
import { MutationKind } from '../../generated/prisma/enums.ts'
import type { PlannedMutation as Planned } from '../../sync/planned-mutations.ts'
import { fieldChanges } from './field-change.ts'

export const plannedMutations: z.ZodType<Omit<Planned, 'source' | 'nmbrsEmployeeId'>[]> = z.array(
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
