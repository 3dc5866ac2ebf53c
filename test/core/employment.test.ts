import { describe, expect, test } from 'vitest'
import type { EmploymentRecord } from '../../src/core/employee.ts'
import { employmentOn, unseenDeparture } from '../../src/core/employment.ts'
import { employment } from '../support/payroll-records.ts'

/** From a first to a last day in service; "" = none. */
const from = (startDate: string, endDate = '', changes: Partial<EmploymentRecord> = {}) =>
  employment({ startDate: startDate || null, endDate: endDate || null, ...changes })

describe('on 23 November 2026 someone', () => {
  test.each<[string, EmploymentRecord[], string, string | null]>([
    ['whose employment is open-ended is in service', [from('2020-01-01')], 'IN_SERVICE', '2020-01-01'],
    ['who starts today is in service', [from('2026-11-23')], 'IN_SERVICE', '2026-11-23'],
    ['who starts tomorrow has not started', [from('2026-11-24')], 'NOT_STARTED', '2026-11-24'],
    ['whose last day is today is in service', [from('2020-01-01', '2026-11-23')], 'IN_SERVICE', '2020-01-01'],
    ['whose last day was yesterday has left', [from('2020-01-01', '2026-11-22')], 'LEFT', '2020-01-01'],
    ['whose end lies ahead is in service', [from('2020-01-01', '2026-12-31')], 'IN_SERVICE', '2020-01-01'],
    ['who worked one day has left', [from('2026-11-20', '2026-11-20')], 'LEFT', '2026-11-20'],
    ['who came back is in service', [from('2015-01-01', '2019-12-31'), from('2026-11-01')], 'IN_SERVICE', '2026-11-01'],
    [
      'who left and comes back later has left',
      [from('2015-01-01', '2026-10-31'), from('2026-12-01')],
      'LEFT',
      '2015-01-01',
    ],
    [
      'who left twice left the last time',
      [from('2025-01-01', '2026-06-30'), from('2015-01-01', '2019-12-31')],
      'LEFT',
      '2025-01-01',
    ],
    [
      'with two later employments starts with the first',
      [from('2027-02-01'), from('2026-12-01')],
      'NOT_STARTED',
      '2026-12-01',
    ],
    [
      'with two running ones is in the one that started last',
      [from('2020-01-01'), from('2026-01-01')],
      'IN_SERVICE',
      '2026-01-01',
    ],
    [
      'whose newest has ended while an older one runs is in service',
      [from('2020-01-01'), from('2026-01-01', '2026-06-30')],
      'IN_SERVICE',
      '2020-01-01',
    ],
    ['without a start date has always been in service', [from('')], 'IN_SERVICE', null],
    ['without employments is unknown', [], 'UNKNOWN', null],
  ])('%s', (_, records, state, startDate) => {
    for (const order of [records, records.toReversed()]) {
      const outcome = employmentOn(order, '2026-11-23')
      expect(outcome.state).toBe(state)
      expect('employment' in outcome ? outcome.employment.startDate : null).toBe(startDate)
    }
  })

  test('of two employments on the same days is in the one made last', () => {
    const records = [
      from('2026-01-01', '', { id: 2, createdAt: '2026-02-01T09:00:00' }),
      from('2026-01-01', '', { id: 3 }),
    ]
    const outcome = employmentOn(records, '2026-11-23')
    expect('employment' in outcome && outcome.employment.id).toBe(2)
  })
})

describe('a departure that nobody saw: we knew the employment since 2020, and another runs now', () => {
  test.each<[string, EmploymentRecord[], string | null]>([
    ['a gap between them is a departure', [from('2020-01-01', '2026-09-30'), from('2026-11-01')], '2026-09-30'],
    ['one day between them is a gap', [from('2020-01-01', '2026-10-30'), from('2026-11-01')], '2026-10-30'],
    ['the next day is no gap', [from('2020-01-01', '2026-10-31'), from('2026-11-01')], null],
    ['an overlap is no gap', [from('2020-01-01', '2026-11-15'), from('2026-11-01')], null],
    ['an employment that we did not know does not count', [from('2019-01-01', '2019-12-31'), from('2026-11-01')], null],
    ['the employment that runs is no departure', [from('2020-01-01')], null],
    [
      'of two with the same start, the one that lasted counts',
      [from('2020-01-01', '2020-01-31', { id: 4 }), from('2020-01-01', '2026-09-30'), from('2026-11-01')],
      '2026-09-30',
    ],
    [
      'a cancelled entry of the running one does not count',
      [from('2020-01-01', '2019-06-30', { id: 2 }), from('2020-01-01')],
      null,
    ],
  ])('%s', (_, records, lastDay) => {
    for (const order of [records, records.toReversed()]) {
      const outcome = employmentOn(order, '2026-11-23')
      if (outcome.state !== 'IN_SERVICE') throw new Error('one of them should run')
      expect(unseenDeparture(order, '2020-01-01', outcome.employment)?.endDate ?? null).toBe(lastDay)
    }
  })
})
