import { describe, expect, test } from 'vitest'
import { addressFields, chosenAddress } from '../../src/core/address.ts'
import type { AddressRecord } from '../../src/core/employee.ts'
import { address } from '../support/payroll-records.ts'

const november = { year: 2026, period: 11 }
const at = (street: string, changes: Partial<AddressRecord> = {}) => address({ street, ...changes })
const since = (startYear: number, startPeriod: number) => ({ startYear, startPeriod })
const until = (endYear: number | null, endPeriod: number | null) => ({ endYear, endPeriod })

describe('the address that counts in period 2026-11', () => {
  test.each<[string, AddressRecord[], string | null]>([
    ['home', [at('Home'), at('Post', { type: 'POST' })], 'Home'],
    ['home, whatever the order', [at('Post', { type: 'POST' }), at('Home')], 'Home'],
    ['post when there is no home', [at('Post', { type: 'POST' })], 'Post'],
    ['the latest home that has started', [at('Old'), at('New', since(2026, 11)), at('Next', since(2026, 12))], 'New'],
    ['home although post is newer', [at('Home'), at('Post', { type: 'POST', ...since(2026, 11) })], 'Home'],
    ['post when home has ended', [at('Home', until(2026, 10)), at('Post', { type: 'POST' })], 'Post'],
    ['home in the last period that it holds', [at('Home', until(2026, 11)), at('Post', { type: 'POST' })], 'Home'],
    ['home that ends later', [at('Home', until(2027, 3)), at('Post', { type: 'POST' })], 'Home'],
    ['home when the end is 0: no end', [at('Home', until(0, 0)), at('Post', { type: 'POST' })], 'Home'],
    ['post when home has not started', [at('Home', since(2026, 12)), at('Post', { type: 'POST' })], 'Post'],
    ['none when both have ended', [at('Home', until(2025, 12)), at('Post', { type: 'POST', ...until(2026, 1) })], null],
    ['other kinds never count', [at('Holiday', { type: 'OTHER' })], null],
    ['none when there is none', [], null],
  ])('%s', (_, addresses, street) => {
    expect(chosenAddress(addresses, november)?.street ?? null).toBe(street)
  })
})

describe('the postal code', () => {
  test.each<[string, string | null, string | null, string | null]>([
    ['Dutch: a space in the middle', 'NL', '1234AB', '1234 AB'],
    ['Dutch: as it should be', 'NL', '1234 AB', '1234 AB'],
    ['Dutch: small letters', 'NL', '1234ab', '1234 AB'],
    ['Dutch: too many spaces', 'NL', ' 1234  AB ', '1234 AB'],
    ['Dutch when no country is given', null, '1234AB', '1234 AB'],
    ['Dutch, but not of that form: as it is', 'NL', '12345', '12345'],
    ['Belgian: as it is', 'BE', '1000', '1000'],
    ['foreign that looks Dutch: as it is', 'BE', '1234AB', '1234AB'],
    ['none', 'NL', null, null],
    ['blank is none', 'NL', ' ', null],
  ])('%s', (_, countryCode, postalCode, expected) => {
    expect(addressFields(address({ countryCode, postalCode })).postalCode).toBe(expected)
  })
})

test('every part is cleaned, and the country is in capitals', () => {
  const typed = { street: ' Lange  Voorhout ', houseNumber: '12 ', houseNumberAddition: ' ', city: "'s-Gravenhage" }
  expect(addressFields(address({ ...typed, postalCode: '2514ea', countryCode: ' nl' }))).toEqual({
    street: 'Lange Voorhout',
    houseNumber: '12',
    houseNumberAddition: null,
    postalCode: '2514 EA',
    city: "'s-Gravenhage",
    countryCode: 'NL',
  })
})
