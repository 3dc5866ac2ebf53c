/** What a sync run tells of itself. */
import type { z } from 'zod'
import { syncFailureCodes } from '../../core/failure.ts'
import { exclusionMessage } from '../../core/texts/exclusions.ts'
import { failureMessage } from '../../core/texts/index.ts'
import type { SyncStep as Step } from '../../generated/prisma/enums.ts'
import type { counts, failure } from '../../sync/run-records.ts'
import { builder } from '../builder.ts'
import { SyncStep } from './enums.ts'
import { localeArguments } from './locale.ts'
import { exclusionReasons, type exclusions } from './sync-run-records.ts'

export const SyncProgress = builder
  .objectRef<{ step: Step; done: number; total: number | null }>('SyncProgress')
  .implement({
    fields: (t) => ({
      step: t.expose('step', { type: SyncStep }),
      done: t.exposeInt('done'),
      total: t.exposeInt('total', { nullable: true }),
    }),
  })

export const SyncCounts = builder.objectRef<z.infer<typeof counts>>('SyncCounts').implement({
  fields: (t) => ({
    read: t.exposeInt('read'),
    excluded: t.exposeInt('excluded'),
    joined: t.exposeInt('joined'),
    rejoined: t.exposeInt('rejoined'),
    changed: t.exposeInt('changed'),
    left: t.exposeInt('left'),
    missing: t.exposeInt('missing'),
    unchanged: t.exposeInt('unchanged'),
    enrolled: t.exposeInt('enrolled'),
    mutations: t.exposeInt('mutations'),
    signals: t.exposeInt('signals'),
  }),
})

const ExclusionReason = builder.enumType('ExclusionReason', { values: exclusionReasons })

export const Exclusion = builder.objectRef<z.infer<typeof exclusions>[number]>('Exclusion').implement({
  fields: (t) => ({
    employeeNumber: t.exposeInt('employeeNumber', { nullable: true }),
    nmbrsEmployeeId: t.exposeInt('nmbrsEmployeeId'),
    name: t.exposeString('name'),
    reason: t.expose('reason', { type: ExclusionReason }),
    message: t.string({
      description: 'The reason in words, with what to do about it in Nmbrs if there is something to do.',
      args: localeArguments,
      resolve: ({ reason }, { locale }) => exclusionMessage(reason, locale ?? 'nl'),
    }),
  }),
})

const SyncFailureCode = builder.enumType('SyncFailureCode', { values: syncFailureCodes })

export const SyncFailure = builder.objectRef<z.infer<typeof failure>>('SyncFailure').implement({
  fields: (t) => ({
    code: t.expose('code', { type: SyncFailureCode }),
    message: t.string({
      args: localeArguments,
      resolve: (failure, { locale }) => failureMessage(failure, locale ?? 'nl'),
    }),
    retryable: t.exposeBoolean('retryable'),
  }),
})
