/** Who joins which scheme in a sync, waits for it, goes on and leaves it. */
import { describe, expect, test } from 'vitest'
import type { PayrollEmployee } from '../../src/core/employee.ts'
import type { Participant } from '../../src/core/participant.ts'
import type { PlanInput } from '../../src/core/plan.ts'
import type { EnrolmentRule } from '../../src/core/settings.ts'
import { applyPlan } from '../support/apply-plan.ts'
import { employee, enrolment, participant, planInput, planOf, rule, snapshot } from '../support/builders.ts'
import { employment } from '../support/payroll-records.ts'

/** What is written about schemes: "ENROLLED OP1 2026-11-01", and which schemes are awaited afterwards. */
function schemes(employees: PayrollEmployee[], participants: Participant[], changes: Partial<PlanInput>) {
  const [person] = planOf(employees, participants, changes).people
  return [
    ...(person?.mutations ?? [])
      .filter(({ kind }) => kind === 'ENROLLED' || kind === 'ENROLMENT_ENDED')
      .map(
        ({ kind, scheme, effectiveDate, source }) =>
          `${kind} ${scheme} ${effectiveDate}${source === 'RULE' ? '' : source}`,
      ),
    ...(person?.after.awaitedSchemes ?? []).map((scheme) => `awaits ${scheme}`),
  ]
}
const since = (startDate: string, endDate: string | null = null, id = 1) => employment({ id, startDate, endDate })
const joiner = (...employments: ReturnType<typeof since>[]) => [employee({ employments })]
const op1AndNp = [rule(), rule({ scheme: 'NP' }), rule({ scheme: 'BIJSPAREN', automatic: false })]

describe('who joins', () => {
  test.each<[string, PayrollEmployee[], EnrolmentRule[], string[]]>([
    [
      'each automatic scheme, at once',
      joiner(since('2026-11-01')),
      op1AndNp,
      ['ENROLLED OP1 2026-11-01', 'ENROLLED NP 2026-11-01'],
    ],
    ['today', joiner(since('2026-11-23')), [rule()], ['ENROLLED OP1 2026-11-23']],
    [
      'a voluntary scheme that is on',
      joiner(since('2026-11-01')),
      [rule({ scheme: 'BIJSPAREN' })],
      ['ENROLLED BIJSPAREN 2026-11-01'],
    ],
    ['nothing when the rule is off', joiner(since('2026-11-01')), [rule({ automatic: false })], []],
    ['later: awaited', joiner(since('2026-11-01')), [rule({ waitingMonths: 1 })], ['awaits OP1']],
    [
      'waiting months that are over today',
      joiner(since('2026-10-23')),
      [rule({ waitingMonths: 1 })],
      ['ENROLLED OP1 2026-11-23'],
    ],
    [
      'waiting months that are over tomorrow',
      joiner(since('2026-10-24')),
      [rule({ waitingMonths: 1 })],
      ['awaits OP1'],
    ],
    [
      'not of age yet: awaited',
      [employee({ person: { birthDate: '2010-01-01' } })],
      [rule({ minimumAge: 21 })],
      ['awaits OP1'],
    ],
    [
      'no birth date: awaited until it is known',
      [employee({ person: { birthDate: null } })],
      [rule({ minimumAge: 21 })],
      ['awaits OP1'],
    ],
    ['no employment known: awaited until it is', [employee({ employments: [] })], [rule()], ['awaits OP1']],
    [
      'who came and went between two syncs: both ends',
      joiner(since('2026-09-01', '2026-10-31')),
      [rule()],
      ['ENROLLED OP1 2026-09-01', 'ENROLMENT_ENDED OP1 2026-10-31'],
    ],
    [
      'who came and went before the waiting months were over: nothing',
      joiner(since('2026-09-01', '2026-10-31')),
      [rule({ waitingMonths: 3 })],
      [],
    ],
  ])('%s', (_, employees, rules, expected) => {
    expect(schemes(employees, [], { rules })).toEqual(expected)
  })
})

describe('who was there before', () => {
  test.each<[string, Participant, EnrolmentRule[], string[]]>([
    ['is not enrolled by a rule that is turned on', participant(), op1AndNp, []],
    [
      'is enrolled when the awaited day has come',
      participant({ awaitedSchemes: ['OP1'], employedFrom: '2020-01-01' }),
      [rule()],
      ['ENROLLED OP1 2020-01-01'],
    ],
    ['waits while the rule is off', participant({ awaitedSchemes: ['OP1'] }), [rule({ automatic: false })], []],
    [
      'entered by hand in the scheme meanwhile is not enrolled a second time',
      participant({ awaitedSchemes: ['OP1'], enrolments: [enrolment({ source: 'MANUAL' })] }),
      [rule()],
      [],
    ],
    [
      'goes on after an enrolment by hand that has an end',
      participant({ awaitedSchemes: ['OP1'], enrolments: [enrolment({ source: 'MANUAL', endDate: '2026-10-31' })] }),
      [rule()],
      ['ENROLLED OP1 2026-11-01'],
    ],
    [
      'waits for the end of an enrolment by hand',
      participant({ awaitedSchemes: ['OP1'], enrolments: [enrolment({ source: 'MANUAL', endDate: '2026-12-31' })] }),
      [rule()],
      [],
    ],
  ])('%s', (_, someone, rules, expected) => {
    expect(schemes([employee()], [someone], { rules })).toEqual(expected)
  })
})

