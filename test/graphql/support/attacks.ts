/** What is attempted against the API from outside, and the refusal that is expected of each. */
import { expect } from 'vitest'
import { demoAccount } from '../../../src/sandbox/accounts.ts'
import type { Attacker } from './attacker.ts'
import { subscription } from './socket.ts'
import { tokenFor } from './tokens.ts'

const many = (count: number, part: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => part(index)).join(' ')
const who = '{ viewer { role } }'
const asJson = JSON.stringify({ query: who })
const ofNobody = { status: 401, code: 'UNAUTHENTICATED' }
const tooMuch = { status: 200, code: 'BAD_INPUT' }
const noDocument = { status: 200, code: 'GRAPHQL_PARSE_FAILED' }
const notValid = { status: 200, code: 'GRAPHQL_VALIDATION_FAILED' }
const badVariable = { status: 200, code: expect.stringMatching(/^Variable "\$\w+" has invalid value/) }

/** What is attempted, how, and how it is refused. */
export type Attack = [name: string, run: (attacker: Attacker) => Promise<unknown>, refusal: unknown]

const documents: Attack[] = [
  ['100,000 aliases', ({ ask }) => ask(`{ ${many(100_000, (i) => `_${i.toString(36)}:id`)} }`), noDocument],
  ['2,000 tokens', ({ ask }) => ask(`{ ${'a '.repeat(2_000)} }`), noDocument],
  ['101 aliases', ({ ask }) => ask(`{ ${many(101, (i) => `a${i}:__typename`)} }`), tooMuch],
  [
    'depth',
    ({ ask }) =>
      ask(
        `{ company(number: "1") { ${'mutations { edges { node { company { '.repeat(9)} name ${'} } } }'.repeat(9)} } }`,
      ),
    tooMuch,
  ],
  [
    'the largest pages',
    ({ ask }) =>
      ask(
        '{ companies(first: 100) { edges { node { participants(first: 100) { edges { node { mutations(first: 100) { edges { cursor } } } } } } } } }',
      ),
    tooMuch,
  ],
  ...['first', 'last'].map(
    (size): Attack => [
      `the largest pages below one of none, by ${size}`,
      ({ ask }) =>
        ask(
          `{ companies(first: 100) { edges { node { participants(${size}: 0) { edges { node { mutations(first: 100) { edges { node { company { participants(first: 100) { edges { cursor } } } } } } } } } } } } }`,
        ),
      tooMuch,
    ],
  ),
  [
    'fragments in a circle',
    ({ ask }) => ask(`{ ...F0 } ${many(90, (i) => `fragment F${i} on Query { ...F${(i + 1) % 90} }`)}`),
    notValid,
  ],
  [
    'fragments that double',
    ({ ask }) =>
      ask(
        `{ ...F0 } ${many(60, (i) => `fragment F${i} on Query { viewer { role } ...F${i + 1} ...F${i + 1} }`)} fragment F60 on Query { viewer { role } }`,
      ),
    tooMuch,
  ],
  [
    '200 fragments',
    ({ ask }) =>
      ask(
        `{ ...F0 } ${many(199, (i) => `fragment F${i} on Query { ...F${i + 1} }`)} fragment F199 on Query { __typename }`,
      ),
    tooMuch,
  ],
  ['directives', ({ ask }) => ask(`{ __typename ${'@skip(if:false) '.repeat(200)} }`), tooMuch],
  ['unknown directives', ({ ask }) => ask(`{ __typename ${'@x '.repeat(900)} }`), tooMuch],
  [
    'operations',
    ({ send }) => send(JSON.stringify({ query: many(300, (i) => `query Q${i} { __typename }`), operationName: 'Q0' })),
    tooMuch,
  ],
]

