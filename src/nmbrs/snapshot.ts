/** Puts the answers of one reading together, by employee. */
import {
  type AddressRecord,
  type ContractRecord,
  type EmploymentRecord,
  type InsuranceRecord,
  isKnown,
  type PayrollEmployee,
  type PersonalRecord,
  type SalaryRecord,
  type ScheduleRecord,
  unknown,
} from '../core/employee.ts'
import type { Histories } from './parse/histories.ts'
import type { RosterEntry } from './parse/roster.ts'

/** The bulk answers, each by EmployeeId. */
export type BulkAnswers = {
  personal: Histories<PersonalRecord>
  employments: Histories<EmploymentRecord>
  contracts: Histories<ContractRecord>
  insurance: Histories<InsuranceRecord>
  salaries: Histories<SalaryRecord>
  schedules: Histories<ScheduleRecord>
  addresses: Histories<AddressRecord>
}

const noHistories = {
  personal: unknown,
  employments: unknown,
  contracts: unknown,
  insurance: unknown,
  salaries: unknown,
  schedules: unknown,
  addresses: unknown,
  bankAccounts: unknown,
} satisfies Partial<PayrollEmployee>

/**
 * One entry for everyone whom any answer mentions. A history that an answer gives as empty is empty; of someone whom it
 * does not mention it is unknown, so that a part of an answer, or that of another company, empties nothing.
 */
export function assembleEmployees(roster: RosterEntry[], answers: BulkAnswers): PayrollEmployee[] {
  const employees = new Map<number, PayrollEmployee>()
  const employeeOf = (sourceId: number): PayrollEmployee => {
    const employee = employees.get(sourceId) ?? { sourceId, roster: null, unreadable: null, ...noHistories }
    employees.set(sourceId, employee)
    return employee
  }
  for (const { sourceId, number, name, problem } of roster) {
    const employee = employeeOf(sourceId)
    employee.roster ??= { number, name }
    if (problem !== null) employee.unreadable ??= `roster: ${problem}`
  }
  for (const [kind, histories] of Object.entries(answers))
    for (const [sourceId, history] of histories) {
      const employee = employeeOf(sourceId)
      if ('problem' in history) employee.unreadable ??= `${kind}: ${history.problem}`
      else Object.assign(employee, { [kind]: history.records })
    }
  return [...employees.values()].map((employee) =>
    employee.unreadable === null ? employee : { ...employee, ...noHistories },
  )
}

/** On the roster, but without a record in the answer with personal information. */
export const lacksPersonal = ({ roster, unreadable, personal }: PayrollEmployee): boolean =>
  roster !== null && unreadable === null && !(isKnown(personal) && personal.length > 0)

/** Whether any bulk answer is about this employee, so that it is not only the roster that says they work here. */
export const isInBulkAnswers = (employee: PayrollEmployee): boolean =>
  employee.unreadable !== null || historyNames.some((name) => isKnown(employee[name]))

const historyNames = Object.keys(noHistories) as (keyof typeof noHistories)[]
