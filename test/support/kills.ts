/**
 * A company whose server is killed (SIGKILL) in the middle of its syncs, day after day, and started again. What it looks
 * like after each day is compared with what the same days come to when nobody kills anything.
 */
import assert from 'node:assert'
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { employeeTypes, type SandboxEmployee } from '../../src/sandbox/company.ts'
import { generatedCompany } from '../../src/sandbox/generated-company.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts'
import type { Outcome } from './outcome.ts'
import type { Answer, Question, RunState } from './server-process.ts'

/** `databaseUrl` of an empty or migrated database; null = embedded. `random` gives 0 to 1; null = nobody kills. */
export type Course = { days: number; databaseUrl: string | null; random: (() => number) | null }

/** What one kill hit, and how long it took until the run was over, in seconds from the kill. */
export type Kill = { hitARun: boolean; attempts: number; seconds: number }
export type CourseResult = { outcomes: Outcome[]; kills: Kill[] }

const staff = 12

/** Outcomes after each day; throws when a run does not end, or ends other than well. */
export async function runCourse({ days, databaseUrl, random }: Course): Promise<CourseResult> {
  const dataDir = await mkdtemp(join(tmpdir(), 'eblinc-kill-'))
  const sandbox = await startSandbox({
    host: '127.0.0.1',
    port: 0,
    today: () => '2026-11-23',
    companies: [generatedCompany(staff, 1)],
  })
  const start = () => startServer({ dataDir, databaseUrl, nmbrsUrl: sandbox.url })
  let server = await start()
  try {
    const firstCalls = sandbox.calls.length
    await server.ended((await server.sync()).id)
    const callsOfARun = sandbox.calls.length - firstCalls
    const result: CourseResult = { outcomes: [], kills: [] }
    for (let day = 1; day <= days; day++) {
      sandbox.edit(({ companies: [company] }) => news(company!.employees, day))
      const callsBefore = sandbox.calls.length
      const { id } = await server.sync()
      let killedAt = performance.now()
      if (random) {
        await momentToKill(sandbox, callsBefore, callsOfARun, random)
        await server.kill()
        killedAt = performance.now()
        server = await start()
      }
      const { status, attempt } = await server.ended(id)
      assert.equal(status, 'SUCCEEDED')
      result.kills.push({ hitARun: attempt > 1, attempts: attempt, seconds: (performance.now() - killedAt) / 1000 })
      result.outcomes.push(await server.outcome())
    }
    return result
  } finally {
    await server.kill()
    await sandbox.close()
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** A new salary for everyone, someone who joins, and the one who joined the day before leaves. */
function news(employees: SandboxEmployee[], day: number): void {
  for (const { salaries } of employees.slice(0, staff)) salaries.at(-1)!.Value = `${3000 + day}.00`
  const leaver = employees[staff + day - 2]
  if (day > 1 && leaver) {
    leaver.EmployeeType = employeeTypes.formerStaff.Id
    leaver.employments.at(-1)!.EndDate = '2026-11-22'
  }
  const model = employees.find(({ EmployeeType, svwSettings }) => EmployeeType === employeeTypes.staff.Id && svwSettings.length > 0)
  const joiner = structuredClone(model!)
  const EmployeeId = 2_000_000 + day
  for (const info of joiner.personalInfos) Object.assign(info, { EmployeeNumber: 1000 + day, LastName: `Nieuw ${day}`, BSN: '' })
  for (const settings of joiner.svwSettings) Object.assign(settings, { EmploymentType: 1, Influence: 0 })
  Object.assign(joiner.employments.at(-1)!, { StartDate: '2026-11-01', EndDate: null })
  employees.push({ ...joiner, EmployeeId })
}

/** Half of the kills come at a random call of the reading, half in the time after it, in which the plan is carried out. */
async function momentToKill(sandbox: Sandbox, before: number, ofARun: number, random: () => number): Promise<void> {
  const calls = random() < 0.5 ? Math.floor(random() * ofARun) : ofARun
  const longest = performance.now() + 5_000
  while (sandbox.calls.length - before < calls && performance.now() < longest) await delay(1)
  await delay(random() * (calls === ofARun ? 120 : 20))
}

type Settings = { dataDir: string; databaseUrl: string | null; nmbrsUrl: string }

async function startServer({ dataDir, databaseUrl, nmbrsUrl }: Settings) {
  const child = fork(new URL('./server-process.ts', import.meta.url), {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      DATA_DIR: dataDir,
      NMBRS_URL: nmbrsUrl,
      SYNC_CRON: '15 1 1 1 *', // no night comes in between
      ENCRYPTION_KEYS: `kill:${Buffer.alloc(32, 7).toString('base64')}`, // the same for all, so that fingerprints are
      ...(databaseUrl && { DATABASE_URL: databaseUrl }),
    },
  })
  await answerOf(child)
  const ask = async (question: Question) => {
    child.send(question)
    return answerOf(child)
  }
  const runOf = async (question: Question): Promise<RunState> => {
    const given = await ask(question)
    if (!('run' in given)) throw new Error('Expected a run')
    return given.run
  }
  return {
    sync: () => runOf({ ask: 'sync' }),
    async ended(id: string): Promise<RunState> {
      for (const until = performance.now() + 60_000; performance.now() < until; await delay(25)) {
        const run = await runOf({ ask: 'run', id })
        if (run.isOver) return run
      }
      throw new Error(`Run ${id} has not ended within a minute`)
    },
    async outcome(): Promise<Outcome> {
      const given = await ask({ ask: 'outcome' })
      if (!('outcome' in given)) throw new Error('Expected an outcome')
      return given.outcome
    },
    async kill(): Promise<void> {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}

/** The next message; throws when the process ends instead. */
async function answerOf(child: ChildProcess): Promise<Answer> {
  const over = new AbortController()
  const ended = once(child, 'exit', { signal: over.signal }).then(() => {
    throw new Error('The server ended')
  })
  const message = once(child, 'message', { signal: over.signal }).then(([given]) => given as Answer)
  try {
    return await Promise.race([message, ended])
  } finally {
    over.abort()
    await Promise.allSettled([ended, message])
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
