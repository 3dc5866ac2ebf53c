/** Demo employees who show how names, marital states and genders are read. */
import type { EmployeeDraft } from '../build-employee.ts'
import { address, bankAccount, employment, salary, schedule } from '../build-records.ts'
import { type IsoDate, periodOf, yearsBefore } from '../calendar.ts'
import { ibanOf } from '../made-up-numbers.ts'

export const employeesByName = (base: IsoDate): EmployeeDraft[] => {
  const ago = (years: number, monthAndDay: string) => yearsBefore(base, years, monthAndDay)
  const month = (date: IsoDate) => periodOf(date, 'M')
  return [
    // 101: own name without prefix; full-time gross salary with two raises behind it; every way to be reached.
    {
      EmployeeId: 40101,
      number: 101,
      from: ago(9, '04-01'),
      personal: {
        Initials: 'S.M.',
        FirstName: 'Sanne',
        LastName: 'Korenaar',
        Gender: 'female',
        Birthday: '1984-03-12',
        BurgerlijkeStaat: 2,
        EmailPrivate: 'sanne@korenaar.example',
        TelephonePrivate: '075 0000101',
        TelephoneWork: '075 0000001',
        TelephoneMobileWork: '06 00000101',
      },
      employments: [employment(ago(9, '04-01'))],
      salaries: [
        salary(ago(9, '04-01'), 'Bruto_Salaris_Fulltime', '2900.00'),
        salary(ago(1, '01-01'), 'Bruto_Salaris_Fulltime', '3300.00'),
        salary(ago(0, '01-01'), 'Bruto_Salaris_Fulltime', '3450.00'),
      ],
    },
    // 102: own name with prefix, though a partner's name is known; salary of a table (Value 0, the step has the amount).
    {
      EmployeeId: 40102,
      number: 102,
      from: ago(12, '09-01'),
      personal: {
        Initials: 'P.',
        FirstName: 'Pieter',
        Prefix: 'de',
        LastName: 'Molenaar',
        PartnerLastName: 'Zonnebloem',
        Gender: 'male',
        Birthday: '1979-11-30',
        BurgerlijkeStaat: 1,
      },
      employments: [employment(ago(12, '09-01'))],
      salaries: [
        salary(ago(2, '01-01'), 'Bruto_Salaris_Fulltime', '0', {
          SalaryTable: {
            Code: 12,
            Description: 'Bakkersbedrijf',
            Schaal: { Scale: '4', SchaalDescription: 'Schaal 4', ScaleValue: '2500.00' },
            Trede: { Step: '7', StepDescription: 'Trede 7', StepValue: '2684.00' },
          },
        }),
      ],
    },
    // 103: partner's name without prefix; registered partnership; IBAN of Bankrekening1, as there is no Standaard.
    {
      EmployeeId: 40103,
      number: 103,
      from: ago(6, '06-15'),
      personal: {
        Initials: 'F.',
        FirstName: 'Fatima',
        LastName: 'Bakhuis',
        PartnerLastName: 'Zaal',
        Naamstelling: 2,
        Gender: 'female',
        Birthday: '1990-07-04',
        BurgerlijkeStaat: 7,
      },
      employments: [employment(ago(6, '06-15'))],
      salaries: [salary(ago(1, '01-01'), 'Bruto_Salaris_Fulltime', '2750.00')],
      bankAccounts: [bankAccount('Spaarloon', ibanOf(91031)), bankAccount('Bankrekening1', ibanOf(40103))],
    },
    // 104: partner's name with prefix; living together; part-time gross salary, 23 of 38 hours.
    {
      EmployeeId: 40104,
      number: 104,
      from: ago(4, '02-01'),
      personal: {
        Initials: 'J.C.',
        FirstName: 'Johanna',
        Prefix: 'van der',
        LastName: 'Deeg',
        PartnerPrefix: 'van den',
        PartnerLastName: 'Berg',
        Naamstelling: 2,
        Gender: 'female',
        Birthday: '1988-01-19',
        BurgerlijkeStaat: 5,
        EmailWork: 'j.vandenberg@goudenaar.example',
      },
      employments: [employment(ago(4, '02-01'))],
      salaries: [salary(ago(1, '07-01'), 'Bruto_Salaris_Partime', '1475.50')],
      schedules: [schedule(ago(4, '02-01'), ['7.6', '7.6', '7.8'])],
    },
    // 105: partner's name, then own, both with prefix, since a marriage; a schedule of two weeks (40 and 24 hours).
    {
      EmployeeId: 40105,
      number: 105,
      from: ago(10, '01-01'),
      personal: {
        Initials: 'M.E.',
        FirstName: 'Marieke',
        Prefix: 'de',
        LastName: 'Vries',
        Gender: 'female',
        Birthday: '1986-05-23',
        BurgerlijkeStaat: 2,
      },
      changes: [
        {
          from: ago(3, '06-01'),
          PartnerPrefix: 'van den',
          PartnerLastName: 'Oven',
          Naamstelling: 3,
          BurgerlijkeStaat: 1,
        },
      ],
      employments: [employment(ago(10, '01-01'))],
      salaries: [salary(ago(2, '01-01'), 'Bruto_Salaris_Fulltime', '2875.00')],
      schedules: [
        schedule(ago(10, '01-01'), ['7.6', '7.6', '7.6', '7.6', '7.6']),
        schedule(ago(3, '09-01'), ['8.0', '8.0', '8.0', '8.0', '8.0'], ['8.0', '8.0', '8.0']),
      ],
    },
    // 106: own name, then partner's, both with prefix; full-time gross salary at 24 of 38 hours, which does not divide evenly.
    {
      EmployeeId: 40106,
      number: 106,
      from: ago(7, '10-01'),
      personal: {
        Initials: 'A.B.',
        FirstName: 'Anna',
        Prefix: 'de',
        LastName: 'Vries',
        PartnerPrefix: 'van den',
        PartnerLastName: 'Berg',
        Naamstelling: 4,
        Gender: 'female',
        Birthday: '1982-12-02',
        BurgerlijkeStaat: 1,
      },
      employments: [employment(ago(7, '10-01'))],
      salaries: [salary(ago(1, '01-01'), 'Bruto_Salaris_Fulltime', '3217.4500')],
      schedules: [schedule(ago(7, '10-01'), ['8.00', '8.00', '8.00'])],
    },
    // 107: partner's name, then own, without prefixes; lives in Belgium; the first account that has an IBAN.
    {
      EmployeeId: 40107,
      number: 107,
      from: ago(5, '03-01'),
      personal: {
        Initials: 'L.',
        FirstName: 'Lotte',
        LastName: 'Roggen',
        PartnerLastName: 'Tarwe',
        Naamstelling: 3,
        Gender: 'female',
        Birthday: '1993-08-08',
        BurgerlijkeStaat: 5,
      },
      employments: [employment(ago(5, '03-01'))],
      salaries: [salary(ago(1, '01-01'), 'Bruto_Salaris_Fulltime', '2600.00')],
      addresses: [
        address(ago(5, '03-01'), month(ago(5, '03-01')), {
          Street: 'Broodstraat',
          HouseNumber: '7',
          HouseNumberAddition: 'bus 3',
          PostalCode: '2000',
          City: 'Antwerpen',
          CountryISOCode: 'BE',
        }),
      ],
      bankAccounts: [
        bankAccount('Spaarloon', '', { Number: '123456' }),
        bankAccount('Bankrekening3', ibanOf(40107, 'BE')),
      ],
    },
    // 108: own name, then partner's, without prefixes; over 100 percent, 42 of 38 hours.
    {
      EmployeeId: 40108,
      number: 108,
      from: ago(11, '05-01'),
      personal: {
        Initials: 'H.J.',
        FirstName: 'Hendrik',
        LastName: 'Gist',
        PartnerLastName: 'Zemel',
        Naamstelling: 4,
        Gender: 'male',
        Birthday: '1975-02-27',
        BurgerlijkeStaat: 1,
      },
      employments: [employment(ago(11, '05-01'))],
      salaries: [salary(ago(1, '01-01'), 'Bruto_Salaris_Fulltime', '3000.00')],
      schedules: [schedule(ago(11, '05-01'), ['8.4', '8.4', '8.4', '8.4', '8.4'])],
    },
    // 109: asks for a partner's name that is blank; widowed; home address ended, so the post address counts.
    {
      EmployeeId: 40109,
      number: 109,
      from: ago(20, '08-01'),
      personal: {
        Initials: 'W.',
        FirstName: 'Wilhelmina',
        LastName: 'Speltman',
        PartnerPrefix: ' ',
        PartnerLastName: '  ',
        Naamstelling: 2,
        Gender: 'female',
        Birthday: '1962-10-15',
        BurgerlijkeStaat: 8,
      },
      employments: [employment(ago(20, '08-01'))],
      salaries: [salary(ago(1, '01-01'), 'Bruto_Salaris_Fulltime', '2810.00')],
      addresses: [
        address(ago(20, '08-01'), month(ago(20, '08-01')), {
          Street: 'Meelsteeg',
          HouseNumber: '3',
          PostalCode: '1506 BB',
          City: 'Zaandam',
          EndYear: month(ago(1, '12-01')).year,
          EndPeriod: 12,
        }),
        address(ago(3, '01-01'), month(ago(3, '01-01')), {
          Type: 'PostAddress',
          Street: 'Postbus',
          HouseNumber: '109',
          PostalCode: '1500 EA',
          City: 'Zaandam',
        }),
      ],
    },
  ]
}
