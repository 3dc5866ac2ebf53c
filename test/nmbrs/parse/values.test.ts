import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { problemOf } from '../../../src/nmbrs/parse/lists.ts'
import {
  code,
  date,
  decimal,
  endDate,
  integer,
  moment,
  optionalDecimal,
  optionalInteger,
  startNumber,
  text,
} from '../../../src/nmbrs/parse/values.ts'

type Case = [given: string | undefined, expected: string | number | null]

const kinds: [name: string, schema: z.ZodType, accepted: Case[], refused: unknown[]][] = [
  [
    'text',
    text,
    [
      ['Anna', 'Anna'],
      [' Anna ', ' Anna '],
      ['', null],
      [' \n', null],
      [undefined, null],
    ],
    [['a', 'b'], { A: '1' }],
  ],
  [
    'integer',
    integer,
    [
      ['12', 12],
      ['-3', -3],
      [' 7 ', 7],
      ['12.0', 12],
      ['2147483647', 2147483647],
      ['0', 0],
    ],
    ['', undefined, 'x', '12.5', '1e3', '2147483648', '0x10'],
  ],
  [
    'optional integer',
    optionalInteger,
    [
      ['12', 12],
      ['', null],
      [undefined, null],
    ],
    ['x'],
  ],
  [
    'code',
    code,
    [
      ['2', 2],
      ['0', null],
      [undefined, null],
    ],
    ['x'],
  ],
  [
    'start number',
    startNumber,
    [
      ['2026', 2026],
      ['', 0],
      [undefined, 0],
    ],
    ['x'],
  ],
  [
    'decimal',
    decimal,
    [
      ['3450.00', '3450'],
      ['3450,5', '3450.5'],
      ['0.10', '0.1'],
      ['0.0', '0'],
      ['-0.00', '0'],
      ['-12.30', '-12.3'],
      ['+5', '5'],
      ['007.5', '7.5'],
      ['.5', '0.5'],
      ['5.', '5'],
      ['12345678901234567890.12', '12345678901234567890.12'],
    ],
    ['', undefined, '.', '-', '1.234,56', '1e3', 'NaN', '€ 5', '1'.repeat(31)],
  ],
  [
    'optional decimal',
    optionalDecimal,
    [
      ['1.50', '1.5'],
      [undefined, null],
    ],
    ['x'],
  ],
  [
    'date',
    date,
    [
      ['2026-11-23T00:00:00', '2026-11-23'],
      ['2026-11-23', '2026-11-23'],
      ['2026-11-23T23:30:00.123+01:00', '2026-11-23'],
      ['2024-02-29T00:00:00', '2024-02-29'],
      ['0001-01-01T00:00:00', null],
      ['9999-12-31T00:00:00', '9999-12-31'],
      ['', null],
      [undefined, null],
    ],
    ['23-11-2026', '2026-02-29', '2026-13-01', '2026-1-1', 'onleesbaar', '20261123'],
  ],
  [
    'end date',
    endDate,
    [
      ['2026-12-31T00:00:00', '2026-12-31'],
      ['9999-12-31T00:00:00', null],
      ['0001-01-01T00:00:00', null],
    ],
    ['x'],
  ],
  [
    'moment',
    moment,
    [
      ['2026-11-23T09:30:00.12', '2026-11-23T09:30:00.12'],
      ['0001-01-01T00:00:00', null],
      [undefined, null],
    ],
    ['x'],
  ],
]

describe.each(kinds)('%s', (_, schema, accepted, refused) => {
  test.each(accepted)('%j is %j', (given, expected) => {
    expect(schema.parse(given)).toBe(expected)
  })
  test.each(refused)('%j is refused, without being repeated', (given) => {
    const { error } = schema.safeParse(given)
    expect(problemOf(error!)).toMatch(/^expected (one value|a whole number|a decimal number|a date|a moment)$/)
  })
})
