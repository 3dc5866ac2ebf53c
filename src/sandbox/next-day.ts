/** What happens in the demo company: one script for each time that someone presses "next day". After the last, nothing. */
import { buildEmployee } from './build-employee.ts'
import { address, bankAccount, contract, employment, enteredOn, salary, schedule } from './build-records.ts'
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
  workLess(employeeOf(company, 40127), on)
  company.employees.push(joiner(on))
}

const secondDay: Day = (company, on) => {
  getNumber(employeeOf(company, 40103), 203)
  latest(employeeOf(company, 40106).personalInfos).TelephoneMobilePrivate = '06 00099106'
  leaveBefore(employeeOf(company, 40107), on)
  takeOffList(employeeOf(company, 40107))
  company.employees.push(joinerWithUsedNumber(on))
  comeBack(employeeOf(company, 40108), on)
  takeOffList(employeeOf(company, 40124))
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

/** From five days to four, as of today. */
const workLess = ({ schedules }: SandboxEmployee, on: IsoDate) => {
  const before = latest(schedules)
  schedules.push({ ...schedule(on, ['7.6', '7.6', '7.6', '7.6']), Id: String(Number(before.Id) + 1) })
}

/** Another personnel number, of the same employee. */
const getNumber = ({ personalInfos }: SandboxEmployee, number: number) => {
  latest(personalInfos).EmployeeNumber = number
}

/** On no list of staff any more: gone, unless there is an end date. */
const takeOffList = (employee: SandboxEmployee) => {
  employee.EmployeeType = employeeTypes.external.Id
}

/** Hired again as of today, in a new employment. */
const comeBack = (employee: SandboxEmployee, on: IsoDate) => {
  const { employments, contracts } = employee
  employee.EmployeeType = employeeTypes.staff.Id
  employments.push({ ...employment(on), EmploymentId: latest(employments).EmploymentId + 1 })
  contracts.push({ ...contract(on), ContractID: latest(contracts).ContractID + 1 })
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

/** 107 again: the number of someone who is gone, given to someone who is clearly another person. */
const joinerWithUsedNumber = (on: IsoDate): SandboxEmployee =>
  buildEmployee(
    {
      EmployeeId: 40131,
      number: 107,
      from: on,
      personal: { Initials: 'B.', FirstName: 'Bas', LastName: 'Hergebruik', Gender: 'male', Birthday: '1999-05-05' },
      employments: [employment(on)],
      salaries: [salary(on, 'Bruto_Salaris_Fulltime', '2400.00')],
    },
    demoEmployer,
  )

const employeeOf = ({ employees }: SandboxCompany, id: number): SandboxEmployee =>
  employees.find(({ EmployeeId }) => EmployeeId === id)!

const latest = <T>(records: T[]): T => records.at(-1)!