describe('the first run on or after the day', () => {
  const joining = (rules: EnrolmentRule[]) =>
    planInput({ snapshot: snapshot(joiner(since('2026-11-15'))), rules, on: '2026-11-23' })
  const night = (input: PlanInput, on: string, changes: Partial<PlanInput> = {}) => {
    const tonight = { ...input, ...changes, on }
    return schemes(tonight.snapshot.employees, [...tonight.participants], tonight)
  }

  test('enrols once the waiting months are over, with their last day as the start', () => {
    const rules = [rule({ waitingMonths: 1 })]
    const waiting = applyPlan(joining(rules), planOf(joiner(since('2026-11-15')), [], { rules }))
    expect(night(waiting, '2026-12-14')).toEqual([])
    expect(night(waiting, '2026-12-15')).toEqual(['ENROLLED OP1 2026-12-15'])
    expect(night(waiting, '2027-01-08')).toEqual(['ENROLLED OP1 2026-12-15'])
  })

  test('a rule that is off meanwhile waits, and goes on when it is on again', () => {
    const rules = [rule({ waitingMonths: 1 })]
    const waiting = applyPlan(joining(rules), planOf(joiner(since('2026-11-15')), [], { rules }))
    expect(night(waiting, '2026-12-20', { rules: [rule({ automatic: false, waitingMonths: 1 })] })).toEqual([])
    expect(night(waiting, '2026-12-21')).toEqual(['ENROLLED OP1 2026-12-15'])
  })

  test('a rule that was off when someone joined never enrols them afterwards', () => {
    const off = [rule({ automatic: false })]
    const joined = applyPlan(joining(off), planOf(joiner(since('2026-11-15')), [], { rules: off }))
    expect(night(joined, '2026-11-24', { rules: [rule()] })).toEqual([])
  })
})

describe('who leaves', () => {
  const gone = joiner(since('2020-01-01', '2026-11-22'))

  test.each<[string, Participant, string[]]>([
    [
      'leaves each scheme on the last day in service',
      participant({ enrolments: [enrolment(), enrolment({ scheme: 'NP' })] }),
      ['ENROLMENT_ENDED OP1 2026-11-22', 'ENROLMENT_ENDED NP 2026-11-22'],
    ],
    [
      'earlier than the end that was set',
      participant({ enrolments: [enrolment({ endDate: '2026-12-31' })] }),
      ['ENROLMENT_ENDED OP1 2026-11-22'],
    ],
    ['not once more, where it has ended', participant({ enrolments: [enrolment({ endDate: '2025-12-31' })] }), []],
    ['not once more, where it ends that day', participant({ enrolments: [enrolment({ endDate: '2026-11-22' })] }), []],
    [
      'on the day on which it began, where that turns out to be later than the last day in service',
      participant({ enrolments: [enrolment({ startDate: '2026-11-23' }), enrolment({ scheme: 'NP' })] }),
      ['ENROLMENT_ENDED OP1 2026-11-23', 'ENROLMENT_ENDED NP 2026-11-22'],
    ],
    ['not those by hand', participant({ enrolments: [enrolment({ source: 'MANUAL' })] }), []],
    ['no longer waits for any', participant({ awaitedSchemes: ['OP1'] }), []],
  ])('%s', (_, someone, expected) => {
    expect(schemes(gone, [someone], { rules: [rule({ waitingMonths: 99 })] })).toEqual(expected)
  })

  test('stays in every scheme while the reading is not complete', () => {
    const someone = participant({ enrolments: [enrolment()] })
    expect(schemes([], [someone], { snapshot: snapshot(gone, { complete: false }), rules: [rule()] })).toEqual([])
  })

  test('joins none that they waited for while the reading is not complete', () => {
    const someone = participant({ awaitedSchemes: ['OP1'], employedFrom: '2020-01-01' })
    const email = employee({
      person: { emailWork: 'new@work.example' },
      employments: [since('2020-01-01', '2026-11-22')],
    })
    const changes = { snapshot: snapshot([email], { complete: false }), rules: [rule()] }
    expect(schemes([], [someone], changes)).toEqual(['awaits OP1'])
  })
})

