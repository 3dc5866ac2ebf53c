/**
 * The records of Nmbrs as its WSDL has them: each shape names the elements in order and says what each holds. The names
 * are Nmbrs's own, its typing errors included. The types of the records follow from the shapes.
 */
import type { RecordOf, Shape } from './shape.ts'

const gender = { words: ['undefined', 'male', 'female'], written: 'word' } as const
const salaryTypes = [
  'None',
  'Bruto_Salaris_Fulltime',
  'Bruto_Salaris_Partime',
  'Bruto_Uurloon',
  'Netto_Salaris_Partime_incl_looncomp',
  'Netto_Salaris_Partime_excl_looncomp',
  'Netto_Uurloon_excl_looncomp',
  'Werkgerverslasten',
  'Netto_Uurloon_incl_looncomp',
] as const
const addressType = {
  words: ['HomeAddress', 'PostAddress', 'AbsenceAddress', 'HolidaysAddress', 'WeekendAddress'],
  written: 'word',
} as const
const bankAccountType = {
  words: [
    'None',
    'Bankrekening1',
    'Spaarloon',
    'Bankrekening2',
    'Bankrekening3',
    'Bankrekening4',
    'Bankrekening5',
    'Standaard',
    'Levensloop',
  ],
  written: 'word',
} as const

// The parts of PersonalInfo (one employee) and PersonalInfo_V2 (all of a company) that are the same.
const person = {
  BSN: 'text',
  Title: 'text',
  FirstName: 'text',
  Initials: 'text',
  Prefix: 'text',
  LastName: 'text',
  Nickname: 'text',
  Gender: gender,
  NationalityCode: 'int',
  PlaceOfBirth: 'text',
  CountryOfBirthISOCode: 'text',
  IdentificationNumber: 'text',
  IdentificationType: 'int',
  PartnerPrefix: 'text',
  PartnerLastName: 'text',
  TelephonePrivate: 'text',
  TelephoneWork: 'text',
  TelephoneMobilePrivate: 'text',
  TelephoneMobileWork: 'text',
  TelephoneOther: 'text',
  EmailPrivate: 'text',
  EmailWork: 'text',
} as const

export const personalInfo = {
  Id: 'int',
  DisplayName: 'text',
  EmployeeNumber: 'int',
  ...person,
  BurgerlijkeStaat: 'int',
  Naamstelling: 'int',
  Birthday: 'dateTime?',
  CreationDate: 'dateTime?',
  StartPeriod: 'int',
  StartYear: 'int',
  DeceasedDate: 'dateTime?',
  TitleAfter: 'text',
} as const satisfies Shape
export type PersonalInfo = RecordOf<typeof personalInfo>

const { BSN: _, ...withoutBsn } = personalInfo
export const personalInfoWithoutBsn = withoutBsn

/** Of PersonalInfo_GetCurrent: Id is the employee's own, and two codes are strings. */
export const currentPersonalInfo = {
  Id: 'int',
  Number: 'int',
  DisplayName: 'text',
  EmployeeNumber: 'int?',
  ...person,
  BurgerlijkeStaat: 'text',
  Naamstelling: 'text',
  Birthday: 'dateTime?',
  DeceasedDate: 'dateTime?',
  TitleAfter: 'text',
} as const satisfies Shape

export const employment = {
  EmploymentId: 'int',
  CreationDate: 'dateTime?',
  StartDate: 'dateTime?',
  EndDate: 'dateTime?',
  InitialStartDate: 'dateTime?',
} as const satisfies Shape
export type Employment = RecordOf<typeof employment>

export const contract = {
  ContractID: 'int',
  CreationDate: 'dateTime?',
  StartDate: 'dateTime?',
  TrialPeriod: 'dateTime?',
  EndDate: 'dateTime?',
  EmployementType: 'int',
  EmploymentSequenceTaxId: 'int',
  Indefinite: 'boolean?',
  PhaseClassification: 'int?',
  WrittenContract: 'boolean',
  HoursPerWeek: 'decimal',
} as const satisfies Shape
export type Contract = RecordOf<typeof contract>

const sector = { SectorId: 'int', SectorCode: 'int', SectorDescription: 'text' } as const

/** Social insurance (sociale verzekeringswetten) in v3. Influence goes by several names, see Quirks. */
export const svwSettings = {
  Id: 'int',
  CreationDate: 'dateTime',
  StartYear: 'int',
  StartPeriod: 'int',
  Influence: 'text',
  Wao_Wia: 'boolean',
  Ww: 'boolean',
  Zw: 'boolean',
  CodeZvw: 'text',
  Sector: sector,
  EmploymentType: 'int',
  PhaseClassification: 'int?',
  EmploymentSequenceTaxId: 'int',
} as const satisfies Shape

/** The same in v2.1, which knows no EmploymentType. */
export const svwSettingOfVersion2 = {
  RecordID: 'int',
  CreationDate: 'dateTime',
  StartPeriod: 'int',
  StartYear: 'int',
  ZW: 'boolean',
  WW: 'boolean',
  WAO_WIA: 'boolean',
  InfluenceInsurance: 'text',
  Sector: sector,
} as const satisfies Shape

