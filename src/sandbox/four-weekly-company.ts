/** A small company that pays every four weeks, with every quirk the other way round than in the demo company. */
import { buildEmployee, type EmployeeDraft, type Employer } from './build-employee.ts'
import { address, employment, fullTimeSchedules, salary, schedule, svwSettings } from './build-records.ts'
import { type IsoDate, periodOf, yearsBefore } from './calendar.ts'
import type { SandboxCompany } from './company.ts'

const employer: Employer = {
  period: 'W4',
  fullWeek: ['8.0', '8.0', '8.0', '8.0', '4.0'],
  mailDomain: 'molendehoop.example',
}

export const fourWeeklyCompany = (base: IsoDate): SandboxCompany => ({
  ID: 4002,
  Number: 2,
  Name: 'Molen De Hoop V.O.F.',
  KvkNr: '00004002',
  period: employer.period,
  // The first of the four is not used: all zero.
  fullTimeSchedules: fullTimeSchedules(employer.fullWeek, ['FulltimeScheduleTwo', 'FulltimeScheduleThree']),
  employees: employees(base).map((draft) => buildEmployee(draft, employer)),
  quirks: {
    emptyDates: 'sentinel',
    enumerations: 'swapped',
    extraElements: false,
    emptyHistories: 'no item',
    influence: 'InfluenceObligedInsuranced',
    influenceWritten: 'letter',
    firstName: 'FirstName',
    contractItem: 'EmployeeContractItem',
  },
})

const employees = (base: IsoDate): EmployeeDraft[] => {
  const ago = (years: number, monthAndDay: string) => yearsBefore(base, years, monthAndDay)
  const fourWeeks = (date: IsoDate) => periodOf(date, employer.period)
  return [
    // 1: full-time gross salary per four weeks; moved in the course of a year.
    {
      EmployeeId: 42001,
      number: 1,
      from: ago(8, '03-01'),
      personal: {
        Initials: 'C.',
        FirstName: 'Cornelis',
        Prefix: 'van der',
        LastName: 'Wiek',
        Gender: 'male',
        Birthday: '1978-04-18',
        BurgerlijkeStaat: 1,
      },
      employments: [employment(ago(8, '03-01'))],
      salaries: [salary(ago(1, '01-01'), 'Bruto_Salaris_Fulltime', '2520.00')],
      addresses: [
        address(ago(8, '03-01'), fourWeeks(ago(8, '03-01')), {
          Street: 'Wiekpad',
          HouseNumber: '1',
          PostalCode: '1509 AA',
          City: 'Zaandam',
        }),
        address(ago(2, '05-01'), fourWeeks(ago(2, '05-01')), {
          Street: 'Roedenlaan',
          HouseNumber: '12',
          PostalCode: '1509 AC',
          City: 'Zaandam',
        }),
      ],
    },
    // 2: part-time gross salary, 20 of 36 hours.
    {
      EmployeeId: 42002,
      number: 2,
      from: ago(3, '02-01'),
      personal: {
        Initials: 'D.',
        FirstName: 'Dina',
        LastName: 'Maalsteen',
        Gender: 'female',
        Birthday: '1987-12-24',
        BurgerlijkeStaat: 2,
      },
      employments: [employment(ago(3, '02-01'))],
      salaries: [salary(ago(1, '01-01'), 'Bruto_Salaris_Partime', '1240.00')],
      schedules: [schedule(ago(3, '02-01'), ['8.0', '8.0', '4.0'])],
    },
    // 3: on call, written as the letter E.
    {
      EmployeeId: 42003,
      number: 3,
      from: ago(1, '06-01'),
      personal: { Initials: 'L.', FirstName: 'Luuk', LastName: 'Zeilmaker', Gender: 'male', Birthday: '2002-08-02' },
      employments: [employment(ago(1, '06-01'))],
      svwSettings: [svwSettings(ago(1, '06-01'), fourWeeks(ago(1, '06-01')), { Influence: 6 })],
      salaries: [salary(ago(1, '06-01'), 'Bruto_Uurloon', '15.40')],
    },
    // 4: no salary: not in the answer of the bulk call at all.
    {
      EmployeeId: 42004,
      number: 4,
      from: ago(25, '01-01'),
      personal: {
        Initials: 'A.',
        FirstName: 'Antje',
        LastName: 'Wiek',
        Prefix: 'van der',
        Gender: 'female',
        Birthday: '1955-05-05',
        BurgerlijkeStaat: 1,
      },
      employments: [employment(ago(25, '01-01'))],
      salaries: [],
    },
  ]
}
