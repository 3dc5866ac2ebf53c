/** Demo employees who show how pay, hours, bank accounts and odd data are read. */
import type { EmployeeDraft } from '../build-employee.ts'
import {
  address,
  bankAccount,
  contract,
  employment,
  enteredOn,
  salary,
  schedule,
  svwSettings,
} from '../build-records.ts'
import { addDays, type IsoDate, inMonth, periodOf, yearsBefore } from '../calendar.ts'
import { ibanOf } from '../made-up-numbers.ts'

export const employeesByPay = (base: IsoDate): EmployeeDraft[] => {
  const ago = (years: number, monthAndDay: string) => yearsBefore(base, years, monthAndDay)
  const month = (date: IsoDate) => periodOf(date, 'M')
  const thisMonth = inMonth(base, 0)
  return [
    // 120: paid by the hour, which is not supported; no bank account; no BSN; marital state not filled in.
    {
      EmployeeId: 40120,
      number: 120,
      from: ago(3, '09-01'),
      personal: {
        Initials: 'Y.',
        FirstName: 'Yusuf',
        LastName: 'Uurwerk',
        Gender: 'male',
        Birthday: '1998-11-11',
        BSN: '',
      },
      employments: [employment(ago(3, '09-01'))],
      salaries: [salary(ago(3, '09-01'), 'Bruto_Uurloon', '16.85')],
      schedules: [schedule(ago(3, '09-01'), ['7.6', '7.6', '7.6', '7.6'])],
      bankAccounts: [],
    },
    // 121: no salary.
    {
      EmployeeId: 40121,
      number: 121,
      from: ago(13, '01-01'),
      personal: {
        Initials: 'F.',
        FirstName: 'Femke',
        LastName: 'Zonderloon',
        Gender: 'female',
        Birthday: '1970-08-30',
        BurgerlijkeStaat: 2,
      },
      employments: [employment(ago(13, '01-01'))],
      salaries: [],
    },
    // 122: no schedule, so no part-time percentage.
    {
      EmployeeId: 40122,
      number: 122,
      from: ago(2, '10-01'),
      personal: {
        Initials: 'O.',
        FirstName: 'Olga',
        LastName: 'Roosterloos',
        Gender: 'female',
        Birthday: '1992-02-20',
        BurgerlijkeStaat: 2,
      },
      employments: [employment(ago(2, '10-01'))],
      salaries: [salary(ago(1, '01-01'), 'Bruto_Salaris_Fulltime', '2500.00')],
      schedules: [],
    },
    // 123: a raise that is entered but starts later; IBAN that fails its check; was a trainee before.
    {
      EmployeeId: 40123,
      number: 123,
      from: ago(4, '05-01'),
      personal: {
        Initials: 'J.',
        FirstName: 'Joost',
        Prefix: 'van',
        LastName: 'Straks',
        Gender: 'male',
        Birthday: '1996-06-16',
        BurgerlijkeStaat: 2,
      },
      employments: [employment(ago(4, '05-01'))],
      contracts: [
        contract(ago(4, '05-01'), { EmployementType: 7, EndDate: ago(3, '04-30') }),
        contract(ago(3, '05-01')),
      ],
      svwSettings: [
        svwSettings(ago(4, '05-01'), month(ago(4, '05-01')), { EmploymentType: 7 }),
        svwSettings(ago(3, '05-01'), month(ago(3, '05-01'))),
      ],
      salaries: [
        salary(ago(1, '01-01'), 'Bruto_Salaris_Fulltime', '2650.00'),
        salary(inMonth(base, 2), 'Bruto_Salaris_Fulltime', '2800.00', { CreationDate: enteredOn(addDays(base, -3)) }),
      ],
      bankAccounts: [bankAccount('Standaard', 'NL00TEST0000040123')],
    },
    // 124: records corrected on the day they start: salary, the one created last; schedule, the highest id. Odd spaces in names.
    {
      EmployeeId: 40124,
      number: 124,
      from: ago(6, '01-01'),
      personal: {
        Initials: ' A.M. ',
        FirstName: ' Aaltje  Maria',
        LastName: 'Dubbel ',
        Gender: 'female',
        Birthday: '1985-03-31',
        BurgerlijkeStaat: 2,
        EmailWork: 'aaltje.dubbel@goudenaar.example',
      },
      employments: [employment(ago(6, '01-01'))],
      salaries: [
        salary(ago(1, '01-01'), 'Bruto_Salaris_Fulltime', '2990.00', {
          CreationDate: enteredOn(ago(1, '01-01'), '11:30:00'),
        }),
        salary(ago(1, '01-01'), 'Bruto_Salaris_Fulltime', '2099.00', {
          CreationDate: enteredOn(ago(1, '01-01'), '11:25:00'),
        }),
      ],
      schedules: [
        schedule(ago(1, '01-01'), ['7.6', '7.6', '7.6', '7.6', '7.6']),
        schedule(ago(1, '01-01'), ['7.6', '7.6', '7.6', '7.6']),
      ],
    },
    // 125: dates that mean "none" (year 1) and "open" (year 9999); gender undefined; marital state 10; no work e-mail; BSN that fails its test.
    {
      EmployeeId: 40125,
      number: 125,
      from: ago(5, '08-01'),
      personal: {
        Initials: 'R.',
        FirstName: 'Robin',
        LastName: 'Onbekend',
        Birthday: '0001-01-01',
        BurgerlijkeStaat: 10,
        EmailWork: '',
        EmailPrivate: 'robin@onbekend.example',
        BSN: '990000001',
      },
      employments: [employment(ago(5, '08-01'), { EndDate: '9999-12-31', InitialStartDate: '0001-01-01' })],
      contracts: [contract(ago(5, '08-01'), { EndDate: '0001-01-01' })],
      salaries: [salary(ago(1, '01-01'), 'Bruto_Salaris_Fulltime', '2725.00')],
    },
    // 126: joined this month and turns 18 in three months: waits for enrolment. IBAN and postal code spelled loosely.
    {
      EmployeeId: 40126,
      number: 126,
      from: thisMonth,
      personal: {
        Initials: 'M.',
        FirstName: 'Mila',
        LastName: 'Jongbloed',
        Gender: 'female',
        Birthday: inMonth(base, 3 - 18 * 12, 15),
        BurgerlijkeStaat: 2,
      },
      employments: [employment(thisMonth)],
      salaries: [salary(thisMonth, 'Bruto_Salaris_Fulltime', '1320.00')],
      addresses: [
        address(thisMonth, month(thisMonth), {
          Street: 'Kruimelpad',
          HouseNumber: '18',
          HouseNumberAddition: 'A',
          PostalCode: '1507cd',
          City: 'Zaandam',
        }),
      ],
      bankAccounts: [
        bankAccount(
          'Standaard',
          ibanOf(40126)
            .toLowerCase()
            .replace(/(.{4})/g, '$1 '),
        ),
      ],
    },
    // 127: missing in the bulk calls for personal information; asked alone, he is there. Salary type None.
    {
      EmployeeId: 40127,
      number: 127,
      from: ago(1, '02-01'),
      personal: {
        Initials: 'O.',
        FirstName: 'Oscar',
        LastName: 'Apart',
        Gender: 'male',
        Birthday: '1989-04-27',
        BurgerlijkeStaat: 2,
      },
      missingInBulk: true,
      employments: [employment(ago(1, '02-01'))],
      salaries: [salary(ago(1, '02-01'), 'None', '0')],
    },
  ]
}
