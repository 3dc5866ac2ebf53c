/** Bank accounts: one call for each employee, for want of a bulk call. */
import type { PayrollEmployee } from '../core/employee.ts'
import type { Ask } from './calls.ts'
import { concernsOneEmployee, type NmbrsError } from './errors.ts'
import { readBankAccounts } from './parse/bank-account.ts'

/** So many failures in a row, each after several tries, say that Nmbrs is down rather than that a call went wrong. */
const failuresInARow = 10

/**
 * Fills in bankAccounts. Where one call fails for good the person's accounts stay unknown and the rest goes on; what
 * concerns all is thrown, and so is the refusal when nobody's accounts may be seen.
 */
export async function readBankAccountsOf(
  ask: Ask,
  employees: readonly PayrollEmployee[],
  sourceIds: readonly number[],
): Promise<void> {
  const wanted = new Set(sourceIds)
  const asked = employees.filter(({ sourceId }) => wanted.has(sourceId))
  const refusals: NmbrsError[] = []
  let failures = 0
  const readOf = async (employee: PayrollEmployee) => {
    try {
      const args = { EmployeeId: employee.sourceId }
      employee.bankAccounts = await ask('EmployeeService', 'BankAccount_GetListCurrent', args, readBankAccounts)
      failures = 0
    } catch (error) {
      if (!concernsOneEmployee(error)) throw error
      if (error.code === 'COMPANY_NOT_ALLOWED') refusals.push(error)
      else if (++failures === failuresInARow) throw error
    }
  }
  await Promise.all(asked.map(readOf))
  const [refusal, another] = refusals // one alone says nothing of the others
  if (refusal && another && refusals.length === asked.length) throw refusal
}
