import { describe, expect, test } from 'vitest'
import { previewRule } from '../../src/core/enrolment-preview.ts'
import type { Participant } from '../../src/core/participant.ts'
import type { EnrolmentRule } from '../../src/core/settings.ts'
import { employee, enrolment, participant, planOf, rule } from '../support/builders.ts'

const preview = (who: Partial<Participant>, changes: Partial<EnrolmentRule> = {}) =>
  previewRule(rule(changes), [participant(who)]).map(({ startDate, reason }) => [startDate, reason])

describe('who would be enrolled if a rule were on', () => {
  test('is everyone in service, from the day on which they joined', () => {
    expect(preview({ employedFrom: '2020-03-16' })).toEqual([['2020-03-16', { code: 'EMPLOYMENT' }]])
  })

  test.each<[string, Partial<Participant>]>([
    ['someone who has left', { status: 'LEFT' }],
    ['someone who is missing in Nmbrs', { status: 'MISSING' }],
    ['someone who is enrolled already', { enrolments: [enrolment()] }],
    ['someone who is enrolled by hand', { enrolments: [enrolment({ source: 'MANUAL', startDate: '2030-01-01' })] }],
    ['someone of whom no employment is known', { employedFrom: null }],
  ])('is not %s', (_who, who) => {
    expect(preview(who)).toEqual([])
  })

  test('is someone who is enrolled in another scheme only', () => {
    expect(preview({ enrolments: [enrolment({ scheme: 'NP' })] })).toHaveLength(1)
  })

  test.each<[string, Partial<Participant>, Partial<EnrolmentRule>, unknown[]]>([
    ['after the waiting months', {}, { waitingMonths: 2 }, ['2020-03-01', { code: 'WAITING_MONTHS', months: 2 }]],
    [
      'in the month of the minimum age, also when that is still to come',
      { birthDate: '2010-02-28' },
      { minimumAge: 21 },
      ['2031-02-01', { code: 'MINIMUM_AGE', age: 21 }],
    ],
    [
      'on the day after an enrolment that has ended',
      { enrolments: [enrolment({ endDate: '2022-12-31' })] },
      {},
      ['2023-01-01', { code: 'CONTINUED' }],
    ],
    ['whether or not the rule is on now', {}, { automatic: false }, ['2020-01-01', { code: 'EMPLOYMENT' }]],
  ])('starts %s', (_when, who, changes, expected) => {
    expect(preview(who, changes)).toEqual([expected])
  })

  test('leaves out someone whose birth date is needed and not known', () => {
    expect(preview({ birthDate: null }, { minimumAge: 18 })).toEqual([])
    expect(preview({ birthDate: null }, { minimumAge: null })).toHaveLength(1)
  })

  test('is what a sync does with someone who joins while the rule is on', () => {
    const rules = [rule({ minimumAge: 18, waitingMonths: 1 })]
    const [joined] = planOf([employee()], [], { rules }).people
    const [previewed] = previewRule(rules[0]!, [participant()])
    expect(joined?.enrolments.started).toMatchObject([{ startDate: previewed?.startDate, reason: previewed?.reason }])
  })
})
