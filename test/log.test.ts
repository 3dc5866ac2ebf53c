import { describe, expect, test } from 'vitest'
import { CompanyIdDocument } from '../src/generated/operations.ts'
import { createLog } from '../src/log.ts'
import { demoAccount } from '../src/sandbox/accounts.ts'
import type { DataFault, WireFault } from '../src/sandbox/fault.ts'
import type { Sandbox } from '../src/sandbox/server.ts'
import { startTestApp } from './support/app.ts'
import { openTestDatabase } from './support/database.ts'
import { approve, holdRun, lastRun } from './sync/support/hold.ts'

const lines: string[] = []
const log = createLog('info', { write: (line) => void lines.push(line) })
const lastLine = () => JSON.parse(lines.at(-1) ?? '{}')

describe('an error in the log', () => {
  test('tells what it is and where it was thrown, and not what it says', () => {
    const error = Object.assign(
      new RangeError('no such name: Jansen\n of Zaandam', { cause: new Error('123456782') }),
      {
        code: 'ENAME',
      },
    )
    log.error({ err: error }, 'A request failed')
    expect(lastLine()).toMatchObject({ msg: 'A request failed', err: { type: 'RangeError', code: 'ENAME' } })
    expect(lastLine().err.at[0]).toContain('log.test.ts')
    expect(lastLine().err.cause).toMatchObject({ type: 'Error' })
    expect(lines.at(-1)).not.toMatch(/Jansen|Zaandam|123456782/)
  })

  test('of the database tells its code, and not the value or the query', async () => {
    const { prisma, close } = await openTestDatabase('embedded')
    const wrongValue = prisma.$executeRaw`SELECT ${'Jansen'}::date`
    const wrongQuery = prisma.company.create({ data: { number: 5 as never, name: 'Jansen' } })
    for (const error of await Promise.all([wrongValue, wrongQuery].map((query) => query.catch((reason) => reason))))
      log.error({ runId: '1', error }, 'A sync run failed')
    expect(JSON.parse(lines.at(-2) ?? '').error).toMatchObject({ code: 'P2010', database: '22007' })
    expect(lastLine().error).toMatchObject({ type: 'PrismaClientValidationError' })
    expect(lines.slice(-2).join()).not.toContain('Jansen')
    await close()
  })

  test('may be anything that was thrown', () => {
    for (const error of ['Jansen', null, undefined, 5, { name: 'Odd', message: 'Jansen' }]) log.error({ error }, 'Odd')
    expect(lines.slice(-5).join()).not.toContain('Jansen')
  })
})

describe('the log of a server', () => {
  test('says how each run went, in counts, and nothing about anyone', async () => {
    const lines: string[] = []
    await using app = await startTestApp({
      kind: 'server', // its tables are changed below
      demo: true,
      log: createLog('trace', { write: (line) => void lines.push(line) }),
      nmbrs: { retry: { tries: 1, firstDelay: 1 } },
    })
    const { company } = await app.ask(CompanyIdDocument, { number: '1001' })
    await app.ended(company?.nmbrsConnection?.lastRun?.id ?? '')
    app.sandbox.nextDay()
    await app.syncNow()
    for (const fault of faults) {
      app.sandbox.fault({ operation: 'Salary_GetAll_AllEmployeesByCompany', times: 1, ...fault })
      await app.syncNow()
    }
    // PostgreSQL tells the whole row that breaks a rule.
    await app.database.prisma.$executeRaw`ALTER TABLE participant_mutation ADD CHECK (false) NOT VALID`
    app.sandbox.nextDay()
    await app.syncNow()

    const runs = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'Sync run')
    expect(runs).toHaveLength(3 + faults.length)
    expect(runs[0]).toMatchObject({ status: 'SUCCEEDED', counts: { joined: 15, mutations: 68 }, seconds: 0 })
    expect(runs.at(-1)).toMatchObject({ status: 'FAILED', failure: { code: 'INTERNAL' } })

    const metrics = await (await fetch(`${app.url}/metrics`)).text()
    const told = [...lines, metrics].join('\n')
    const personal = personalTexts(app.sandbox)
    expect(personal.length).toBeGreaterThan(150)
    expect(personal.filter((text) => told.includes(text))).toEqual([])
  })
})

test('the log tells of a run that is decided on, and of one that nobody could do', async () => {
  const lines: string[] = []
  await using app = await startTestApp({
    demo: true,
    log: createLog('info', { write: (line) => void lines.push(line) }),
  })
  const told = (msg: string) => lines.map((line) => JSON.parse(line)).filter((line) => line.msg === msg)
  await lastRun(app)
  const held = await holdRun(app)
  await approve(app, held)
  const runId = Buffer.from(held.id, 'base64').toString().split(':')[1]
  expect(told('A held sync run was decided on')).toMatchObject([{ runId, status: 'SUCCEEDED' }])

  const { prisma } = app.database
  const { id: companyId } = await prisma.company.findFirstOrThrow()
  const lost = { companyId, trigger: 'MANUAL', mode: 'APPLY', status: 'RUNNING', attempt: 11 } as const
  const { id } = await prisma.syncRun.create({ data: lost })
  await app.sync.lookAround()
  expect(told('Sync run').at(-1)).toMatchObject({ runId: id, status: 'FAILED', failure: { code: 'INTERNAL' } })
})

const faults: (DataFault | WireFault)[] = [
  { kind: 'unreadable-record' },
  { kind: 'same-employee-twice' },
  { kind: 'other-company' },
  { kind: 'truncated', bytes: 2_000 },
  { kind: 'invalid-utf-8' },
]

/** Names, addresses, telephone numbers, IBANs and BSNs of everyone in the sandbox; and what opens the way to them. */
function personalTexts(sandbox: Sandbox): string[] {
  const texts = new Set([
    demoAccount.token,
    demoAccount.username,
    'S.M.',
    'Korenaar',
    'robin.onbekend@goudenaar.example',
  ])
  const collect = (value: unknown, key: string) => {
    if (typeof value === 'object' && value !== null)
      for (const [name, part] of Object.entries(value)) collect(part, name)
    else if (
      /Name$|^Name|Email|Tele|IBAN|BSN|Street|PostalCode|PlaceOfBirth/.test(key) &&
      /[a-z]{4}|.{6}/i.test(String(value))
    )
      texts.add(String(value))
  }
  sandbox.edit(({ companies }) => {
    for (const { employees } of companies) collect(employees, '')
  })
  return [...texts]
}
