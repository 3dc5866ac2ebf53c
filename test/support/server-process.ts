/**
 * A server in a process of its own that its parent can kill: the whole application, on a clock that stands still. It
 * links one company when there is none, and answers its parent's questions. Used by the crash tests and bench/kill.ts.
 */
import { createCompany } from '../../src/administration/company.ts'
import { updateEnrolmentRule } from '../../src/administration/enrolment.ts'
import { configureLink, enableLink } from '../../src/administration/link.ts'
import { startApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { silentLog } from '../../src/log.ts'
import { demoAccount } from '../../src/sandbox/accounts.ts'
import { type Outcome, outcomeOf } from './outcome.ts'

export type Question = { ask: 'sync' } | { ask: 'run'; id: string } | { ask: 'outcome' }
/** The state of a run: `attempt` counts how often it was taken up. */
export type RunState = { id: string; status: string; attempt: number; isOver: boolean }
export type Answer = { ready: true } | { run: RunState } | { outcome: Outcome }

const now = new Date('2026-11-23T10:00:00+01:00')

process.on('disconnect', () => process.exit()) // when the parent itself is gone

const app = await startApp(readConfig(), {
  log: silentLog,
  clock: () => now,
  demo: false,
  nmbrs: { callsPerSecond: 10_000 },
})
const { administration, database, sync } = app
const company = (await database.prisma.company.findFirst()) ?? (await linkCompany())

process.on('message', (question: Question) => {
  answer(question).then(
    (given) => process.send?.(given),
    (error) => {
      console.error(error)
      process.exit(1)
    },
  )
})
process.send?.({ ready: true } satisfies Answer)

async function linkCompany() {
  const created = await createCompany({ number: '1', name: 'Bedrijf' }, administration)
  const companyId = created.id
  await updateEnrolmentRule({ companyId, scheme: 'OP1', minimumAge: 18 }, administration)
  const { username, token, domain } = demoAccount
  await configureLink({ companyId, username, token, domain }, administration)
  await enableLink(companyId, administration)
  return created
}

async function answer(question: Question): Promise<Answer> {
  if (question.ask === 'outcome') return { outcome: await outcomeOf(database) }
  const request = { companyId: company.id, mode: 'APPLY', employeeNumber: null, requestedBy: 'test' } as const
  const id = question.ask === 'run' ? question.id : (await sync.trigger(request)).id
  const { status, attempt, finishedAt } = await database.prisma.syncRun.findUniqueOrThrow({ where: { id } })
  return { run: { id, status, attempt, isOver: finishedAt !== null } }
}
