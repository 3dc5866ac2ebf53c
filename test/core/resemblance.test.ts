import { describe, expect, test } from 'vitest'
import { isAlike, isClearlySomeoneElse, type Person, personOf } from '../../src/core/resemblance.ts'

describe('whether two are one person', () => {
  const one: Person = { bsn: '123456782', birthDate: '1990-01-01', lastName: 'adema', given: 'a' }

  test.each<[string, Partial<Person>, boolean, boolean]>([
    ['everything the same', {}, true, false],
    ['another BSN', { bsn: '111222333' }, false, true],
    ['BSN not known, the rest the same', { bsn: null }, true, false],
    ['BSN not known, another birth date', { bsn: null, birthDate: '1991-01-01' }, false, false],
    ['BSN not known, another last name', { bsn: null, lastName: 'bos' }, false, false],
    [
      'BSN not known, another birth date and last name',
      { bsn: null, birthDate: '1991-01-01', lastName: 'bos' },
      false,
      true,
    ],
    ['nothing known', { bsn: null, birthDate: null, lastName: null }, false, false],
  ])('%s', (_, changes, alike, someoneElse) => {
    expect(isAlike({ ...one, ...changes }, one)).toBe(alike)
    expect(isClearlySomeoneElse({ ...one, ...changes }, one)).toBe(someoneElse)
  })

  test('names are compared without capitals, and the first letter tells twins apart', () => {
    expect(personOf({ lastName: 'De Wit', initials: 'A.B.', birthDate: '1990-01-01' })).toEqual({
      bsn: null,
      birthDate: '1990-01-01',
      lastName: 'de wit',
      given: 'a',
    })
  })
})
