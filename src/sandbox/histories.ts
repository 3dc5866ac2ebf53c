/** The bulk calls: one history of all employees of a company, each employee's records in an item of its own. */
import type { Quirks, SandboxCompany, SandboxEmployee } from './company.ts'
import * as records from './records.ts'
import { type RecordOf, type Shape, writeRecord } from './shape.ts'
import { shuffled } from './shuffle.ts'
import { element } from './xml.ts'

/** How one bulk call names the item of an employee, the list of records in it, and each record. */
type Names = { item: string; list: string; record: string }

type History = {
  namesOf: (quirks: Quirks) => Names
  /** The employee's records, each as XML; null when the call does not mention this employee. */
  write: (employee: SandboxEmployee, quirks: Quirks) => string[] | null
}

/** The items of all employees, in no order. */
export const writeHistories = ({ employees, quirks }: SandboxCompany, { namesOf, write }: History): string => {
  const { item, list, record } = namesOf(quirks)
  return shuffled(employees, ({ EmployeeId }) => EmployeeId)
    .map((employee) => {
      const written = write(employee, quirks)
      if (written === null || (written.length === 0 && quirks.emptyHistories === 'no item')) return ''
      const markup = shuffled(written, (_, index) => employee.EmployeeId + index).map((each) => element(record, each))
      return element(item, `<EmployeeId>${employee.EmployeeId}</EmployeeId>${element(list, markup.join(''))}`)
    })
    .join('')
}

const history = <S extends Shape>(
  item: string,
  list: string,
  record: string,
  shape: S,
  of: (employee: SandboxEmployee) => RecordOf<S>[],
): History => ({
  namesOf: () => ({ item, list, record }),
  write: (employee, quirks) => of(employee).map((each) => writeRecord(shape, each, quirks)),
})

export const employments = history(
  'EmployeeEmploymentItem',
  'EmployeeEmployments',
  'Employment',
  records.employment,
  (employee) => employee.employments,
)
export const salaries = history(
  'EmployeeSalaryItem',
  'EmployeeSalaries',
  'Salary_V2',
  records.salary,
  (employee) => employee.salaries,
)
export const schedules = history(
  'EmployeeScheduleItem',
  'EmployeeSchedules',
  'Schedule_V2',
  records.schedule,
  (employee) => employee.schedules,
)
export const addresses = history(
  'EmployeeAddressItem',
  'EmployeeAddresses',
  'EmployeeAddress_V2',
  records.address,
  (employee) => employee.addresses,
)

export const contracts: History = {
  namesOf: ({ contractItem }) => ({ item: contractItem, list: 'EmployeeContracts', record: 'EmployeeContract' }),
  write: (employee, quirks) => employee.contracts.map((each) => writeRecord(records.contract, each, quirks)),
}

const personal = (write: (info: records.PersonalInfo, quirks: Quirks) => string): History => ({
  namesOf: () => ({ item: 'PersonalInfoItem', list: 'EmployeePersonalInfos', record: 'PersonalInfo_V2' }),
  write: ({ missingInBulk, personalInfos }, quirks) =>
    missingInBulk ? null : personalInfos.map((info) => write(info, quirks)),
})
export const personalInfos = personal((info, quirks) => writeRecord(records.personalInfo, info, quirks))
export const personalInfosWithoutBsn = personal((info, quirks) =>
  writeRecord(records.personalInfoWithoutBsn, info, quirks, { FirstName: quirks.firstName }),
)

const isVersion2 = ({ influence }: Quirks) => influence === 'InfluenceInsurance'

export const svwSettings: History = {
  namesOf: (quirks) =>
    isVersion2(quirks)
      ? { item: 'EmployeeSVWItem', list: 'EmployeeSVWsettings', record: 'EmployeeSVWsetting' }
      : { item: 'EmployeeSVWItem', list: 'EmployeeSVWSettings', record: 'EmployeeSVWSettings' },
  write: (employee, quirks) =>
    employee.svwSettings.map((each) => {
      const influence = writeInfluence(each.Influence, quirks)
      if (!isVersion2(quirks)) {
        const settings = { ...each, Influence: influence }
        return writeRecord(records.svwSettings, settings, quirks, { Influence: quirks.influence })
      }
      const { Id: RecordID, Zw: ZW, Ww: WW, Wao_Wia: WAO_WIA } = each
      const setting = { ...each, RecordID, ZW, WW, WAO_WIA, InfluenceInsurance: influence }
      return writeRecord(records.svwSettingOfVersion2, setting, quirks)
    }),
}

/** Invloed verzekeringsplicht: the numbers of Nmbrs for the letters of the tax office. */
const influenceLetters: Record<number, string> = { 4: 'B', 5: 'D', 6: 'E' }

const writeInfluence = (influence: number, { influenceWritten }: Quirks): string =>
  (influenceWritten === 'letter' && influenceLetters[influence]) || String(influence)
