import {
  type GraphQLArgument,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { checkChain } from '../../src/audit/chain.ts'
import type { AuditEntry } from '../../src/generated/prisma/client.ts'
import { schema } from '../../src/graphql/schema.ts'
import { placeOf } from '../../src/security/sealed-columns.ts'
import { startTestApi, type TestApi } from '../graphql/support/api.ts'
import { append, createCompany, createParticipant, globalId, link, mutationOf } from '../graphql/support/seed.ts'
import { secrets } from '../graphql/support/services.ts'
import { openSocket, subscription } from '../graphql/support/socket.ts'
import { bearer, secretAuth } from '../graphql/support/tokens.ts'

const bsn = '999990019'
const token = 'decafbaddecafbaddecafbaddecafb99'

let api: TestApi
let mine: string
let other: string
/** For mutations of all kinds. */
let spare: string
/** With a BSN each, of company "mine". */
let people: string[]
const as = (role: string, sub = `${role} 1`) =>
  bearer({ sub, name: 'Naam Van Iemand', role, companies: ['mine', 'spare'] })

beforeAll(async () => {
  api = await startTestApi({ auth: secretAuth })
  const { prisma } = api.database
  const reading = { link: { create: { ...link, readBsn: true } } }
  mine = (await createCompany(prisma, 'mine', reading)).id
  other = (await createCompany(prisma, 'other', reading)).id
  spare = (await createCompany(prisma, 'spare')).id
  people = await Promise.all([mine, mine, other].map(participantWithBsn))
})
afterAll(() => api.close())

async function participantWithBsn(companyId: string): Promise<string> {
  const { prisma } = api.database
  const { id } = await createParticipant(prisma, companyId)
  await prisma.participant.update({ where: { id }, data: { bsnEncrypted: secrets.seal(bsn, placeOf('bsn', id)) } })
  return id
}

let seen = 0
/** What was recorded since this was last asked. */
async function recorded(): Promise<AuditEntry[]> {
  const entries = await api.database.prisma.auditEntry.findMany({ orderBy: { position: 'asc' }, skip: seen })
  seen += entries.length
  return entries
}
beforeEach(() => recorded())

const create = 'mutation ($input: CreateParticipantInput!) { createParticipant(input: $input) { __typename } }'
const update = 'mutation ($input: UpdateParticipantInput!) { updateParticipant(input: $input) { __typename } }'

describe('a mutation', () => {
  test('is recorded with who did it, to what and with which arguments, and none of their values', async () => {
    const input = {
      companyId: globalId('Company', mine),
      lastName: 'Geheim',
      employeeNumber: 41,
      birthDate: '1980-05-17',
    }
    await api.ask(create, { input }, await as('accountant'))
    const { id } = await api.database.prisma.participant.findFirstOrThrow({ where: { lastName: 'Geheim' } })
    const [entry, ...others] = await recorded()
    expect(others).toEqual([])
    expect(entry).toMatchObject({
      subject: 'accountant 1',
      role: 'ACCOUNTANT',
      action: 'createParticipant',
      companyId: mine,
      targets: [`Company:${mine}`, `Participant:${id}`],
      fields: ['input.birthDate', 'input.companyId', 'input.employeeNumber', 'input.lastName'],
      outcome: 'OK',
      count: 1,
      network: null,
    })
  })

  const idOf = (id: string) => globalId('Participant', id)
  const refused: [string, string, string, () => object, string][] = [
    ['of another company', 'NOT_FOUND', 'employer', () => ({ input: { participantId: idOf(people[2]!) } }), update],
    ['of nobody', 'NOT_FOUND', 'helpdesk', () => ({ input: { participantId: idOf(mine) } }), update],
    [
      'that may not be',
      'FORBIDDEN',
      'employer',
      () => ({ keepId: idOf(people[0]!), duplicateId: idOf(people[1]!) }),
      'mutation ($keepId: ID!, $duplicateId: ID!) { mergeParticipants(keepId: $keepId, duplicateId: $duplicateId) { __typename } }',
    ],
    [
      'with bad input',
      'BAD_INPUT',
      'employer',
      () => ({ input: { participantId: idOf(people[0]!), iban: 'NL00FOUT' } }),
      update,
    ],
  ]
  test.each(refused)('%s is recorded with its code', async (_what, outcome, role, variables, query) => {
    const { body } = await api.post({ query, variables: variables() }, await as(role))
    expect(body?.errors).toBeUndefined()
    expect(await recorded()).toMatchObject([{ subject: `${role} 1`, outcome, targets: expect.any(Array) }])
  })

  test.each(['accountant', 'employer'])(
    'of an %s on another company is filed under that one, and answered as one on nothing',
    async (role) => {
      const nothing = '01a20924-ba7e-7009-9670-cbf7b314999b'
      const attempts: [string, string, Record<string, string>, Record<string, string>][] = [
        ['updateParticipant(input: { participantId: $id })', 'Participant', { id: people[2]! }, { id: nothing }],
        ['triggerSync(companyId: $id)', 'Company', { id: other }, { id: nothing }],
      ]
      for (const [field, type, theirs, none] of attempts) {
        const ask = async ({ id }: Record<string, string>) => {
          const query = `mutation ($id: ID!) { ${field} { __typename ... on Error { code message } } }`
          return (await api.post({ query, variables: { id: globalId(type, id!) } }, await as(role))).body
        }
        expect(await ask(theirs)).toEqual(await ask(none))
        expect(await recorded()).toMatchObject([
          { outcome: 'NOT_FOUND', companyId: other },
          { outcome: 'NOT_FOUND', companyId: null },
        ])
      }
    },
  )

  test('on two companies is filed under the one that the caller does not see', async () => {
    const query =
      'mutation ($keep: ID!, $duplicate: ID!) { mergeParticipants(keepId: $keep, duplicateId: $duplicate) { __typename } }'
    const [own, theirs] = [idOf(people[0]!), idOf(people[2]!)]
    for (const variables of [
      { keep: own, duplicate: theirs },
      { keep: theirs, duplicate: own },
    ])
      await api.post({ query, variables }, await as('accountant'))
    expect(await recorded()).toMatchObject([{ companyId: other }, { companyId: other }])
  })

  test('that goes wrong in a way that nobody foresaw is recorded too', async () => {
    const query = 'mutation ($id: ID!) { triggerSync(companyId: $id) { __typename } }'
    const { body } = await api.post({ query, variables: { id: globalId('Company', mine) } }, await as('helpdesk'))
    expect(body?.errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }])
    expect(await recorded()).toMatchObject([{ action: 'triggerSync', companyId: mine, outcome: 'INTERNAL' }])
  })

  test.each(Object.values(schema.getMutationType()?.getFields() ?? {}))(
    '$name is recorded, whoever calls it and whatever with, and not by what is secret',
    async ({ name, args }) => {
      const given = args.map((argument) => `${argument.name}: ${exampleOf(argument, name)}`).join(', ')
      for (const role of ['employer', 'helpdesk'])
        await api.post({ query: `mutation { ${name}(${given}) { __typename } }` }, await as(role))
      const entries = await recorded()
      expect(entries.map(({ action, role }) => [action, role])).toEqual([
        [name, 'EMPLOYER'],
        [name, 'HELPDESK'],
      ])
      const told = JSON.stringify(entries, (_key, value) => (typeof value === 'bigint' ? String(value) : value))
      expect(told).not.toMatch(new RegExp(`${token}|Geheim|Naam|${bsn}`))
    },
  )

  test('is told to have been done, and not recorded, when the trail cannot be written', async () => {
    const { prisma } = api.database
    const input = { companyId: globalId('Company', mine), lastName: 'Onvastgelegd' }
    await prisma.$executeRaw`ALTER TABLE audit_entry RENAME TO audit_entry_away`
    const done = await api.post({ query: create, variables: { input } }, await as('helpdesk'))
    const refusal = await api.post(
      { query: create, variables: { input: { ...input, lastName: '' } } },
      await as('helpdesk'),
    )
    const reading = await api.post({ query: bsns }, await as('helpdesk'))
    await prisma.$executeRaw`ALTER TABLE audit_entry_away RENAME TO audit_entry`
    expect(done.body?.errors).toMatchObject([
      {
        message:
          'Dit is uitgevoerd, maar kon niet worden vastgelegd in het logboek. Meld dit de beheerder, en doe het niet nog eens.',
        extensions: { code: 'NOT_RECORDED' },
      },
    ])
    expect(refusal.body?.errors).toMatchObject([{ extensions: { code: 'NOT_RECORDED' } }])
    expect(JSON.stringify(reading.body)).not.toContain('*')
    expect(await prisma.participant.count({ where: { lastName: 'Onvastgelegd' } })).toBe(1)
  })
})

