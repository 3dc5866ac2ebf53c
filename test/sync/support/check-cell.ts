/** Lets a sync meet a fault, and a good one come after it; checks both. */
import { expect } from 'vitest'
import type { SyncFailureCode } from '../../../src/core/failure.ts'
import type { SyncRun } from '../../../src/generated/prisma/client.ts'
import { type Outcome, outcomeOf } from '../../support/outcome.ts'
import { dumpTables } from '../../support/tables.ts'
import { type Matrix, tries } from './fault-matrix.ts'
import { type Call, type Cell, calls, type Row } from './fault-table.ts'

/** Whether nothing at all is written, not even that someone must have a look at the link. */
const leavesNoTrace = (cell: Cell): boolean => typeof cell === 'object' && 'fails' in cell && !isRefusal(cell.fails)

const isRefusal = (code: SyncFailureCode): boolean =>
  !['NMBRS_UNAVAILABLE', 'NMBRS_UNREADABLE', 'INCOMPLETE_READING'].includes(code)

/**
 * The sync that meets the fault, and then a good one; but after a fault that leaves no trace, the next fault: any number
 * of bad nights come before a good one.
 */
export async function checkCell(matrix: Matrix, call: Call, { fault, usually, but }: Row): Promise<void> {
  const cell = but?.[call] ?? usually
  const { sandbox } = matrix.app
  const operation = calls[call]
  const callsBefore = sandbox.calls.length
  sandbox.fault({ ...fault, operation })
  try {
    const run = await matrix.sync()
    const made = sandbox.calls.slice(callsBefore).filter((one) => one.operation === operation).length
    await checkRun(matrix, run, cell, { operation, made, usually: matrix.callsOf(operation) })
    if (leavesNoTrace(cell)) return
    sandbox.clearFaults()
    await checkGoodSync(matrix, cell)
  } finally {
    sandbox.clearFaults()
    if (!leavesNoTrace(cell)) await matrix.restore()
  }
}

/** The next good sync gives what it would have given without the fault. */
export async function checkGoodSync(matrix: Matrix, after: Cell = 'same'): Promise<void> {
  expect(await matrix.sync()).toMatchObject({ status: 'SUCCEEDED', failure: null })
  expect(inTheEnd(await outcomeOf(matrix.app.database), after)).toEqual(inTheEnd(matrix.expected, after))
}

async function checkRun(
  matrix: Matrix,
  run: SyncRun,
  cell: Cell,
  times: { operation: string; made: number; usually: number },
): Promise<void> {
  const { database } = matrix.app
  const outcome = await outcomeOf(database)
  if (typeof cell === 'object' && 'fails' in cell) {
    expect(run).toMatchObject({ status: 'FAILED', failure: { code: cell.fails } })
    const { failure } = run as { failure: { call?: string } }
    if (cell.fails !== 'INCOMPLETE_READING') expect(failure.call).toMatch(new RegExp(`Service\\.${times.operation}$`))
    const { nmbrs_link: linkBefore, ...before } = matrix.before
    const { nmbrs_link: linkAfter, ...after } = await dumpTables(database)
    expect(after).toEqual(before)
    const toldOnLink = { status: 'ATTENTION', attention: { code: cell.fails, call: failure.call } }
    const isTold = isRefusal(cell.fails)
    expect(linkAfter!.map((row) => JSON.parse(row))).toEqual(
      linkBefore!.map((row) => ({ ...JSON.parse(row), ...(isTold && toldOnLink) })),
    )
    // Whatever else is asked of the same operation, as with the two lists of employees, is asked at least once.
    if (cell.tried === 'once') expect(times.made).toBeLessThanOrEqual(times.usually)
    else expect(times.made).toBeGreaterThanOrEqual(times.usually + tries - 1)
    return
  }
  if (typeof cell === 'object' && 'holds' in cell) {
    const holdReason = cell.holds.map((field) => ({ rule: 'REPLACED', field }))
    expect(run).toMatchObject({ status: 'HELD', failure: null, holdReason })
    expect(await dumpTables(database)).toEqual(matrix.before)
    return
  }
  expect(run).toMatchObject({ status: 'SUCCEEDED', failure: null })
  if (cell === 'same') return expect(outcome).toEqual(matrix.expected)
  const missing = cell !== 'part' && 'missing' in cell ? cell.missing : []
  expect(outcome.nmbrs_link).toEqual(matrix.expected.nmbrs_link)
  checkFields(matrix, outcome, missing.length > 0 ? ['status'] : [])
  expect(numbersWith(outcome, 'MISSING')).toEqual(missing)
}

type Fields = Record<string, unknown> & { nmbrs_employee_id: number }
const participantsOf = (outcome: Outcome): Fields[] => outcome.participant!.map((row) => JSON.parse(row))

const numbersWith = (outcome: Outcome, status: string) =>
  participantsOf(outcome)
    .flatMap((one) => (one.status === status ? [Number(one.employee_number)] : []))
    .toSorted((a, b) => a - b)

/** What someone of whom it is not known has. */
const notKnown = { salary_kind: 'NONE', full_time_salary: 0, part_time_salary: 0 }

/** Everyone is someone of a good day; each field is as it was, as it is to be, or for someone new not known yet. */
function checkFields(matrix: Matrix, outcome: Outcome, except: readonly string[]): void {
  const byId = (from: Outcome) => new Map(participantsOf(from).map((one) => [one.nmbrs_employee_id, one]))
  const before = byId(matrix.outcomeBefore)
  const expected = byId(matrix.expected)
  for (const participant of participantsOf(outcome)) {
    const id = participant.nmbrs_employee_id
    const asItWas: Record<string, unknown> = before.get(id) ?? notKnown
    const asItIsToBe = expected.get(id)
    if (!asItIsToBe) throw new Error(`Employee ${id} is no participant`)
    for (const [name, value] of Object.entries(participant).filter(([name]) => !except.includes(name)))
      expect([asItWas[name] ?? null, asItIsToBe[name]], `${name} of employee ${id}`).toContainEqual(value)
  }
  const started = new Set(matrix.expected.enrolment)
  const wereThere = new Set(matrix.outcomeBefore.enrolment)
  expect(outcome.enrolment!.filter((row) => !started.has(row) && !wereThere.has(row))).toEqual([])
}

const lifeEvents = ['JOINED', 'LEFT', 'REJOINED', 'ENROLLED', 'ENROLMENT_ENDED', 'MERGED']

/**
 * What must be the same in the end. Where a part was done before, the list may tell of a change in two steps, and a
 * signal may have come and gone; who came, left and was enrolled, and when, is told once.
 */
function inTheEnd(outcome: Outcome, cell: Cell): Outcome {
  if (cell === 'same' || (typeof cell === 'object' && !('missing' in cell))) return outcome
  const mutations = outcome.participant_mutation!.map((row) => JSON.parse(row))
  const { participant_provenance: _, ...rest } = outcome // of who has left since, that of the last reading before
  return {
    ...rest,
    signal: outcome.signal!.filter((row) => JSON.parse(row).open),
    participant_mutation: mutations
      .filter(({ kind }) => lifeEvents.includes(kind))
      .map(({ kind, participant_id, effective_date, scheme }) => [participant_id, kind, effective_date, scheme].join()),
  }
}
