/** A made-up company of any size, for benchmarks and load tests: the same count and seed give the same company. */
import { buildEmployee, type EmployeeDraft, type Employer } from './build-employee.ts'
import {
  address,
  bankAccount,
  contract,
  employment,
  fullTimeSchedules,
  salary,
  schedule,
  svwSettings,
} from './build-records.ts'
import { type IsoDate, periodOf } from './calendar.ts'
import { employeeTypes, type SandboxCompany, type SandboxEmployee, usualQuirks } from './company.ts'
import { bsnOf, ibanOf } from './made-up-numbers.ts'

const firstNames = [
  'Anouk',
  'Bas',
  'Carlijn',
  'Dirk',
  'Esra',
  'Floris',
  'Guusje',
  'Hamza',
  'Ilse',
  'Jeroen',
  'Kim',
  'Lars',
]
const lastNames = ['Akkers', 'Beek', 'Dijkgraaf', 'Eikenboom', 'Fijnhout', 'Graanstra', 'Heuvel', 'Ketelaar', 'Linden']
const prefixes = ['', '', '', 'de', 'van', 'van der', "van 't"]
const weeks = [
  ['7.6', '7.6', '7.6', '7.6', '7.6'],
  ['8.0', '8.0', '8.0', '8.0'],
  ['8.0', '8.0', '8.0'],
  ['7.5', '0.0', '7.5', '0.0', '7.5'],
]

/** The first year in which anyone started; nothing is later than 2024, so that all of it is past. */
const firstYear = 2005

/** `count` employees, of whom some 3 in 100 are trainees, 5 on call, and 8 have left. Seeds from 0 to 999. */
export const generatedCompany = (count: number, seed: number): SandboxCompany => {
  const random = randomOf(seed)
  const employer: Employer = { period: 'M', fullWeek: weeks[0]!, mailDomain: `bedrijf${seed}.example` }
  const employees: SandboxEmployee[] = []
  for (let number = 1; number <= count; number++) {
    employees.push(buildEmployee(draft(number, 1_000_000 + seed * 100_000 + number, random), employer))
  }
  return {
    ID: 9000 + seed,
    Number: 9000 + seed,
    Name: `Gegenereerd Bedrijf ${seed} B.V.`,
    KvkNr: String(90_000_000 + seed),
    period: employer.period,
    fullTimeSchedules: fullTimeSchedules(employer.fullWeek, ['FulltimeScheduleOne']),
    employees,
    quirks: usualQuirks,
  }
}

type Random = () => number

const draft = (number: number, EmployeeId: number, random: Random): EmployeeDraft => {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!
  const chance = (share: number) => random() < share
  const startYear = firstYear + Math.floor(random() * 15)
  const from = dateIn(startYear, random)
  /** One record at the start, and more in some of the years after. */
  const overTheYears = <T>(share: number, build: (date: IsoDate, year: number) => T): T[] => {
    const records = [build(from, startYear)]
    for (let year = startYear + 1; year <= 2024; year++) if (chance(share)) records.push(build(`${year}-01-01`, year))
    return records
  }
  const month = (date: IsoDate) => periodOf(date, 'M')
  const trainee = chance(0.03)
  const onCall = !trainee && chance(0.05)
  const left = chance(0.08)
  const usesPartner = chance(0.3)
  const firstSalary = 2000 + Math.floor(random() * 2500)
  const FirstName = pick(firstNames)
  return {
    EmployeeId,
    number,
    EmployeeType: left ? employeeTypes.formerStaff.Id : employeeTypes.staff.Id,
    from,
    personal: {
      Initials: `${FirstName[0]}.`,
      FirstName,
      Prefix: pick(prefixes),
      LastName: `${pick(lastNames)}${pick(['', 'sen', 'man', 'huis'])}`,
      PartnerPrefix: usesPartner ? pick(prefixes) : '',
      PartnerLastName: usesPartner ? pick(lastNames) : '',
      Naamstelling: usesPartner ? pick([1, 2, 3, 4]) : 1,
      Gender: pick(['male', 'female']),
      Birthday: dateIn(1960 + Math.floor(random() * 40), random),
      BurgerlijkeStaat: pick([1, 2, 5, 7]),
      BSN: bsnOf(number),
      EmailPrivate: `${EmployeeId}@thuis.example`,
      TelephoneWork: '075 0000000',
      PlaceOfBirth: 'Zaandam',
    },
    changes: overTheYears(0.05, (date) => ({ from: date, TelephoneWork: '075 0000002' })).slice(1),
    employments: [employment(from, left ? { EndDate: '2024-12-31' } : {})],
    contracts: overTheYears(0.1, (date) => contract(date, { EmployementType: trainee ? 7 : 1 })),
    svwSettings: overTheYears(0.1, (date) =>
      svwSettings(date, month(date), { EmploymentType: trainee ? 7 : 1, Influence: onCall ? 5 : 0 }),
    ),
    salaries: overTheYears(0.5, (date, year) =>
      salary(date, 'Bruto_Salaris_Fulltime', `${firstSalary + (year - startYear) * 55}.0000`),
    ),
    schedules: overTheYears(0.1, (date) => schedule(date, pick(weeks))),
    addresses: overTheYears(0.08, (date) =>
      address(date, month(date), {
        Street: `${pick(lastNames)}straat`,
        HouseNumber: String(1 + Math.floor(random() * 200)),
        PostalCode: `${1500 + Math.floor(random() * 50)} ${pick(['AB', 'CD', 'EF'])}`,
        City: 'Zaandam',
      }),
    ),
    bankAccounts: [bankAccount('Standaard', ibanOf(EmployeeId))],
  }
}

const dateIn = (year: number, random: Random): IsoDate => {
  const twoDigits = (below: number) => String(1 + Math.floor(random() * below)).padStart(2, '0')
  return `${year}-${twoDigits(12)}-${twoDigits(28)}`
}

/** Mulberry32: small, fast, and the same everywhere. */
const randomOf = (seed: number): Random => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let bits = Math.imul(state ^ (state >>> 15), 1 | state)
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits
    return ((bits ^ (bits >>> 14)) >>> 0) / 4_294_967_296
  }
}
