/** The Docker set-up, which is not run here: what the server in it would get of compose.yaml and a .env made from .env.example. */
import { readFile } from 'node:fs/promises'
import { parseEnv } from 'node:util'
import { expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { testKeys } from '../support/keys.ts'

const textOf = (file: string) => readFile(new URL(`../../${file}`, import.meta.url), 'utf8')
const compose = await textOf('compose.yaml')
const example = await textOf('.env.example')

/** As Docker Compose has it: `environment` of the service stands above `env_file`, with settings of .env filled in. */
function settingsOfServer(env: Record<string, string | undefined>) {
  const [, block = ''] = /^ {2}server:\n(?: {4}.*\n)*? {4}environment:.*\n((?: {6}.*\n)+)/m.exec(compose) ?? []
  const given = [...block.matchAll(/^ {6}(\w+): (?:"(.*)"|(.*))$/gm)].map(([, name = '', quoted, plain = '']) => [
    name,
    (quoted ?? plain).replaceAll(/\$\{(\w+):\?\}/g, (_, wanted: string) => {
      if (!env[wanted]) throw new Error(`${wanted} is required`)
      return env[wanted]
    }),
  ])
  return { ...env, ...Object.fromEntries(given) }
}

const filledIn = {
  ...parseEnv(example),
  POSTGRES_PASSWORD: 'geheim',
  NMBRS_URL: 'https://api.nmbrs.nl/soap/v3',
  ENCRYPTION_KEYS: testKeys,
  AUTH_JWKS_URL: 'https://login.example.nl/keys',
  AUTH_ISSUER: 'https://login.example.nl',
  AUTH_AUDIENCE: 'eblinc',
}

test('a .env made from .env.example leaves the container in production, reachable, and on its own PostgreSQL', () => {
  expect(readConfig(settingsOfServer(filledIn))).toMatchObject({
    production: true,
    listen: { host: '0.0.0.0', port: 4000 },
    database: { url: 'postgresql://eblinc:geheim@database:5432/eblinc' },
  })
})

test('of a .env that is not filled in, the server says what is missing', () => {
  const settings = settingsOfServer({ ...parseEnv(example), POSTGRES_PASSWORD: 'geheim' })
  expect(() => readConfig(settings)).toThrow('ENCRYPTION_KEYS is needed in production')
})

test('without a password of the database nothing starts, and .env.example names it', () => {
  expect(() => settingsOfServer(parseEnv(example))).toThrow('POSTGRES_PASSWORD is required')
  expect(compose.match(/(?<=\{POSTGRES_PASSWORD).*?(?=\})/g)).toEqual([':?', ':?'])
  expect(example).toMatch(/^# POSTGRES_PASSWORD=$/m)
})
