/** The settings, from the environment: see .env.example for what each means. Nothing else reads process.env. */
import { z } from 'zod'
import { Refusal } from './refusal.ts'
import { parseKeys } from './security/keys.ts'

export type Config = {
  production: boolean
  /** Port 0 = any free one. */
  listen: { host: string; port: number }
  /** url null = the embedded database, in dataDir. */
  database: { url: string | null; dataDir: string }
  /** url: base of the SOAP services, without a slash at the end; null = the sandbox. */
  nmbrs: { url: string | null; callsPerSecond: number }
  sync: { cron: string; timeZone: string; concurrency: number }
  /** How bearer tokens are checked; null = not at all: whoever calls is a helpdesk user. */
  auth: { kind: 'secret'; secret: string } | { kind: 'jwks'; url: string; issuer: string; audience: string } | null
  /** Origins of pages elsewhere that may call. */
  allowedOrigins: readonly string[]
  /** Proxies of our own in front of this server. */
  trustedProxies: number
  /** A file of `npm run persist`; null = everyone asks what they like. */
  persistedDocuments: string | null
  /** For parseKeys; null = generated in dataDir. */
  encryptionKeys: string | null
  /** null = mail stays in the outbox. */
  smtp: { url: string; from: string } | null
  /** Where people reach the page, for links in mail; without a slash at the end. null = mail has no links. */
  publicUrl: string | null
  logLevel: z.infer<typeof logLevel>
  sandboxPort: number
}

/** Has everything that is wrong with the settings, one line each; never their values, which may be secret. */
export class ConfigError extends Refusal {
  override readonly name = 'ConfigError'
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(['The settings are not right:', ...problems.map((problem) => `  ${problem}`)].join('\n'))
    this.problems = problems
  }
}

/** Throws a ConfigError that lists every problem. An empty setting counts as one that is not set. */
export const readConfig = (env: Readonly<Record<string, string | undefined>> = process.env): Config => {
  const given = Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])),
  )
  const parsed = settings.safeParse(given)
  const problems = [
    ...(parsed.error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`) ?? []),
    ...problemsTogether(given),
    ...(given.NODE_ENV === 'production' ? problemsInProduction(given) : []),
  ]
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems)
  const { data } = parsed
  return {
    production: data.NODE_ENV === 'production',
    listen: { host: data.HOST, port: data.PORT },
    database: { url: data.DATABASE_URL ?? null, dataDir: data.DATA_DIR },
    nmbrs: { url: data.NMBRS_URL ?? null, callsPerSecond: data.NMBRS_CALLS_PER_SECOND },
    sync: { cron: data.SYNC_CRON, timeZone: data.SYNC_TIME_ZONE, concurrency: data.SYNC_CONCURRENCY },
    auth: authOf(data),
    allowedOrigins: data.ALLOWED_ORIGINS,
    trustedProxies: data.TRUSTED_PROXIES,
    persistedDocuments: data.PERSISTED_DOCUMENTS ?? null,
    encryptionKeys: data.ENCRYPTION_KEYS ?? null,
    smtp: smtpOf(data),
    publicUrl: data.PUBLIC_URL ?? null,
    logLevel: data.LOG_LEVEL,
    sandboxPort: data.SANDBOX_PORT,
  }
}

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .refine((text) => /^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most, {
      error: `must be a whole number from ${least} to ${most}`,
    })
    .transform(Number)

const url = (...protocols: string[]) =>
  z.string().refine((text) => protocols.includes(`${URL.parse(text)?.protocol}//`), {
    error: `must be a URL that starts with ${protocols.join(' or ')}`,
  })

const origins = z
  .string()
  .transform((text) => text.split(',').map((origin) => origin.trim()))
  .refine((given) => given.every((origin) => /^https?:/.test(origin) && URL.parse(origin)?.origin === origin), {
    error: 'must be origins such as https://app.example.nl, separated by commas: no path, no slash at the end, no *',
  })

const baseUrl = (...protocols: string[]) => url(...protocols).transform((text) => text.replace(/\/+$/, ''))

const isTimeZone = (timeZone: string): boolean => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone }))
  } catch {
    return false
  }
}

const encryptionKeys = z.string().superRefine((text, context) => {
  try {
    parseKeys(text)
  } catch (error) {
    context.addIssue(error instanceof Error ? error.message : String(error))
  }
})

const logLevel = z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
  error: 'must be fatal, error, warn, info, debug, trace or silent',
})

