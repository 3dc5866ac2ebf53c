import { describe, expect, test } from 'vitest'
import { cursorOf, positionOf } from '../../src/feed/cursor.ts'
import { ValidationError } from '../../src/problems.ts'

describe('a cursor of the feed', () => {
  test.each([0n, 1n, 9_007_199_254_740_993n])('stands for position %s and nothing else', (position) => {
    expect(positionOf(cursorOf(position))).toBe(position)
  })

  test.each([
    ['nothing', ''],
    ['a bare number', '12'],
    ['base64 of something else', Buffer.from('feed').toString('base64url')],
    ['a negative position', Buffer.from('["-1"]').toString('base64url')],
    ['a number that is no text', Buffer.from('[1]').toString('base64url')],
    ['more than the database can count', Buffer.from('["9999999999999999999"]').toString('base64url')],
    ['the cursor of a list that is ordered by more', Buffer.from('["Jansen","1"]').toString('base64url')],
  ])('is not %s', (_name, cursor) => {
    expect(() => positionOf(cursor)).toThrow(ValidationError)
  })

  test('is refused with the argument that it was given in', () => {
    expect(() => positionOf('x', 'before')).toThrow(
      expect.objectContaining({ code: 'BAD_INPUT', fields: [expect.objectContaining({ path: ['before'] })] }),
    )
  })
})
