/** The answers that say only what holds now. */
import { blankPersonalInfo } from './build-records.ts'
import { type IsoDate, periodOf } from './calendar.ts'
import type { SandboxCompany, SandboxEmployee } from './company.ts'
import type * as records from './records.ts'
import type { RecordOf } from './shape.ts'

export const companyEntry = (company: SandboxCompany): RecordOf<typeof records.company> => ({
  ...company,
  PhoneNumber: '',
  Email: '',
  LoonaangifteTijdvak: company.period === 'M' ? 'Month' : 'Week4',
})

export const employeeEntry = (
  employee: SandboxEmployee,
  company: SandboxCompany,
  today: IsoDate,
): RecordOf<typeof records.employee> => {
  const info = currentOfPeriod(employee.personalInfos, company, today)
  return { Id: employee.EmployeeId, Number: info?.EmployeeNumber ?? 0, DisplayName: info?.DisplayName ?? '' }
}

export const personalInfoNow = (
  employee: SandboxEmployee,
  company: SandboxCompany,
  today: IsoDate,
): RecordOf<typeof records.currentPersonalInfo> => {
  const info = currentOfPeriod(employee.personalInfos, company, today) ?? blankPersonalInfo
  return {
    ...info,
    Id: employee.EmployeeId,
    Number: info.EmployeeNumber,
    BurgerlijkeStaat: info.BurgerlijkeStaat === 0 ? '' : String(info.BurgerlijkeStaat),
    Naamstelling: info.Naamstelling === 0 ? '' : String(info.Naamstelling),
  }
}

/** One row of the overview of all employees: no partner and no name usage in it. */
export const overviewOf = (
  employee: SandboxEmployee,
  company: SandboxCompany,
  today: IsoDate,
): RecordOf<typeof records.personalInfoContractSalaryAddress> => {
  const info = currentOfPeriod(employee.personalInfos, company, today) ?? blankPersonalInfo
  const homes = employee.addresses.filter(({ Type, EndYear }) => Type === 'HomeAddress' && EndYear === null)
  const home = currentOfPeriod(homes, company, today)
  const salary = currentOfDate(employee.salaries, today)
  const contract = currentOfDate(employee.contracts, today)
  return {
    ...info,
    EmployeeID: employee.EmployeeId,
    City: home?.City ?? '',
    ContractStartDate: contract?.StartDate ?? null,
    ContractEndDate: contract?.EndDate ?? null,
    SalaryType: salary?.Type ?? 'None',
    SalaryValue: salary?.Value ?? null,
    Street: home?.Street ?? '',
    HouseNumber: home?.HouseNumber ?? '',
    HouseNumberAddition: home?.HouseNumberAddition ?? '',
    PostCode: home?.PostalCode ?? '',
    HourlyWage: salary?.Type === 'Bruto_Uurloon' ? salary.Value : '0',
    ContractHours: contract?.HoursPerWeek ?? '0',
  }
}

type Created = { CreationDate: string | null }

const currentOfPeriod = <T extends Created & { StartYear: number; StartPeriod: number }>(
  records: readonly T[],
  company: SandboxCompany,
  today: IsoDate,
): T | undefined => {
  const now = periodOf(today, company.period)
  const place = ({ StartYear, StartPeriod }: T) => StartYear * 100 + StartPeriod
  return latest(records, place, now.year * 100 + now.period)
}

const currentOfDate = <T extends Created & { StartDate: IsoDate | null }>(
  records: readonly T[],
  today: IsoDate,
): T | undefined => latest(records, ({ StartDate }) => Date.parse(StartDate ?? '0001-01-01'), Date.parse(today))

/** The record with the latest start up to now; of two with one start the one created last, then the one added last. */
const latest = <T extends Created>(records: readonly T[], startOf: (record: T) => number, now: number): T | undefined =>
  records
    .filter((record) => startOf(record) <= now)
    .sort((one, other) => startOf(one) - startOf(other) || createdAt(one).localeCompare(createdAt(other)))
    .at(-1)

const createdAt = ({ CreationDate }: Created): string => CreationDate ?? ''
