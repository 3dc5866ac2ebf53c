import { request } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from './support/api.ts'
import { createCompany } from './support/seed.ts'

let api: TestApi
const logged: object[] = []
beforeAll(async () => {
  api = await startTestApi({ log: { info: () => {}, error: (fields) => logged.push(fields) } })
  await createCompany(api.database.prisma, '1')
})
afterAll(() => api.close())

const question = { query: '{ viewer { subject } }' }
const answer = { data: { viewer: { subject: 'lokaal' } } }

describe('a request', () => {
  test('is a POST of JSON', async () => {
    const { status, body } = await api.post(question)
    expect({ status, body }).toEqual({ status: 200, body: answer })
  })

  test('may say in which characters it is written', async () => {
    const { body } = await api.post(question, { 'content-type': 'application/json; charset=utf-8' })
    expect(body).toEqual(answer)
  })

  test.each([
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain',
    'application/graphql',
    'application/jsonp',
  ])('that a form or a page elsewhere could send executes nothing: %s', async (type) => {
    const { status, body } = await api.post(`query=${encodeURIComponent(question.query)}`, { 'content-type': type })
    expect({ status, body }).toEqual({ status: 415, body: null })
  })

  test.each(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS'])('with %s executes nothing', async (method) => {
    const response = await fetch(`${api.url}?query=${encodeURIComponent(question.query)}`, { method })
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe('POST')
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
  })

  test('has one operation, not a batch', async () => {
    const { status, body } = await api.post([question, question])
    expect(status).toBe(400)
    expect(body).toMatchObject({ errors: [{}] })
    expect(body).not.toHaveProperty('data')
  })

  test('has at most 1 MB', async () => {
    const { status } = await api.post({ ...question, variables: { padding: 'x'.repeat(1_000_000) } })
    expect(status).toBe(413)
  })

  test('has at most 1 MB, whatever its Content-Length does not say', async () => {
    const status = await new Promise((resolve, reject) => {
      const sending = request(
        api.url,
        { method: 'POST', headers: { 'content-type': 'application/json' } },
        (response) => {
          resolve(response.statusCode)
          response.resume()
        },
      )
      sending.on('error', reject)
      sending.write(`{"query":"`)
      sending.end('x'.repeat(1_500_000))
    })
    expect(status).toBe(413)
  })

  test('in bad JSON or bad GraphQL is answered with what is wrong', async () => {
    expect((await api.post('{')).status).toBe(400)
    const { body } = await api.post({ query: '{ viewer { nothing } }' })
    expect(body?.errors?.[0]?.message).toContain('Cannot query field "nothing"')
    expect((await api.post({ query: '{ viewer {' })).body?.errors?.[0]?.message).toContain('Syntax Error')
    expect(logged).toEqual([])
  })
})

describe('the playground', () => {
  test('is for a browser that opens /graphql, and asks nothing of other hosts', async () => {
    const response = await fetch(api.url, { headers: { accept: 'text/html' } })
    expect(response.status).toBe(200)
    const page = await response.text()
    expect(page).toContain('<title>EBlinC – Nmbrs</title>')
    expect(page.match(/<(script|link)[^>]+(src|href)="https?:[^"]*"/g)).toBeNull()
  })
})

describe('another address', () => {
  test.each(['/else', '/graphql/else', '/assets/else'])('%s is not there', async (path) => {
    const response = await fetch(new URL(path, api.url))
    expect({ status: response.status, body: await response.json() }).toEqual({
      status: 404,
      body: { status: 'not found' },
    })
  })
})

describe('stopping', () => {
  test('lets a request that is under way finish, and takes no other', async () => {
    const { promise: underWay, resolve: begun } = Promise.withResolvers<void>()
    const today = () => {
      begun()
      return '2026-11-23'
    }
    const other = await startTestApi({ services: { today } })
    await createCompany(other.database.prisma, '1')
    const slow = other.database.prisma.$transaction(async () => delay(300)) // an embedded database has one transaction at a time
    const answering = other.post({
      query: '{ companies { edges { node { number participants(filter: { scheme: NP }) { edges { cursor } } } } } }',
    })
    await underWay
    const closing = other.close()
    await slow
    expect((await answering).body).toEqual({
      data: { companies: { edges: [{ node: { number: '1', participants: { edges: [] } } }] } },
    })
    await closing
    await expect(other.post(question)).rejects.toThrow()
  })

  test('ends a subscription over SSE', async () => {
    const other = await startTestApi()
    const response = await fetch(other.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query: 'subscription { mutationFeed { cursor } }' }),
    })
    const ended = response.text()
    await expect.poll(() => other.doorbells()).toBe(1)
    const stopped = performance.now()
    await other.close()
    expect(await ended).toContain('event: complete')
    expect(performance.now() - stopped).toBeLessThan(2_000)
  })
})
