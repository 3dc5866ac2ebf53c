import { describe, expect, test } from 'vitest'
import { cleanCredentials } from '../../src/administration/credentials.ts'
import { ValidationError } from '../../src/problems.ts'

const username = 'koppeling@goudenaar.example'
const token = 'decafbaddecafbaddecafbaddecafb01'

describe('a token as it is pasted', () => {
  test.each([
    ['as it is', token],
    ['with spaces and a line break', `  ${token} \r\n`],
    ['broken over two lines', `${token.slice(0, 16)}\n${token.slice(16)}`],
    ['in groups', token.match(/.{8}/g)?.join(' ') ?? ''],
    ['in quotes', `"${token}"`],
    ['in single, curly and low quotes', `‘“„'${token}'”’`],
    ['in guillemets and back-ticks', `«\`${token}\`»`],
    ['with a no-break space and a tab', `\u00a0${token}\t`],
    ['with zero-width characters', `\u200b${token.slice(0, 4)}\u200d\u2060${token.slice(4)}\ufeff`],
    ['with a soft hyphen and marks of direction', `\u200e\u202a${token.slice(0, 9)}\u00ad${token.slice(9)}\u202c`],
    ['with control characters', `\u0000${token}\u0007`],
  ])('%s', (_how, pasted) => {
    expect(cleanCredentials({ username, token: pasted }).token).toBe(token)
  })

  test.each([
    ['nothing', ''],
    ['only quotes', '""'],
    ['an e-mail address', username],
    ['a part of it', token.slice(0, 12)],
    ['it twice and more', token.repeat(3)],
    ['the address of the environment', 'https://accountant.nmbrs.nl'],
    ['an element', `<Token>${token}</Token>`],
    ['a letter of another alphabet', token.replace('a', 'а')],
  ])('is refused when it is %s', (_what, pasted) => {
    expect(refused({ username, token: pasted })).toEqual(['input.token'])
  })
})

test('a login is cleaned in the same way', () => {
  expect(cleanCredentials({ username: ` "${username}"\u200b\n`, token }).username).toBe(username)
})

test.each(['', 'koppeling', '<koppeling@goudenaar.example>', `${'k'.repeat(200)}@goudenaar.example`])(
  'a login that is none: %j',
  (login) => {
    expect(refused({ username: login, token })).toEqual(['input.username'])
  },
)

test('a token that was not copied whole is none', () => {
  for (const length of [8, 16, 31])
    expect(refused({ username, token: token.slice(0, length) })).toEqual(['input.token'])
})

test('all that is wrong is told at once', () => {
  expect(refused({ username: 'x', token: 'x', domain: 'x y.example.com' })).toEqual([
    'input.username',
    'input.token',
    'input.domain',
  ])
})

function refused(input: Parameters<typeof cleanCredentials>[0]): string[] {
  try {
    cleanCredentials(input)
  } catch (error) {
    if (error instanceof ValidationError) return error.fields.map(({ path }) => path.join('.'))
    throw error
  }
  return []
}
