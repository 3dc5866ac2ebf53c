/** What a link to Nmbrs consists of. */
import { builder } from '../builder.ts'

type NmbrsCompanyShape = { id: number; number: number; name: string; chamberOfCommerceNumber: string | null }

export const NmbrsCompany = builder.objectRef<NmbrsCompanyShape>('NmbrsCompany').implement({
  fields: (t) => ({
    id: t.exposeInt('id'),
    number: t.exposeInt('number'),
    name: t.exposeString('name'),
    chamberOfCommerceNumber: t.exposeString('chamberOfCommerceNumber', { nullable: true }),
  }),
})

type SyncScheduleShape = { nextRunAt: Date | null; lastRunAt: Date | null }

export const SyncSchedule = builder.objectRef<SyncScheduleShape>('SyncSchedule').implement({
  fields: (t) => ({
    cron: t.string({ resolve: (_schedule, _args, { night }) => night.cron }),
    timeZone: t.string({ resolve: (_schedule, _args, { night }) => night.timeZone }),
    nextRunAt: t.expose('nextRunAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the next night begins; null while the link is switched off.',
    }),
    lastRunAt: t.expose('lastRunAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the sync of the last night began.',
    }),
  }),
})

type ExactDecimal = { toFixed(digits: number): string }
type SyncSettingsShape = {
  fullTimeHoursPerWeek: ExactDecimal | null
  employeeTypes: number[]
  traineeEmploymentTypes: number[]
  onCallInfluenceCodes: number[]
  holdWhenLeaversExceedPercent: ExactDecimal
  holdWhenEmptiedExceedPercent: ExactDecimal
  holdFromPeople: number
  readBsn: boolean
}

export const SyncSettings = builder.objectRef<SyncSettingsShape>('SyncSettings').implement({
  fields: (t) => ({
    fullTimeHoursPerWeek: t.expose('fullTimeHoursPerWeek', {
      type: 'Decimal',
      nullable: true,
      description: 'Hours of a full-time week; null = from the full-time schedule of the company in Nmbrs.',
    }),
    employeeTypes: t.exposeIntList('employeeTypes', {
      description:
        'Nmbrs employee types that count as staff, now or before; chosen from their descriptions when the link is made.',
    }),
    traineeEmploymentTypes: t.exposeIntList('traineeEmploymentTypes', {
      description: 'Nmbrs codes that mark a trainee (aard arbeidsverhouding). Default [7].',
    }),
    onCallInfluenceCodes: t.exposeIntList('onCallInfluenceCodes', {
      description: 'Nmbrs codes that mark an on-call worker (invloed verzekeringsplicht). Default [5, 6].',
    }),
    holdWhenLeaversExceedPercent: t.expose('holdWhenLeaversExceedPercent', {
      type: 'Decimal',
      description:
        'Hold a run in which more than this share (percent) of the active participants would leave. Default 10.',
    }),
    holdWhenEmptiedExceedPercent: t.expose('holdWhenEmptiedExceedPercent', {
      type: 'Decimal',
      description:
        'Hold a run that would empty a filled field for more than this share (percent) of the active participants. Default 25.',
    }),
    holdFromPeople: t.exposeInt('holdFromPeople', {
      description:
        'A hold needs at least this many people, so that small companies are not held for one leaver. Default 3.',
    }),
    readBsn: t.exposeBoolean('readBsn', {
      description:
        'Read the BSN too. Default false: only who carries out a law that prescribes the BSN may process it.',
    }),
  }),
})
