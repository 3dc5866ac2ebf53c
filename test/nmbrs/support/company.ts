/** A small company in Nmbrs, in the answers that Nmbrs gives: two employees (1, 2) and a former one (3). */
import { type ReadRequest, readCompany } from '../../../src/nmbrs/read.ts'
import { type Answers, clientOf, type ReceivedCall, someone, startServer } from './server.ts'
import { elements, result } from './xml.ts'

const wrapped = (item: string, list: string, record: string, values: (id: number) => Record<string, string | number>) =>
  [1, 2, 3]
    .map((id) =>
      elements({ [item]: elements({ EmployeeId: id, [list]: elements({ [record]: elements(values(id)) }) }) }),
    )
    .join('')

export const personalInfo = (id: number) => ({
  Id: id * 10,
  EmployeeNumber: 100 + id,
  BSN: '111222333',
  LastName: `Person ${id}`,
  EmailWork: `${id}@work.example`,
  StartYear: 2020,
  StartPeriod: 1,
})
const hours = (hours: string) =>
  Object.fromEntries(
    ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'].flatMap((day) => [
      [`Hours${day}`, hours],
      [`Hours${day}2`, '0.0'],
    ]),
  )
const since2020 = { StartDate: '2020-01-01T00:00:00', CreationDate: '2020-01-01T09:00:00' }

const personalInfos = wrapped('PersonalInfoItem', 'EmployeePersonalInfos', 'PersonalInfo_V2', personalInfo)

/** The content of the Result of each operation. */
const contents: Record<string, string | ((call: ReceivedCall) => string)> = {
  Company_GetCurrentPeriod: '2026-11-M',
  Schedule_GetCurrent: elements({ FulltimeScheduleOne: elements(hours('5.5')) }),
  List_GetByCompany: (call) =>
    (call.element('EmployeeType') === '2' ? [1, 2] : [2, 3])
      .map((id) => elements({ Employee: elements({ Id: id, Number: 100 + id, DisplayName: `Person ${id}` }) }))
      .join(''),
  PersonalInfoWithoutBSN_Get_GetAllEmployeesByCompany: personalInfos.replaceAll('<BSN>111222333</BSN>', ''),
  PersonalInfo_GetAll_AllEmployeesByCompany: personalInfos,
  PersonalInfo_GetCurrent: (call) => {
    const id = Number(call.element('EmployeeId'))
    return elements({ ...personalInfo(id), Id: id, Number: 100 + id, LastName: `Current ${id}` })
  },
  Employment_GetAll_AllEmployeesByCompany: wrapped(
    'EmployeeEmploymentItem',
    'EmployeeEmployments',
    'Employment',
    (id) => ({
      EmploymentId: id,
      ...since2020,
    }),
  ),
  Contract_GetAll_AllEmployeesByCompany: wrapped(
    'EmployeeContractItemGlobal',
    'EmployeeContracts',
    'EmployeeContract',
    (id) => ({
      ContractID: id,
      ...since2020,
      EmployementType: 1,
    }),
  ),
  SVW_GetAll_AllEmployeesByCompany: wrapped('EmployeeSVWItem', 'EmployeeSVWSettings', 'EmployeeSVWSettings', (id) => ({
    Id: id,
    StartYear: 2020,
    StartPeriod: 1,
    InfluenceObligedInsurance: 0,
  })),
  Salary_GetAll_AllEmployeesByCompany: wrapped('EmployeeSalaryItem', 'EmployeeSalaries', 'Salary_V2', (id) => ({
    ID: id,
    ...since2020,
    Type: 1,
    Value: '3000.00',
  })),
  Schedule_GetAll_AllEmployeesByCompany: wrapped('EmployeeScheduleItem', 'EmployeeSchedules', 'Schedule_V2', (id) => ({
    Id: id,
    ...since2020,
    ...hours('4.0'),
  })),
  Address_GetAll_AllEmployeesByCompany: wrapped(
    'EmployeeAddressItem',
    'EmployeeAddresses',
    'EmployeeAddress_V2',
    (id) => ({
      Id: id,
      StartYear: 2020,
      StartPeriod: 1,
      Type: 'HomeAddress',
      City: 'Utrecht',
    }),
  ),
  BankAccount_GetListCurrent: (call) =>
    elements({
      BankAccount: elements({ Id: call.element('EmployeeId')!, Type: 'Standaard', IBAN: 'NL91ABNA0417164300' }),
    }),
}

export const answerOf = (call: ReceivedCall): string => {
  const content = contents[call.operation] ?? ''
  return result(call.operation, typeof content === 'string' ? content : content(call))
}

export type Changes = Record<string, string | Answers>

/** The company, with other answers to some operations. */
export const startCompany = (changes: Changes = {}) =>
  startServer((call) => {
    const change = changes[call.operation]
    return typeof change === 'function' ? change(call) : (change ?? answerOf(call))
  })

/** Reads the company, with the bank accounts of all. Failures are tried again once. */
export async function read(server: { url: string }, request: Partial<ReadRequest> = {}) {
  using client = clientOf(server, { retry: { tries: 2, firstDelay: 1 } })
  return await readCompany(client, someone, {
    companyId: 5,
    employeeTypes: [2, 7],
    readBsn: false,
    bankAccountsOf: (snapshot) => snapshot.employees.map((employee) => employee.sourceId),
    onProgress: () => {},
    signal: new AbortController().signal,
    ...request,
  })
}
