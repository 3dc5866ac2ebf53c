import { maskBsn } from '../../core/bsn.ts'
import { exact, toHours } from '../../core/decimals.ts'
import { displayName } from '../../core/names.ts'
import type { Prisma } from '../../generated/prisma/client.ts'
import { maySee, ofCompany } from '../access.ts'
import { builder } from '../builder.ts'
import { containing, orderedBy, text, uuid } from '../page.ts'
import { personalField } from '../shared-events.ts'
import { Gender, MaritalStatus, NameUsage, ParticipantStatus, PayrollPeriod, SalaryKind, SchemeCode } from './enums.ts'
import { newestMutations, ParticipantMutation } from './participant-mutation.ts'

export const Participant = builder.prismaNode('Participant', {
  id: { field: 'id' },
  nullable: true,
  select: ofCompany,
  authScopes: ({ companyId }, context) => maySee(companyId, context),
  description:
    'A participant (deelnemer): an employee as the pension administration knows them. Unique per company by employee number.',
  fields: (t) => ({
    company: t.relation('company'),
    employeeNumber: t.exposeInt('employeeNumber', {
      nullable: true,
      description: 'Personeelsnummer: what the sync matches on. Null only for people entered by hand without one.',
    }),
    nmbrsEmployeeId: t.exposeInt('nmbrsEmployeeId', {
      nullable: true,
      description: 'EmployeeId in Nmbrs, once matched.',
    }),
    status: t.expose('status', { type: ParticipantStatus }),
    initials: t.exposeString('initials', { nullable: true }),
    firstName: t.exposeString('firstName', { nullable: true }),
    prefix: t.exposeString('prefix', { nullable: true }),
    lastName: t.exposeString('lastName'),
    partnerPrefix: t.exposeString('partnerPrefix', { nullable: true }),
    partnerLastName: t.exposeString('partnerLastName', { nullable: true }),
    nameUsage: t.expose('nameUsage', { type: NameUsage }),
    displayName: t.string({
      description: 'The name as the person chose to use it, e.g. "A.B. de Vries - van den Berg".',
      select: {
        initials: true,
        firstName: true,
        prefix: true,
        lastName: true,
        partnerPrefix: true,
        partnerLastName: true,
        nameUsage: true,
      },
      resolve: (name) => displayName(name),
    }),
    gender: t.expose('gender', { type: Gender, nullable: true }),
    birthDate: t.expose('birthDate', { type: 'Date', nullable: true }),
    bsn: t.string({
      nullable: true,
      description: 'Masked: only the last three digits, e.g. "******782". Null unless the company\'s settings read it.',
      extensions: personalField,
      select: { ...ofCompany, bsnEncrypted: true, company: { select: { link: { select: { readBsn: true } } } } },
      async resolve(participant, _args, { openBsn }) {
        const bsn = participant.company.link?.readBsn ? await openBsn(participant) : null
        return bsn && maskBsn(bsn)
      },
    }),
    maritalStatus: t.expose('maritalStatus', { type: MaritalStatus, nullable: true }),
    emailWork: t.exposeString('emailWork', { nullable: true }),
    emailPrivate: t.exposeString('emailPrivate', { nullable: true }),
    phoneWork: t.exposeString('phoneWork', { nullable: true }),
    phoneMobileWork: t.exposeString('phoneMobileWork', { nullable: true }),
    phonePrivate: t.exposeString('phonePrivate', { nullable: true }),
    phoneMobilePrivate: t.exposeString('phoneMobilePrivate', { nullable: true }),
    street: t.exposeString('street', { nullable: true }),
    houseNumber: t.exposeString('houseNumber', { nullable: true }),
    houseNumberAddition: t.exposeString('houseNumberAddition', { nullable: true }),
    postalCode: t.exposeString('postalCode', { nullable: true }),
    city: t.exposeString('city', { nullable: true }),
    countryCode: t.exposeString('countryCode', { nullable: true }),
    iban: t.exposeString('iban', { nullable: true }),
    employedFrom: t.expose('employedFrom', { type: 'Date', nullable: true }),
    employedUntil: t.expose('employedUntil', { type: 'Date', nullable: true }),
    salaryKind: t.expose('salaryKind', { type: SalaryKind }),
    fullTimeSalary: t.expose('fullTimeSalary', {
      type: 'Decimal',
      description: 'Gross salary per payroll period in full time; "0.00" for a kind that is not supported.',
    }),
    partTimeSalary: t.expose('partTimeSalary', {
      type: 'Decimal',
      description: 'Gross salary per payroll period for the hours worked; "0.00" for a kind that is not supported.',
    }),
    salaryPeriod: t.expose('salaryPeriod', { type: PayrollPeriod }),
    hoursPerWeek: t.field({
      type: 'Decimal',
      nullable: true,
      select: { hoursPerWeek: true },
      resolve: ({ hoursPerWeek }) => hoursPerWeek && toHours(exact(hoursPerWeek.toFixed())),
    }),
    partTimePercentage: t.expose('partTimePercentage', {
      type: 'Decimal',
      nullable: true,
      description: 'From the work schedule: average weekly hours ÷ full-time weekly hours × 100, two decimals.',
    }),
    erasedAt: t.expose('erasedAt', {
      type: 'DateTime',
      nullable: true,
      description:
        'When their personal data was removed because its time was over: names are empty then, and so are the values of their mutations.',
    }),
    enrolments: t.relation('enrolments', { query: { orderBy: [{ startDate: 'asc' }, { id: 'asc' }] } }),
    mutations: t.connection({
      type: ParticipantMutation,
      select: (args, _context, nested) => ({
        mutations: nested(newestMutations.query(args, {}), ['edges', 'node']),
      }),
      resolve: ({ mutations }, args) => newestMutations.page(mutations, args),
    }),
  }),
})