const typeOfId: Record<string, string> = {
  participantId: 'Participant',
  keepId: 'Participant',
  duplicateId: 'Participant',
  enrolmentId: 'Enrolment',
  id: 'SyncRun',
  'exportParticipant.id': 'Participant',
}

/** A value that the schema takes; texts are secret. */
function exampleOf({ name, type }: Pick<GraphQLArgument, 'name' | 'type'>, mutation: string): string {
  if (isNonNullType(type)) return exampleOf({ name, type: type.ofType as GraphQLInputType }, mutation)
  if (isListType(type)) return '[]'
  if (isEnumType(type)) return type.getValues()[0]!.name
  if (isInputObjectType(type))
    return `{ ${Object.values(type.getFields())
      .map((field) => `${field.name}: ${exampleOf(field, mutation)}`)
      .join(', ')} }`
  const scalars: Record<string, string> = {
    ID: `"${globalId(typeOfId[`${mutation}.${name}`] ?? typeOfId[name] ?? 'Company', spare)}"`,
    Int: '1',
    Boolean: 'true',
    Date: '"2026-11-23"',
    Decimal: '"10"',
  }
  return scalars[getNamedType(type).name] ?? `"Geheim ${token}"`
}

const bsns = '{ company(number: "mine") { participants { edges { node { lastName bsn again: bsn } } } } }'

