import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { NmbrsClientOptions } from '../../src/nmbrs/client.ts'
import { NmbrsError } from '../../src/nmbrs/errors.ts'
import { type Answer, clientOf, someone, startServer, withStatus } from './support/server.ts'
import { envelope, numberedFault, result } from './support/xml.ts'

const signal = new AbortController().signal
const good = result('List_GetAll', '<Company><ID>1</ID><Name>Bäckerei 🥖</Name></Company>')
const page = '<!DOCTYPE html><html><body>Down for maintenance<br></body></html>'

/** One try, with a limit of 100,000 bytes unless said otherwise. */
const errorOf = async (answer: Answer, options: Partial<NmbrsClientOptions> = { maximumBytes: 100_000 }) => {
  await using server = await startServer(() => answer)
  using client = clientOf(server, { callTimeout: 15_000, retry: { tries: 1, firstDelay: 1 }, ...options })
  const error = await client
    .call(someone, 'CompanyService', 'List_GetAll', {}, { signal })
    .catch((error: unknown) => error)
  if (!(error instanceof NmbrsError)) throw new Error('Expected a NmbrsError', { cause: error })
  const { code, retryable, message } = error
  return { code, retryable, message: message.replace('CompanyService.List_GetAll: ', '') }
}

const bytes =
  (...chunks: (string | Uint8Array)[]): Answer =>
  (response) => {
    for (const chunk of chunks) response.write(chunk)
    response.end()
  }

const nested = (levels: number) => '<a>'.repeat(levels) + '</a>'.repeat(levels)
const entities = '<!DOCTYPE soap [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'

test.each<[string, Answer, string]>([
  ['nothing', '', 'an empty answer'],
  ['a web page', page, 'a web page'],
  ['a web page without DOCTYPE', '<html><body>Sorry</body></html>', 'not a SOAP envelope'],
  ['JSON', '{"error":"no"}', 'not well-formed XML in UTF-8, or cut off'],
  ['other XML', '<List_GetAllResponse />', 'not a SOAP envelope'],
  ['an envelope without body', '<soap:Envelope xmlns:soap="x"></soap:Envelope>', 'an envelope without a body'],
  ['an empty body', envelope(''), 'an answer to another question'],
  ['something after the end', `${good}<more/>`, 'not well-formed XML in UTF-8, or cut off'],
  ['an unknown entity', good.replace('Bäckerei', '&bakery;'), 'not well-formed XML in UTF-8, or cut off'],
  [
    'invalid UTF-8',
    bytes(good.slice(0, 300), Buffer.of(0xc3, 0x28), good.slice(300)),
    'not well-formed XML in UTF-8, or cut off',
  ],
  ['UTF-8 that stops within a character', bytes(good, Buffer.of(0xc3)), 'not well-formed XML in UTF-8, or cut off'],
  ['another encoding', bytes(Buffer.from(good, 'utf16le')), 'not well-formed XML in UTF-8, or cut off'],
  ['deep nesting', result('List_GetAll', nested(20_000)), 'nested more than 64 deep'],
  [
    'an element that would change every object',
    result('List_GetAll', '<__proto__><a/></__proto__>'),
    'an element that no answer has',
  ],
])('answered with %s: unreadable, may pass', async (_, answer, message) => {
  expect(await errorOf(answer)).toEqual({ code: 'NMBRS_UNREADABLE', retryable: true, message })
})

test.each<[string, Answer, string]>([
  ['a document type with entities', good.replace('?>', `?>${entities}`), 'a document type definition'],
  ['more bytes than the limit', result('List_GetAll', 'x'.repeat(200_000)), 'more than 100000 bytes'],
  [
    'few bytes that unpack to more than the limit',
    (response) =>
      response
        .writeHead(200, { 'content-encoding': 'gzip' })
        .end(gzipSync(result('List_GetAll', 'x'.repeat(5_000_000)))),
    'more than 100000 bytes',
  ],
])('answered with %s: unreadable, and will stay so', async (_, answer, message) => {
  expect(await errorOf(answer)).toEqual({ code: 'NMBRS_UNREADABLE', retryable: false, message })
})

test('200 MB are refused with the limit that holds when none is given, before all of it is sent', async () => {
  const padding = Buffer.from('x'.repeat(1024 ** 2))
  let megabytes = 0
  const endless = function* () {
    yield good.slice(0, good.indexOf('Bäckerei'))
    for (; megabytes < 200; megabytes++) yield padding
    yield good.slice(good.indexOf('Bäckerei'))
  }
  const answer: Answer = (response) => void pipeline(Readable.from(endless()), response).catch(() => {})
  const message = 'more than 134217728 bytes'
  expect(await errorOf(answer, {})).toEqual({ code: 'NMBRS_UNREADABLE', retryable: false, message })
  expect(megabytes).toBeLessThan(200)
})

