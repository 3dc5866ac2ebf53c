import { expect, test } from 'vitest'
import { cleanDomain } from '../../src/nmbrs/domain.ts'

test.each([
  ['accountant', 'accountant'],
  [' Accountant ', 'accountant'],
  ['accountant.nmbrs.nl', 'accountant'],
  ['https://accountant.nmbrs.nl/', 'accountant'],
  ['https://accountant.nmbrs.nl/Login.aspx?ReturnUrl=%2f', 'accountant'],
  ['de-boer-2', 'de-boer-2'],
  ['a', 'a'],
  ['', null],
  ['-', null],
  ['-x-', null],
  ['x-', null],
  ['nmbrs.nl', null],
  ['accountant.example.com', null],
  ['accountant.nmbrs.nl.example.com', null],
  ['accountant@evil', null],
  ['accountant/../other', null],
  ['http://127.0.0.1:80', null],
  ['accoun tant', null],
  ['аccountant', null],
  ['a'.repeat(64), null],
])('%j is %j', (input, domain) => {
  expect(cleanDomain(input)).toBe(domain)
})
