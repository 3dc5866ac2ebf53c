import { encodeGlobalID } from '@pothos/plugin-relay'
import type { z } from 'zod'
import { mutationSummary } from '../../core/texts/index.ts'
import { builder } from '../builder.ts'
import { MutationKind } from './enums.ts'
import { FieldChange } from './field-change.ts'
import { localeArguments } from './locale.ts'
import type { plannedMutations } from './sync-run-records.ts'

export const PlannedMutation = builder
  .objectRef<z.infer<typeof plannedMutations>[number]>('PlannedMutation')
  .implement({
    fields: (t) => ({
      participantId: t.id({
        nullable: true,
        description: 'Null for someone who would join.',
        resolve: ({ participantId }) => participantId && encodeGlobalID('Participant', participantId),
      }),
      employeeNumber: t.exposeInt('employeeNumber', { nullable: true }),
      name: t.exposeString('name'),
      kind: t.expose('kind', { type: MutationKind }),
      summary: t.string({
        args: localeArguments,
        resolve: (planned, { locale }) => mutationSummary(planned, locale ?? 'nl'),
      }),
      changes: t.expose('changes', { type: [FieldChange] }),
      effectiveDate: t.expose('effectiveDate', { type: 'Date' }),
    }),
  })