describe('the reading of BSNs', () => {
  const targets = (ids: string[]) => expect.arrayContaining(ids.map((id) => `Participant:${id}`))

  test('is one entry for a whole request, with whose they are', async () => {
    await api.ask(bsns, {}, await as('employer'))
    const [entry, ...others] = await recorded()
    expect(others).toEqual([])
    expect(entry).toMatchObject({
      subject: 'employer 1',
      role: 'EMPLOYER',
      action: 'READ_BSN',
      companyId: mine,
      outcome: 'OK',
    })
    expect(entry?.targets).toHaveLength(2)
    expect(entry?.targets).toEqual(targets(people.slice(0, 2)))
  })

  test('is one entry for each company', async () => {
    await api.ask(
      '{ companies { edges { node { participants { edges { node { bsn } } } } } } }',
      {},
      await as('helpdesk'),
    )
    expect((await recorded()).map(({ companyId }) => companyId).sort()).toEqual([mine, other].sort())
  })

  test('is recorded when a BSN is explained, and not when another field is', async () => {
    const explain = (field: string) =>
      `{ company(number: "other") { participants { edges { node { explain(field: ${field}) { outcome } } } } } }`
    await api.ask(explain('LAST_NAME'), {}, await as('helpdesk'))
    expect(await recorded()).toEqual([])
    await api.ask(explain('BSN'), {}, await as('helpdesk'))
    expect(await recorded()).toMatchObject([{ action: 'READ_BSN', targets: [`Participant:${people[2]}`] }])
  })

  test('is not recorded for who has none, nor while the company does not read it', async () => {
    const { prisma } = api.database
    await prisma.nmbrsLink.updateMany({ where: { companyId: mine }, data: { readBsn: false } })
    await api.ask(bsns, {}, await as('helpdesk'))
    await prisma.nmbrsLink.updateMany({ where: { companyId: mine }, data: { readBsn: true } })
    expect(await recorded()).toEqual([])
  })

  test('is recorded for each subscriber, also when all get the same', async () => {
    const sockets = await Promise.all(
      ['one', 'two', 'three'].map(async (sub) => {
        const socket = await openSocket(api.url)
        socket.send({ type: 'connection_init', payload: await as('accountant', sub) })
        await expect.poll(() => socket.received).toHaveLength(1)
        socket.send(subscription('1', 'subscription { mutationFeed { mutations { participant { bsn } } } }'))
        return socket
      }),
    )
    await expect.poll(() => api.doorbells()).toBe(3)
    await append(api.database.prisma, mine, [mutationOf(people[0]!)])
    for (const { received } of sockets) await expect.poll(() => JSON.stringify(received)).toContain('******019')
    expect((await recorded()).map(({ action, subject }) => [action, subject]).sort()).toEqual([
      ['READ_BSN', 'one'],
      ['READ_BSN', 'three'],
      ['READ_BSN', 'two'],
    ])
    for (const { socket } of sockets) socket.close()
  })
})

