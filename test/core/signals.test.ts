/** Signals open once, stay one while what they tell lasts, and close by themselves. */
import { describe, expect, test } from 'vitest'
import { type PayrollEmployee, unknown } from '../../src/core/employee.ts'
import { type SignalCode, signalCodes } from '../../src/core/findings.ts'
import type { Participant } from '../../src/core/participant.ts'
import type { PlanInput } from '../../src/core/plan.ts'
import { planSync } from '../../src/core/plan.ts'
import { applyPlan } from '../support/apply-plan.ts'
import { employee, enrolment, participant, planInput, planOf, snapshot } from '../support/builders.ts'
import { bankAccount, employment, insurance, salary, schedule, week } from '../support/payroll-records.ts'

const hourly = { kind: 'UNSUPPORTED', kindName: 'Bruto_Uurloon', value: '18.75' } as const
const onCall = { insurance: [insurance({ influence: 5 })] }
const badIban = { bankAccounts: [bankAccount({ iban: 'NL00ABNA0417164300' })] }

const leaver = [employee({ employments: [employment({ endDate: '2026-11-22' })] })]
const enrolledByHand = participant({ enrolments: [enrolment({ source: 'MANUAL' })] })

/** What each code is raised by, and what ends it. `known` is who was here, when that is not the ordinary participant. */
const causes: Record<SignalCode, { bad: PayrollEmployee[]; good: PayrollEmployee[]; known?: Participant }> = {
  DUPLICATE_EMPLOYEE_NUMBER: {
    bad: [employee(), employee({ sourceId: 7, person: { lastName: 'Smit' } })],
    good: [employee(), employee({ sourceId: 7, person: { lastName: 'Smit', employeeNumber: 30 } })],
  },
  MISSING_EMPLOYEE_NUMBER: { bad: [employee({ person: { employeeNumber: null } })], good: [employee()] },
  POSSIBLE_DUPLICATE: {
    bad: [employee({ person: { lastName: 'Smit', birthDate: '1999-09-09' } })],
    good: [employee()],
  },
  BLANK_PARTNER_NAME: {
    bad: [employee({ person: { nameUsage: 2 } })],
    good: [employee({ person: { nameUsage: 2, partnerLastName: 'Smit' } })],
  },
  WORK_EMAIL_EMPTIED: { bad: [employee({ person: { emailWork: null } })], good: [employee()] },
  UNSUPPORTED_SALARY_KIND: { bad: [employee({ salaries: [salary(hourly)] })], good: [employee()] },
  NO_SCHEDULE: { bad: [employee({ schedules: [] })], good: [employee()] },
  PART_TIME_OVER_100: { bad: [employee({ schedules: [schedule({ hours: week(45) })] })], good: [employee()] },
  MISSING_IN_NMBRS: { bad: [], good: [employee()] },
  EMPLOYEE_NUMBER_CHANGED: {
    bad: [employee({ number: 30, sourceId: 1012, person: { lastName: 'Jansen 12' } })],
    good: [employee({ number: 30, sourceId: 1012, person: { lastName: 'Jansen 12' } })],
  },
  INVALID_VALUE: { bad: [employee(badIban)], good: [employee()] },
  NO_LONGER_IN_SCOPE: { bad: [employee(onCall)], good: [employee()] },
  ENROLMENT_STILL_OPEN: { bad: leaver, good: [employee()], known: enrolledByHand },
}

/** The input of the next night: the plan of this one carried out, and what is different then. */
const next = (input: PlanInput, employees: PayrollEmployee[], changes: Partial<PlanInput> = {}): PlanInput => ({
  ...applyPlan(input, planSync(input)),
  snapshot: snapshot(employees),
  ...changes,
})
const night = (employees: PayrollEmployee[], participants: Participant[] = [participant()]): PlanInput =>
  planInput({ snapshot: snapshot(employees), participants })
const nightOf = (code: SignalCode) => night(causes[code].bad, [causes[code].known ?? participant()])
const codesOf = (input: PlanInput) => input.openSignals.map(({ code }) => code)
const quiet = { open: [], change: [], close: [] }

