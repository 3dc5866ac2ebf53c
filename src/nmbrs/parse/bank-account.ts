/** BankAccount of BankAccount_GetListCurrent. */
import { z } from 'zod'
import type { BankAccountRecord } from '../../core/employee.ts'
import type { XmlNode } from '../xml.ts'
import { readList } from './lists.ts'
import { optionalInteger, readInteger, required, text } from './values.ts'

/** BankAccountType of Nmbrs: the names and the numbers of the two that count. */
const types: Record<string, BankAccountRecord['type']> = { standaard: 'STANDARD', bankrekening1: 'FIRST' }
const numbers: Record<number, BankAccountRecord['type']> = { 7: 'STANDARD', 1: 'FIRST' }

const accountType = required(
  'a bank account type',
  (value) => types[value.toLowerCase()] ?? numbers[readInteger(value) ?? 0] ?? 'OTHER',
)

const bankAccount = z
  .object({ Id: optionalInteger, Type: accountType, IBAN: text })
  .transform((account): BankAccountRecord => ({ id: account.Id ?? 0, type: account.Type, iban: account.IBAN }))

export const readBankAccounts = (result: XmlNode | undefined): BankAccountRecord[] => readList(result, bankAccount)
