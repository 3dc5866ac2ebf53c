/** The JSON of a run, as it is written by src/sync, for whoever tells of a run. */
import { z } from 'zod'
import { type SyncFailure, syncFailureCodes } from '../core/failure.ts'
import type { HoldReason } from '../core/guard.ts'
import { readingParts } from '../core/lacking.ts'
import { type FieldCode, fieldCodes } from '../core/participant.ts'
import type { SyncCounts } from '../core/plan.ts'

const count = z.int().default(0)

/** All are 0 while a run has not got as far. */
export const counts: z.ZodType<SyncCounts> = z.object({
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
  lacks: z.enum(readingParts).nullish(),
  retryable: z.boolean(),
})

const overLimit = { people: z.int(), active: z.int(), limitPercent: z.string() }

export const holdReasons: z.ZodType<HoldReason[]> = z.array(
  z.discriminatedUnion('rule', [
    z.object({ rule: z.enum(['LEAVERS', 'MISSING']), ...overLimit }),
    z.object({
      rule: z.enum(['EMPTIED', 'REPLACED']),
      field: z.enum(fieldCodes as [FieldCode, ...FieldCode[]]),
      ...overLimit,
    }),
  ]),
)
