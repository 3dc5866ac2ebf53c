/** Bank account numbers: which of an employee's accounts counts, and whether its IBAN can be right (ISO 13616). */
import type { BankAccountRecord } from './employee.ts'

/**
 * The account of type Standaard, else Bankrekening1, else the first with an IBAN; null when there is none. The first is
 * the one with the lowest id: the order of an answer may differ from night to night.
 */
export function chosenAccount(accounts: readonly BankAccountRecord[]): BankAccountRecord | null {
  const inOrder = [...accounts].sort((a, b) => a.id - b.id || ((a.iban ?? '') < (b.iban ?? '') ? -1 : 1))
  return (
    inOrder.find((account) => account.type === 'STANDARD') ??
    inOrder.find((account) => account.type === 'FIRST') ??
    inOrder.find((account) => normaliseIban(account.iban) !== null) ??
    inOrder[0] ??
    null
  )
}

/** Without spaces and in capitals; null when empty. */
export const normaliseIban = (text: string | null): string | null =>
  text?.replaceAll(/\s/gu, '').toLocaleUpperCase('en') || null

/** The check of ISO 13616: country, check digits, and the whole number modulo 97 is 1. */
export function isValidIban(iban: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return false
  if (iban.startsWith('NL') && !/^NL\d{2}[A-Z]{4}\d{10}$/.test(iban)) return false
  const digits = (iban.slice(4) + iban.slice(0, 4)).replaceAll(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55))
  return [...digits].reduce((remainder, digit) => (remainder * 10 + Number(digit)) % 97, 0) === 1
}