const settings = z.object({
  NODE_ENV: z
    .enum(['development', 'test', 'production'], { error: 'must be development, test or production' })
    .default('development'),
  HOST: z.string().default('127.0.0.1'),
  PORT: wholeNumber(0, 65_535).default(4000),
  DATABASE_URL: url('postgres://', 'postgresql://').optional(),
  DATA_DIR: z.string().default('./data'),
  PUBLIC_URL: baseUrl('https://', 'http://').optional(),
  NMBRS_URL: baseUrl('https://', 'http://').optional(),
  NMBRS_CALLS_PER_SECOND: wholeNumber(1, 150).default(50), // 150 is the limit of Nmbrs, which others share
  SYNC_CRON: z
    .string()
    .regex(/^[\d*,/-]+( +[\dA-Za-z*,/#?-]+){4}$/, { error: 'must be five fields: minute hour day month weekday' })
    .default('15 1 * * *'),
  SYNC_TIME_ZONE: z
    .string()
    .refine(isTimeZone, { error: 'must be a time zone such as Europe/Amsterdam' })
    .default('Europe/Amsterdam'),
  SYNC_CONCURRENCY: wholeNumber(1, 100).default(4),
  AUTH_SECRET: z.string().optional(),
  AUTH_JWKS_URL: url('https://', 'http://').optional(),
  AUTH_ISSUER: z.string().optional(),
  AUTH_AUDIENCE: z.string().optional(),
  ALLOWED_ORIGINS: origins.default([]),
  TRUSTED_PROXIES: wholeNumber(0, 10).default(0),
  PERSISTED_DOCUMENTS: z.string().optional(),
  ENCRYPTION_KEYS: encryptionKeys.optional(),
  SMTP_URL: url('smtp://', 'smtps://').optional(),
  MAIL_FROM: z
    .string()
    .regex(/^([^<>@,;"\r\n]+<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/, {
      error: 'must be an address such as EBlinC <eblinc@example.nl>',
    })
    .optional(),
  LOG_LEVEL: logLevel.default('info'),
  SANDBOX_PORT: wholeNumber(0, 65_535).default(4010),
})

type Given = Readonly<Record<string, string | undefined>>

const keySet = ['AUTH_JWKS_URL', 'AUTH_ISSUER', 'AUTH_AUDIENCE']

/** Settings that do not go together, or not without each other. */
const problemsTogether = (given: Given): string[] => {
  const missing = keySet.filter((name) => !given[name])
  const someKeySet = missing.length < keySet.length
  return [
    ...(someKeySet ? missing.map((name) => `${name} is needed: ${keySet.join(', ')} belong together`) : []),
    ...(given.AUTH_SECRET && someKeySet ? ['AUTH_SECRET does not go together with AUTH_JWKS_URL: choose one'] : []),
    ...(given.SMTP_URL && !given.MAIL_FROM ? ['MAIL_FROM is needed with SMTP_URL'] : []),
  ]
}

/** What is only fit for trying out. */
const problemsInProduction = (given: Given): string[] => {
  const secure = (name: string) => given[name] === undefined || given[name].startsWith('https://')
  return [
    ...(given.AUTH_SECRET ? ['AUTH_SECRET is only fit for trying out: whoever checks tokens by it can make them'] : []),
    ...(keySet.some((name) => given[name])
      ? []
      : ['AUTH_JWKS_URL, AUTH_ISSUER and AUTH_AUDIENCE are needed in production']),
    ...(secure('AUTH_JWKS_URL') ? [] : ['AUTH_JWKS_URL must start with https:// in production']),
    ...(given.ENCRYPTION_KEYS ? [] : ['ENCRYPTION_KEYS is needed in production']),
    ...(given.NMBRS_URL ? [] : ['NMBRS_URL is needed in production: https://api.nmbrs.nl/soap/v3']),
    ...(secure('PUBLIC_URL') ? [] : ['PUBLIC_URL must start with https:// in production']),
    ...(secure('NMBRS_URL') ? [] : ['NMBRS_URL must start with https:// in production']),
  ]
}

/** In production mail never goes over a line that is not encrypted, unless SMTP_URL itself says so. */
const smtpOf = ({ NODE_ENV, SMTP_URL, MAIL_FROM: from }: z.infer<typeof settings>): Config['smtp'] => {
  if (!SMTP_URL || !from) return null
  const address = new URL(SMTP_URL)
  const { searchParams, protocol } = address
  if (NODE_ENV === 'production' && protocol === 'smtp:' && !searchParams.has('requireTLS'))
    searchParams.set('requireTLS', 'true')
  return { url: address.href, from }
}

const authOf = (data: z.infer<typeof settings>): Config['auth'] => {
  const { AUTH_SECRET: secret, AUTH_JWKS_URL: url, AUTH_ISSUER: issuer, AUTH_AUDIENCE: audience } = data
  if (secret) return { kind: 'secret', secret }
  return url && issuer && audience ? { kind: 'jwks', url, issuer, audience } : null
}
