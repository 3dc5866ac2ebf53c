/** The day on which a rule lets someone join a scheme. */
import { describe, expect, test } from 'vitest'
import { afterEarlier, enrolmentStart } from '../../src/core/enrolment.ts'
import type { Enrolment } from '../../src/core/participant.ts'
import type { EnrolmentRule } from '../../src/core/settings.ts'
import { enrolment, rule } from '../support/builders.ts'

describe('the day on which a rule lets someone join', () => {
  test.each<[string, Partial<EnrolmentRule>, string, string | null, string | null, string | null]>([
    ['at once: the first day in service', {}, '2026-11-15', '1990-01-01', '2026-11-15', 'EMPLOYMENT'],
    ['also in the middle of a month', {}, '2026-11-16', null, '2026-11-16', 'EMPLOYMENT'],
    ['after the waiting months', { waitingMonths: 2 }, '2026-11-15', null, '2027-01-15', 'WAITING_MONTHS'],
    [
      'over a month end: 31 January and one month',
      { waitingMonths: 1 },
      '2026-01-31',
      null,
      '2026-02-28',
      'WAITING_MONTHS',
    ],
    ['over a month end in a leap year', { waitingMonths: 1 }, '2024-01-31', null, '2024-02-29', 'WAITING_MONTHS'],
    ['over the turn of the year', { waitingMonths: 6 }, '2026-08-31', null, '2027-02-28', 'WAITING_MONTHS'],
    [
      'old enough already: the first day in service',
      { minimumAge: 21 },
      '2026-11-15',
      '1990-01-01',
      '2026-11-15',
      'EMPLOYMENT',
    ],
    ['of age on the first of a month', { minimumAge: 21 }, '2026-11-15', '2006-03-01', '2027-03-01', 'MINIMUM_AGE'],
    [
      'of age on the last day of a month: from its first',
      { minimumAge: 21 },
      '2026-11-15',
      '2006-03-31',
      '2027-03-01',
      'MINIMUM_AGE',
    ],
    [
      'of age on 29 February: from 1 February',
      { minimumAge: 21 },
      '2024-11-15',
      '2004-02-29',
      '2025-02-01',
      'MINIMUM_AGE',
    ],
    [
      'of age in the month of joining, before the first day in service',
      { minimumAge: 21 },
      '2026-11-15',
      '2005-11-30',
      '2026-11-15',
      'EMPLOYMENT',
    ],
    [
      'of age in the month of joining, on its first day',
      { minimumAge: 21 },
      '2026-11-01',
      '2005-11-30',
      '2026-11-01',
      'EMPLOYMENT',
    ],
    [
      'waiting months later than the age',
      { minimumAge: 21, waitingMonths: 6 },
      '2026-11-15',
      '2006-03-31',
      '2027-05-15',
      'WAITING_MONTHS',
    ],
    [
      'the age later than the waiting months',
      { minimumAge: 21, waitingMonths: 2 },
      '2026-11-15',
      '2006-03-31',
      '2027-03-01',
      'MINIMUM_AGE',
    ],
    ['not known without a first day in service', {}, '', '1990-01-01', null, null],
    ['not known without a birth date, when there is a minimum age', { minimumAge: 21 }, '2026-11-15', null, null, null],
  ])('%s', (_, changes, employedFrom, birthDate, startDate, reason) => {
    const start = enrolmentStart(rule(changes), { employedFrom: employedFrom || null, birthDate })
    expect([start?.startDate ?? null, start?.reason.code ?? null]).toEqual([startDate, reason])
  })
})

describe('never twice at a time: it goes on from the day after an earlier one', () => {
  const start = { startDate: '2026-11-01', reason: { code: 'EMPLOYMENT' as const } }

  test.each<[string, Enrolment[], string]>([
    ['nothing earlier', [], '2026-11-01'],
    ['ended long before', [enrolment({ endDate: '2024-12-31' })], '2026-11-01'],
    ['ended the day before', [enrolment({ endDate: '2026-10-31' })], '2026-11-01'],
    ['ends on the same day', [enrolment({ endDate: '2026-11-01' })], '2026-11-02'],
    ['ends later', [enrolment({ endDate: '2026-12-31' })], '2027-01-01'],
    [
      'the latest of several',
      [enrolment({ endDate: '2026-11-30' }), enrolment({ endDate: '2026-11-15' })],
      '2026-12-01',
    ],
  ])('%s', (_, earlier, startDate) => {
    const reason = startDate === start.startDate ? start.reason : { code: 'CONTINUED' }
    expect(afterEarlier(start, earlier)).toEqual({ startDate, reason })
  })
})