describe('each signal', () => {
  test.each(signalCodes)('%s opens once, stays one, and closes by itself', (code) => {
    const { bad, good } = causes[code]
    const first = nightOf(code)
    expect(new Set(planSync(first).signals.open.map((signal) => signal.code))).toEqual(new Set([code]))
    const second = next(first, bad, { on: '2026-11-24' })
    expect(planSync(second).signals).toEqual(quiet)
    const third = next(second, good, { on: '2026-12-23' })
    expect(planSync(third).signals.close).toEqual(third.openSignals.map(({ id }) => id))
    expect(planSync(third).signals.open).toEqual([])
  })

  test('is about one person: who, in numbers, and as which participant', () => {
    const [signal] = planOf([employee(badIban)], [participant()]).signals.open
    expect(signal).toEqual({
      code: 'INVALID_VALUE',
      severity: 'WARNING',
      subject: 'nmbrs:1012:IBAN',
      participantId: 'participant-12',
      employeeNumber: 12,
      nmbrsEmployeeId: 1012,
      details: { field: 'IBAN' },
    })
  })

  test('is about the participant who has the number that two share', () => {
    const shared = planOf([employee(), employee({ sourceId: 7 })], [participant({ employeeNumber: 30 }), participant()])
    const about = shared.signals.open
      .filter(({ code }) => code === 'DUPLICATE_EMPLOYEE_NUMBER')
      .map(({ participantId, nmbrsEmployeeId }) => [participantId, nmbrsEmployeeId])
    expect(about).toEqual([
      ['participant-12', 7],
      ['participant-12', 1012],
    ])
  })

  test('names what it is about', () => {
    const open = (employees: PayrollEmployee[]) => planOf(employees, [participant()]).signals.open
    expect(open(causes.UNSUPPORTED_SALARY_KIND.bad)).toMatchObject([{ details: { salaryKind: 'Bruto_Uurloon' } }])
    expect(open(causes.PART_TIME_OVER_100.bad)).toMatchObject([{ details: { percentage: '112.50' } }])
    expect(open(causes.EMPLOYEE_NUMBER_CHANGED.bad)).toMatchObject([{ details: { oldNumber: 12, newNumber: 30 } }])
    expect(open(causes.POSSIBLE_DUPLICATE.bad)).toMatchObject([{ details: { otherNumber: 12 } }])
  })
})

describe('how serious each is', () => {
  test.each<[SignalCode, 'ERROR' | 'WARNING' | 'INFO']>([
    ['DUPLICATE_EMPLOYEE_NUMBER', 'ERROR'],
    ['MISSING_EMPLOYEE_NUMBER', 'ERROR'],
    ['POSSIBLE_DUPLICATE', 'ERROR'],
    ['BLANK_PARTNER_NAME', 'WARNING'],
    ['UNSUPPORTED_SALARY_KIND', 'WARNING'],
    ['NO_SCHEDULE', 'WARNING'],
    ['PART_TIME_OVER_100', 'WARNING'],
    ['MISSING_IN_NMBRS', 'WARNING'],
    ['INVALID_VALUE', 'WARNING'],
    ['NO_LONGER_IN_SCOPE', 'WARNING'],
    ['ENROLMENT_STILL_OPEN', 'WARNING'],
    ['WORK_EMAIL_EMPTIED', 'INFO'],
    ['EMPLOYEE_NUMBER_CHANGED', 'INFO'],
  ])('%s is %s', (code, severity) => {
    expect(planSync(nightOf(code)).signals.open[0]?.severity).toBe(severity)
  })
})

describe('the business e-mail address', () => {
  test.each<[string, PayrollEmployee[], Participant[], SignalCode[]]>([
    [
      'emptied in Nmbrs: emptied here, and told',
      [employee({ person: { emailWork: null } })],
      [participant()],
      ['WORK_EMAIL_EMPTIED'],
    ],
    ['blank in Nmbrs is empty', [employee({ person: { emailWork: ' ' } })], [participant()], ['WORK_EMAIL_EMPTIED']],
    [
      'empty already: nothing to tell',
      [employee({ person: { emailWork: null } })],
      [participant({ emailWork: null })],
      [],
    ],
    ['of someone new: nothing to tell', [employee({ person: { emailWork: null } })], [], []],
    ['another address: nothing to tell', [employee({ person: { emailWork: 'b@work.example' } })], [participant()], []],
    ['the private one emptied: nothing to tell', [employee({ person: { emailPrivate: null } })], [participant()], []],
  ])('%s', (_, employees, participants, codes) => {
    expect(planOf(employees, participants).signals.open.map(({ code }) => code)).toEqual(codes)
  })
})

