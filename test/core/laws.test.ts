/** What holds whatever the payroll package says: the laws of the plan, tried on payrolls as bad as real ones get. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../src/core/dates.ts'
import { exact } from '../../src/core/decimals.ts'
import {
  isKnown,
  type Known,
  type PayrollEmployee,
  type PayrollSnapshot,
  type PeriodRecord,
} from '../../src/core/employee.ts'
import { outcomeOf, type ReadingContext } from '../../src/core/outcome.ts'
import {
  type Enrolment,
  type FieldName,
  fieldNames,
  type Participant,
  participantFields,
} from '../../src/core/participant.ts'
import type { PlannedPerson } from '../../src/core/person-plan.ts'
import { type PlanInput, planSync, type SyncPlan } from '../../src/core/plan.ts'
import { numberOf } from '../../src/core/select.ts'
import type { SignalChanges } from '../../src/core/signals.ts'
import { applyPlan } from '../support/apply-plan.ts'
import { nastyInput, nastySnapshot } from '../support/nasty-payrolls.ts'

/** What a plan writes, without the reading that it was made from. */
const writtenBy = ({ people, missing, unlinked, signals }: SyncPlan) => ({
  people: people.map(({ before, after, mutations, enrolments }) => ({ id: before?.id, after, mutations, enrolments })),
  missing: missing.map(({ id }) => id),
  unlinked: unlinked.map(({ id }) => id),
  signals,
})
const withoutResemblances = ({ open, change, close }: SignalChanges): SignalChanges => ({
  open: open.filter(({ code }) => code !== 'POSSIBLE_DUPLICATE'),
  change,
  close: close.filter((id) => !id.includes('POSSIBLE_DUPLICATE')),
})
const nothing = { people: [], missing: [], unlinked: [], signals: { open: [], change: [], close: [] } }

/** A night like any other: the first, or one after a first that was carried out, on another reading of the same people. */
const night = fc.tuple(nastyInput, fc.option(fc.tuple(nastySnapshot, fc.nat({ max: 60 }))))
const inputOf = ([first, later]: [PlanInput, [PayrollSnapshot, number] | null]): PlanInput =>
  later ? { ...applyPlan(first, planSync(first)), snapshot: later[0], on: addDays(first.on, later[1]) } : first

/** Tries `law` on many nights; `turn` is any number from 0 to 3. */
const forAnyNight = (law: (input: PlanInput, turn: number) => void): void =>
  fc.assert(
    fc.property(night, fc.nat({ max: 3 }), (nights, turn) => law(inputOf(nights), turn)),
    { numRuns: 600 },
  )