const requests: Attack[] = [
  ['a body of 50 MB', ({ pour }) => pour(50_000_000, { 'content-length': 50_000_000 }), { status: 413 }],
  ['a body of 50 MB that does not say so', ({ pour }) => pour(50_000_000, {}), { status: 413 }],
  [
    'headers that never end',
    ({ begin }) => begin(['POST /graphql HTTP/1.1', 'Host: x', 'X-Slow: ']),
    'HTTP/1.1 408 Request Timeout',
  ],
  [
    'a GET',
    ({ send }) => send(null, {}, { method: 'GET', path: `?query=${encodeURIComponent(who)}` }),
    { status: 405, answer: null },
  ],
  [
    'a form',
    ({ send }) => send(`query=${who}`, { 'content-type': 'application/x-www-form-urlencoded' }),
    { status: 415, answer: null },
  ],
  [
    'a form of parts',
    ({ send }) => send(asJson, { 'content-type': 'multipart/form-data; boundary=x' }),
    { status: 415, answer: null },
  ],
  ['JSON as text', ({ send }) => send(asJson, { 'content-type': 'text/plain' }), { status: 415, answer: null }],
  ['a batch', ({ send }) => send(`[${Array(50).fill(asJson)}]`), { status: 400, code: 'BAD_REQUEST' }],
  ['malformed JSON', ({ send }) => send('{"query": "{ viewer'), { status: 400, code: 'BAD_REQUEST' }],
  ['JSON that is no request', ({ send }) => send('5'), { status: 400, code: 'BAD_REQUEST' }],
  [
    'a page of another site',
    ({ send }) => send(asJson, { origin: 'https://elsewhere.example' }),
    { status: 403, answer: { status: 'origin not allowed' } },
  ],
  [
    'a page of another site that asks beforehand',
    ({ send }) => send(null, { origin: 'https://elsewhere.example' }, { method: 'OPTIONS' }),
    { status: 403, answer: { status: 'origin not allowed' } },
  ],
  [
    'a page of another site on a socket',
    ({ crowd }) => crowd(5, { origin: 'https://elsewhere.example' }),
    { tried: 5, refused: { 403: 5 } },
  ],
]

const tokens: Attack[] = [
  [
    'a token in the address',
    async ({ send }) =>
      send(asJson, { authorization: '' }, { path: `?access_token=${await tokenFor({ role: 'helpdesk' })}` }),
    ofNobody,
  ],
  [
    'a token that says it needs no signature',
    ({ send }) => send(asJson, { authorization: `Bearer ${unsigned('none')}.` }),
    ofNobody,
  ],
  [
    'a token with a signature of nothing',
    ({ send }) => send(asJson, { authorization: `Bearer ${unsigned('HS256')}.AAAA` }),
    ofNobody,
  ],
  ['a token of 15 KB', ({ send }) => send(asJson, { authorization: `Bearer ${'a'.repeat(15_000)}.b.c` }), ofNobody],
]
const unsigned = (alg: string) =>
  [{ alg }, { sub: 'x', role: 'helpdesk', exp: 4e9 }]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')

const byNumber = 'query ($number: String) { company(number: $number) { name } }'
const byPage = 'query ($first: Int) { companies(first: $first) { edges { cursor } } }'
const byKinds =
  'query ($kinds: [MutationKind!]) { company(number: "1001") { mutations(filter: { kinds: $kinds }) { edges { cursor } } } }'

const variables: Attack[] = [
  [
    '__proto__',
    ({ send }) =>
      send(
        `{"query":${JSON.stringify(byNumber)},"variables":{"__proto__":{"number":"1001"},"constructor":{"prototype":{"number":"1001"}}}}`,
      ),
    tooMuch,
  ],
  [
    '__proto__ beside the query',
    ({ send }) => send(`{"query":"${who}","__proto__":{"query":"x"}}`),
    { status: 400, code: 'BAD_REQUEST' },
  ],
  [
    'a number beyond all numbers',
    ({ send }) => send(`{"query":${JSON.stringify(byPage)},"variables":{"first":1e999}}`),
    badVariable,
  ],
  ['a number of 33 bits', ({ ask }) => ask(byPage, { first: 2 ** 32 }), badVariable],
  ['a page of less than nothing', ({ ask }) => ask(byPage, { first: -1 }), tooMuch],
  ['text with a NUL', ({ ask }) => ask(byNumber, { number: 'a\0b' }), tooMuch],
  ['text with a NUL in the document', ({ ask }) => ask('{ company(number: "a\\u0000b") { name } }'), tooMuch],
  ['half a character', ({ ask }) => ask(byNumber, { number: '\ud800' }), tooMuch],
  [
    'text of 900 KB',
    ({ ask }) =>
      ask('mutation ($name: String!) { createCompany(input: { number: "9", name: $name }) { __typename } }', {
        name: 'x'.repeat(900_000),
      }),
    { status: 200, answer: { data: { createCompany: { __typename: 'ValidationError' } } } },
  ],
  ['a list of 50,000', ({ ask }) => ask(byKinds, { kinds: Array(50_000).fill('NAME') }), tooMuch],
  [
    'lists within lists',
    ({ send }) =>
      send(`{"query":${JSON.stringify(byKinds)},"variables":{"kinds":${'['.repeat(200_000)}${']'.repeat(200_000)}}}`),
    badVariable,
  ],
  [
    'a day in the year 0',
    ({ ask }) =>
      ask(
        'mutation ($day: Date!) { enrolParticipant(participantId: "x", scheme: OP1, startDate: $day) { __typename } }',
        {
          day: '0000-01-01',
        },
      ),
    badVariable,
  ],
  [
    'a cursor with a NUL',
    ({ ask }) =>
      ask('query ($after: String) { companies(after: $after) { edges { cursor } } }', {
        after: Buffer.from('["a\\u0000b","01a20924-ba7e-7009-9670-cbf7b314999b"]').toString('base64url'),
      }),
    tooMuch,
  ],
  [
    'the year 0',
    ({ ask }) =>
      ask(
        'query ($since: DateTime) { company(number: "1001") { mutations(filter: { since: $since }) { edges { cursor } } } }',
        { since: '0000-01-01T00:00:00Z' },
      ),
    badVariable,
  ],
]

