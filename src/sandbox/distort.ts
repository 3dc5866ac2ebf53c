/** Wrong data for one call: what Nmbrs would answer if its data were mixed up. The data itself stays as it is. */
import type { SandboxCompany, SandboxData, SandboxEmployee } from './company.ts'
import type { DataFault } from './fault.ts'

type Fault = DataFault & { employeeId?: number }

/** `ofOneEmployee`: the call is about an employee, not about a company. */
export const distort = (data: SandboxData, fault: Fault, ofOneEmployee: boolean): SandboxData => ({
  ...data,
  companies: data.companies.map((company, index) => {
    const next = data.companies[(index + 1) % data.companies.length]!
    if (fault.kind !== 'other-company') return { ...company, employees: distortEmployees(company, fault) }
    const employees = ofOneEmployee ? swapEmployees(company, next) : next.employees
    return { ...company, employees, period: next.period, fullTimeSchedules: next.fullTimeSchedules }
  }),
})

/** Everyone's id stays, but the data are another person's. */
const swapEmployees = (company: SandboxCompany, { employees }: SandboxCompany): SandboxEmployee[] =>
  company.employees.map(({ EmployeeId }, index) => ({ ...employees[index % employees.length]!, EmployeeId }))

const distortEmployees = (
  { employees }: SandboxCompany,
  fault: Exclude<Fault, { kind: 'other-company' }>,
): SandboxEmployee[] => {
  const affected = employees.find(({ EmployeeId }) => EmployeeId === fault.employeeId) ?? employees[0]
  switch (fault.kind) {
    case 'same-employee-twice':
      return employees.concat(affected ?? [])
    case 'half-gone':
      return employees.filter((_, index) => index % 2 === 0)
    case 'unreadable-record':
      return employees.map((each) => (each === affected ? unreadable(each) : each))
  }
}

const unreadable = (employee: SandboxEmployee): SandboxEmployee => ({
  ...employee,
  // The start stays, so that this is still the record that holds now.
  personalInfos: employee.personalInfos.map((info) => ({
    ...garbled(info),
    StartYear: info.StartYear,
    StartPeriod: info.StartPeriod,
  })),
  employments: employee.employments.map(garbled),
  contracts: employee.contracts.map(garbled),
  svwSettings: employee.svwSettings.map(garbled),
  salaries: employee.salaries.map(garbled),
  schedules: employee.schedules.map(garbled),
  addresses: employee.addresses.map(garbled),
  bankAccounts: employee.bankAccounts.map(garbled),
})

/** No number is a number any more, and nothing that begins with a digit (dates, amounts) can be read. */
const garbled = <T extends object>(record: T): T =>
  Object.fromEntries(
    Object.entries(record).map(([name, value]) => {
      if (typeof value === 'number') return [name, Number.NaN]
      return [name, typeof value === 'string' && /^\d/.test(value) ? 'onleesbaar' : value]
    }),
  ) as T
