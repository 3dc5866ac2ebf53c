import { changesOf } from '../../core/diff.ts'
import { type Explanation as Explained, explain, type RawValue as Value } from '../../core/explanation.ts'
import { type FieldCode, fieldNames, participantFields } from '../../core/participant.ts'
import { explanationRule } from '../../core/texts/explanations.ts'
import { fieldLabel } from '../../core/texts/index.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import { openProvenance } from '../../sync/provenance.ts'
import { fieldsFrom } from '../../sync/rows.ts'
import { builder } from '../builder.ts'
import { personalField } from '../shared-events.ts'
import { ParticipantField } from './field-change.ts'
import { localeArguments } from './locale.ts'
import { Participant } from './participant.ts'
import { lastFullRun } from './signal.ts'

const RawValue = builder.objectRef<Value>('RawValue').implement({
  fields: (t) => ({
    name: t.exposeString('name', {
      description:
        'As in Nmbrs, e.g. "Salary_V2.Value"; a setting of this link, which employers do not see, is "SyncSettings.…".',
    }),
    value: t.exposeString('value', { nullable: true, description: 'As text; null = empty in Nmbrs.' }),
  }),
})

type Shape = Explained & { field: FieldCode; outcome: string | null; readAt: Date | null }

const Explanation = builder.objectRef<Shape>('Explanation').implement({
  description: 'Why a field is what it is, by the last reading of Nmbrs.',
  fields: (t) => ({
    field: t.expose('field', { type: ParticipantField }),
    label: t.string({ args: localeArguments, resolve: ({ field }, { locale }) => fieldLabel(field, locale ?? 'nl') }),
    rule: t.string({
      description:
        'How the value follows from what is in Nmbrs, in one sentence; or that it was never read from there.',
      args: localeArguments,
      resolve: ({ field, state }, { locale }) => explanationRule(field, state, locale ?? 'nl'),
    }),
    rawValues: t.field({
      type: [RawValue],
      description: 'Empty when there are none, and for the BSN, of which they are not kept.',
      resolve: ({ rawValues }, _args, { viewer }) =>
        viewer.role === 'EMPLOYER' ? rawValues.filter(({ name }) => !name.startsWith('SyncSettings.')) : rawValues,
    }),
    recordStart: t.expose('recordStart', {
      type: 'Date',
      nullable: true,
      description: 'The first day of the record in Nmbrs that the field is in; null when not known.',
    }),
    outcome: t.exposeString('outcome', {
      nullable: true,
      description: "The participant's value now, in canonical text; null = empty. A BSN is masked.",
    }),
    readAt: t.expose('readAt', {
      type: 'DateTime',
      nullable: true,
      description: "When the company's staff was last read as a whole; null when this participant never was.",
    }),
  }),
})

const everyColumn = Object.fromEntries(
  Object.keys(Prisma.ParticipantScalarFieldEnum).map((column) => [column, true]),
) as Record<Prisma.ParticipantScalarFieldEnum, true>

builder.prismaObjectField(Participant, 'explain', (t) =>
  t.field({
    type: Explanation,
    description: 'Where the value of one field comes from.',
    args: { field: t.arg({ type: ParticipantField, required: true }) },
    select: {
      ...everyColumn,
      provenance: true,
      company: { select: { link: { select: { readBsn: true } }, syncRuns: lastFullRun } },
    },
    extensions: personalField,
    async resolve({ provenance, company, ...row }, { field }, { administration: { secrets }, openBsn }) {
      const bsn = field === 'BSN' && company.link?.readBsn ? await openBsn(row) : null
      const names = fieldNames.filter((name) => participantFields[name].code === field)
      const [change] = changesOf(names, {}, { ...fieldsFrom({ ...row, bsnEncrypted: null }, secrets), bsn })
      return {
        ...explain(field, provenance ? openProvenance(provenance, secrets) : {}),
        field,
        outcome: change?.newValue ?? null,
        readAt: (provenance && company.syncRuns[0]?.finishedAt) ?? null,
      }
    },
  }),
)