describe('a participant who is no longer in scope', () => {
  const trainee = { insurance: [insurance({ employmentType: 7 })] }

  test.each<[string, PayrollEmployee[], Participant[], SignalCode[]]>([
    ['has become on call: told, untouched', [employee(onCall)], [participant()], ['NO_LONGER_IN_SCOPE']],
    ['has become a trainee: told, untouched', [employee(trainee)], [participant()], ['NO_LONGER_IN_SCOPE']],
    ['an on-call worker who was never here: nothing to tell', [employee(onCall)], [], []],
    ['who had left before: nothing to tell', [employee(onCall)], [participant({ status: 'LEFT' })], []],
    [
      'entered by hand without a number: not them',
      [employee({ ...onCall, person: { employeeNumber: null }, roster: { number: null, name: 'J. Jansen' } })],
      [participant({ employeeNumber: null })],
      [],
    ],
    [
      'entered by hand, by number',
      [employee(onCall)],
      [participant({ nmbrsEmployeeId: null })],
      ['NO_LONGER_IN_SCOPE'],
    ],
  ])('%s', (_, employees, participants, codes) => {
    const plan = planOf(employees, participants)
    expect(plan.people).toEqual([])
    expect(plan.signals.open.map(({ code }) => code)).toEqual(codes)
  })

  const unread = { insurance: unknown, contracts: unknown } as const
  const moved = { person: { emailWork: 'new@work.example' }, employments: [employment({ endDate: '2026-11-22' })] }

  test.each<[string, PayrollEmployee, PayrollEmployee]>([
    ['on call', employee(onCall), employee({ ...unread, ...moved })],
    ['a trainee', employee(trainee), employee({ ...unread, ...moved })],
    ['on call, and off the roster now', employee(onCall), employee({ ...unread, ...moved, roster: null })],
  ])('%s: stays so on a night that does not tell, untouched, and the signal stays one', (_, before, tonight) => {
    const plan = planSync(next(night([before]), [tonight]))
    expect([plan.people, plan.missing, plan.signals]).toEqual([[], [], quiet])
  })

  test('and whose number is someone else there by now: both stay so while no night tells', () => {
    const tonight = [employee({ sourceId: 7 }), employee({ ...unread, number: 30, sourceId: 1012 })]
    const input = next(night([employee(onCall)]), tonight)
    expect(planSync(input)).toMatchObject({ people: [{ before: { id: 'participant-12' } }], signals: quiet })
    expect(planSync(next(input, tonight))).toMatchObject({ people: [], signals: quiet })
  })

  test('goes on as soon as a night tells that they are staff again', () => {
    const plan = planSync(next(night([employee(onCall)]), [employee({ person: { emailWork: 'new@work.example' } })]))
    expect(plan.people).toMatchObject([{ mutations: [{ kind: 'CONTACT' }] }])
    expect(plan.signals.close).toHaveLength(1)
  })
})

describe('an enrolment by hand that goes on after leaving', () => {
  const gone = (endDate: string | null, source: 'MANUAL' | 'RULE' = 'MANUAL') =>
    participant({ enrolments: [enrolment({ endDate, source })] })

  test.each<[string, Participant, SignalCode[]]>([
    ['open-ended: told', gone(null), ['ENROLMENT_STILL_OPEN']],
    ['ends after the last day in service: told', gone('2026-12-31'), ['ENROLMENT_STILL_OPEN']],
    ['ends on the last day in service: in order', gone('2026-11-22'), []],
    ['by rule: ended with the employment', gone(null, 'RULE'), []],
  ])('%s', (_, someone, codes) => {
    expect(planOf(leaver, [someone]).signals.open.map(({ code }) => code)).toEqual(codes)
  })

  test.each<[number, number]>([
    [12, 1],
    [30, 0],
  ])('in a run for number %i, %i of those with number 12', (onlyEmployeeNumber, told) => {
    const left = participant({ ...enrolledByHand, status: 'LEFT', employedUntil: '2024-12-31' })
    expect(planOf([], [left], { onlyEmployeeNumber }).signals.open).toHaveLength(told)
  })
})

describe('a change of number is shown for 30 days', () => {
  const renumbered = night(causes.EMPLOYEE_NUMBER_CHANGED.bad)

  test.each<[string, number]>([
    ['2026-11-24', 0],
    ['2026-12-22', 0],
    ['2026-12-23', 1],
  ])('on %s %i of the signals closes', (on, closed) => {
    expect(planSync(next(renumbered, causes.EMPLOYEE_NUMBER_CHANGED.bad, { on })).signals.close).toHaveLength(closed)
  })

  test('a second change is a signal of its own', () => {
    const again = employee({ number: 40, sourceId: 1012, person: { lastName: 'Jansen 12' } })
    const second = next(renumbered, [again], { on: '2026-11-30' })
    expect(planSync(second).signals).toMatchObject({ open: [{ details: { oldNumber: 30, newNumber: 40 } }], close: [] })
  })
})