const longTexts = ['emailWork', 'emailPrivate', 'lastName', 'street', 'iban'].flatMap((field): Attack[] => {
  const refused = { status: 200, answer: { data: { updateParticipant: { __typename: 'ValidationError' } } } }
  return [
    [`${field} with 250,000 points`, (attacker) => correct(attacker, field, `a@${'.'.repeat(250_000)}@`), refused],
    [`${field} with 200,000 marks`, (attacker) => correct(attacker, field, marks), refused],
  ]
})
/** Accents below and above one letter, all of them in the wrong order. */
const marks = `a${'\u0315'.repeat(100_000)}${'\u0316'.repeat(100_000)}`

/** Changes one field of one person. */
async function correct({ ask }: Attacker, field: string, value: string): Promise<unknown> {
  const people = await ask('{ company(number: "1001") { participants(first: 1) { edges { node { id } } } } }')
  return ask('mutation ($input: UpdateParticipantInput!) { updateParticipant(input: $input) { __typename } }', {
    input: { participantId: idIn(people), [field]: value },
  })
}

const refusedLogin = { status: 200, answer: { data: { testNmbrsConnection: { __typename: 'ValidationError' } } } }
const test = 'testNmbrsConnection(input: $input) { __typename }'
const connect = `mutation ($input: TestNmbrsConnectionInput!) { ${test} }`
const nothing = { companyId: Buffer.from('Company:01a20924-ba7e-7009-9670-cbf7b314999b').toString('base64') }

const logins: Attack[] = [
  [
    'a login with 250,000 points',
    (attacker) => login(attacker, { username: `a@${'.'.repeat(250_000)}@` }),
    refusedLogin,
  ],
  [
    'a domain with 90,000 domains',
    (attacker) => login(attacker, { domain: '.nmbrs.nl/'.repeat(90_000) }),
    refusedLogin,
  ],
]

const { username, token } = demoAccount

const linkTests: Attack[] = [
  [
    'ten tests of a link at once',
    async (attacker) => {
      const answers = await Promise.all(Array.from({ length: 10 }, () => login(attacker, { username, token })))
      const refused = answers.filter((answer) => JSON.stringify(answer).includes('ConflictError'))
      return refused.length
    },
    9,
  ],
  [
    'five tests of a link in one document',
    ({ ask }) =>
      ask(`mutation ($input: TestNmbrsConnectionInput!) { ${many(5, (i) => `t${i}: ${test}`)} }`, { input: nothing }),
    tooMuch,
  ],
  [
    'eleven changes in one document',
    ({ ask }) =>
      ask(`mutation { ${many(11, (i) => `c${i}: createCompany(input: { number: "", name: "" }) { __typename }`)} }`),
    tooMuch,
  ],
]

async function login({ ask }: Attacker, given: object): Promise<unknown> {
  const company = await ask('{ company(number: "1001") { id } }')
  return ask(connect, { input: { companyId: idIn(company), username: 'a@b.example', token: 'x'.repeat(32), ...given } })
}

const idIn = (answer: unknown) => /(?<="id":")[^"]+/.exec(JSON.stringify(answer))?.[0]

const sockets: Attack[] = [
  ['a frame of 50 MB', ({ shout }) => shout([Buffer.alloc(50_000_000)]), { code: 1009, reason: '', answers: 0 }],
  [
    '20,000 subscriptions',
    ({ shout }) => shout(Array.from({ length: 20_000 }, (_, i) => JSON.stringify(subscription(String(i))))),
    { code: 4429, reason: 'Too many messages', answers: expect.toSatisfy((answers: number) => answers <= 200) },
  ],
  [
    'bytes that are no message',
    ({ shout }) => shout([Buffer.from([0, 255, 254])]),
    { code: 4400, reason: 'Invalid message received', answers: 0 },
  ],
  [
    '1,000 sockets',
    ({ crowd }) => crowd(1_000),
    { tried: 1_000, refused: { 429: expect.toSatisfy((count: number) => count >= 500) } },
  ],
]

export const attacks: Attack[] = [
  ...documents,
  ...requests,
  ...tokens,
  ...variables,
  ...longTexts,
  ...logins,
  ...linkTests,
  ...sockets,
]