describe('a plan', () => {
  test('carried out and made again leaves nothing to do', () => {
    forAnyNight((input) => {
      const again = writtenBy(planSync(applyPlan(input, planSync(input))))
      // Whether two look like one person also depends on people whom a run for one person does not write.
      if (input.onlyEmployeeNumber !== null) again.signals = withoutResemblances(again.signals)
      expect(again).toEqual(nothing)
    })
  })

  test('does not depend on the order of employees and records in the answers', () => {
    forAnyNight((input, turn) => {
      const [plan, other] = [planSync(input), planSync({ ...input, snapshot: turned(input.snapshot, turn) })]
      expect(writtenBy(other)).toEqual(writtenBy(plan))
      expect(other.exclusions).toEqual(plan.exclusions)
      expect(other.counts).toEqual(plan.counts)
    })
  })

  test('never touches an employee who is out of scope', () => {
    const outOfScope = { isTrainee, isOnCall, isNoStaff, hasNoNumber }
    const seen = new Set<string>()
    forAnyNight((input) => {
      const touched = new Set(planSync(input).people.map(({ person }) => person.employee.sourceId))
      for (const employee of input.snapshot.employees)
        for (const [reason, holds] of Object.entries(outOfScope)) {
          if (!holds(employee, input)) continue
          seen.add(reason)
          expect([reason, touched.has(employee.sourceId)]).toEqual([reason, false])
        }
    })
    expect(seen.size).toBe(Object.keys(outOfScope).length)
  })

  test('carried out and read back gives what the payroll package says, of whoever takes part, written or not', () => {
    forAnyNight((input) => {
      const plan = planSync(input)
      const context: ReadingContext = {
        on: input.on,
        period: input.snapshot.period,
        fullTimeSetting: input.settings.fullTimeHoursPerWeek,
        fullTimeSchedule: input.snapshot.fullTimeSchedule,
      }
      const after = new Map(applyPlan(input, plan).participants.map((one) => [one.nmbrsEmployeeId, one]))
      const takePart = new Set(plan.provenance.map(({ nmbrsEmployeeId }) => nmbrsEmployeeId))
      for (const employee of input.snapshot.employees) {
        if (!employee.roster || !takePart.has(employee.sourceId)) continue
        const { employedFrom: _, employedUntil: __, ...fields } = outcomeOf(employee, context).fields
        expect(after.get(employee.sourceId)).toMatchObject(fields)
      }
    })
  })

  test('tells every change of a field in a mutation, and nothing else', () => {
    forAnyNight((input) => {
      for (const person of planSync(input).people)
        expect(told(person)).toEqual(fieldNames.map((name) => shown(name, person.after)))
    })
  })

  test('of an incomplete reading lets nobody leave or go missing', () => {
    forAnyNight((night) => {
      const plan = planSync({ ...night, snapshot: { ...night.snapshot, complete: false } })
      expect(plan.missing).toEqual([])
      expect(plan.people.flatMap(({ mutations }) => mutations).filter(({ kind }) => kind === 'LEFT')).toEqual([])
      expect(plan.people.filter(({ before, after }) => before?.status !== 'LEFT' && after.status === 'LEFT')).toEqual(
        [],
      )
      const gone = plan.people.filter(({ person }) => person.outcome.employment.state === 'LEFT')
      expect(gone.filter(({ before, after }) => before?.status !== after.status)).toEqual([])
      expect(gone.flatMap(({ enrolments }) => enrolments.started)).toEqual([])
    })
  })

  test('limited to one employee writes nobody else', () => {
    forAnyNight((night, turn) => {
      const onlyEmployeeNumber = turn + 1
      const plan = planSync({ ...night, onlyEmployeeNumber })
      for (const { before, after, person } of plan.people)
        expect([before?.employeeNumber, after.employeeNumber, numberOf(person)]).toContain(onlyEmployeeNumber)
      for (const participant of plan.missing) expect(participant.employeeNumber).toBe(onlyEmployeeNumber)
    })
  })
})

describe('a participant', () => {
  test('is paid in part time at most what full time pays, up to 100 percent', () => {
    forAnyNight((input) => {
      for (const { after, person } of planSync(input).people) {
        if (!person.employee.roster || !isKnown(person.employee.salaries)) continue
        if (after.partTimePercentage === null || exact(after.partTimePercentage).gt(100)) continue
        expect(exact(after.partTimeSalary).lte(after.fullTimeSalary)).toBe(true)
      }
    })
  })

  test('is never enrolled twice in one scheme at a time', () => {
    forAnyNight((input) => {
      const { participants } = applyPlan(input, planSync(input))
      expect(participants.filter(isEnrolledTwice)).toEqual([])
    })
  })

  test('is never enrolled until before the day from which they are', () => {
    forAnyNight((input) => {
      const { participants } = applyPlan(input, planSync(input))
      expect(participants.flatMap(({ enrolments }) => enrolments).filter(endsBeforeItBegins)).toEqual([])
    })
  })
})

type OutOfScope = (employee: PayrollEmployee, input: PlanInput) => boolean

/**
 * Without the rules of current records: only people of whom every record that has started says the same, so that it does not
 * matter which of them counts.
 */