/** The list of a company's participants, by last name. */
export const participantsByName = orderedBy({ lastName: [text, 'asc'], id: [uuid, 'asc'] }, ofCompany)

export const ParticipantFilter = builder.inputType('ParticipantFilter', {
  fields: (t) => ({
    status: t.field({ type: [ParticipantStatus] }),
    search: t.string({ description: 'Part of a name, or an employee number.' }),
    scheme: t.field({ type: SchemeCode, description: 'Enrolled in this scheme now or later.' }),
    erased: t.boolean({
      description:
        'True for those whose personal data was removed because its time was over; they are left out otherwise.',
    }),
  }),
})

type Filter = typeof ParticipantFilter.$inferInput

/** The participants that a filter lets through; `today` decides whether an enrolment has ended. */
export const participantsWhere = (filter: Filter | null | undefined, today: string): Prisma.ParticipantWhereInput => ({
  ...(filter?.status && { status: { in: filter.status } }),
  erasedAt: filter?.erased ? { not: null } : null,
  AND: wordsOf(filter?.search ?? '').map(matchingWord),
  ...(filter?.scheme && {
    enrolments: {
      some: { scheme: filter.scheme, OR: [{ endDate: null }, { endDate: { gte: new Date(today) } }] },
    },
  }),
})

/** The hyphen of a double name divides words too. Ten are more than any name has. */
const wordsOf = (search: string): string[] =>
  search
    .split(/[\s-]+/)
    .filter(Boolean)
    .slice(0, 10)

const searchedNames = ['initials', 'firstName', 'prefix', 'lastName', 'partnerPrefix', 'partnerLastName'] as const

/** Each word must be found in one of the names or be the employee number: "jan vries" finds Jan de Vries. */
const matchingWord = (word: string): Prisma.ParticipantWhereInput => ({
  OR: [
    ...searchedNames.map((name) => ({ [name]: containing(word) })),
    ...(/^\d{1,9}$/.test(word) ? [{ employeeNumber: Number(word) }] : []),
  ],
})
