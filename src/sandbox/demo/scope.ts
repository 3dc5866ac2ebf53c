/** Demo employees whom a sync leaves out, and why; and one who left and came back. */
import type { EmployeeDraft } from '../build-employee.ts'
import { bankAccount, contract, employment, salary, schedule, svwSettings } from '../build-records.ts'
import { addDays, type IsoDate, inMonth, periodOf, yearsBefore } from '../calendar.ts'
import { employeeTypes } from '../company.ts'
import { ibanOf } from '../made-up-numbers.ts'

export const employeesByScope = (base: IsoDate): EmployeeDraft[] => {
  const ago = (years: number, monthAndDay: string) => yearsBefore(base, years, monthAndDay)
  const month = (date: IsoDate) => periodOf(date, 'M')
  const soon = addDays(base, 21)
  return [
    // 110: one of two people with this number.
    {
      EmployeeId: 40110,
      number: 110,
      from: ago(3, '04-01'),
      personal: { Initials: 'K.', FirstName: 'Kees', LastName: 'Broodman', Gender: 'male', Birthday: '1991-04-04' },
      employments: [employment(ago(3, '04-01'))],
      salaries: [salary(ago(3, '04-01'), 'Bruto_Salaris_Fulltime', '2450.00')],
    },
    // 110: the other one.
    {
      EmployeeId: 40210,
      number: 110,
      from: ago(2, '04-01'),
      personal: { Initials: 'K.', FirstName: 'Karin', LastName: 'Meelman', Gender: 'female', Birthday: '1995-09-21' },
      employments: [employment(ago(2, '04-01'))],
      salaries: [salary(ago(2, '04-01'), 'Bruto_Salaris_Fulltime', '2475.00')],
    },
    // No number: 0 in Nmbrs.
    {
      EmployeeId: 40111,
      number: 0,
      from: ago(1, '11-01'),
      personal: { Initials: 'T.', FirstName: 'Tom', LastName: 'Vergeten', Gender: 'male', Birthday: '1997-06-06' },
      employments: [employment(ago(1, '11-01'))],
      salaries: [salary(ago(1, '11-01'), 'Bruto_Salaris_Fulltime', '2400.00')],
    },
    // 112: trainee by social insurance, which goes before the contract.
    {
      EmployeeId: 40112,
      number: 112,
      from: ago(0, '01-01'),
      personal: { Initials: 'N.', FirstName: 'Noah', LastName: 'Leerling', Gender: 'male', Birthday: '2005-02-14' },
      employments: [employment(ago(0, '01-01'))],
      svwSettings: [
        svwSettings(ago(0, '01-01'), month(ago(0, '01-01')), { EmploymentType: 7, Ww: false, Wao_Wia: false }),
      ],
      salaries: [salary(ago(0, '01-01'), 'Bruto_Salaris_Partime', '450.00')],
    },
    // 113: trainee by contract only; social insurance says nothing of her.
    {
      EmployeeId: 40113,
      number: 113,
      from: ago(0, '01-01'),
      personal: { Initials: 'E.', FirstName: 'Emma', LastName: 'Stagemaker', Gender: 'female', Birthday: '2004-12-01' },
      employments: [employment(ago(0, '01-01'))],
      contracts: [contract(ago(0, '01-01'), { EmployementType: 7, Indefinite: false })],
      svwSettings: [],
      salaries: [salary(ago(0, '01-01'), 'Bruto_Salaris_Partime', '450.00')],
    },
    // 114: on call without obligation to come (D, which is 5 in Nmbrs).
    {
      EmployeeId: 40114,
      number: 114,
      from: ago(2, '07-01'),
      personal: { Initials: 'D.', FirstName: 'Daan', LastName: 'Oproep', Gender: 'male', Birthday: '2001-03-03' },
      employments: [employment(ago(2, '07-01'))],
      svwSettings: [svwSettings(ago(2, '07-01'), month(ago(2, '07-01')), { Influence: 5 })],
      salaries: [salary(ago(2, '07-01'), 'Bruto_Uurloon', '14.90')],
    },
    // 115: on call with obligation to come (E, which is 6 in Nmbrs), after a year as an ordinary employee.
    {
      EmployeeId: 40115,
      number: 115,
      from: ago(2, '07-01'),
      personal: { Initials: 'E.', FirstName: 'Eva', LastName: 'Invaller', Gender: 'female', Birthday: '2000-05-17' },
      employments: [employment(ago(2, '07-01'))],
      svwSettings: [
        svwSettings(ago(2, '07-01'), month(ago(2, '07-01'))),
        svwSettings(ago(1, '07-01'), month(ago(1, '07-01')), { Influence: 6 }),
      ],
      salaries: [salary(ago(2, '07-01'), 'Bruto_Uurloon', '15.10')],
    },
    // 116: entered, but has not started yet: joins three weeks after the first day.
    {
      EmployeeId: 40116,
      number: 116,
      from: inMonth(base, 0),
      personal: { Initials: 'B.', FirstName: 'Bram', LastName: 'Binnenkort', Gender: 'male', Birthday: '1994-01-25' },
      employments: [employment(soon)],
      contracts: [contract(soon)],
      salaries: [salary(soon, 'Bruto_Salaris_Fulltime', '2550.00')],
      schedules: [schedule(soon, ['7.6', '7.6', '7.6', '7.6', '7.6'])],
    },
    // 117: left last year, and is on the list of former staff.
    {
      EmployeeId: 40117,
      number: 117,
      EmployeeType: employeeTypes.formerStaff.Id,
      from: ago(15, '01-01'),
      personal: {
        Initials: 'G.',
        FirstName: 'Gerda',
        Prefix: 'van',
        LastName: 'Rusten',
        Gender: 'female',
        Birthday: '1957-07-07',
      },
      employments: [employment(ago(15, '01-01'), { EndDate: ago(1, '07-31') })],
      salaries: [salary(ago(3, '01-01'), 'Bruto_Salaris_Fulltime', '2900.00')],
    },
    // 118: left and came back: two employments. Separated for good; Standaard goes before Bankrekening1.
    {
      EmployeeId: 40118,
      number: 118,
      from: ago(8, '02-01'),
      personal: {
        Initials: 'R.',
        FirstName: 'Ruud',
        LastName: 'Terugkeer',
        Gender: 'male',
        Birthday: '1983-09-09',
        BurgerlijkeStaat: 6,
      },
      employments: [
        employment(ago(8, '02-01'), { EndDate: ago(4, '08-31') }),
        employment(ago(2, '03-01'), { InitialStartDate: ago(8, '02-01') }),
      ],
      contracts: [contract(ago(8, '02-01'), { EndDate: ago(4, '08-31') }), contract(ago(2, '03-01'))],
      salaries: [
        salary(ago(8, '02-01'), 'Bruto_Salaris_Fulltime', '2300.00'),
        salary(ago(2, '03-01'), 'Bruto_Salaris_Fulltime', '2700.00'),
      ],
      bankAccounts: [bankAccount('Bankrekening1', ibanOf(91181)), bankAccount('Standaard', ibanOf(40118))],
    },
    // 119: applicant: in the bulk calls, but on no list of staff.
    {
      EmployeeId: 40119,
      number: 119,
      EmployeeType: employeeTypes.applicant.Id,
      from: ago(0, '01-01'),
      personal: {
        Initials: 'I.',
        FirstName: 'Iris',
        LastName: 'Sollicitant',
        Gender: 'female',
        Birthday: '1999-10-10',
      },
      employments: [],
      contracts: [],
      svwSettings: [],
      salaries: [],
      schedules: [],
      bankAccounts: [],
    },
    // 129: known in EBlinC already, without a number: not taken in until a person has said that they are one.
    {
      EmployeeId: 40129,
      number: 129,
      from: ago(4, '02-01'),
      personal: {
        Initials: 'T.',
        FirstName: 'Thea',
        LastName: 'Tweemaal',
        Gender: 'female',
        Birthday: '1988-10-09',
        BurgerlijkeStaat: 2,
      },
      employments: [employment(ago(4, '02-01'))],
      salaries: [salary(ago(1, '01-01'), 'Bruto_Salaris_Fulltime', '2640.00')],
    },
  ]
}
