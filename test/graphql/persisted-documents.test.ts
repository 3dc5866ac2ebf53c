import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hashOf } from '../../src/graphql/persisted-documents.ts'
import { readPersistedDocuments } from '../../src/graphql/persisted-file.ts'
import { Refusal } from '../../src/refusal.ts'
import { startTestApp } from '../support/app.ts'
import { startTestApi, type TestApi } from './support/api.ts'
import { connectSocket } from './support/socket.ts'
import { bearer, secretAuth } from './support/tokens.ts'

const known = 'query Who {\n  viewer {\n    role\n  }\n}'
const follow = 'subscription Follow {\n  mutationFeed {\n    cursor\n  }\n}'
const hash = hashOf(known)
const other = '{ viewer { subject } }'

let api: TestApi
let folder: string
beforeAll(async () => {
  const persistedDocuments = new Map([known, follow].map((document) => [hashOf(document), document]))
  api = await startTestApi({ auth: secretAuth, persistedDocuments })
  folder = await mkdtemp(join(tmpdir(), 'eblinc-documents-'))
})
afterAll(async () => {
  await api.close()
  await rm(folder, { recursive: true })
})

const overHttp = async (body: object, role: string) => (await api.post(body, await bearer({ role }))).body
const overSse = async (body: object, role: string) => {
  const headers = { 'content-type': 'application/json', accept: 'text/event-stream', ...(await bearer({ role })) }
  const text = await (await fetch(api.url, { method: 'POST', headers, body: JSON.stringify(body) })).text()
  return JSON.parse(/^data: (.+)$/m.exec(text)?.[1] ?? '')
}
const overSocket = async (body: object, role: string) => {
  const { socket, send, received } = await connectSocket(api.url, await bearer({ role }))
  send({ id: '1', type: 'subscribe', payload: { query: '', ...body } })
  await expect.poll(() => received.length).toBeGreaterThan(1)
  socket.close()
  const { type, payload } = received[1] ?? {}
  return type === 'error' ? { errors: payload } : payload
}

describe.each([
  ['HTTP', overHttp],
  ['SSE', overSse],
  ['a WebSocket', overSocket],
])('over %s', (_way, ask) => {
  test.each<[string, object]>([
    ['documentId', { documentId: hash }],
    ['documentId, as the specification writes it', { documentId: `sha256:${hash}` }],
    ['the extension', { extensions: { persistedQuery: { version: 1, sha256Hash: hash } } }],
    ['its hash, whatever text comes with it', { documentId: hash, query: other }],
  ])('anyone runs a persisted document by %s', async (_name, body) => {
    expect(await ask(body, 'employer')).toEqual({ data: { viewer: { role: 'EMPLOYER' } } })
    expect(await ask(body, 'helpdesk')).toEqual({ data: { viewer: { role: 'HELPDESK' } } })
  })

  test('only the helpdesk runs anything else', async () => {
    expect(await ask({ query: other }, 'helpdesk')).toEqual({ data: { viewer: { subject: 'someone' } } })
    for (const role of ['accountant', 'employer'])
      for (const body of [{ query: other }, { query: known }, { query: other, documentId: 'x' }])
        expect(await ask(body, role)).toMatchObject({
          errors: [
            {
              message: 'Hier kunnen alleen vragen worden gesteld die vooraf zijn vastgelegd, met hun kenmerk.',
              extensions: { code: 'PERSISTED_QUERY_ONLY' },
            },
          ],
        })
  })

  test.each(['helpdesk', 'employer'])('a hash that is not known is told as such, to the %s too', async (role) => {
    for (const documentId of ['x', '__proto__', hash.toUpperCase()])
      expect(await ask({ documentId }, role)).toMatchObject({
        errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }],
      })
  })
})

test('a subscription can be persisted too', async () => {
  const { send, socket } = await connectSocket(api.url, await bearer({ role: 'employer' }))
  send({ id: '1', type: 'subscribe', payload: { query: '', documentId: hashOf(follow) } })
  await expect.poll(() => api.doorbells()).toBe(1)
  socket.close()
})

test('without persisted documents everyone asks what they like, and no hash is known', async () => {
  const open = await startTestApi({ auth: secretAuth })
  const headers = await bearer({ role: 'employer' })
  expect((await open.post({ query: known }, headers)).body).toEqual({ data: { viewer: { role: 'EMPLOYER' } } })
  expect((await open.post({ query: known, documentId: hash }, headers)).body).toHaveProperty('data')
  expect(await open.post({ documentId: hash }, headers)).toMatchObject({
    status: 400,
    body: { errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }] },
  })
  expect((await open.post({}, headers)).body?.errors?.[0]?.message).toBe('Must provide query string.')
  await open.close()
})