/** As kept: Influence is the number of Nmbrs (5 = D, 6 = E). */
export type SvwSettings = Omit<RecordOf<typeof svwSettings>, 'Influence'> & { Influence: number }

export const salary = {
  ID: 'int',
  Value: 'decimal',
  Type: { words: salaryTypes, written: 'number' },
  SalaryTable: {
    Code: 'int',
    Description: 'text',
    Schaal: { Scale: 'text', SchaalDescription: 'text', ScaleValue: 'decimal' },
    Trede: { Step: 'text', StepDescription: 'text', StepValue: 'decimal' },
  },
  StartDate: 'dateTime',
  CreationDate: 'dateTime',
} as const satisfies Shape
export type Salary = RecordOf<typeof salary>

const weekHours = {
  HoursMonday: 'decimal',
  HoursTuesday: 'decimal',
  HoursWednesday: 'decimal',
  HoursThursday: 'decimal',
  HoursFriday: 'decimal',
  HoursSaturday: 'decimal',
  HoursSunday: 'decimal',
  HoursMonday2: 'decimal',
  HoursTuesday2: 'decimal',
  HoursWednesday2: 'decimal',
  HoursThursday2: 'decimal',
  HoursFriday2: 'decimal',
  HoursSaturday2: 'decimal',
  HoursSunday2: 'decimal',
} as const satisfies Shape
export type WeekHours = RecordOf<typeof weekHours>

export const schedule = {
  Id: 'decimal',
  ...weekHours,
  ParttimePercentage: 'decimal',
  StartDate: 'dateTime',
  CreationDate: 'dateTime',
} as const satisfies Shape
export type Schedule = RecordOf<typeof schedule>

const fullTimeSchedule = {
  ScheduleCalcMethod: {
    words: ['HoursYearDevidedPeriods', 'Hours52WeeksDevidedPeriods', 'ManualHoursPerYearPeriods'],
    written: 'word',
  },
  ...weekHours,
} as const satisfies Shape
export const fullTimeSchedules = {
  FulltimeScheduleOne: fullTimeSchedule,
  FulltimeScheduleTwo: fullTimeSchedule,
  FulltimeScheduleThree: fullTimeSchedule,
  FulltimeScheduleFour: fullTimeSchedule,
} as const satisfies Shape
export type FullTimeSchedules = RecordOf<typeof fullTimeSchedules>

export const address = {
  Id: 'int',
  StartPeriod: 'int',
  StartYear: 'int',
  EndPeriod: 'int?',
  EndYear: 'int?',
  Street: 'text',
  HouseNumber: 'text',
  HouseNumberAddition: 'text',
  PostalCode: 'text',
  City: 'text',
  StateProvince: 'text',
  CreationDate: 'dateTime?',
  CountryISOCode: 'text',
  Type: addressType,
} as const satisfies Shape
export type Address = RecordOf<typeof address>

export const bankAccount = {
  Id: 'int',
  Number: 'text',
  Description: 'text',
  IBAN: 'text',
  BIC: 'text',
  City: 'text',
  Name: 'text',
  Type: bankAccountType,
} as const satisfies Shape
export type BankAccount = RecordOf<typeof bankAccount>

export const personalInfoContractSalaryAddress = {
  EmployeeID: 'int',
  EmployeeNumber: 'int',
  FirstName: 'text',
  Birthday: 'dateTime?',
  Prefix: 'text',
  LastName: 'text',
  Gender: gender,
  BSN: 'text',
  City: 'text',
  TelephoneWork: 'text',
  TelephoneMobileWork: 'text',
  EmailWork: 'text',
  ContractStartDate: 'dateTime?',
  ContractEndDate: 'dateTime?',
  EmailPrivate: 'text',
  TelephonePrivate: 'text',
  TelephoneMobilePrivate: 'text',
  SalaryType: { words: salaryTypes, written: 'word' },
  SalaryValue: 'decimal?',
  Street: 'text',
  HouseNumber: 'text',
  HouseNumberAddition: 'text',
  PostCode: 'text',
  HourlyWage: 'decimal',
  ContractHours: 'decimal',
} as const satisfies Shape

export const employee = { Id: 'int', Number: 'int', DisplayName: 'text' } as const satisfies Shape
export const employeeType = { Id: 'int', Description: 'text' } as const satisfies Shape
export const company = {
  ID: 'int',
  Number: 'int',
  Name: 'text',
  PhoneNumber: 'text',
  Email: 'text',
  LoonaangifteTijdvak: { words: ['None', 'Month', 'Week4', 'Month6', 'Year'], written: 'word' },
  KvkNr: 'text',
} as const satisfies Shape
export const debtor = { Id: 'int', Number: 'text', Name: 'text' } as const satisfies Shape
export const environment = { Domain: 'text', SubDomain: 'text' } as const satisfies Shape
