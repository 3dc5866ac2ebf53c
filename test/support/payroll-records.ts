/** One record of each history in the payroll package, of someone ordinary; a test says only what it is about. */
import {
  type AddressRecord,
  type BankAccountRecord,
  type ContractRecord,
  type EmploymentRecord,
  type InsuranceRecord,
  type PersonalRecord,
  type SalaryRecord,
  type ScheduleRecord,
  unknown,
  type WeekHours,
} from '../../src/core/employee.ts'

/** Two weeks of Monday to Friday, with the hours of one week spread evenly. */
export const week = (hours: number, secondWeek = hours): WeekHours =>
  [hours, secondWeek].flatMap((total) => [...Array(5).fill(String(total / 5)), '0', '0'])

const record = { id: 1, createdAt: '2020-01-01T09:00:00' }
const fromPeriod = { ...record, startYear: 2020, startPeriod: 1 }
const fromDate = { ...record, startDate: '2020-01-01' }

export const personal = (changes: Partial<PersonalRecord> = {}): PersonalRecord => ({
  ...fromPeriod,
  employeeNumber: 12,
  initials: 'J.',
  firstName: 'Jan',
  prefix: null,
  lastName: 'Jansen',
  partnerPrefix: null,
  partnerLastName: null,
  nameUsage: 1,
  gender: 'MALE',
  birthDate: '1980-05-17',
  bsn: unknown,
  maritalStatus: 2,
  emailWork: 'jan@work.example',
  emailPrivate: 'jan@home.example',
  phoneWork: '030 1234567',
  phoneMobileWork: null,
  phonePrivate: null,
  phoneMobilePrivate: '06 12345678',
  ...changes,
})

export const employment = (changes: Partial<EmploymentRecord> = {}): EmploymentRecord => ({
  ...fromDate,
  endDate: null,
  initialStartDate: null,
  ...changes,
})

/** 1 is an ordinary employment, 7 a traineeship. */
export const contract = (changes: Partial<ContractRecord> = {}): ContractRecord => ({
  ...fromDate,
  endDate: null,
  employmentType: 1,
  ...changes,
})

/** Influence 0 is an ordinary employee; 5 and 6 are on-call workers. */
export const insurance = (changes: Partial<InsuranceRecord> = {}): InsuranceRecord => ({
  ...fromPeriod,
  employmentType: 1,
  influence: 0,
  ...changes,
})

export const salary = (changes: Partial<SalaryRecord> = {}): SalaryRecord => ({
  ...fromDate,
  kind: 'GROSS_FULL_TIME',
  kindName: 'Bruto_Salaris_Fulltime',
  value: '3450.00',
  stepValue: null,
  ...changes,
})

export const schedule = (changes: Partial<ScheduleRecord> = {}): ScheduleRecord => ({
  ...fromDate,
  hours: week(40),
  ...changes,
})

export const address = (changes: Partial<AddressRecord> = {}): AddressRecord => ({
  ...fromPeriod,
  type: 'HOME',
  endYear: null,
  endPeriod: null,
  street: 'Dorpsstraat',
  houseNumber: '1',
  houseNumberAddition: null,
  postalCode: '1234 AB',
  city: 'Utrecht',
  countryCode: 'NL',
  ...changes,
})

export const bankAccount = (changes: Partial<BankAccountRecord> = {}): BankAccountRecord => ({
  id: 1,
  type: 'STANDARD',
  iban: 'NL91ABNA0417164300',
  ...changes,
})
