/**
 * The tables that are written in bulk (src/db/bulk.ts): their columns under Prisma's field names, with the type that each
 * has in the database. A test compares them with what the migrations make.
 */
import type * as enums from '../generated/prisma/enums.ts'

/** The TypeScript value of each column type. Dates are ISO text, numerics exact decimal text, json any value. */
export type ColumnValues = {
  uuid: string
  text: string
  integer: number
  numeric: string
  date: string
  timestamptz: Date
  boolean: boolean
  bytea: Uint8Array
  jsonb: object
  participant_status: enums.ParticipantStatus
  name_usage: enums.NameUsage
  gender: enums.Gender
  marital_status: enums.MaritalStatus
  salary_kind: enums.SalaryKind
  payroll_period: enums.PayrollPeriod
  mutation_kind: enums.MutationKind
  mutation_source: enums.MutationSource
  scheme_code: enums.SchemeCode
  signal_code: enums.SignalCode
  signal_severity: enums.SignalSeverity
}
export type ColumnType = keyof ColumnValues
export type Table = { name: string; columns: Readonly<Record<string, ColumnType>> }

export const participantTable = {
  name: 'participant',
  columns: {
    id: 'uuid',
    companyId: 'uuid',
    employeeNumber: 'integer',
    nmbrsEmployeeId: 'integer',
    status: 'participant_status',
    initials: 'text',
    firstName: 'text',
    prefix: 'text',
    lastName: 'text',
    partnerPrefix: 'text',
    partnerLastName: 'text',
    nameUsage: 'name_usage',
    gender: 'gender',
    birthDate: 'date',
    bsnEncrypted: 'bytea',
    bsnHash: 'text',
    maritalStatus: 'marital_status',
    emailWork: 'text',
    emailPrivate: 'text',
    phoneWork: 'text',
    phoneMobileWork: 'text',
    phonePrivate: 'text',
    phoneMobilePrivate: 'text',
    street: 'text',
    houseNumber: 'text',
    houseNumberAddition: 'text',
    postalCode: 'text',
    city: 'text',
    countryCode: 'text',
    iban: 'text',
    employedFrom: 'date',
    employedUntil: 'date',
    salaryKind: 'salary_kind',
    fullTimeSalary: 'numeric',
    partTimeSalary: 'numeric',
    salaryPeriod: 'payroll_period',
    hoursPerWeek: 'numeric',
    partTimePercentage: 'numeric',
    erasedAt: 'timestamptz',
    createdAt: 'timestamptz',
  },
} as const satisfies Table

/** Without position: the database assigns it, in the order of the rows. */
export const mutationTable = {
  name: 'participant_mutation',
  columns: {
    id: 'uuid',
    companyId: 'uuid',
    participantId: 'uuid',
    kind: 'mutation_kind',
    changes: 'jsonb',
    effectiveDate: 'date',
    createdAt: 'timestamptz',
    source: 'mutation_source',
    actor: 'text',
    syncRunId: 'uuid',
    scheme: 'scheme_code',
  },
} as const satisfies Table

export const signalTable = {
  name: 'signal',
  columns: {
    id: 'uuid',
    companyId: 'uuid',
    code: 'signal_code',
    severity: 'signal_severity',
    subject: 'text',
    participantId: 'uuid',
    employeeNumber: 'integer',
    nmbrsEmployeeId: 'integer',
    details: 'jsonb',
    firstSeenAt: 'timestamptz',
    resolvedAt: 'timestamptz',
    open: 'boolean',
  },
} as const satisfies Table

export const enrolmentTable = {
  name: 'enrolment',
  columns: {
    id: 'uuid',
    companyId: 'uuid',
    participantId: 'uuid',
    scheme: 'scheme_code',
    startDate: 'date',
    endDate: 'date',
    source: 'mutation_source',
    reason: 'jsonb',
  },
} as const satisfies Table

export const awaitedEnrolmentTable = {
  name: 'awaited_enrolment',
  columns: { participantId: 'uuid', scheme: 'scheme_code' },
} as const satisfies Table

export const participantProvenanceTable = {
  name: 'participant_provenance',
  columns: { participantId: 'uuid', companyId: 'uuid', sealed: 'bytea', fingerprint: 'text' },
} as const satisfies Table
