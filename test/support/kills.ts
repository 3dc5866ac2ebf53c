/**
 * A company whose server is killed (SIGKILL) in the middle of its syncs, day after day, and started again, while someone
 * follows its feed. What it looks like after each day is compared with what the same days come to when nobody kills anything.
 */
import assert from 'node:assert/strict'
import { setTimeout as delay } from 'node:timers/promises'
import { employeeTypes, type SandboxEmployee } from '../../src/sandbox/company.ts'
import { generatedCompany } from '../../src/sandbox/generated-company.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts'
import { secretsOf } from './leaks.ts'
import type { Outcome } from './outcome.ts'
import { linkCompany, runEnds, runOfNight, startRun } from './over-http.ts'
import { startServerProcess } from './server-process.ts'
import { type Subscriber, subscribe } from './subscriber.ts'

const now = '2026-11-23T10:00:00+01:00'
/** Each day's sync is that of a night, so that there is mail to be lost or doubled too. */
const nightOf = (day: number) => new Date(Date.UTC(2026, 10, 23 + day, 2)).toISOString()
const staff = 40

/** `env` names the database, an empty one. `random` gives 0 to 1; null: nobody kills. */
export type Course = { days: number; env: { DATA_DIR: string; DATABASE_URL?: string }; random: (() => number) | null }

/** What the run was doing when a kill hit it, and the seconds from then until it was over. */
export type Kill = { hit: 'waiting' | 'reading' | 'carrying out' | 'after the end'; seconds: number }

/** A kill each day, and what the tables hold after it. */
export type CourseResult = { outcomes: Outcome[]; kills: Kill[] }

/** Throws when a run ends other than well, or when who follows the feed gets anything not exactly once. */
export async function runCourse({ days, env, random }: Course): Promise<CourseResult> {
  const companies = [generatedCompany(staff, 1)]
  const sandbox = await startSandbox({ host: '127.0.0.1', port: 0, today: () => now.slice(0, 10), companies })
  const start = (moment: string) => startServerProcess({ NMBRS_URL: sandbox.url, ...env }, moment)
  let server = await start(now)
  const follower = await createFollower(server.url)
  const result: CourseResult = { outcomes: [], kills: [] }
  try {
    const company = await linkCompany(server.url)
    const callsToLink = sandbox.calls.length
    await runEnds(server.url, await startRun(server.url, company))
    const callsOfARun = sandbox.calls.length - callsToLink
    await server.askForMail()
    for (let day = 1; day <= days; day++) {
      sandbox.edit((data) => makeNews(data.companies[0]!.employees, day))
      const callsBefore = sandbox.calls.length
      await server.at(nightOf(day))
      const run = await runOfNight(server.url)
      if (random) await momentToKill(sandbox, callsBefore, callsOfARun, random)
      const calls = sandbox.calls.length - callsBefore
      const killedAt = performance.now()
      if (random) {
        await server.stop('SIGKILL')
        server = await start(nightOf(day))
        await follower.goOnAt(server.url)
      }
      await runEnds(server.url, run)
      const seconds = (performance.now() - killedAt) / 1000
      const { outcome, attempts } = await server.state()
      const duringRun = calls < callsOfARun ? 'reading' : 'carrying out'
      const atRest = calls === 0 ? 'waiting' : 'after the end'
      result.kills.push({ hit: attempts > 1 ? duringRun : atRest, seconds })
      result.outcomes.push(outcome)
      await follower.hasExactly(outcome.participant_mutation!.length)
    }
    await server.assertNoneLetOut(secretsOf(sandbox))
    return result
  } finally {
    await server.stop('SIGKILL')
    await sandbox.close()
  }
}

/** Half of the kills come at a random call of the reading, half in the time after it, in which the plan is carried out. */
async function momentToKill(
  { calls }: Sandbox,
  callsBefore: number,
  callsOfARun: number,
  random: () => number,
): Promise<void> {
  const whileReading = random() < 0.5
  const untilCall = callsBefore + (whileReading ? Math.floor(random() * callsOfARun) : callsOfARun)
  while (calls.length < untilCall) await delay(1)
  await delay(random() * (whileReading ? 20 : 80))
}

/** A new salary for everyone, someone who joins, and the one who joined the day before leaves. */
function makeNews(employees: SandboxEmployee[], day: number): void {
  for (const { salaries } of employees.slice(0, staff)) salaries.at(-1)!.Value = `${3000 + day}.00`
  const leaver = employees[staff + day - 2]
  if (day > 1 && leaver) {
    leaver.EmployeeType = employeeTypes.formerStaff.Id
    leaver.employments.at(-1)!.EndDate = '2026-11-22'
  }
  const isStaff = ({ EmployeeType, svwSettings }: SandboxEmployee) =>
    EmployeeType === employeeTypes.staff.Id && svwSettings.length > 0
  const joiner = { ...structuredClone(employees.find(isStaff)!), EmployeeId: 2_000_000 + day }
  for (const info of joiner.personalInfos)
    Object.assign(info, { EmployeeNumber: 1000 + day, LastName: `Nieuw ${day}`, BSN: '' })
  for (const settings of joiner.svwSettings) Object.assign(settings, { EmploymentType: 1, Influence: 0 })
  Object.assign(joiner.employments.at(-1)!, { StartDate: '2026-11-01', EndDate: null })
  employees.push(joiner)
}

/** One who follows the feed from its start, and goes on from the last cursor at each server that comes. */
async function createFollower(url: string) {
  let feed: Subscriber = await subscribe(url, { after: 0n })
  let before = 0
  return {
    async goOnAt(next: string) {
      await feed.closed
      before += feed.count
      feed = await subscribe(next, { after: feed.position })
    },
    /** Waits until so many mutations have come; none may have come twice or out of order. */
    async hasExactly(count: number) {
      await feed.received(count - before)
      assert.deepEqual(feed.problems, [])
      assert.equal(before + feed.count, count)
    },
  }
}

/** Mulberry32: small, and the same everywhere. */
export function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let bits = Math.imul(state ^ (state >>> 15), 1 | state)
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits
    return ((bits ^ (bits >>> 14)) >>> 0) / 4_294_967_296
  }
}
