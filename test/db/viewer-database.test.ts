import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../../src/db/open.ts'
import { type ViewerDatabase, viewerDatabase } from '../../src/db/viewer-database.ts'
import { Prisma, type PrismaClient } from '../../src/generated/prisma/client.ts'
import { openJobs } from '../../src/jobs.ts'
import { silentLog } from '../../src/log.ts'
import { append, mutationOf, seedCompany } from '../graphql/support/seed.ts'
import { databaseKinds, openTestDatabase } from '../support/database.ts'
import { dumpTables } from '../support/tables.ts'

type Ids = Awaited<ReturnType<typeof seedCompany>>

describe.each(databaseKinds)("a viewer's database (%s)", (kind) => {
  let database: Database
  let owner: PrismaClient
  let viewer: ViewerDatabase
  let mine: Ids
  let other: Ids
  beforeAll(async () => {
    database = await openTestDatabase(kind)
    owner = database.prisma
    mine = await seedCompany(owner, 'mine')
    other = await seedCompany(owner, 'other')
    for (const { Company: companyId, Participant: participantId } of [mine, other]) {
      const sealed = new Uint8Array([1])
      await owner.participantProvenance.create({ data: { companyId, participantId, sealed, fingerprint: 'x' } })
      await owner.awaitedEnrolment.create({ data: { participantId, scheme: 'NP' } })
    }
    viewer = viewerDatabase(owner, ['mine', 'of nobody'])
  })
  afterAll(() => database.close())

  test('has a policy on every table that belongs to a company', async () => {
    const unprotected = await owner.$queryRaw`
      SELECT table_name FROM information_schema.columns JOIN pg_class ON oid = format('%I.%I', table_schema, table_name)::regclass
      WHERE table_schema = 'public' AND (column_name IN ('company_id', 'participant_id') OR table_name = 'company')
        AND NOT (relrowsecurity AND EXISTS (SELECT FROM pg_policy WHERE polrelid = pg_class.oid AND polpermissive))`
    expect(unprotected).toEqual([])
  })

  test('has no rights on any other table or sequence, and none to make anything', async () => {
    const allowed = await owner.$queryRaw<{ name: string }[]>`
      SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'S', 'v', 'm')
        AND NOT relrowsecurity AND CASE relkind
          WHEN 'S' THEN has_sequence_privilege('eblinc_viewer', oid, 'USAGE, SELECT, UPDATE')
          ELSE has_table_privilege('eblinc_viewer', oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER') END`
    expect(allowed).toEqual([{ name: 'participant_mutation_position_seq' }])
    expect(
      await owner.$queryRaw`
      SELECT has_schema_privilege('eblinc_viewer', 'public', 'CREATE') AS create, rolsuper OR rolbypassrls OR rolcanlogin AS free
      FROM pg_roles WHERE rolname = 'eblinc_viewer'`,
    ).toEqual([{ create: false, free: false }])
  })

  test('knows which of its companies there are', async () => {
    expect(await viewerDatabase(owner, ['mine', 'of nobody']).companyIds()).toEqual(new Set([mine.Company]))
    expect(await viewerDatabase(owner, ['of nobody']).companyIds()).toEqual(new Set())
    expect(await viewerDatabase(owner, []).prisma.company.count()).toBe(0)
    expect(await viewerDatabase(owner, 'all').companyIds()).toEqual(new Set([mine.Company, other.Company]))
  })

  /** Every model of a company, but those of which `seedCompany` makes none. */
  const models = Object.values(Prisma.ModelName).filter((model) => !/mail|audit/i.test(model))
  type Delegate = Record<
    'count' | 'findMany' | 'updateMany' | 'deleteMany',
    (args?: object) => Promise<{ count: number } & object[]>
  >
  const delegate = (client: object, model: string) =>
    (client as Record<string, Delegate>)[model.charAt(0).toLowerCase() + model.slice(1)]!
  const ofOther = (row: object) => Object.values(row).some((value) => Object.values(other).includes(value))

  test.each(models)('reads no %s of another company', async (model) => {
    const seen = await delegate(viewer.prisma, model).findMany()
    const all = await delegate(owner, model).findMany()
    expect(all.filter(ofOther)).not.toEqual([])
    expect(seen).toEqual(all.filter((row) => !ofOther(row)))
    expect(seen).not.toEqual([])
    expect(await delegate(viewer.prisma, model).count()).toBe(seen.length)
  })

  test('reads nothing of another company by its ids, in what belongs to what it may see, or in raw SQL', async () => {
    const { prisma } = viewer
    const where = { id: other.Participant }
    expect(await prisma.participant.findUnique({ where })).toBeNull()
    expect(await prisma.participant.findFirst({ where })).toBeNull()
    const hung = await owner.signal.update({
      where: { id: mine.Signal },
      data: { participantId: other.Participant },
      include: { participant: true },
    })
    expect(hung.participant).not.toBeNull()
    const include = { participant: true, company: { include: { participants: true } } }
    const [signal] = await prisma.signal.findMany({ include })
    expect(signal).toMatchObject({ participant: null, company: { participants: [{ id: mine.Participant }] } })
    await owner.signal.update({ where: { id: mine.Signal }, data: { participantId: mine.Participant } })
    expect(await prisma.$queryRaw`SELECT id::text FROM participant`).toEqual([{ id: mine.Participant }])
    expect(await prisma.$queryRawUnsafe('SELECT id::text FROM company WHERE number <> $1', 'mine')).toEqual([])
    expect(await prisma.$transaction((tx) => tx.$queryRaw`SELECT number FROM company`)).toEqual([{ number: 'mine' }])
  })

  test('changes and removes nothing of another company, however it is asked', async () => {
    const before = await dumpTables(database)
    const { prisma } = viewer
    const ids = Object.values(other)
    for (const model of ['NmbrsLink', 'Participant', 'ParticipantMutation', 'Signal', 'Enrolment', 'SyncRun'])
      expect(await delegate(prisma, model).deleteMany({ where: { id: { in: ids } } })).toEqual({ count: 0 })
    const where = { companyId: other.Company }
    expect(await prisma.participant.updateMany({ where, data: { city: 'Elders' } })).toEqual({ count: 0 })
    expect(await prisma.$executeRaw`UPDATE participant SET city = 'Elders' WHERE id = ${other.Participant}::uuid`).toBe(
      0,
    )
    expect(await prisma.$executeRawUnsafe('DELETE FROM signal WHERE id = $1::uuid', other.Signal)).toBe(0)
    await expect(
      prisma.participant.update({ where: { id: other.Participant }, data: { city: 'Elders' } }),
    ).rejects.toThrow()
    await expect(prisma.participant.delete({ where: { id: other.Participant } })).rejects.toThrow()
    await prisma.$transaction(async (tx) => {
      await tx.enrolment.deleteMany({ where })
      await tx.syncRun.updateMany({ where, data: { status: 'REJECTED' } })
    })
    expect(await dumpTables(database)).toEqual(before)
  })

  test('adds nothing to another company, and hangs nothing of its own on what is of another', async () => {
    const before = await dumpTables(database)
    const { prisma } = viewer
    const signal = {
      code: 'NO_SCHEDULE',
      severity: 'INFO',
      subject: 'y',
      details: {},
      firstSeenAt: new Date(),
    } as const
    const refused = [
      () => prisma.participant.create({ data: { companyId: other.Company, lastName: 'Elders' } }),
      () => prisma.signal.create({ data: { ...signal, companyId: other.Company } }),
      () => prisma.signal.create({ data: { ...signal, companyId: mine.Company, participantId: other.Participant } }),
      () => prisma.awaitedEnrolment.create({ data: { participantId: other.Participant, scheme: 'OP1' } }),
      () => append(prisma, other.Company, [mutationOf(mine.Participant)]),
      () => append(prisma, mine.Company, [mutationOf(other.Participant)]),
      () => append(prisma, mine.Company, [mutationOf(mine.Participant, { syncRunId: other.SyncRun })]),
      () => prisma.participant.update({ where: { id: mine.Participant }, data: { companyId: other.Company } }),
      () => prisma.company.update({ where: { id: mine.Company }, data: { number: 'other' } }),
      () => prisma.company.create({ data: { number: 'new', name: 'Nieuw' } }),
      () => prisma.company.delete({ where: { id: mine.Company } }),
    ]
    for (const change of refused) await expect(change()).rejects.toThrow(/row-level security|permission denied/)
    expect(await dumpTables(database)).toEqual(before)
  })

  test('changes what is its own, in transactions that are undone as a whole', async () => {
    const { prisma } = viewer
    const where = { id: mine.Participant }
    const failing = prisma.$transaction(async (tx) => {
      await tx.participant.update({ where, data: { city: 'Nergens' } })
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await prisma.participant.findUnique({ where, select: { city: true } })).toEqual({ city: null })
    await prisma.$transaction((tx) => tx.participant.update({ where, data: { city: 'Utrecht' } }))
    await append(prisma, mine.Company, [mutationOf(mine.Participant)])
    expect(await owner.participant.findUnique({ where, select: { city: true } })).toEqual({ city: 'Utrecht' })
    expect(await owner.participantMutation.count({ where: { companyId: mine.Company } })).toBe(2)
  })

  test('takes no transaction as a list, which would be the owner’s', () => {
    const { prisma } = viewer
    expect(() => prisma.$transaction([owner.company.count()])).toThrow('as functions only')
    expect('$extends' in prisma || '$connect' in prisma || '$queryRawTyped' in prisma).toBe(false)
  })

  test('knows nothing of jobs and migrations', async () => {
    const jobs = await openJobs(database, silentLog)
    for (const table of ['pgboss.job', '_prisma_migrations'])
      await expect(viewer.prisma.$queryRawUnsafe(`SELECT count(*) FROM ${table}`)).rejects.toThrow('permission denied')
    await jobs.close()
  })

  test('is apart for each of those who ask at the same moment, and leaves the owner as it was', async () => {
    const viewers = [['mine'], ['other'], ['mine', 'other'], []].map((numbers) => viewerDatabase(owner, numbers))
    const ids = [mine.Participant, other.Participant]
    const ask = async ({ prisma }: Pick<ViewerDatabase, 'prisma'>) => {
      const [found, people, companies] = await Promise.all([
        Promise.all(ids.map((id) => prisma.participant.findUnique({ where: { id }, select: { id: true } }))),
        prisma.participant.count(),
        prisma.$transaction((tx) => tx.company.count()),
      ])
      return [...found.map((row, index) => row?.id === ids[index]), people, companies]
    }
    const asking = Array.from({ length: 10 }, () => [...viewers, { prisma: owner }].map(ask)).flat()
    const expected = [
      [true, false, 1, 1],
      [false, true, 1, 1],
      [true, true, 2, 2],
      [false, false, 0, 0],
      [true, true, 2, 2],
    ]
    expect(await Promise.all(asking)).toEqual(Array(10).fill(expected).flat())
  })
})
