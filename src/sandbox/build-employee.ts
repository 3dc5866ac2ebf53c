/** Builds an employee from what a story says of them: the rest is ordinary, and every record gets an id. */
import {
  address,
  bankAccount,
  blankPersonalInfo,
  contract,
  enteredOn,
  type Hours,
  schedule,
  svwSettings,
} from './build-records.ts'
import { type IsoDate, type Period, type PeriodSpelling, periodOf } from './calendar.ts'
import { employeeTypes, type SandboxEmployee } from './company.ts'
import { bsnOf, ibanOf } from './made-up-numbers.ts'
import type { PersonalInfo } from './records.ts'

export type EmployeeDraft = Pick<SandboxEmployee, 'EmployeeId' | 'employments' | 'salaries'> &
  Partial<Omit<SandboxEmployee, 'personalInfos'>> & {
    /** Personnel number. */
    number: number
    /** What does not say when it starts holds from this day. */
    from: IsoDate
    /** Who it is, as first entered. */
    personal: Partial<PersonalInfo>
    /** Each later personal record: what changed in the period of that day. */
    changes?: readonly (Partial<PersonalInfo> & { from: IsoDate })[]
  }

/** What an employee has from the company, unless the draft says otherwise. */
export type Employer = { period: PeriodSpelling; fullWeek: Hours; mailDomain: string }

export const buildEmployee = (draft: EmployeeDraft, employer: Employer): SandboxEmployee => {
  const { EmployeeId, from } = draft
  const started = periodOf(from, employer.period)
  return {
    EmployeeId,
    EmployeeType: draft.EmployeeType ?? employeeTypes.staff.Id,
    personalInfos: personalInfos(draft, employer).map((each, index) => ({ ...each, Id: recordId(EmployeeId, index) })),
    missingInBulk: draft.missingInBulk ?? false,
    employments: draft.employments.map((each, index) => ({ ...each, EmploymentId: recordId(EmployeeId, index) })),
    contracts: (draft.contracts ?? [contract(from)]).map((each, index) => ({
      ...each,
      ContractID: recordId(EmployeeId, index),
    })),
    svwSettings: withIds(EmployeeId, draft.svwSettings ?? [svwSettings(from, started)]),
    salaries: draft.salaries.map((each, index) => ({ ...each, ID: recordId(EmployeeId, index) })),
    schedules: (draft.schedules ?? [schedule(from, employer.fullWeek)]).map((each, index) => ({
      ...each,
      Id: String(recordId(EmployeeId, index)),
    })),
    addresses: withIds(EmployeeId, draft.addresses ?? [ordinaryAddress(EmployeeId, from, started)]),
    bankAccounts: withIds(EmployeeId, draft.bankAccounts ?? [bankAccount('Standaard', ibanOf(EmployeeId))]),
  }
}

const recordId = (EmployeeId: number, index: number): number => EmployeeId * 10 + index + 1

const withIds = <T extends { Id: number }>(EmployeeId: number, records: readonly T[]): T[] =>
  records.map((record, index) => ({ ...record, Id: recordId(EmployeeId, index) }))

const personalInfos = ({ EmployeeId, number, from, personal, changes }: EmployeeDraft, employer: Employer) => {
  const first = { ...blankPersonalInfo, ...ordinaryContact(EmployeeId, personal, employer), ...personal }
  const records = [dated({ ...first, EmployeeNumber: number }, from, employer)]
  for (const { from: changedOn, ...changed } of changes ?? []) {
    records.push(dated({ ...records.at(-1)!, ...changed }, changedOn, employer))
  }
  return records
}

const dated = (info: PersonalInfo, from: IsoDate, { period }: Employer): PersonalInfo => {
  const start = periodOf(from, period)
  return {
    ...info,
    DisplayName: [info.FirstName, info.Prefix, info.LastName].filter((part) => part !== '').join(' '),
    StartYear: start.year,
    StartPeriod: start.period,
    CreationDate: enteredOn(from),
  }
}

const ordinaryContact = (EmployeeId: number, { FirstName, LastName }: Partial<PersonalInfo>, employer: Employer) => ({
  BSN: bsnOf(EmployeeId % 100_000),
  EmailWork: `${FirstName}.${LastName}@${employer.mailDomain}`.toLowerCase().replaceAll(' ', ''),
  TelephoneMobilePrivate: `06 ${String(EmployeeId % 100_000_000).padStart(8, '0')}`,
})

const ordinaryAddress = (EmployeeId: number, from: IsoDate, started: Period) =>
  address(from, started, {
    Street: 'Deegstraat',
    HouseNumber: String(EmployeeId % 1000),
    PostalCode: '1506 AB',
    City: 'Zaandam',
  })