describe('what changes in a signal that stays', () => {
  test('the percentage that it names', () => {
    const first = night([employee({ schedules: [schedule({ hours: week(45) })] })])
    const second = next(first, [employee({ schedules: [schedule({ hours: week(50) })] })])
    expect(planSync(second).signals).toEqual({
      open: [],
      change: [{ id: second.openSignals[0]?.id, details: { percentage: '125.00' } }],
      close: [],
    })
  })
})

describe('a signal is not closed by a sync that could not have found it', () => {
  const both = [employee(badIban), employee({ number: 30, ...badIban })]
  const known = [participant(), participant({ employeeNumber: 30 })]
  const healthy = [employee(), employee({ number: 30 })]
  const told = night(both, known)

  test.each<[string, PayrollEmployee[], Partial<PlanInput>, number[]]>([
    ['a run for everyone closes both', healthy, {}, [12, 30]],
    ['a run for one person closes only theirs', healthy, { onlyEmployeeNumber: 12 }, [12]],
    [
      'bank accounts that could not be read: the IBAN may still be wrong',
      [employee({ bankAccounts: unknown }), employee({ number: 30 })],
      {},
      [30],
    ],
    [
      'someone who could not be read',
      [employee({ personal: unknown, bankAccounts: unknown }), employee({ number: 30 })],
      {},
      [30],
    ],
    [
      'someone who has left since: no longer worth a look',
      [employee({ ...badIban, employments: [employment({ endDate: '2026-11-22' })] }), employee({ number: 30 })],
      {},
      [12, 30],
    ],
    [
      'someone who has become on call since',
      [employee({ ...badIban, ...onCall }), employee({ number: 30 })],
      {},
      [12, 30],
    ],
  ])('%s', (_, employees, changes, expected) => {
    const tonight = next(told, employees, changes)
    const closed = planSync(tonight).signals.close
    const numbers = tonight.openSignals
      .filter(({ id }) => closed.includes(id))
      .map(({ employeeNumber }) => employeeNumber)
    expect(numbers).toEqual(expected)
  })

  test.each<[string, PayrollEmployee[], boolean, number[]]>([
    ['an incomplete reading closes what it did read', [employee()], false, [12]],
    ['a complete one also what is no longer there', [employee()], true, [12, 30]],
  ])('%s', (_, employees, complete, expected) => {
    const tonight = next(told, [], { snapshot: snapshot(employees, { complete }) })
    const closed = planSync(tonight).signals.close
    const numbers = tonight.openSignals
      .filter(({ id }) => closed.includes(id))
      .map(({ employeeNumber }) => employeeNumber)
    expect(numbers).toEqual(expected)
  })

  test('a run for a number that someone has no longer', () => {
    const told = night(leaver, [enrolledByHand])
    const [renumbered] = next(told, []).participants.map((one) => ({
      ...one,
      employeeNumber: 30,
      nmbrsEmployeeId: null,
    }))
    const run = (onlyEmployeeNumber: number) =>
      planSync(next(told, [], { participants: [renumbered!], onlyEmployeeNumber })).signals.close
    expect(run(12)).toEqual([])
  })

  test('someone missing who is not in an incomplete reading stays missing', () => {
    const missing = night([], [participant()])
    expect(codesOf(next(missing, []))).toEqual(['MISSING_IN_NMBRS'])
    const incomplete = next(missing, [], { snapshot: snapshot([], { complete: false }) })
    expect(planSync(incomplete).signals).toEqual(quiet)
    const back = next(missing, [], { snapshot: snapshot([employee()], { complete: false }) })
    expect(planSync(back).signals.close).toHaveLength(1)
  })
})

describe('a run for one person tells nothing that another run tells of someone else', () => {
  test('of two who look alike, the one with the higher number is told once', () => {
    const alike = { lastName: 'Adema', birthDate: '1990-01-01' }
    const pair = [employee({ number: 30, person: alike }), employee({ number: 31, person: alike })]
    const first = night(pair, [])
    const second = next(first, pair, { onlyEmployeeNumber: 30 })
    expect(second.openSignals.map(({ code, employeeNumber }) => [code, employeeNumber])).toEqual([
      ['POSSIBLE_DUPLICATE', 31],
    ])
    expect(planSync(second).signals).toEqual(quiet)
  })
})