describe('the file', () => {
  const write = async (content: unknown) => {
    const file = join(folder, 'documents.json')
    await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content))
    return file
  }
  const unfit = '{ viewer { shoeSize } }'

  test.each<[string, unknown, RegExp]>([
    ['no JSON', '{', /is not JSON of the form/],
    ['a list', [known], /is not JSON of the form/],
    ['something that is no text', { [hash]: 1 }, /is not JSON of the form/],
    ['a hash of something else', { [hash]: other }, new RegExp(`\\n {2}${hash}: is not the hash of its document`)],
    ['no GraphQL', { [hashOf('{')]: '{' }, /: Syntax Error/],
    [
      'what the schema does not have',
      { [hash]: known, [hashOf(unfit)]: unfit },
      new RegExp(`\\n {2}${hashOf(unfit)}: Cannot query field "shoeSize"`),
    ],
    [
      'too much',
      Object.fromEntries(
        [`{ ${Array.from({ length: 101 }, (_, i) => `a${i}: __typename`)} }`].map((text) => [hashOf(text), text]),
      ),
      /has 101 aliases; 100 is the most/,
    ],
  ])('with %s is refused, and told why', async (_name, content, why) => {
    const reading = readPersistedDocuments(await write(content))
    await expect(reading).rejects.toThrow(Refusal)
    await expect(reading).rejects.toThrow(why)
    await expect(reading).rejects.toThrow(/^PERSISTED_DOCUMENTS: .*documents\.json /)
  })

  test('keeps the server from starting when it cannot be read', async () => {
    const starting = startTestApp({ env: { PERSISTED_DOCUMENTS: join(folder, 'nothing.json') } })
    await expect(starting).rejects.toThrow(/PERSISTED_DOCUMENTS: .*nothing\.json cannot be read: ENOENT/)
  })
})

describe('npm run persist', () => {
  const run = async (...args: string[]) =>
    promisify(execFile)(process.execPath, [
      fileURLToPath(new URL('../../src/graphql/persist.ts', import.meta.url)),
      ...args,
    ]).then(
      ({ stdout }) => stdout,
      ({ stderr, code }) => `${code} ${stderr}`,
    )
  const operations = async (files: Record<string, string>) => {
    const path = await mkdtemp(join(folder, 'operations-'))
    await mkdir(join(path, 'parts'))
    for (const [name, text] of Object.entries(files)) await writeFile(join(path, name), text)
    return path
  }

  test('makes a document of each operation with the fragments that it uses, that a server takes', async () => {
    const file = join(folder, 'out.json')
    const path = await operations({
      'a.graphql': `${known}\n\n${follow}`,
      'b.graphql': 'query Names { companies { edges { node { ...Name } } } }',
      'parts/name.graphql': 'fragment Name on Company { name }',
      'readme.md': 'no operation',
    })
    expect(await run(path, file)).toBe(`${file}: 3 documents\n`)
    const documents = await readPersistedDocuments(file)
    expect([...documents.keys()]).toEqual(Object.keys(JSON.parse(await readFile(file, 'utf8'))))
    expect(documents.get(hash)).toBe(known)
    expect([...documents.values()].at(-1)).toContain('fragment Name on Company')
  })

  test.each<[string, Record<string, string>, RegExp]>([
    ['without operations', {}, /has no \.graphql files/],
    ['with an operation without a name', { 'a.graphql': other }, /^1 Each operation needs a name of its own/],
    ['with a name twice', { 'a.graphql': known, 'b.graphql': known }, /^1 Each operation needs a name of its own/],
    [
      'with what the schema does not have',
      { 'a.graphql': 'query A { viewer { shoe } }' },
      /^1 A: Cannot query field "shoe"/,
    ],
    ['with what is no GraphQL', { 'a.graphql': '{' }, /^1 .*a\.graphql: Syntax Error/],
  ])('refuses a folder %s', async (_name, files, why) => {
    expect(await run(await operations(files), join(folder, 'never.json'))).toMatch(why)
  })

  test('says how it is used', async () => {
    expect(await run()).toBe('1 npm run persist -- <folder of .graphql files> <file>\n')
  })
})
