/**
 * What a payroll package knows of one company's staff, in our own words. Every payroll source yields a PayrollSnapshot;
 * from there on nothing knows which source it was.
 *
 * Shapes: dates are ISO calendar dates ("2026-11-23"), decimals are exact decimal text ("3450.00"), strings are as the
 * source gives them. An empty or absent element of a record is null; a whole history that the source could not or does
 * not give is `unknown`, and what is unknown never overwrites anything.
 */
import type { PayrollPeriod } from './participant.ts'

export type IsoDate = string
export type DecimalText = string

/** Not read, or not known by this source: a value of its own, never a silent "no" or "empty". */
export const unknown = Symbol('unknown')
export type Known<T> = T | typeof unknown

/** Narrows away `unknown`. */
export const isKnown = <T>(value: Known<T>): value is T => value !== unknown

export type PayrollSnapshot = {
  /** True only when every call succeeded and everyone on the roster has personal information: only then can anyone be missing or have left. */
  complete: boolean
  /** The company's current payroll period in the source. */
  period: { year: number; period: number; type: PayrollPeriod }
  /** The company's full-time schedule; null when it has none. */
  fullTimeSchedule: Known<WeekHours | null>
  /** Everyone that any answer mentions, on the roster or not. One entry per sourceId. */
  employees: PayrollEmployee[]
}

/** Hours of each day of two weeks, Monday to Sunday and Monday to Sunday again: 14 decimals. */
export type WeekHours = DecimalText[]

export type PayrollEmployee = {
  /** EmployeeId in Nmbrs: the key of one employee record there, never the personnel number. */
  sourceId: number
  /** The entry on the list of people who are on the payroll now or were before; null when not on it. */
  roster: { number: number | null; name: string } | null
  /** Why this person's data could not be read; their histories are then unknown. */
  unreadable: string | null
  personal: Known<PersonalRecord[]>
  employments: Known<EmploymentRecord[]>
  contracts: Known<ContractRecord[]>
  insurance: Known<InsuranceRecord[]>
  salaries: Known<SalaryRecord[]>
  schedules: Known<ScheduleRecord[]>
  addresses: Known<AddressRecord[]>
  bankAccounts: Known<BankAccountRecord[]>
}

/** Parts that every record of a history has: ties between two records go to the latest creation, then the highest id. */
export type HistoryRecord = { id: number; createdAt: string | null }
/** Holds from a date. */
export type DatedRecord = HistoryRecord & { startDate: IsoDate | null }
/** Holds from a payroll period of the company. */
export type PeriodRecord = HistoryRecord & { startYear: number; startPeriod: number }

export type PersonalRecord = PeriodRecord & {
  employeeNumber: number | null
  initials: string | null
  firstName: string | null
  prefix: string | null
  lastName: string | null
  partnerPrefix: string | null
  partnerLastName: string | null
  /** Naamstelling: 1 own, 2 partner, 3 partner - own, 4 own - partner. */
  nameUsage: number | null
  gender: 'MALE' | 'FEMALE' | null
  birthDate: IsoDate | null
  /** `unknown` when the company does not read it. */
  bsn: Known<string | null>
  /** BurgerlijkeStaat. */
  maritalStatus: number | null
  emailWork: string | null
  emailPrivate: string | null
  phoneWork: string | null
  phoneMobileWork: string | null
  phonePrivate: string | null
  phoneMobilePrivate: string | null
}

export type EmploymentRecord = DatedRecord & {
  /** Last day in service; null = open-ended. */
  endDate: IsoDate | null
  initialStartDate: IsoDate | null
}

export type ContractRecord = DatedRecord & {
  endDate: IsoDate | null
  /** Aard arbeidsverhouding. */
  employmentType: number | null
}

export type InsuranceRecord = PeriodRecord & {
  /** Aard arbeidsverhouding. */
  employmentType: number | null
  /** Invloed verzekeringsplicht as the Nmbrs number: 5 = on-call without obligation (D), 6 = with (E). */
  influence: number | null
}

export type SalaryRecord = DatedRecord & {
  kind: 'GROSS_FULL_TIME' | 'GROSS_PART_TIME' | 'NONE' | 'UNSUPPORTED'
  /** How the source names the kind, for people to read. */
  kindName: string
  value: DecimalText
  /** The amount of the step in a salary table, when the salary is in one. */
  stepValue: DecimalText | null
}

export type ScheduleRecord = DatedRecord & { hours: WeekHours }

export type AddressRecord = PeriodRecord & {
  type: 'HOME' | 'POST' | 'OTHER'
  endYear: number | null
  endPeriod: number | null
  street: string | null
  houseNumber: string | null
  houseNumberAddition: string | null
  postalCode: string | null
  city: string | null
  countryCode: string | null
}

export type BankAccountRecord = { id: number; type: 'STANDARD' | 'FIRST' | 'OTHER'; iban: string | null }
