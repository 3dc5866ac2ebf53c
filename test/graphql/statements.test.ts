import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cursorOf } from '../../src/feed/cursor.ts'
import type { PrismaClient } from '../../src/generated/prisma/client.ts'
import { openTestDatabase } from '../support/database.ts'
import { startTestApi, type TestApi } from './support/api.ts'
import { append, createCompany, createParticipant, link, mutationOf } from './support/seed.ts'
import { bearer, secretAuth } from './support/tokens.ts'

let api: TestApi
let helpdesk: Record<string, string>
let accountant: Record<string, string>
const statements: string[] = []

beforeAll(async () => {
  const database = await openTestDatabase('embedded', (sql) => {
    if (sql.trimStart().startsWith('SELECT')) statements.push(sql)
  })
  helpdesk = await bearer({ role: 'helpdesk' })
  accountant = await bearer({ role: 'accountant', companies: Array.from({ length: 12 }, (_, n) => String(10 + n)) })
  api = await startTestApi({ database, auth: secretAuth })
  await seed(database.prisma)
})
afterAll(() => api.close())

/** 12 companies, each with 12 people with mutations, enrolments and a signal, 3 runs and a link. */
async function seed(prisma: PrismaClient): Promise<void> {
  for (let number = 10; number < 22; number++) {
    const { id: companyId } = await createCompany(prisma, String(number), {
      link: { create: link },
      enrolmentRules: { create: [{ scheme: 'OP1', automatic: true }] },
    })
    const runs = await Promise.all(
      [1, 2, 3].map(() =>
        prisma.syncRun.create({
          data: { companyId, trigger: 'NIGHTLY', mode: 'APPLY', status: 'SUCCEEDED', finishedAt: new Date() },
        }),
      ),
    )
    for (let person = 0; person < 12; person++) {
      const { id: participantId } = await createParticipant(prisma, companyId, {
        lastName: `Naam ${person}`,
        enrolments: {
          create: [
            {
              companyId,
              scheme: 'NP',
              startDate: new Date('2026-01-01'),
              source: 'RULE',
              reason: { code: 'EMPLOYMENT' },
            },
          ],
        },
        signals: {
          create: [
            {
              companyId,
              code: 'NO_SCHEDULE',
              severity: 'WARNING',
              subject: `participant:${person}`,
              details: {},
              firstSeenAt: new Date(),
            },
          ],
        },
      })
      await append(prisma, companyId, [
        mutationOf(participantId, { syncRunId: runs[0]!.id }),
        mutationOf(participantId, { kind: 'ENROLLED', scheme: 'NP', changes: [] }),
      ])
    }
  }
}

/** How many times an operation reads from the database. */
async function count(query: string, headers = helpdesk): Promise<number> {
  statements.length = 0
  await api.ask(query, {}, headers)
  return statements.length
}

const mutation = `id cursor summary effectiveDate createdAt company { id name } participant { id displayName bsn company { name } }
  syncRun { id status company { name } } scheme { name } changes { label }`

const operations = {
  companies: `edges { node { id number name schemes { name } enrolmentRules { automatic scheme { code } } } }`,
  links: `edges { node { nmbrsConnection { id status attention settings { readBsn } schedule { nextRunAt lastRunAt }
    lastRun { id status counts { read } company { name } } } } }`,
  mutations: `edges { node { mutations(first: 5) { edges { node { ${mutation} } } } } }`,
  participants: `edges { node { participants(first: 5) { edges { node { displayName bsn enrolments { reason scheme { name } }
    mutations(first: 2) { edges { node { ${mutation} } } } } } } } }`,
  explanations: `edges { node { participants(first: 5) { edges { node {
    explain(field: IBAN) { rule rawValues { name } outcome readAt } salary: explain(field: FULL_TIME_SALARY) { outcome }
  } } } } }`,
  signals: `edges { node { signals(first: 5) { edges { node { message lastSeenAt participant { displayName } } } } } }`,
  runs: `edges { node { syncRuns(first: 2) { edges { node { status progress { step } counts { read } failure { message }
    exclusions { name } plannedMutations { summary } mutations(first: 2) { edges { node { ${mutation} } } } } } } } }`,
  'the same list twice': `edges { node { a: mutations(first: 1) { edges { node { ${mutation} } } }
    b: mutations(first: 2, filter: { kinds: [ENROLLED] }) { edges { node { ${mutation} } } } } }`,
}

test.each(Object.entries(operations))(
  '%s take as many statements for 2 companies as for 10',
  async (_name, selection) => {
    for (const viewer of [helpdesk, accountant]) {
      const ofTwo = await count(`{ companies(first: 2) { ${selection} } }`, viewer)
      const ofTen = await count(`{ companies(first: 10) { ${selection} } }`, viewer)
      expect(ofTen).toBe(ofTwo)
    }
  },
)

test('lists within a list take as many statements for 2 people as for 10', async () => {
  const query = (rows: number) => `{ company(number: "10") { participants(first: ${rows}) { edges { node {
    displayName enrolments { reason } mutations(first: 2) { edges { node { ${mutation} } } } } } } } }`
  expect(await count(query(10))).toBe(await count(query(2)))
})

test('what a viewer may see, and checking each object for that, takes one statement, however many there are', async () => {
  const query = `{ companies(first: 10) { ${operations.mutations} } }`
  expect(await count(query, accountant)).toBe((await count(query)) + 1)
})

test('a page of the feed takes as many statements for 100 mutations as for 1', async () => {
  const query = `subscription ($after: String) { mutationFeed(after: $after) { cursor mutations { ${mutation} } } }`
  const client = api.connect(helpdesk)
  const statementsOfPage = async (after: bigint) => {
    const events = client.iterate<{ mutationFeed: { mutations: object[] } }>({
      query,
      variables: { after: cursorOf(after) },
    })
    statements.length = 0
    const { value } = await events.next()
    await delay(100) // for the look that finds nothing more
    const count = statements.length
    await events.return?.()
    return { rows: value?.data?.mutationFeed.mutations.length, count }
  }
  const { position } = await api.database.prisma.participantMutation.findFirstOrThrow({ orderBy: { position: 'desc' } })
  const [small, large] = [await statementsOfPage(position - 1n), await statementsOfPage(position - 100n)]
  expect([small.rows, large.rows]).toEqual([1, 100])
  expect(large.count).toBe(small.count)
})

test('a list within a list is limited by the database, not after all of it was read', async () => {
  await count(`{ companies(first: 10) { ${operations.mutations} } }`)
  const readings = statements.filter((statement) =>
    /"participant_mutation" AS "t\d+" WHERE "t\d+"\."id" = /.test(statement),
  )
  expect(readings).not.toEqual([])
  for (const reading of readings) expect(reading).toMatch(/ORDER BY "t\d+"\."position" DESC LIMIT \$\d+/)
})
