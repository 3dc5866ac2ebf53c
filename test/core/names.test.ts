import { describe, expect, test } from 'vitest'
import { displayName, lacksPartnerName, type NameParts, nameUsageOf } from '../../src/core/names.ts'
import type { NameUsage } from '../../src/core/participant.ts'
import { clean } from '../../src/core/text.ts'

const name = (changes: Partial<NameParts>): NameParts => ({
  initials: 'A.B.',
  firstName: 'Anna',
  prefix: 'de',
  lastName: 'Vries',
  partnerPrefix: 'van den',
  partnerLastName: 'Berg',
  nameUsage: 'OWN',
  ...changes,
})

describe('Naamstelling of Nmbrs is the name usage', () => {
  test.each<[number | null, NameUsage]>([
    [1, 'OWN'],
    [2, 'PARTNER'],
    [3, 'PARTNER_OWN'],
    [4, 'OWN_PARTNER'],
    [0, 'OWN'],
    [5, 'OWN'],
    [null, 'OWN'],
  ])('%s is %s', (code, usage) => {
    expect(nameUsageOf(code)).toBe(usage)
  })
})

describe('the name as the person chose to use it', () => {
  test.each<[string, Partial<NameParts>, string]>([
    ['own name, with prefix', { nameUsage: 'OWN' }, 'A.B. de Vries'],
    ["partner's name, with prefix", { nameUsage: 'PARTNER' }, 'A.B. van den Berg'],
    ["partner's name - own name", { nameUsage: 'PARTNER_OWN' }, 'A.B. van den Berg - de Vries'],
    ["own name - partner's name", { nameUsage: 'OWN_PARTNER' }, 'A.B. de Vries - van den Berg'],
    ['own name, no prefix', { prefix: null }, 'A.B. Vries'],
    ["partner's name, no prefix", { nameUsage: 'PARTNER', partnerPrefix: null }, 'A.B. Berg'],
    ['both, no prefixes', { nameUsage: 'OWN_PARTNER', prefix: null, partnerPrefix: null }, 'A.B. Vries - Berg'],
    ['both, only the own prefix', { nameUsage: 'PARTNER_OWN', partnerPrefix: null }, 'A.B. Berg - de Vries'],
    ['both, only the prefix of the partner', { nameUsage: 'PARTNER_OWN', prefix: null }, 'A.B. van den Berg - Vries'],
    ['a double surname of its own', { prefix: null, lastName: 'Jansen-Smit' }, 'A.B. Jansen-Smit'],
    ['an apostrophe', { prefix: "van 't", lastName: 'Hof' }, "A.B. van 't Hof"],
    ['accents', { prefix: null, lastName: 'Çelik-Ünlü' }, 'A.B. Çelik-Ünlü'],
    ['characters outside the basic plane', { prefix: null, lastName: '𠮷野' }, 'A.B. 𠮷野'],
    ['no initials: the first name', { initials: null }, 'Anna de Vries'],
  ])('%s', (_, parts, expected) => {
    expect(displayName(name(parts))).toBe(expected)
  })

  test.each<[string, Partial<NameParts>, string]>([
    ['a prefix at the very start gets its capital', { prefix: 'van den', lastName: 'Berg' }, 'Van den Berg'],
    ["the prefix of the partner's name too", { nameUsage: 'PARTNER_OWN' }, 'Van den Berg - de Vries'],
    ["'t keeps its small letter", { prefix: "'t", lastName: 'Hart' }, "'t Hart"],
    ['without prefix nothing changes', { prefix: null, lastName: 'Élodie' }, 'Élodie'],
    ['a first letter outside the basic plane stays whole', { prefix: null, lastName: '𐐩𐐯' }, '𐐁𐐯'],
  ])('without initials and first name: %s', (_, parts, expected) => {
    expect(displayName(name({ initials: null, firstName: null, ...parts }))).toBe(expected)
  })
})

describe('a usage that needs a blank partner name falls back to the own name', () => {
  test.each<[NameUsage, string | null, boolean]>([
    ['PARTNER', null, true],
    ['PARTNER_OWN', null, true],
    ['OWN_PARTNER', null, true],
    ['PARTNER', '', true],
    ['OWN', null, false],
    ['PARTNER', 'Berg', false],
  ])('%s with partner name %j', (nameUsage, partnerLastName, isLacking) => {
    expect(lacksPartnerName({ nameUsage, partnerLastName })).toBe(isLacking)
    if (isLacking) expect(displayName(name({ nameUsage, partnerLastName }))).toBe('A.B. de Vries')
  })

  test('a prefix alone is no partner name', () => {
    expect(displayName(name({ nameUsage: 'PARTNER', partnerPrefix: 'van', partnerLastName: null }))).toBe(
      'A.B. de Vries',
    )
  })
})

describe('text is made comparable', () => {
  test.each<[string, string | null, string | null]>([
    ['trimmed', '  Vries ', 'Vries'],
    ['inner spaces collapsed', 'van   den \t Berg', 'van den Berg'],
    ['hard spaces are spaces', '\u00a0Vries\u00a0', 'Vries'],
    ['blank is empty', '   ', null],
    ['empty is empty', '', null],
    ['absent is empty', null, null],
    ['an accent is one character however it was typed', 'C\u0327elik', '\u00c7elik'],
    ['an apostrophe stays', "d'Or", "d'Or"],
    ['characters outside the basic plane stay', '𠮷野', '𠮷野'],
  ])('%s', (_, text, expected) => {
    expect(clean(text)).toBe(expected)
  })
})
