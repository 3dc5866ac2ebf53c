/** The participant as the rules see it, and which mutation each of its fields belongs to. */
import type { DecimalText, IsoDate } from './employee.ts'

export type ParticipantStatus = 'ACTIVE' | 'MISSING' | 'LEFT'
export type NameUsage = 'OWN' | 'PARTNER' | 'PARTNER_OWN' | 'OWN_PARTNER'
export type Gender = 'MALE' | 'FEMALE'
export type MaritalStatus =
  | 'MARRIED'
  | 'UNMARRIED'
  | 'COHABITING'
  | 'PERMANENTLY_SEPARATED'
  | 'REGISTERED_PARTNERSHIP'
  | 'WIDOWED'
  | 'DIVORCED'
  | 'OTHER'
export type SalaryKind = 'GROSS_FULL_TIME' | 'GROSS_PART_TIME' | 'UNSUPPORTED' | 'NONE'
export type PayrollPeriod = 'MONTH' | 'FOUR_WEEKS' | 'WEEK' | 'QUARTER' | 'HALF_YEAR' | 'YEAR'
export type MutationSource = 'NMBRS' | 'MANUAL' | 'RULE'
export type MutationKind =
  | 'JOINED'
  | 'LEFT'
  | 'REJOINED'
  | 'NAME'
  | 'PERSONAL'
  | 'CONTACT'
  | 'ADDRESS'
  | 'BANK_ACCOUNT'
  | 'SALARY'
  | 'WORKING_HOURS'
  | 'EMPLOYEE_NUMBER'
  | 'ENROLLED'
  | 'ENROLMENT_ENDED'
  | 'MERGED'
export const schemeCodes = ['OP1', 'NP', 'BIJSPAREN', 'ANW_HIAAT', 'WIA_EXCEDENT'] as const
export type SchemeCode = (typeof schemeCodes)[number]

/** The fields that a sync or a person can change. Decimals have two digits after the point, dates are ISO. */
export type ParticipantFields = {
  employeeNumber: number | null
  initials: string | null
  firstName: string | null
  prefix: string | null
  lastName: string
  partnerPrefix: string | null
  partnerLastName: string | null
  nameUsage: NameUsage
  gender: Gender | null
  birthDate: IsoDate | null
  bsn: string | null
  maritalStatus: MaritalStatus | null
  emailWork: string | null
  emailPrivate: string | null
  phoneWork: string | null
  phoneMobileWork: string | null
  phonePrivate: string | null
  phoneMobilePrivate: string | null
  street: string | null
  houseNumber: string | null
  houseNumberAddition: string | null
  postalCode: string | null
  city: string | null
  countryCode: string | null
  iban: string | null
  employedFrom: IsoDate | null
  employedUntil: IsoDate | null
  salaryKind: SalaryKind
  fullTimeSalary: DecimalText
  partTimeSalary: DecimalText
  salaryPeriod: PayrollPeriod
  hoursPerWeek: DecimalText | null
  partTimePercentage: DecimalText | null
}
export type FieldName = keyof ParticipantFields

/** A participant as it is in the database now. */
export type Participant = ParticipantFields & {
  id: string
  nmbrsEmployeeId: number | null
  status: ParticipantStatus
  /** Whether their personal data was removed because its time was over. */
  isErased: boolean
  enrolments: Enrolment[]
  /** Schemes whose rule was automatic when this participant joined, and whose start has not come yet. */
  awaitedSchemes: SchemeCode[]
}

export type Enrolment = {
  id: string
  scheme: SchemeCode
  startDate: IsoDate
  endDate: IsoDate | null
  source: MutationSource
}

/** One field of a mutation, in canonical text; null = empty. A BSN is masked. */
export type FieldChange = { field: FieldCode; oldValue: string | null; newValue: string | null }

/** Each field: its name in the API, and the kind of mutation that a change of it is. */
export const participantFields = {
  employeeNumber: { code: 'EMPLOYEE_NUMBER', kind: 'EMPLOYEE_NUMBER' },
  initials: { code: 'INITIALS', kind: 'NAME' },
  firstName: { code: 'FIRST_NAME', kind: 'NAME' },
  prefix: { code: 'PREFIX', kind: 'NAME' },
  lastName: { code: 'LAST_NAME', kind: 'NAME' },
  partnerPrefix: { code: 'PARTNER_PREFIX', kind: 'NAME' },
  partnerLastName: { code: 'PARTNER_LAST_NAME', kind: 'NAME' },
  nameUsage: { code: 'NAME_USAGE', kind: 'NAME' },
  gender: { code: 'GENDER', kind: 'PERSONAL' },
  birthDate: { code: 'BIRTH_DATE', kind: 'PERSONAL' },
  bsn: { code: 'BSN', kind: 'PERSONAL' },
  maritalStatus: { code: 'MARITAL_STATUS', kind: 'PERSONAL' },
  emailWork: { code: 'EMAIL_WORK', kind: 'CONTACT' },
  emailPrivate: { code: 'EMAIL_PRIVATE', kind: 'CONTACT' },
  phoneWork: { code: 'PHONE_WORK', kind: 'CONTACT' },
  phoneMobileWork: { code: 'PHONE_MOBILE_WORK', kind: 'CONTACT' },
  phonePrivate: { code: 'PHONE_PRIVATE', kind: 'CONTACT' },
  phoneMobilePrivate: { code: 'PHONE_MOBILE_PRIVATE', kind: 'CONTACT' },
  street: { code: 'STREET', kind: 'ADDRESS' },
  houseNumber: { code: 'HOUSE_NUMBER', kind: 'ADDRESS' },
  houseNumberAddition: { code: 'HOUSE_NUMBER_ADDITION', kind: 'ADDRESS' },
  postalCode: { code: 'POSTAL_CODE', kind: 'ADDRESS' },
  city: { code: 'CITY', kind: 'ADDRESS' },
  countryCode: { code: 'COUNTRY_CODE', kind: 'ADDRESS' },
  iban: { code: 'IBAN', kind: 'BANK_ACCOUNT' },
  employedFrom: { code: 'EMPLOYED_FROM', kind: 'PERSONAL' },
  employedUntil: { code: 'EMPLOYED_UNTIL', kind: 'PERSONAL' },
  salaryKind: { code: 'SALARY_KIND', kind: 'SALARY' },
  fullTimeSalary: { code: 'FULL_TIME_SALARY', kind: 'SALARY' },
  partTimeSalary: { code: 'PART_TIME_SALARY', kind: 'SALARY' },
  salaryPeriod: { code: 'SALARY_PERIOD', kind: 'SALARY' },
  hoursPerWeek: { code: 'HOURS_PER_WEEK', kind: 'WORKING_HOURS' },
  partTimePercentage: { code: 'PART_TIME_PERCENTAGE', kind: 'WORKING_HOURS' },
} as const satisfies Record<FieldName, { code: string; kind: MutationKind }>

export type FieldCode = (typeof participantFields)[FieldName]['code']

export const fieldNames = Object.keys(participantFields) as FieldName[]
export const fieldCodes = fieldNames.map((name) => participantFields[name].code)