const isTrainee: OutOfScope = ({ insurance, contracts }, { on }) => {
  const types = started(insurance).map(({ employmentType }) => employmentType || null)
  if (types.length > 0 && types.every((type) => type === 7)) return true
  const ofContracts = isKnown(contracts) ? contracts.filter(({ startDate }) => (startDate ?? '') <= on) : []
  const insuranceSaysNothing = types.every((type) => type === null)
  return insuranceSaysNothing && ofContracts.length > 0 && ofContracts.every((one) => one.employmentType === 7)
}

const isOnCall: OutOfScope = ({ insurance }) => {
  const influences = started(insurance).map(({ influence }) => influence)
  return influences.length > 0 && influences.every((influence) => influence === 5 || influence === 6)
}

/** Not on the list of employees, and with no employment that has ended: so that they are not a leaver either. */
const isNoStaff: OutOfScope = ({ roster, employments }, { on }) =>
  roster === null && (!isKnown(employments) || employments.every(({ endDate }) => endDate === null || endDate >= on))

const hasNoNumber: OutOfScope = ({ roster, personal }) => {
  const numbers = started(personal).map(({ employeeNumber }) => employeeNumber)
  return roster !== null && numbers.length > 0 && numbers.every((number) => !number)
}

/** Of a history by payroll period those that have started: every night here is in period 2026-11. */
const started = <R extends PeriodRecord>(history: Known<R[]>): R[] =>
  isKnown(history)
    ? history.filter((one) => one.startYear < 2026 || (one.startYear === 2026 && one.startPeriod <= 11))
    : []

/** The same reading with its employees, and the records of each history, in another order. */
const turned = (snapshot: PayrollSnapshot, turn: number): PayrollSnapshot => ({
  ...snapshot,
  employees: inOtherOrder(snapshot.employees, turn).map((employee) => ({
    ...employee,
    personal: historyTurned(employee.personal, turn),
    employments: historyTurned(employee.employments, turn),
    contracts: historyTurned(employee.contracts, turn),
    insurance: historyTurned(employee.insurance, turn),
    salaries: historyTurned(employee.salaries, turn),
    schedules: historyTurned(employee.schedules, turn),
    addresses: historyTurned(employee.addresses, turn),
    bankAccounts: historyTurned(employee.bankAccounts, turn),
  })),
})

const historyTurned = <R>(history: Known<R[]>, turn: number): Known<R[]> =>
  isKnown(history) ? inOtherOrder(history, turn) : history

const inOtherOrder = <T>(items: readonly T[], turn: number): T[] =>
  [...items.slice(turn % items.length), ...items.slice(0, turn % items.length)].reverse()

const shown = (name: FieldName, fields: Partial<Participant>): string | null => {
  const value = fields[name] ?? null
  if (value === null || value === '') return null
  return name === 'bsn' ? `******${String(value).slice(-3)}` : String(value)
}

/** Every field after the mutations of a person, each old value checked against what the ones before it left. */
function told({ before, mutations }: PlannedPerson): (string | null)[] {
  const values = new Map(fieldNames.map((name) => [participantFields[name].code, before ? shown(name, before) : null]))
  for (const { field, oldValue, newValue } of mutations.flatMap(({ changes }) => changes)) {
    expect(values.get(field)).toBe(oldValue)
    expect(newValue).not.toBe(oldValue)
    values.set(field, newValue)
  }
  return [...values.values()]
}

const endsBeforeItBegins = ({ startDate, endDate }: Enrolment): boolean => endDate !== null && endDate < startDate

const isEnrolledTwice = ({ enrolments }: Participant): boolean =>
  enrolments.some((a, index) =>
    enrolments
      .slice(index + 1)
      .some(
        (b) => a.scheme === b.scheme && a.startDate <= (b.endDate ?? '9999') && b.startDate <= (a.endDate ?? '9999'),
      ),
  )
