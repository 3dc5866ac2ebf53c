/**
 * `npm run bench:wall`: what the second wall (src/db/viewer-database.ts) costs a list query, on both databases. The reference of
 * the same run is the same question on the client of the owner, with only the checks of the resolvers. Both are asked in
 * turn; the figures are those that a tenth of the answers stay below, which a busy machine changes least.
 */

import { insertRows } from '../src/db/bulk.ts'
import { newId } from '../src/db/id.ts'
import type { Database } from '../src/db/open.ts'
import { openDatabase } from '../src/db/open.ts'
import { mutationTable, participantTable } from '../src/db/tables.ts'
import { type ViewerDatabase, viewerDatabase } from '../src/db/viewer-database.ts'
import { createWakeUp } from '../src/feed/wake-up.ts'
import type { PrismaClient } from '../src/generated/prisma/client.ts'
import type { Viewer } from '../src/graphql/context.ts'
import { silentLog } from '../src/log.ts'
import { createTestEngine } from '../test/graphql/support/engine.ts'
import { testServices } from '../test/graphql/support/services.ts'
import { startPostgres } from '../test/support/postgres.ts'

const [companies, people, mutationsEach, rounds] = [40, 500, 4, 400]

const mutation =
  'id kind summary effectiveDate createdAt participant { displayName employeeNumber } changes { label newValue }'
const person = 'displayName employeeNumber status birthDate city employedFrom'

/** What screens ask. */
const questions = {
  '20 participants': `{ company(number: "1") { participants { edges { node { ${person} } } } } }`,
  '100 participants': `{ company(number: "1") { participants(first: 100) { edges { node { ${person} } } } } }`,
  '20 mutations': `{ company(number: "1") { mutations { edges { node { ${mutation} } } } } }`,
  '100 mutations': `{ company(number: "1") { mutations(first: 100) { edges { node { ${mutation} } } } } }`,
  '20 participants with 5 mutations each': `{ company(number: "1") { participants { edges { node { displayName
    mutations(first: 5) { edges { node { ${mutation} } } } } } } } }`,
  'companies with 5 mutations each': `{ companies { edges { node { name mutations(first: 5) { edges { node { ${mutation} } } } } } } }`,
}

/** Single operations of Prisma, without GraphQL around them. */
const operations = {
  '20 mutations': ({ participantMutation }: PrismaClient, companyId: string) =>
    participantMutation.findMany({ where: { companyId }, orderBy: { position: 'desc' }, take: 21 }),
  '100 participants with 5 mutations each': ({ participant }: PrismaClient, companyId: string) =>
    participant.findMany({
      where: { companyId },
      orderBy: [{ lastName: 'asc' }, { id: 'asc' }],
      take: 101,
      include: { mutations: { orderBy: { position: 'desc' }, take: 5 } },
    }),
}

const accountant = { subject: 'x', name: null, email: null, role: 'ACCOUNTANT', expiresAt: null } as const

const postgres = await startPostgres()
await measure('embedded', await openDatabase({ url: null, dataDir: null, log: silentLog }))
await measure('server', await openDatabase({ url: postgres.url, dataDir: null, log: silentLog }))
await postgres.close()

async function measure(kind: Database['kind'], database: Database): Promise<void> {
  const { prisma } = database
  await seed(prisma)
  const { id } = await prisma.company.findUniqueOrThrow({ where: { number: '1' } })
  const services = testServices(database, await createWakeUp(database))
  const numbers = Array.from({ length: companies }, (_, index) => String(index + 1))
  for (const companyNumbers of [numbers.slice(0, 1), numbers]) {
    const viewer: Viewer = { ...accountant, companyNumbers }
    console.log(`\n${kind} database, a viewer of ${companyNumbers.length} of ${companies} companies; milliseconds`)
    const open = () => withoutWall(prisma, companyNumbers)
    const bound = () => viewerDatabase(prisma, companyNumbers)
    const engines = [open, bound].map((databaseFor) =>
      createTestEngine({ ...services, databaseFor }, viewer, silentLog),
    )
    await compare('GraphQL', questions, engines, (question, { ask }) => ask(question))
    await compare('Prisma', operations, [open().prisma, bound().prisma], (operation, client) => operation(client, id))
  }
  await database.close()
}

/** The client of the owner. The ids of what the viewer may see are then looked up once in each request. */
function withoutWall(prisma: PrismaClient, companyNumbers: string[]): ViewerDatabase {
  const lookUp = async () => {
    const rows = await prisma.company.findMany({ where: { number: { in: companyNumbers } }, select: { id: true } })
    return new Set(rows.map(({ id }) => id))
  }
  let ids: Promise<ReadonlySet<string>> | null = null
  const companyIds = () => {
    ids ??= lookUp()
    return ids
  }
  return { prisma, companyIds, scope: '', isWhole: false }
}

async function compare<Question, Subject>(
  level: string,
  asked: Record<string, Question>,
  [open, bound]: Subject[],
  ask: (question: Question, subject: Subject) => Promise<unknown>,
): Promise<void> {
  const table: Record<string, object> = {}
  for (const [name, question] of Object.entries(asked)) {
    const times: [number[], number[]] = [[], []]
    for (let round = 0; round < rounds; round++) {
      times[0].push(await timeOf(() => ask(question, open!)))
      times[1].push(await timeOf(() => ask(question, bound!)))
    }
    const [without, with_] = times.map(quick)
    table[`${level}: ${name}`] = { without: round(without!), with: round(with_!), ratio: round(with_! / without!) }
  }
  console.table(table)
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

function quick(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 10)]!
}

function round(value: number): number {
  return Number(value.toFixed(2))
}

async function seed(prisma: PrismaClient): Promise<void> {
  for (let number = 1; number <= companies; number++) {
    const { id: companyId } = await prisma.company.create({
      data: { number: String(number), name: `Bedrijf ${number}` },
    })
    const rows = Array.from({ length: people }, (_, index) => ({
      id: newId(),
      companyId,
      employeeNumber: index,
      lastName: `Naam ${index}`,
    }))
    await insertRows(prisma, participantTable, ['id', 'companyId', 'employeeNumber', 'lastName'], rows)
    const changes = [{ field: 'FULL_TIME_SALARY', oldValue: '3450.00', newValue: '3600.00' }]
    const entries = rows.flatMap(({ id: participantId }) =>
      Array.from({ length: mutationsEach }, () => ({
        ...{ id: newId(), companyId, participantId, kind: 'SALARY' as const, changes },
        ...{ effectiveDate: '2026-11-23', source: 'NMBRS' as const },
      })),
    )
    const columns = ['id', 'companyId', 'participantId', 'kind', 'changes', 'effectiveDate', 'source'] as const
    await insertRows(prisma, mutationTable, columns, entries)
  }
  await prisma.$executeRaw`ANALYZE`
}
