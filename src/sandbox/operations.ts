/** The operations of Nmbrs that the sandbox knows: what each one asks for, and its answer. */
import { type Account, visibleCompanies, visibleCompany, visibleEmployee } from './accounts.ts'
import { type IsoDate, periodOf } from './calendar.ts'
import type { SandboxCompany, SandboxData, SandboxEmployee } from './company.ts'
import { companyEntry, employeeEntry, overviewOf, personalInfoNow } from './current.ts'
import * as histories from './histories.ts'
import * as records from './records.ts'
import { type RecordOf, type Shape, type Style, writeRecord } from './shape.ts'
import { shuffled } from './shuffle.ts'
import type { Service, SoapRequest } from './soap.ts'
import { element } from './xml.ts'

type Asked = { data: SandboxData; account: Account; request: SoapRequest; today: IsoDate }

export type Operation = {
  /** The element that says which company or employee is meant, cased as Nmbrs wants it; null where there is none. */
  about: 'CompanyId' | 'CompanyID' | 'EmployeeId' | null
  /** The content of the result. Throws SoapFault for what the account may not see. */
  answer(asked: Asked): string
}

const general = (answer: (asked: Asked) => string): Operation => ({ about: null, answer })

const ofCompany = (
  about: 'CompanyId' | 'CompanyID',
  answer: (company: SandboxCompany, asked: Asked) => string,
): Operation => ({
  about,
  answer: (asked) => answer(visibleCompany(asked.data, asked.account, asked.request.integer(about)), asked),
})

const ofEmployee = (
  answer: (employee: SandboxEmployee, company: SandboxCompany, asked: Asked) => string,
): Operation => ({
  about: 'EmployeeId',
  answer: (asked) => {
    const { employee, company } = visibleEmployee(asked.data, asked.account, asked.request.integer('EmployeeId'))
    return answer(employee, company, asked)
  },
})

const bulk = (history: Parameters<typeof histories.writeHistories>[1]): Operation =>
  ofCompany('CompanyID', (company) => histories.writeHistories(company, history))

const plain: Style = { emptyDates: 'nil', enumerations: 'documented', extraElements: false }

const list = <S extends Shape>(name: string, shape: S, items: RecordOf<S>[], style: Style = plain): string =>
  items.map((item) => element(name, writeRecord(shape, item, style))).join('')

export const operations: Record<Service, Record<string, Operation>> = {
  CompanyService: {
    List_GetAll: general(({ data, account }) =>
      list('Company', records.company, visibleCompanies(data, account).map(companyEntry)),
    ),
    Company_GetCurrentPeriod: ofCompany('CompanyId', (company, { today }) => {
      const { year, period } = periodOf(today, company.period)
      return `${year}-${period}-${company.period}`
    }),
    Schedule_GetCurrent: ofCompany('CompanyId', (company) =>
      writeRecord(records.fullTimeSchedules, company.fullTimeSchedules, company.quirks),
    ),
  },
  DebtorService: {
    List_GetAll: general(() => list('Debtor', records.debtor, [{ Id: 11, Number: '1', Name: 'Demo Administratie' }])),
    Environment_Get: general(({ account }) =>
      writeRecord(records.environment, { Domain: `${account.domain}.nmbrs.nl`, SubDomain: account.domain }, plain),
    ),
  },
  EmployeeService: {
    EmployeeType_GetList: general(({ data }) => list('EmployeeType', records.employeeType, data.employeeTypes)),
    List_GetByCompany: ofCompany('CompanyId', (company, { request, today }) => {
      const type = request.integer('EmployeeType')
      const listed = company.employees.filter(({ EmployeeType }) => EmployeeType === type)
      const entries = shuffled(listed, ({ EmployeeId }) => EmployeeId).map((each) =>
        employeeEntry(each, company, today),
      )
      return list('Employee', records.employee, entries, company.quirks)
    }),
    PersonalInfo_GetCurrent: ofEmployee((employee, company, { today }) =>
      writeRecord(records.currentPersonalInfo, personalInfoNow(employee, company, today), company.quirks),
    ),
    PersonalInfo_GetAll_AllEmployeesByCompany: bulk(histories.personalInfos),
    PersonalInfoWithoutBSN_Get_GetAllEmployeesByCompany: bulk(histories.personalInfosWithoutBsn),
    PersonalInfoContractSalaryAddress_GetAll_AllEmployeesByCompany: ofCompany('CompanyID', (company, { today }) => {
      const entries = shuffled(company.employees, ({ EmployeeId }) => EmployeeId)
      const rows = entries.map((each) => overviewOf(each, company, today))
      return list('PersonalInfoContractSalaryAddress', records.personalInfoContractSalaryAddress, rows, company.quirks)
    }),
    Employment_GetAll_AllEmployeesByCompany: bulk(histories.employments),
    Contract_GetAll_AllEmployeesByCompany: bulk(histories.contracts),
    SVW_GetAll_AllEmployeesByCompany: bulk(histories.svwSettings),
    Salary_GetAll_AllEmployeesByCompany: bulk(histories.salaries),
    Schedule_GetAll_AllEmployeesByCompany: bulk(histories.schedules),
    Address_GetAll_AllEmployeesByCompany: bulk(histories.addresses),
    // In the order of the employee's screen: which account comes first means something.
    BankAccount_GetListCurrent: ofEmployee(({ bankAccounts }, { quirks }) =>
      list('BankAccount', records.bankAccount, bankAccounts, quirks),
    ),
  },
}