describe('a last day in service that is corrected after leaving', () => {
  const left = (...enrolments: Participant['enrolments']) =>
    participant({ status: 'LEFT', employedUntil: '2026-10-31', enrolments })
  const ended = enrolment({ endDate: '2026-10-31' })
  const byHand = enrolment({ id: 'by hand', source: 'MANUAL', startDate: '2026-11-10', endDate: null })

  test.each<[string, Participant, string, string[]]>([
    ['to a later one moves the end', left(ended), '2026-11-15', ['ENROLMENT_ENDED OP1 2026-11-15']],
    ['to an earlier one too', left(ended), '2026-09-30', ['ENROLMENT_ENDED OP1 2026-09-30']],
    [
      'of each scheme',
      left(ended, enrolment({ scheme: 'NP', endDate: '2026-10-31' })),
      '2026-11-15',
      ['ENROLMENT_ENDED OP1 2026-11-15', 'ENROLMENT_ENDED NP 2026-11-15'],
    ],
    ['not of one that had ended before', left(enrolment({ endDate: '2026-08-31' })), '2026-09-30', []],
    [
      'unless it is after the last day now',
      left(enrolment({ endDate: '2026-08-31' })),
      '2026-07-31',
      ['ENROLMENT_ENDED OP1 2026-07-31'],
    ],
    ['not of one by hand', left(enrolment({ source: 'MANUAL', endDate: '2026-10-31' })), '2026-11-15', []],
    ['not over a later enrolment', left(ended, byHand), '2026-11-15', ['ENROLMENT_ENDED OP1 2026-11-09']],
    [
      'to one before it began ends it on its first day',
      left(enrolment({ startDate: '2026-10-01', endDate: '2026-10-31' })),
      '2026-09-30',
      ['ENROLMENT_ENDED OP1 2026-10-01'],
    ],
    [
      'gives one that had ended on its first day the days that it has after all',
      left(enrolment({ startDate: '2026-11-01', endDate: '2026-11-01' })),
      '2026-11-15',
      ['ENROLMENT_ENDED OP1 2026-11-15'],
    ],
    ['to the same day is none', left(ended), '2026-10-31', []],
  ])('%s', (_, someone, employedUntil, expected) => {
    expect(schemes(joiner(since('2020-01-01', employedUntil)), [someone], { rules: [rule()] })).toEqual(expected)
  })
})

describe('who comes back', () => {
  const former = participant({
    status: 'LEFT',
    employedUntil: '2024-12-31',
    enrolments: [enrolment({ endDate: '2024-12-31' })],
  })
  const back = joiner(since('2020-01-01', '2024-12-31'), since('2026-11-01', null, 2))

  test.each<[string, PayrollEmployee[], Participant, EnrolmentRule[], string[]]>([
    [
      'joins again, in the rules as they are now',
      back,
      former,
      op1AndNp,
      ['ENROLLED OP1 2026-11-01', 'ENROLLED NP 2026-11-01'],
    ],
    ['waits again', back, former, [rule({ waitingMonths: 6 })], ['awaits OP1']],
    ['does not join while the rule is off', back, former, [rule({ automatic: false })], []],
    [
      'is not enrolled beside an enrolment by hand that goes on',
      back,
      participant({ ...former, enrolments: [enrolment({ source: 'MANUAL' })] }),
      [rule()],
      [],
    ],
    [
      'whose departure was undone goes on from the day after it',
      joiner(since('2020-01-01')),
      former,
      [rule()],
      ['ENROLLED OP1 2025-01-01'],
    ],
    [
      'after a gap that nobody saw: ends and begins',
      joiner(since('2020-01-01', '2026-09-30'), since('2026-11-01', null, 2)),
      participant({ enrolments: [enrolment()] }),
      [rule()],
      ['ENROLMENT_ENDED OP1 2026-09-30', 'ENROLLED OP1 2026-11-01'],
    ],
    [
      'and has left again, between two syncs',
      joiner(since('2020-01-01', '2024-12-31'), since('2026-09-01', '2026-10-31', 2)),
      former,
      [rule()],
      ['ENROLLED OP1 2026-09-01', 'ENROLMENT_ENDED OP1 2026-10-31'],
    ],
  ])('%s', (_, employees, someone, rules, expected) => {
    expect(schemes(employees, [someone], { rules })).toEqual(expected)
  })
})

test('the enrolments to be written say why, and begin and end with the mutations', () => {
  const [joined] = planOf(joiner(since('2026-09-01', '2026-10-31')), [], { rules: [rule({ waitingMonths: 1 })] }).people
  expect(joined?.enrolments).toEqual({
    started: [
      {
        scheme: 'OP1',
        startDate: '2026-10-01',
        endDate: '2026-10-31',
        reason: { code: 'WAITING_MONTHS', months: 1 },
      },
    ],
    ended: [],
    awaitedSchemes: [],
  })
  expect(joined?.mutations.map(({ kind }) => kind)).toEqual(['JOINED', 'LEFT', 'ENROLLED', 'ENROLMENT_ENDED'])
})
