import { describe, expect, test } from 'vitest'
import type { BankAccountRecord } from '../../src/core/employee.ts'
import { chosenAccount, isValidIban, normaliseIban } from '../../src/core/iban.ts'

const account = (id: number, type: BankAccountRecord['type'], iban: string | null): BankAccountRecord => ({
  id,
  type,
  iban,
})

describe('the account that counts', () => {
  test.each<[string, BankAccountRecord[], number | null]>([
    ['type Standaard, wherever it stands', [account(1, 'FIRST', 'A'), account(2, 'STANDARD', 'B')], 2],
    ['else Bankrekening1', [account(1, 'OTHER', 'A'), account(2, 'FIRST', 'B')], 2],
    ['else the first with an IBAN', [account(1, 'OTHER', null), account(2, 'OTHER', 'B'), account(3, 'OTHER', 'C')], 2],
    ['a blank IBAN is none', [account(1, 'OTHER', '  '), account(2, 'OTHER', 'B')], 2],
    [
      'the first is the oldest, not the one that the answer gives first',
      [account(2, 'OTHER', 'B'), account(1, 'OTHER', 'A')],
      1,
    ],
    ['one without IBAN when no account has one', [account(2, 'OTHER', null), account(1, 'OTHER', null)], 1],
    ['none when there is none', [], null],
  ])('%s', (_, accounts, chosen) => {
    expect(chosenAccount(accounts)?.id ?? null).toBe(chosen)
  })
})

describe('an IBAN has no spaces and is in capitals', () => {
  test.each<[string | null, string | null]>([
    ['nl91 abna 0417 1643 00', 'NL91ABNA0417164300'],
    [' NL91ABNA0417164300\n', 'NL91ABNA0417164300'],
    ['', null],
    ['   ', null],
    [null, null],
  ])('%j becomes %j', (text, expected) => {
    expect(normaliseIban(text)).toBe(expected)
  })
})

describe('an IBAN must pass the check of ISO 13616', () => {
  test.each<[string, string, boolean]>([
    ['a Dutch one', 'NL91ABNA0417164300', true],
    ['a Belgian one', 'BE68539007547034', true],
    ['a German one', 'DE89370400440532013000', true],
    ['a British one, with letters', 'GB82WEST12345698765432', true],
    ['a long one, of Malta', 'MT84MALT011000012345MTLCAST001S', true],
    ['one digit wrong', 'NL91ABNA0417164301', false],
    ['two digits swapped', 'NL91ABNA0417164030', false],
    ['a Dutch one that is too short', 'NL91ABNA041716430', false],
    ['an old account number', '417164300', false],
    ['a country in small letters', 'nl91ABNA0417164300', false],
    ['a hyphen in it', 'NL91-ABNA-0417164300', false],
    ['letters outside the alphabet', 'NL91ÄBNA0417164300', false],
    ['nothing', '', false],
  ])('%s', (_, iban, isValid) => {
    expect(isValidIban(iban)).toBe(isValid)
  })
})
