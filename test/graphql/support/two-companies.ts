/** Two companies, and whatever someone of the first may ask: nothing of the second may come of it. */
import { expect } from 'vitest'
import { createWakeUp } from '../../../src/feed/wake-up.ts'
import type { PrismaClient } from '../../../src/generated/prisma/client.ts'
import type { Services, Viewer } from '../../../src/graphql/context.ts'
import { schema } from '../../../src/graphql/schema.ts'
import { silentLog } from '../../../src/log.ts'
import { createNmbrsClient } from '../../../src/nmbrs/client.ts'
import { openTestDatabase } from '../../support/database.ts'
import { createLeakSearch } from '../../support/leaks.ts'
import { createTestEngine, type TestEngine } from './engine.ts'
import { type RandomOperation, randomOperations } from './random-operations.ts'
import { sealedSecrets, testServices } from './services.ts'
import { seedWholeCompany } from './whole-company.ts'

/** Operations that are under way at the same time. */
const lanes = 4
/** The share of operations in which each field, argument and input field is used at least. */
const leastUse = 1 / 2_000

const subject = 'someone'
const marks = {
  mine: { word: 'Aanwezig', number: 550_120_000, year: 1955 },
  other: { word: 'Verzwegen', number: 881_340_000, year: 1931 },
}

export type TwoCompanies = {
  /** Of the first company alone. */
  own: string[]
  /** The client of the owner. */
  prisma: PrismaClient
  /** An engine for one viewer; `databaseFor` says which walls stand. */
  engine(viewer: Pick<Viewer, 'role' | 'companyNumbers'>, databaseFor: Services['databaseFor']): TestEngine
  /** Asks so many random operations of an engine. Fails when one of them tells or changes anything of the second. */
  expectWall(engine: TestEngine, operations: number, seed: number): Promise<void>
  close(): Promise<void>
}

export async function seedTwoCompanies(): Promise<TwoCompanies> {
  const database = await openTestDatabase('server') // faster than the embedded one, which has the same policies
  const { prisma } = database
  const sealedBefore = sealedSecrets.length
  const leaks = createLeakSearch(silentLog, () => sealedSecrets.slice(sealedBefore))
  const wakeUp = await createWakeUp(database)
  const mine = await seedWholeCompany(prisma, marks.mine, subject)
  // So that no place in another list looks like one of its mutations.
  await prisma.$executeRaw`SELECT setval('participant_mutation_position_seq', 4200000)`
  const other = await seedWholeCompany(prisma, marks.other, subject)
  const base = testServices(database, wakeUp)
  const retry = { tries: 1, firstDelay: 1 }
  const nmbrs = createNmbrsClient({ url: 'http://127.0.0.1:1', callsPerSecond: 1_000_000, retry }) // nobody listens there
  const services: Services = {
    ...base,
    administration: { ...base.administration, nmbrs },
    // Leaves a trace wherever it is let through.
    sync: {
      trigger: ({ companyId }) => prisma.syncRun.create({ data: { companyId, trigger: 'MANUAL', mode: 'APPLY' } }),
    },
  }
  return {
    own: [mine.number],
    prisma,
    engine: ({ role, companyNumbers }, databaseFor) => {
      const viewer = { subject, name: 'Iemand', email: 'iemand@voorbeeld.nl', expiresAt: null, role, companyNumbers }
      return createTestEngine({ ...services, databaseFor }, viewer, leaks.log)
    },
    async expectWall(engine, operations, seed) {
      const before = await everythingOf(marks.other.word, prisma)
      const random = randomOperations(schema, [mine, other], seed)
      const told = { data: 0, ofMine: 0 }
      let asked = 0
      const askOneByOne = async () => {
        while (asked < operations) {
          asked += 1
          const operation = random.next()
          const answer = await answerTo(operation, engine)
          leaks.look('told', answer)
          const traces = tracesIn(answer, operation, other.traces)
          if (traces.length > 0) throw new Error(`With seed ${seed}, ${traces} is told: ${operation.text}\n${answer}`)
          if (answer.startsWith('{"data":{')) told.data += 1
          if (tracesIn(answer, operation, mine.traces).length > 0) told.ofMine += 1
        }
      }
      await Promise.all(Array.from({ length: lanes }, askOneByOne))
      expect(await everythingOf(marks.other.word, prisma)).toEqual(before)
      expect([...random.uses].filter(([, uses]) => uses < operations * leastUse)).toEqual([])
      // Or nothing would have been proven: most were answered, and many showed what the viewer may see.
      expect(told.data).toBeGreaterThan(operations / 2)
      expect(told.ofMine).toBeGreaterThan(operations / 10)
    },
    async close() {
      await leaks.lookThrough({ database })
      leaks.end()
      await wakeUp.close()
      await database.close()
    },
  }
}

async function answerTo({ kind, text }: RandomOperation, engine: TestEngine): Promise<string> {
  const answer = kind === 'subscription' ? await engine.firstEvent(text, 20) : await engine.ask(text)
  return answer ?? '{}'
}

/**
 * Which of the traces of a company an answer tells. An error may repeat what was asked, and so does the audit trail, which only the
 * helpdesk reads, with ids.
 */
function tracesIn(answer: string, { text }: RandomOperation, traces: readonly string[]): string[] {
  const { data, errors } = JSON.parse(answer)
  const [told, complaints, asked] = [JSON.stringify(data ?? null), JSON.stringify(errors ?? []), text].map(withDecoded)
  const repeats = (trace: string) => text.includes('auditLog') && /^[\da-f-]{36}$/.test(trace)
  return traces.filter(
    (trace) => (told!.includes(trace) && !repeats(trace)) || (complaints!.includes(trace) && !asked!.includes(trace)),
  )
}

/** Cursors and ids can be read by anyone: what is in them is told as well. */
const withDecoded = (text: string): string =>
  text +
  text.replaceAll(/[\w+/-]{8,}={0,2}/g, (coded) =>
    Buffer.from(coded, 'base64')
      .toString()
      .replaceAll(/[^ -~]/g, ''),
  )

/** Each row of each table that is of the company whose name begins with this word, byte for byte. The trail tells of attempts. */
async function everythingOf(word: string, prisma: PrismaClient): Promise<Record<string, string[]>> {
  const tables = await prisma.$queryRaw<{ name: string; of: string }[]>`
    SELECT table_name AS name, min(column_name) AS of FROM information_schema.columns
    WHERE table_schema = 'public' AND column_name IN ('company_id', 'participant_id') AND table_name <> 'audit_entry'
    GROUP BY table_name UNION ALL SELECT 'company', 'id'`
  const ids = await prisma.$queryRaw<{ id: string }[]>`
    SELECT id::text FROM company WHERE name LIKE ${`${word}%`}
    UNION ALL SELECT participant.id::text FROM participant JOIN company ON company.id = company_id WHERE name LIKE ${`${word}%`}`
  const rows: Record<string, string[]> = {}
  for (const { name, of } of tables) {
    const found = await prisma.$queryRawUnsafe<{ row: string }[]>(
      `SELECT xmin::text || to_jsonb("${name}")::text AS row FROM "${name}" WHERE "${of}"::text = ANY ($1) ORDER BY 1`,
      ids.map(({ id }) => id),
    )
    rows[name] = found.map(({ row }) => row)
  }
  return rows
}
