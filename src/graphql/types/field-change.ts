import { z } from 'zod'
import { type FieldChange as Change, type FieldCode, fieldCodes } from '../../core/participant.ts'
import { changedValue, fieldLabel } from '../../core/texts/index.ts'
import { builder } from '../builder.ts'
import { localeArguments } from './locale.ts'

export const ParticipantField = builder.enumType('ParticipantField', {
  description: 'The fields of Participant that a sync or a person can change.',
  values: fieldCodes as [FieldCode, ...FieldCode[]],
})

export const fieldCode = z.enum(fieldCodes as [FieldCode, ...FieldCode[]])

export const fieldChanges: z.ZodType<Change[]> = z.array(
  z.object({
    field: fieldCode,
    oldValue: z.string().nullable(),
    newValue: z.string().nullable(),
  }),
)

export const FieldChange = builder.objectRef<Change>('FieldChange').implement({
  description:
    'Values in canonical text (ISO dates, exact decimals); null = empty, and both null = removed because its time was over. A BSN is always masked.',
  fields: (t) => ({
    field: t.expose('field', { type: ParticipantField }),
    label: t.string({
      args: localeArguments,
      resolve: ({ field }, { locale }) => fieldLabel(field, locale ?? 'nl'),
    }),
    oldValue: t.exposeString('oldValue', { nullable: true }),
    newValue: t.exposeString('newValue', { nullable: true }),
    oldText: t.string({
      description: 'The old value as a person reads it, e.g. "3.450,00"; "leeg" when there was none.',
      args: localeArguments,
      resolve: (change, { locale }) => changedValue(change, 'oldValue', locale ?? 'nl'),
    }),
    newText: t.string({
      description: 'The new value as a person reads it.',
      args: localeArguments,
      resolve: (change, { locale }) => changedValue(change, 'newValue', locale ?? 'nl'),
    }),
  }),
})
