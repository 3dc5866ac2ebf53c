import { describe, expect, test } from 'vitest'
import { currentByDate, currentByPeriod } from '../../src/core/current-record.ts'

type Dated = { id: number; createdAt: string | null; startDate: string | null; what: string }
type OfPeriod = { id: number; createdAt: string | null; startYear: number; startPeriod: number; what: string }

const dated = (what: string, startDate: string | null, changes: Partial<Dated> = {}): Dated => ({
  id: 1,
  createdAt: '2026-01-01T09:00:00',
  startDate,
  what,
  ...changes,
})
const ofPeriod = (what: string, startYear: number, startPeriod: number, changes: Partial<OfPeriod> = {}): OfPeriod => ({
  id: 1,
  createdAt: '2026-01-01T09:00:00',
  startYear,
  startPeriod,
  what,
  ...changes,
})
const created = (createdAt: string | null) => ({ createdAt })

describe('on 23 November 2026 the current record is', () => {
  test.each<[string, Dated[], string | null]>([
    ['the latest that has started', [dated('old', '2025-01-01'), dated('now', '2026-07-01')], 'now'],
    ['one that starts today', [dated('old', '2025-01-01'), dated('now', '2026-11-23')], 'now'],
    ['not one that starts tomorrow', [dated('now', '2026-07-01'), dated('next', '2026-11-24')], 'now'],
    ['nothing when all start later', [dated('next', '2026-12-01')], null],
    ['nothing when there is nothing', [], null],
    [
      'the latest start, although an earlier one was corrected afterwards',
      [dated('now', '2026-07-01'), dated('corrected', '2026-01-01', created('2026-11-20T10:00:00'))],
      'now',
    ],
    [
      'a raise entered late, with a start in the past',
      [dated('old', '2026-01-01'), dated('back-dated', '2026-03-01', created('2026-11-20T10:00:00'))],
      'back-dated',
    ],
    [
      'of two that start on one day: the one made last',
      [dated('corrected', '2026-07-01', created('2026-07-20T10:00:00')), dated('first', '2026-07-01')],
      'corrected',
    ],
    [
      'of two made on one day: the one with the time',
      [
        dated('with time', '2026-07-01', created('2026-07-20T10:00:00')),
        dated('without', '2026-07-01', created('2026-07-20')),
      ],
      'with time',
    ],
    [
      'of two that start on one day and were made at once: the highest id',
      [dated('second', '2026-07-01', { id: 9 }), dated('first', '2026-07-01', { id: 7 })],
      'second',
    ],
    [
      'of ids 9 and 10: 10',
      [dated('second', '2026-07-01', { id: 10 }), dated('first', '2026-07-01', { id: 9 })],
      'second',
    ],
    [
      'one whose making is known before one whose making is not',
      [dated('known', '2026-07-01'), dated('not known', '2026-07-01', { createdAt: null, id: 5 })],
      'known',
    ],
    ['one without a start has always held', [dated('always', null)], 'always'],
    ['but anything with a start comes after it', [dated('since', '2020-01-01'), dated('always', null)], 'since'],
  ])('%s', (_, records, expected) => {
    expect(currentByDate(records, '2026-11-23')?.what ?? null).toBe(expected)
    expect(currentByDate(records.toReversed(), '2026-11-23')?.what ?? null).toBe(expected)
  })
})

describe('in payroll period 2026-11 the current record is', () => {
  test.each<[string, OfPeriod[], string | null]>([
    ['the latest that has started', [ofPeriod('old', 2026, 9), ofPeriod('now', 2026, 10)], 'now'],
    ['one that starts in this period', [ofPeriod('old', 2026, 10), ofPeriod('now', 2026, 11)], 'now'],
    ['not one of the next period', [ofPeriod('now', 2026, 10), ofPeriod('next', 2026, 12)], 'now'],
    ['not one of a low period next year', [ofPeriod('now', 2026, 10), ofPeriod('next', 2027, 1)], 'now'],
    ['one of a high period last year, when this year has none', [ofPeriod('now', 2025, 13)], 'now'],
    ['of this year before a higher period of last year', [ofPeriod('now', 2026, 1), ofPeriod('old', 2025, 12)], 'now'],
    ['period 9 comes before period 10', [ofPeriod('now', 2026, 10), ofPeriod('old', 2026, 9)], 'now'],
    [
      'of two of one period: the one made last',
      [ofPeriod('corrected', 2026, 10, created('2026-10-20T10:00:00')), ofPeriod('first', 2026, 10)],
      'corrected',
    ],
    [
      'of two of one period made at once: the highest id',
      [ofPeriod('second', 2026, 10, { id: 8 }), ofPeriod('first', 2026, 10, { id: 7 })],
      'second',
    ],
    ['nothing when all start later', [ofPeriod('next', 2026, 12)], null],
  ])('%s', (_, records, expected) => {
    expect(currentByPeriod(records, { year: 2026, period: 11 })?.what ?? null).toBe(expected)
    expect(currentByPeriod(records.toReversed(), { year: 2026, period: 11 })?.what ?? null).toBe(expected)
  })
})

describe('over the turn of the year', () => {
  const records = [ofPeriod('last week', 2026, 53), ofPeriod('first week', 2027, 1)]

  test.each<[number, number, string | null]>([
    [2026, 52, null],
    [2026, 53, 'last week'],
    [2027, 1, 'first week'],
  ])('in week %i-%i: %s', (year, period, expected) => {
    expect(currentByPeriod(records, { year, period })?.what ?? null).toBe(expected)
  })
})

test('records that share start, making and id are still taken in one order, whatever the order of the answer', () => {
  const twins = [dated('a', '2026-07-01'), dated('b', '2026-07-01')]
  expect(currentByDate(twins, '2026-11-23')).toBe(currentByDate(twins.toReversed(), '2026-11-23'))
})
