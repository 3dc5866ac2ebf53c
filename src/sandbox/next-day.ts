/** What happens in the demo company: one script for each time that someone presses "next day". After the last, nothing. */
import { buildEmployee } from './build-employee.ts'
import { address, bankAccount, employment, enteredOn, salary } from './build-records.ts'
import { addDays, type IsoDate, periodOf } from './calendar.ts'
import { employeeTypes, type SandboxCompany, type SandboxEmployee } from './company.ts'
import { demoEmployer } from './demo-company.ts'
import { ibanOf } from './made-up-numbers.ts'

type Day = (company: SandboxCompany, on: IsoDate) => void

const firstDay: Day = (company, on) => {
  raise(employeeOf(company, 40101), on)
  move(employeeOf(company, 40102), on)
  emptyWorkEmail(employeeOf(company, 40104))
  leaveBefore(employeeOf(company, 40108), on)
  marry(employeeOf(company, 40122), on)
  company.employees.push(joiner(on))
}

const secondDay: Day = (company) => {
  latest(employeeOf(company, 40106).personalInfos).TelephoneMobilePrivate = '06 00099106'
  const { bankAccounts } = employeeOf(company, joinerId)
  bankAccounts.push({ ...bankAccount('Standaard', ibanOf(joinerId)), Id: joinerId * 10 + 1 })
}

export const days: readonly Day[] = [firstDay, secondDay]

/** From 3,450.00 to 3,600.00, as of today. */
const raise = ({ salaries }: SandboxEmployee, on: IsoDate) => {
  const raised = salary(on, 'Bruto_Salaris_Fulltime', '3600.00', { CreationDate: enteredOn(on, '08:30:00') })
  salaries.push({ ...raised, ID: latest(salaries).ID + 1 })
}

/** A new address record as of the current payroll period. */
const move = ({ addresses }: SandboxEmployee, on: IsoDate) => {
  const moved = address(on, periodOf(on, demoEmployer.period), {
    Street: 'Korstlaan',
    HouseNumber: '24',
    HouseNumberAddition: 'B',
    PostalCode: '1508 KL',
    City: 'Wormerveer',
  })
  addresses.push({ ...moved, Id: latest(addresses).Id + 1 })
}

const emptyWorkEmail = ({ personalInfos }: SandboxEmployee) => {
  latest(personalInfos).EmailWork = ''
}

/** Yesterday was the last day in service. */
const leaveBefore = (employee: SandboxEmployee, on: IsoDate) => {
  const yesterday = addDays(on, -1)
  employee.EmployeeType = employeeTypes.formerStaff.Id
  latest(employee.employments).EndDate = yesterday
  latest(employee.contracts).EndDate = yesterday
}

/** From own name to partner's name, then own. */
const marry = ({ personalInfos }: SandboxEmployee, on: IsoDate) => {
  const before = latest(personalInfos)
  const { year: StartYear, period: StartPeriod } = periodOf(on, demoEmployer.period)
  personalInfos.push({
    ...before,
    Id: before.Id + 1,
    PartnerPrefix: 'de',
    PartnerLastName: 'Boer',
    Naamstelling: 3,
    BurgerlijkeStaat: 1,
    StartYear,
    StartPeriod,
    CreationDate: enteredOn(on, '08:30:00'),
  })
}

const joinerId = 40128

/** 128: in service as of today; no bank account is known before the second day. */
const joiner = (on: IsoDate): SandboxEmployee =>
  buildEmployee(
    {
      EmployeeId: joinerId,
      number: 128,
      from: on,
      personal: {
        Initials: 'N.',
        FirstName: 'Nina',
        LastName: 'Nieuwenhuis',
        Gender: 'female',
        Birthday: '1996-03-08',
        BurgerlijkeStaat: 2,
      },
      employments: [employment(on)],
      salaries: [salary(on, 'Bruto_Salaris_Fulltime', '2580.00')],
      bankAccounts: [],
    },
    demoEmployer,
  )

const employeeOf = ({ employees }: SandboxCompany, id: number): SandboxEmployee =>
  employees.find(({ EmployeeId }) => EmployeeId === id)!

const latest = <T>(records: T[]): T => records.at(-1)!
