import { describe, expect, test } from 'vitest'
import { isValidBsn, maskBsn, normaliseBsn } from '../../src/core/bsn.ts'

describe('a BSN is nine digits', () => {
  test.each<[string, string | null, string | null]>([
    ['as it is', '123456782', '123456782'],
    ['points and spaces go', ' 1234.56.782 ', '123456782'],
    ['the leading zero that payroll packages drop comes back', '10000008', '010000008'],
    ['nothing is empty', '', null],
    ['absent is empty', null, null],
    ['zero is empty', '0', null],
    ['all zeros are empty', '000000000', null],
  ])('%s', (_, text, expected) => {
    expect(normaliseBsn(text)).toBe(expected)
  })
})

describe('a BSN must pass the eleven-test', () => {
  test.each<[string, string, boolean]>([
    ['a valid one', '123456782', true],
    ['another valid one', '111222333', true],
    ['one with a leading zero', '010000008', true],
    ['one digit wrong', '123456789', false],
    ['two digits swapped', '123465782', false],
    ['eight digits', '12345678', false],
    ['ten digits', '1234567820', false],
    ['letters', '12345678A', false],
  ])('%s', (_, bsn, isValid) => {
    expect(isValidBsn(bsn)).toBe(isValid)
  })
})

test('only its last three digits are shown', () => {
  expect(maskBsn('123456782')).toBe('******782')
})
