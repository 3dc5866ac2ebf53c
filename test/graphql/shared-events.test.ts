import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openDatabase } from '../../src/db/open.ts'
import { silentLog } from '../../src/log.ts'
import { embeddedTemplate } from '../support/database.ts'
import { startTestApi, type TestApi } from './support/api.ts'
import { append, createCompany, createParticipant, globalId, mutationOf } from './support/seed.ts'
import { bearer, secretAuth } from './support/tokens.ts'

let api: TestApi
let companyId: string
let participantId: string
let companies = 0
const statements: string[] = []

beforeAll(async () => {
  const onStatement = (sql: string) => statements.push(sql)
  const template = await embeddedTemplate()
  const database = await openDatabase({ url: null, dataDir: null, template, onStatement, log: silentLog })
  api = await startTestApi({ database, auth: secretAuth })
})
afterAll(() => api.close())
beforeEach(async () => {
  companies += 1
  companyId = (await createCompany(api.database.prisma, String(companies))).id
  participantId = (await createParticipant(api.database.prisma, companyId, { lastName: 'Jansen' })).id
})

const query = `subscription ($company: ID, $after: String, $locale: Locale) {
  mutationFeed(companyId: $company, after: $after) {
    cursor mutations { summary(locale: $locale) participant { displayName company { number } } }
  }
}`

type Received = { events: unknown[]; cursor: string | null; error: unknown }

/** Subscribes to the mutations of the company; resolves when the server has the subscription. */
async function follow(variables: object = {}, claims: object = { role: 'helpdesk' }, asked = query): Promise<Received> {
  const received: Received = { events: [], cursor: null, error: null }
  const before = api.doorbells()
  api.connect(await bearer(claims)).subscribe<{ mutationFeed: { cursor: string; mutations: unknown[] } }>(
    { query: asked, variables: { company: globalId('Company', companyId), ...variables } },
    {
      next: ({ data }) => {
        received.events.push(data?.mutationFeed.mutations)
        received.cursor = data?.mutationFeed.cursor ?? null
      },
      error: (error) => {
        received.error = error
      },
      complete: () => {},
    },
  )
  await expect.poll(() => api.doorbells()).toBe(before + 1)
  return received
}

/** Lets something happen, and gives how often its participant is read until each of them has been told of it. */
async function readingsFor(followers: Received[]): Promise<number> {
  const before = followers.map(({ events }) => events.length)
  statements.length = 0
  await append(api.database.prisma, companyId, [mutationOf(participantId)])
  for (const [index, { events }] of followers.entries())
    await expect.poll(() => events).toHaveLength(before[index]! + 1)
  return statements.filter((sql) => sql.startsWith('SELECT') && sql.includes('last_name')).length
}

describe('an event of the feed', () => {
  test('is read once for all who ask the same of it', async () => {
    const followers = [await follow()]
    const forOne = await readingsFor(followers)
    expect(forOne).toBeGreaterThan(0)
    for (let more = 0; more < 10; more++) followers.push(await follow())
    expect(await readingsFor(followers)).toBe(forOne)
    expect(new Set(followers.map(({ events }) => JSON.stringify(events.at(-1)))).size).toBe(1)
  })

  test('is read once also for those who came back from different places', async () => {
    const first = await follow()
    const forOne = await readingsFor([first])
    const earlier = first.cursor
    await readingsFor([first])
    const followers = [await follow({ after: earlier }), await follow({ after: first.cursor })]
    await expect.poll(() => followers[0]?.events).toHaveLength(1)
    expect(await readingsFor(followers)).toBe(forOne)
  })

  test('is told to each in the way in which they asked', async () => {
    const [dutch, english] = [await follow({ locale: 'nl' }), await follow({ locale: 'en' })]
    await readingsFor([dutch, english])
    expect(dutch.events).toEqual([[expect.objectContaining({ summary: 'Naam: achternaam Jansen → Smit' })]])
    expect(english.events).toEqual([[expect.objectContaining({ summary: 'Name: last name Jansen → Smit' })]])
  })

  test('is not shared by those who may see different things', async () => {
    const helpdesk = await follow()
    const forOne = await readingsFor([helpdesk])
    const accountant = await follow({}, { role: 'accountant', companies: [String(companies)] })
    expect(await readingsFor([helpdesk, accountant])).toBe(2 * forOne)
  })

  test('is not shared where it tells something of who asks', async () => {
    const own = { subject: 'first', email: 'first@voorbeeld.nl', locale: 'nl', validUntil: new Date('2100-01-01') }
    await api.database.prisma.mailPreference.create({
      data: { companyId, ...own, manualMutations: true, nightlyDigest: true },
    })
    const asked = `subscription ($company: ID) { mutationFeed(companyId: $company) {
      cursor mutations { participant { lastName } company { mailPreference { email } } } } }`
    const followers = [
      await follow({}, { role: 'helpdesk', sub: 'first' }, asked),
      await follow({}, { role: 'helpdesk', sub: 'second' }, asked),
    ]
    await readingsFor(followers)
    expect(followers.map(({ events }) => events[0])).toEqual([
      [{ participant: { lastName: 'Jansen' }, company: { mailPreference: { email: 'first@voorbeeld.nl' } } }],
      [{ participant: { lastName: 'Jansen' }, company: { mailPreference: null } }],
    ])
  })

  test('that cannot be answered ends the subscription, so that it is not passed over', async () => {
    const { prisma } = api.database
    const follower = await follow()
    await readingsFor([follower])
    await prisma.$executeRaw`ALTER TABLE participant RENAME TO elsewhere`
    await append(prisma, companyId, [mutationOf(participantId)])
    await expect.poll(() => follower.error).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }])
    await prisma.$executeRaw`ALTER TABLE elsewhere RENAME TO participant`
    expect(follower.events).toHaveLength(1)
    const again = await follow({ after: follower.cursor })
    await expect.poll(() => again.events).toHaveLength(1)
  })
})
