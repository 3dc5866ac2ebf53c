import { readFile } from 'node:fs/promises'
import { parseEnv } from 'node:util'
import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from '../src/config.ts'

const key = `k1:${Buffer.alloc(32, 1).toString('base64')}`
const production = {
  NODE_ENV: 'production',
  NMBRS_URL: 'https://api.nmbrs.nl/soap/v3/',
  ENCRYPTION_KEYS: key,
  AUTH_JWKS_URL: 'https://login.example.nl/keys',
  AUTH_ISSUER: 'https://login.example.nl',
  AUTH_AUDIENCE: 'eblinc',
}

const problemsOf = (env: Record<string, string | undefined>): readonly string[] => {
  try {
    readConfig(env)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
}

const defaults = {
  production: false,
  listen: { host: '127.0.0.1', port: 4000 },
  database: { url: null, dataDir: './data' },
  nmbrs: { url: null, callsPerSecond: 50 },
  sync: { cron: '15 1 * * *', timeZone: 'Europe/Amsterdam', concurrency: 4 },
  auth: null,
  allowedOrigins: [],
  trustedProxies: 0,
  persistedDocuments: null,
  encryptionKeys: null,
  smtp: null,
  publicUrl: null,
  logLevel: 'info',
  sandboxPort: 4010,
}

const originsProblem =
  'ALLOWED_ORIGINS must be origins such as https://app.example.nl, separated by commas: no path, no slash at the end, no *'

describe('readConfig', () => {
  it('needs nothing to try it out', () => {
    expect(readConfig({})).toEqual(defaults)
  })

  it('takes an empty setting as one that is not set', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: ' ', AUTH_SECRET: '', NODE_ENV: '' })).toEqual(defaults)
  })

  it('reads every setting', () => {
    const env = {
      ...production,
      HOST: '0.0.0.0',
      PORT: '80',
      DATABASE_URL: 'postgresql://eblinc:geheim@db/eblinc',
      DATA_DIR: '/var/lib/eblinc',
      NMBRS_CALLS_PER_SECOND: '10',
      SYNC_CRON: '30 23 * * 1-5',
      SYNC_TIME_ZONE: 'UTC',
      SYNC_CONCURRENCY: '8',
      ALLOWED_ORIGINS: 'https://app.example.nl, http://localhost:5173',
      TRUSTED_PROXIES: '1',
      PERSISTED_DOCUMENTS: '/etc/eblinc/documents.json',
      SMTP_URL: 'smtp://mail.example.nl:587',
      MAIL_FROM: 'EBlinC <post@example.nl>',
      PUBLIC_URL: 'https://eblinc.example.nl/',
      LOG_LEVEL: 'error',
      SANDBOX_PORT: '0',
    }
    expect(readConfig(env)).toEqual({
      production: true,
      listen: { host: '0.0.0.0', port: 80 },
      database: { url: 'postgresql://eblinc:geheim@db/eblinc', dataDir: '/var/lib/eblinc' },
      nmbrs: { url: 'https://api.nmbrs.nl/soap/v3', callsPerSecond: 10 },
      sync: { cron: '30 23 * * 1-5', timeZone: 'UTC', concurrency: 8 },
      auth: {
        kind: 'jwks',
        url: 'https://login.example.nl/keys',
        issuer: 'https://login.example.nl',
        audience: 'eblinc',
      },
      allowedOrigins: ['https://app.example.nl', 'http://localhost:5173'],
      trustedProxies: 1,
      persistedDocuments: '/etc/eblinc/documents.json',
      encryptionKeys: key,
      smtp: { url: 'smtp://mail.example.nl:587?requireTLS=true', from: 'EBlinC <post@example.nl>' },
      publicUrl: 'https://eblinc.example.nl',
      logLevel: 'error',
      sandboxPort: 0,
    })
  })

  it('checks tokens by a secret when that is what it is given', () => {
    expect(readConfig({ AUTH_SECRET: 'for trying out' }).auth).toEqual({ kind: 'secret', secret: 'for trying out' })
  })

  it.each([
    ['smtp://mail', {}, 'smtp://mail'],
    ['smtp://mail', production, 'smtp://mail?requireTLS=true'],
    ['smtp://mail?requireTLS=false', production, 'smtp://mail?requireTLS=false'],
    ['smtps://me:word@mail:465', production, 'smtps://me:word@mail:465'],
  ])('sends mail over %s with %o as over %s: encrypted in production, unless it says otherwise', (url, env, used) => {
    expect(readConfig({ ...env, SMTP_URL: url, MAIL_FROM: 'post@example.nl' }).smtp?.url).toBe(used)
  })

  it.each([
    [{ PORT: '65536' }, 'PORT must be a whole number from 0 to 65535'],
    [{ PORT: '4e3' }, 'PORT must be a whole number from 0 to 65535'],
    [{ SYNC_CONCURRENCY: '0' }, 'SYNC_CONCURRENCY must be a whole number from 1 to 100'],
    [{ NMBRS_CALLS_PER_SECOND: '151' }, 'NMBRS_CALLS_PER_SECOND must be a whole number from 1 to 150'],
    [{ DATABASE_URL: 'mysql://db' }, 'DATABASE_URL must be a URL that starts with postgres:// or postgresql://'],
    [{ NMBRS_URL: 'api.nmbrs.nl' }, 'NMBRS_URL must be a URL that starts with https:// or http://'],
    [{ SYNC_CRON: '15 1 * *' }, 'SYNC_CRON must be five fields: minute hour day month weekday'],
    [{ SYNC_CRON: '0 15 1 * * *' }, 'SYNC_CRON must be five fields: minute hour day month weekday'],
    [{ SYNC_TIME_ZONE: 'Europe/Utrecht' }, 'SYNC_TIME_ZONE must be a time zone such as Europe/Amsterdam'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be fatal, error, warn, info, debug, trace or silent'],
    [{ NODE_ENV: 'prod' }, 'NODE_ENV must be development, test or production'],
    [{ ENCRYPTION_KEYS: 'k1:AAAA' }, 'ENCRYPTION_KEYS encryption key "k1" has 3 bytes instead of 32'],
    [{ ALLOWED_ORIGINS: 'https://app.example.nl/' }, originsProblem],
    [{ ALLOWED_ORIGINS: 'https://app.example.nl,*' }, originsProblem],
    [{ ALLOWED_ORIGINS: 'https://App.example.nl' }, originsProblem],
    [{ ALLOWED_ORIGINS: 'app.example.nl' }, originsProblem],
    [{ ALLOWED_ORIGINS: 'null' }, originsProblem],
    [{ TRUSTED_PROXIES: 'yes' }, 'TRUSTED_PROXIES must be a whole number from 0 to 10'],
    [{ SMTP_URL: 'smtp://mail' }, 'MAIL_FROM is needed with SMTP_URL'],
    [{ MAIL_FROM: 'EBlinC' }, 'MAIL_FROM must be an address such as EBlinC <eblinc@example.nl>'],
    [{ MAIL_FROM: 'a@b.nl\nBcc: c@d.nl' }, 'MAIL_FROM must be an address such as EBlinC <eblinc@example.nl>'],
    [{ PUBLIC_URL: 'eblinc.nl' }, 'PUBLIC_URL must be a URL that starts with https:// or http://'],
    [{ ...production, PUBLIC_URL: 'http://eblinc.nl' }, 'PUBLIC_URL must start with https:// in production'],
    [
      { ...production, NODE_ENV: 'test', AUTH_SECRET: 's'.repeat(32) },
      'AUTH_SECRET does not go together with AUTH_JWKS_URL: choose one',
    ],
    [{ ...production, AUTH_JWKS_URL: 'http://login' }, 'AUTH_JWKS_URL must start with https:// in production'],
    [{ ...production, ENCRYPTION_KEYS: '' }, 'ENCRYPTION_KEYS is needed in production'],
    [{ ...production, NMBRS_URL: '' }, 'NMBRS_URL is needed in production: https://api.nmbrs.nl/soap/v3'],
    [{ ...production, NMBRS_URL: 'http://localhost:4010' }, 'NMBRS_URL must start with https:// in production'],
    [
      { ...production, AUTH_ISSUER: undefined },
      'AUTH_ISSUER is needed: AUTH_JWKS_URL, AUTH_ISSUER, AUTH_AUDIENCE belong together',
    ],
  ])('refuses %o', (env, problem) => {
    expect(problemsOf(env)).toEqual([problem])
  })

  it('refuses in production to check tokens by a secret, however long, or not at all', () => {
    const withoutKeys = { ...production, AUTH_JWKS_URL: '', AUTH_ISSUER: '', AUTH_AUDIENCE: '' }
    const noKeys = 'AUTH_JWKS_URL, AUTH_ISSUER and AUTH_AUDIENCE are needed in production'
    expect(problemsOf({ ...withoutKeys, AUTH_SECRET: 's'.repeat(64) })).toEqual([
      'AUTH_SECRET is only fit for trying out: whoever checks tokens by it can make them',
      noKeys,
    ])
    expect(problemsOf(withoutKeys)).toEqual([noKeys])
  })

  it('lists every problem at once, without the values', () => {
    const env = {
      NODE_ENV: 'production',
      PORT: 'geheim',
      DATABASE_URL: 'mysql://me:geheim@db',
      AUTH_SECRET: 'geheim',
      ENCRYPTION_KEYS: 'geheim',
      SMTP_URL: 'me:geheim@mail',
    }
    expect(() => readConfig(env)).toThrow(
      expect.objectContaining({
        message: [
          'The settings are not right:',
          '  PORT must be a whole number from 0 to 65535',
          '  DATABASE_URL must be a URL that starts with postgres:// or postgresql://',
          '  ENCRYPTION_KEYS encryption key 1 is not of the form id:base64',
          '  SMTP_URL must be a URL that starts with smtp:// or smtps://',
          '  MAIL_FROM is needed with SMTP_URL',
          '  AUTH_SECRET is only fit for trying out: whoever checks tokens by it can make them',
          '  AUTH_JWKS_URL, AUTH_ISSUER and AUTH_AUDIENCE are needed in production',
          '  NMBRS_URL is needed in production: https://api.nmbrs.nl/soap/v3',
        ].join('\n'),
      }),
    )
  })

  it('is what .env.example documents, with the defaults', async () => {
    const example = parseEnv(await readFile(new URL('../.env.example', import.meta.url), 'utf8'))
    expect(readConfig(example)).toEqual(defaults)
    const source = await readFile(new URL('../src/config.ts', import.meta.url), 'utf8')
    const names = [...source.matchAll(/^ {2}([A-Z_]+): /gm)].map(([, name]) => name)
    expect(Object.keys(example).sort()).toEqual(names.sort())
  })
})
