import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TriggerSyncDocument, UpdateParticipantDocument } from '../../src/generated/operations.ts'
import { ask } from '../support/ask.ts'
import { type FeedClient, followFeed } from '../support/feed-client.ts'
import { scrape } from '../support/metrics.ts'
import { followRuns, type RunFollower } from './follow-runs.ts'
import { type Instances, startInstances } from './instances.ts'

const companyCount = 6
const globalId = (type: string, id: string) => Buffer.from(`${type}:${id}`).toString('base64')
const fromTheStart = Buffer.from('["0"]').toString('base64url')

/** Three servers; each has a subscriber to all mutations, and one to the runs of the first company. */
let all: Instances
let feeds: FeedClient[]
let runFollowers: RunFollower[]

beforeAll(async () => {
  all = await startInstances(3, { companyCount, now: '2026-11-23T10:00:00+01:00' })
  const urls = all.instances.map(({ url }) => url)
  feeds = await Promise.all(urls.map((url) => followFeed(url, { after: fromTheStart })))
  runFollowers = await Promise.all(urls.map((url) => followRuns(url, globalId('Company', all.companies[0]!.id))))
})
afterAll(async () => {
  await Promise.all([...feeds, ...runFollowers].map((follower) => follower.close()))
  await all.close()
})

const prisma = () => all.database.prisma

/** The whole list, as the feed must give it to everyone. */
const list = async () => {
  const rows = await prisma().participantMutation.findMany({ orderBy: { position: 'asc' }, select: { id: true } })
  return rows.map(({ id }) => globalId('ParticipantMutation', id))
}

const allEnded = () => expect.poll(() => prisma().syncRun.count({ where: { finishedAt: null } })).toBe(0)

/** Every subscriber, at whatever server, has the whole list, each mutation once and in order. */
async function expectAllReceived(): Promise<void> {
  const expected = await list()
  await Promise.all(feeds.map((feed) => feed.received(expected.length)))
  for (const feed of feeds) expect(feed.mutations.map(({ id }) => id)).toEqual(expected)
}

/** How many calls were made of a kind that each reading of a company makes. */
const readings = ({ nmbrsCompanyId }: Instances['companies'][number]) =>
  all.sandbox.calls.filter(
    ({ operation, about }) => operation === 'Salary_GetAll_AllEmployeesByCompany' && about === nmbrsCompanyId,
  ).length

describe('several servers on one database', () => {
  test('do the same night once: one run and one reading per company, spread over the servers', async () => {
    const readingsBefore = all.companies.map(readings)
    await Promise.all(all.instances.map((instance) => instance.at('2026-11-24T09:00:00+01:00')))
    await allEnded()
    const readingsOfNight = all.companies.map((company, index) => readings(company) - readingsBefore[index]!)
    const runs = await prisma().syncRun.findMany()
    expect(new Set(runs.map((run) => run.companyId)).size).toBe(companyCount)
    expect(runs).toHaveLength(companyCount)
    for (const run of runs) expect(run).toMatchObject({ status: 'SUCCEEDED', trigger: 'CATCH_UP', attempt: 1 })
    const series = 'eblinc_sync_run_seconds_count{mode="APPLY"}'
    const done = await Promise.all(all.instances.map(async ({ url }) => (await scrape(url)).value(series) ?? 0))
    expect(done.reduce((sum, count) => sum + count)).toBe(companyCount)
    expect(done.filter((count) => count > 0).length).toBeGreaterThan(1)

    await Promise.all(all.instances.map((instance) => instance.at('2026-11-24T21:00:00+01:00')))
    expect(await prisma().syncRun.count()).toBe(companyCount)
    await expectAllReceived()

    const [one] = all.companies as [Instances['companies'][number]]
    const readingsUntilThen = readings(one)
    await ask(all.instances[0]!.url, TriggerSyncDocument, { company: globalId('Company', one.id) })
    await allEnded()
    expect(readingsOfNight).toEqual(Array(companyCount).fill(readings(one) - readingsUntilThen))
  })

  test('return the same run to whoever asks for one at the same moment, at whichever server', async () => {
    const before = await prisma().syncRun.count()
    // No run may end before the last one has asked.
    all.sandbox.fault({ kind: 'delay', milliseconds: 3_000, operation: 'Salary_GetAll_AllEmployeesByCompany' })
    const asked = all.companies.map(async ({ id }) => {
      const company = globalId('Company', id)
      const everywhere = [...all.instances, ...all.instances]
      return Promise.all(everywhere.map(({ url }) => ask(url, TriggerSyncDocument, { company })))
    })
    for (const answers of await Promise.all(asked)) {
      const runs = answers.map(({ triggerSync }) =>
        triggerSync.__typename === 'MutationTriggerSyncSuccess' ? triggerSync.data.id : triggerSync.message,
      )
      expect(new Set(runs).size).toBe(1)
    }
    all.sandbox.clearFaults()
    await allEnded()
    expect(await prisma().syncRun.count()).toBe(before + companyCount)
    expect(await prisma().syncRun.count({ where: { attempt: { not: 1 } } })).toBe(0)
  })

  test('show every change by hand, at each of them, to the subscribers of all, in one and the same order', async () => {
    const participants = await prisma().participant.findMany({ take: 30, select: { id: true } })
    const before = (await list()).length
    await Promise.all(
      participants.map(({ id }, index) =>
        ask(all.instances[index % 3]!.url, UpdateParticipantDocument, {
          input: { participantId: globalId('Participant', id), city: `Zaandam ${index}` },
        }),
      ),
    )
    expect(await list()).toHaveLength(before + participants.length)
    await expectAllReceived()
  })

  test('tell each step of a run to the subscribers of all', async () => {
    const runs = await prisma().syncRun.findMany({
      where: { companyId: all.companies[0]!.id },
      orderBy: { queuedAt: 'asc' },
    })
    expect(runs).toHaveLength(3)
    for (const { moves } of runFollowers)
      for (const { id, revision } of runs) {
        const ofRun = () => moves.filter((move) => move.id === globalId('SyncRun', id))
        await expect.poll(() => ofRun().at(-1)).toMatchObject({ status: 'SUCCEEDED', revision })
        const revisions = ofRun().map((move) => move.revision)
        expect(revisions).toEqual([...new Set(revisions)].toSorted((a, b) => a - b))
      }
  })

  test('take over the subscribers of one that stops, from their last cursor, without a gap', async () => {
    const stopping = all.instances.pop()!.stop()
    const participants = await prisma().participant.findMany({ take: 20, select: { id: true } })
    for (const [index, { id }] of participants.entries())
      await ask(all.instances[index % 2]!.url, UpdateParticipantDocument, {
        input: { participantId: globalId('Participant', id), city: `Koog ${index}` },
      })
    await stopping
    const { cursor, mutations } = feeds.pop()!
    const elsewhere = await followFeed(all.instances[0]!.url, { after: cursor })
    elsewhere.mutations.unshift(...mutations)
    feeds.push(elsewhere)
    await expectAllReceived()
  })
})
