/** Builds records of Nmbrs with everything filled in that a story does not mention. Ids are given by buildEmployee. */
import type { IsoDate, Period } from './calendar.ts'
import type {
  Address,
  BankAccount,
  Contract,
  Employment,
  FullTimeSchedules,
  PersonalInfo,
  Salary,
  Schedule,
  SvwSettings,
  WeekHours,
} from './records.ts'

/** Nmbrs notes when a record was entered; here that is the morning of its first day, unless said otherwise. */
export const enteredOn = (date: IsoDate, time = '09:00:00'): string => `${date}T${time}`

export const blankPersonalInfo: PersonalInfo = {
  Id: 0,
  DisplayName: '',
  EmployeeNumber: 0,
  BSN: '',
  Title: '',
  FirstName: '',
  Initials: '',
  Prefix: '',
  LastName: '',
  Nickname: '',
  Gender: 'undefined',
  NationalityCode: 1,
  PlaceOfBirth: '',
  CountryOfBirthISOCode: 'NL',
  IdentificationNumber: '',
  IdentificationType: 0,
  PartnerPrefix: '',
  PartnerLastName: '',
  TelephonePrivate: '',
  TelephoneWork: '',
  TelephoneMobilePrivate: '',
  TelephoneMobileWork: '',
  TelephoneOther: '',
  EmailPrivate: '',
  EmailWork: '',
  BurgerlijkeStaat: 0,
  Naamstelling: 1,
  Birthday: null,
  CreationDate: null,
  StartPeriod: 1,
  StartYear: 1,
  DeceasedDate: null,
  TitleAfter: '',
}

export const employment = (StartDate: IsoDate, changes: Partial<Employment> = {}): Employment => ({
  EmploymentId: 0,
  CreationDate: enteredOn(StartDate),
  StartDate,
  EndDate: null,
  InitialStartDate: StartDate,
  ...changes,
})

/** EmployementType 1 is an ordinary employment contract (arbeidsovereenkomst). */
export const contract = (StartDate: IsoDate, changes: Partial<Contract> = {}): Contract => ({
  ContractID: 0,
  CreationDate: enteredOn(StartDate),
  StartDate,
  TrialPeriod: null,
  EndDate: null,
  EmployementType: 1,
  EmploymentSequenceTaxId: 1,
  Indefinite: true,
  PhaseClassification: null,
  WrittenContract: true,
  HoursPerWeek: '38.00',
  ...changes,
})

export const svwSettings = (start: IsoDate, { year, period }: Period, changes: Partial<SvwSettings> = {}) => ({
  Id: 0,
  CreationDate: enteredOn(start),
  StartYear: year,
  StartPeriod: period,
  Influence: 0,
  Wao_Wia: true,
  Ww: true,
  Zw: true,
  CodeZvw: 'K',
  Sector: { SectorId: 5, SectorCode: 5, SectorDescription: 'Bakkerijen' },
  EmploymentType: 1,
  PhaseClassification: null,
  EmploymentSequenceTaxId: 1,
  ...changes,
})

export const salary = (
  StartDate: IsoDate,
  Type: Salary['Type'],
  Value: string,
  changes: Partial<Salary> = {},
): Salary => ({ ID: 0, Value, Type, SalaryTable: null, StartDate, CreationDate: enteredOn(StartDate), ...changes })

/** Hours from Monday on; days that are not mentioned are free. */
export type Hours = readonly string[]

const weekHours = (first: Hours, second: Hours): WeekHours => {
  const hours = (week: Hours, day: number) => week[day] ?? '0.0'
  return {
    HoursMonday: hours(first, 0),
    HoursTuesday: hours(first, 1),
    HoursWednesday: hours(first, 2),
    HoursThursday: hours(first, 3),
    HoursFriday: hours(first, 4),
    HoursSaturday: hours(first, 5),
    HoursSunday: hours(first, 6),
    HoursMonday2: hours(second, 0),
    HoursTuesday2: hours(second, 1),
    HoursWednesday2: hours(second, 2),
    HoursThursday2: hours(second, 3),
    HoursFriday2: hours(second, 4),
    HoursSaturday2: hours(second, 5),
    HoursSunday2: hours(second, 6),
  }
}

/** A schedule of one week, or of two that take turns. ParttimePercentage is 1.0 whatever the hours: nobody may trust it. */
export const schedule = (StartDate: IsoDate, first: Hours, second: Hours = []): Schedule => ({
  Id: '0',
  ...weekHours(first, second),
  ParttimePercentage: '1.0',
  StartDate,
  CreationDate: enteredOn(StartDate),
})

/** The company's four schedules: `used` says which ones have these hours, the others are all zero. */
export const fullTimeSchedules = (hours: Hours, used: readonly (keyof FullTimeSchedules)[]): FullTimeSchedules => {
  const hoursOf = (name: keyof FullTimeSchedules) => ({
    ScheduleCalcMethod: 'Hours52WeeksDevidedPeriods' as const,
    ...weekHours(used.includes(name) ? hours : [], []),
  })
  return {
    FulltimeScheduleOne: hoursOf('FulltimeScheduleOne'),
    FulltimeScheduleTwo: hoursOf('FulltimeScheduleTwo'),
    FulltimeScheduleThree: hoursOf('FulltimeScheduleThree'),
    FulltimeScheduleFour: hoursOf('FulltimeScheduleFour'),
  }
}

export const address = (start: IsoDate, { year, period }: Period, changes: Partial<Address>): Address => ({
  Id: 0,
  StartPeriod: period,
  StartYear: year,
  EndPeriod: null,
  EndYear: null,
  Street: '',
  HouseNumber: '',
  HouseNumberAddition: '',
  PostalCode: '',
  City: '',
  StateProvince: '',
  CreationDate: enteredOn(start),
  CountryISOCode: 'NL',
  Type: 'HomeAddress',
  ...changes,
})

export const bankAccount = (Type: BankAccount['Type'], IBAN: string, changes: Partial<BankAccount> = {}) => ({
  Id: 0,
  Number: '',
  Description: '',
  IBAN,
  BIC: '',
  City: '',
  Name: '',
  Type,
  ...changes,
})