describe('a refused login', () => {
  test('is recorded over HTTP, at the session and over a WebSocket, once a minute and without the token', async () => {
    const bad = { authorization: 'Bearer no.good.token' }
    for (let turn = 0; turn < 20; turn++) expect((await api.post({ query: '{ __typename }' }, bad)).status).toBe(401)
    expect(await recorded()).toMatchObject([
      { action: 'LOGIN_REFUSED', outcome: 'BAD_TOKEN', subject: null, network: '127.0.0.0/24', count: 1 },
    ])
    const { closed, send } = await openSocket(api.url)
    send({ type: 'connection_init' })
    expect(await closed).toMatchObject({ code: 4401 })
    expect(await recorded()).toMatchObject([{ action: 'LOGIN_REFUSED', outcome: 'NO_TOKEN', count: 1 }])
    const expired = await fetch(api.url.replace('/graphql', '/session'), {
      method: 'POST',
      headers: await bearer({ role: 'helpdesk', exp: 1_700_000_000 }),
    })
    expect(expired.status).toBe(401)
    expect(await recorded()).toMatchObject([{ action: 'LOGIN_REFUSED', outcome: 'EXPIRED' }])
  })
})

describe('Query.auditLog', () => {
  const log =
    'query ($first: Int, $after: String, $company: ID) { auditLog(first: $first, after: $after, companyId: $company) { edges { cursor node { position action companyId targets subject hash } } pageInfo { hasNextPage } } }'
  type Log = { auditLog: { edges: { cursor: string; node: { position: string; companyId: string | null } }[] } }

  test.each(['accountant', 'employer'])('is forbidden to an %s', async (role) => {
    const { body } = await api.post({ query: log }, await as(role))
    expect(body?.data ?? null).toBeNull()
    expect(body?.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
  })

  test('is newest first, in pages, and of one company when asked', async () => {
    const headers = await as('helpdesk')
    const all = (await api.ask(log, { first: 100 }, headers)) as Log
    const places = all.auditLog.edges.map(({ node }) => Number(node.position))
    expect(places).toEqual(places.toSorted((a, b) => b - a))
    const first = (await api.ask(log, { first: 3 }, headers)) as Log
    const next = (await api.ask(log, { first: 2, after: first.auditLog.edges[2]?.cursor }, headers)) as Log
    expect([...first.auditLog.edges, ...next.auditLog.edges]).toEqual(all.auditLog.edges.slice(0, 5))
    const company = globalId('Company', other)
    const ofOther = (await api.ask(log, { first: 100, company }, headers)) as Log
    expect(ofOther.auditLog.edges.length).toBeGreaterThan(0)
    expect(new Set(ofOther.auditLog.edges.map(({ node }) => node.companyId))).toEqual(new Set([company]))
  })

  test('is whole, after all this', async () => {
    expect(await checkChain(api.database.prisma)).toMatchObject({ broken: null })
  })
})
