/** Why a field is what it is: the values in Nmbrs that it comes from, out of what is kept of the last reading. */
import type { IsoDate } from './employee.ts'
import type { FieldCode } from './participant.ts'
import type { Provenance, ProvenanceGroup } from './provenance.ts'

export type RawValue = {
  /** As in Nmbrs, e.g. "Salary_V2.Value". */
  name: string
  /** Null = empty in Nmbrs. */
  value: string | null
}

export type Explanation = {
  /** NOT_READ: the payroll package never gave this. NO_RECORD: it was read, and nothing holds now. */
  state: 'READ' | 'NO_RECORD' | 'NOT_READ'
  rawValues: RawValue[]
  /** The first day of the record that the field is in; null = not known. */
  recordStart: IsoDate | null
}

export function explain(field: FieldCode, provenance: Provenance): Explanation {
  const [[group]] = sources[field]
  const record = provenance[group]
  return {
    state: record ? 'READ' : record === null ? 'NO_RECORD' : 'NOT_READ',
    rawValues: sources[field].flatMap((source) => valuesOf(source, provenance)),
    recordStart: record?.start ?? null,
  }
}

/** Values of one record: those that are named, or all. */
type Source = readonly [group: ProvenanceGroup, ...elements: string[]]

function valuesOf([group, ...elements]: Source, provenance: Provenance): RawValue[] {
  const chosen = provenance[group]
  if (!chosen) return []
  return Object.entries(chosen.values)
    .filter(([element]) => elements.length === 0 || elements.includes(element))
    .map(([element, value]) => ({ name: `${chosen.record}.${element}`, value }))
}

const hours = [['schedule'], ['fullTimeHours']] as const satisfies Source[]
const amount = [['salary'], ...hours] as const satisfies Source[]

/** What each field is made of, the record that it is in first. */
const sources: Record<FieldCode, readonly [Source, ...Source[]]> = {
  EMPLOYEE_NUMBER: [['personal', 'EmployeeNumber']],
  INITIALS: [['personal', 'Initials']],
  FIRST_NAME: [['personal', 'FirstName']],
  PREFIX: [['personal', 'Prefix']],
  LAST_NAME: [['personal', 'LastName']],
  PARTNER_PREFIX: [['personal', 'PartnerPrefix']],
  PARTNER_LAST_NAME: [['personal', 'PartnerLastName']],
  NAME_USAGE: [['personal', 'Naamstelling']],
  GENDER: [['personal', 'Gender']],
  BIRTH_DATE: [['personal', 'Birthday']],
  BSN: [['personal', 'BSN']], // which is not kept
  MARITAL_STATUS: [['personal', 'BurgerlijkeStaat']],
  EMAIL_WORK: [['personal', 'EmailWork']],
  EMAIL_PRIVATE: [['personal', 'EmailPrivate']],
  PHONE_WORK: [['personal', 'TelephoneWork']],
  PHONE_MOBILE_WORK: [['personal', 'TelephoneMobileWork']],
  PHONE_PRIVATE: [['personal', 'TelephonePrivate']],
  PHONE_MOBILE_PRIVATE: [['personal', 'TelephoneMobilePrivate']],
  STREET: [['address', 'Type', 'Street']],
  HOUSE_NUMBER: [['address', 'Type', 'HouseNumber']],
  HOUSE_NUMBER_ADDITION: [['address', 'Type', 'HouseNumberAddition']],
  POSTAL_CODE: [['address', 'Type', 'PostalCode']],
  CITY: [['address', 'Type', 'City']],
  COUNTRY_CODE: [['address', 'Type', 'CountryISOCode']],
  IBAN: [['bankAccount']],
  EMPLOYED_FROM: [['employment', 'StartDate']],
  EMPLOYED_UNTIL: [['employment', 'EndDate']],
  SALARY_KIND: [['salary', 'Type']],
  FULL_TIME_SALARY: amount,
  PART_TIME_SALARY: amount,
  SALARY_PERIOD: [['payrollPeriod']],
  HOURS_PER_WEEK: [['schedule']],
  PART_TIME_PERCENTAGE: hours,
}