test.each<[string, Answer, string]>([
  ['status 500 with a web page', withStatus(500, page), 'HTTP status 500'],
  ['status 502 with nothing', withStatus(502, ''), 'HTTP status 502'],
  ['status 503 with another document type', withStatus(503, `<?xml version="1.0"?>${entities}<x/>`), 'HTTP status 503'],
  ['status 404', withStatus(404, 'Not Found'), 'HTTP status 404'],
  ['status 429, whatever it says', withStatus(429, numberedFault(1002)), 'HTTP status 429'],
  ['status 500 with an answer', withStatus(500, good), 'HTTP status 500'],
  ['a reset', (response) => response.socket?.resetAndDestroy(), 'no connection'],
  [
    'a reset half-way',
    (response) =>
      response
        .writeHead(200, { 'content-length': 1_000 })
        .write(good.slice(0, 100), () => response.socket?.resetAndDestroy()),
    'no connection',
  ],
])('answered with %s: unavailable, may pass', async (_, answer, message) => {
  expect(await errorOf(answer)).toEqual({ code: 'NMBRS_UNAVAILABLE', retryable: true, message })
})

test.each<[string, Answer]>([
  ['no headers', () => {}],
  ['headers without a body', (response) => response.writeHead(200, { 'content-length': 100 }).flushHeaders()],
  [
    'one byte at a time',
    (response) => {
      const timer = setInterval(() => response.write(' '), 20)
      response.on('close', () => clearInterval(timer))
    },
  ],
])('answered with %s: unavailable at the deadline, may pass', async (_, answer) => {
  expect(await errorOf(answer, { callTimeout: 300 })).toEqual({
    code: 'NMBRS_UNAVAILABLE',
    retryable: true,
    message: 'no complete answer within 0.3 s',
  })
})

test('an answer that ends early is unreadable wherever it is cut off', async () => {
  const whole = Buffer.from(good)
  for (let length = 1; length < whole.length; length += 7)
    expect(await errorOf(bytes(whole.subarray(0, length)))).toMatchObject({ code: 'NMBRS_UNREADABLE', retryable: true })
})

test('does not follow a redirect', async () => {
  await using elsewhere = await startServer(() => good)
  expect(await errorOf(withStatus(302, '', { location: elsewhere.url }))).toMatchObject({
    code: 'NMBRS_UNAVAILABLE',
    message: 'HTTP status 302',
  })
  expect(elsewhere.calls).toHaveLength(0)
})

test('nobody there is unavailable, may pass', async () => {
  const server = await startServer()
  await server[Symbol.asyncDispose]()
  using client = clientOf(server, { retry: { tries: 1, firstDelay: 1 } })
  await expect(client.call(someone, 'CompanyService', 'List_GetAll', {}, { signal })).rejects.toMatchObject({
    code: 'NMBRS_UNAVAILABLE',
    retryable: true,
  })
})

test('an answer is read the same when it comes in byte by byte', async () => {
  const single = [...Buffer.from(good)].map((byte) => Buffer.of(byte))
  await using server = await startServer(() => bytes(...single))
  using client = clientOf(server)
  expect(await client.call(someone, 'CompanyService', 'List_GetAll', {}, { signal })).toEqual({
    Company: { ID: '1', Name: 'Bäckerei 🥖' },
  })
})

test('an id in an answer changes nothing outside it', async () => {
  await using server = await startServer(() => result('List_GetAll', '<Company id="__proto__"><ID>1</ID></Company>'))
  using client = clientOf(server)
  await client.call(someone, 'CompanyService', 'List_GetAll', {}, { signal })
  expect(Object.keys(Object.prototype)).toEqual([])
})

test('an answer of millions of tiny elements is refused, and one of as many as a large company has is read', async () => {
  const answerOf = (count: number) =>
    bytes(
      ...result('List_GetAll', '#')
        .split('#')
        .flatMap((part, index) => (index === 0 ? [part] : ['<a/>'.repeat(count), part])),
    )
  const options = { callTimeout: 60_000 }
  expect(await errorOf(answerOf(5_000_000), options)).toEqual({
    code: 'NMBRS_UNREADABLE',
    retryable: false,
    message: 'more than 5000000 elements',
  })
  await using server = await startServer(() => answerOf(4_000_000))
  using client = clientOf(server, options)
  const read = (list: unknown) => Object.values(list as object).flat().length
  expect(await client.call(someone, 'CompanyService', 'List_GetAll', {}, { signal, read })).toBe(4_000_000)
})
