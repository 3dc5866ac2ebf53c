/**
 * Looks for secrets where none may be: in plain text, as hexadecimal digits and as base64. Every app of the tests is looked
 * through, whatever it is a test of: its database, its log, its metrics, and all that it sent.
 */
import type { Database } from '../../src/db/open.ts'
import { createLog, type Log } from '../../src/log.ts'
import type { Sandbox } from '../../src/sandbox/server.ts'
import { within } from '../../src/time-limit.ts'
import { outgoingOf, outgoingTo } from './outgoing.ts'
import { createSent } from './sent.ts'

/** Far more than the demo company has; of larger companies some will do. */
const mostPeople = 100

/** What the stand-in for Nmbrs knows, and nobody else may: the tokens of its accounts, and BSNs. */
export function secretsOf(sandbox: Pick<Sandbox, 'edit'>): string[] {
  const secrets = new Set<string>()
  sandbox.edit(({ accounts, companies }) => {
    for (const { token } of accounts) secrets.add(token)
    const people = companies.flatMap(({ employees }) => employees.slice(0, mostPeople))
    for (const { BSN } of people.flatMap(({ personalInfos }) => personalInfos))
      if (/^99\d{7}$/.test(BSN)) secrets.add(BSN)
  })
  return [...secrets]
}

/** One expression for all forms of all secrets. Digits within longer digits, as in a hash, are no secret. */
export const formsOf = (secrets: readonly string[]): RegExp =>
  new RegExp(
    [...new Set(secrets)]
      .flatMap((secret) => [`(?<![0-9a-f])${secret}(?![0-9a-f])`, ...hexForms(secret), ...base64Forms(secret)])
      .join('|') || '(?!)', // nothing has none
  )

const hexForms = (secret: string): string[] => {
  const hex = Buffer.from(secret).toString('hex')
  return [...new Set([hex, hex.toUpperCase()])]
}

/** Wherever in a longer text the secret begins: the digits that depend on it alone. */
const base64Forms = (secret: string): string[] =>
  [0, 1, 2].map((before) => {
    const digits = Buffer.from(`${' '.repeat(before)}${secret}`).toString('base64')
    const bits = (before + secret.length) * 8
    return digits.slice(Math.ceil((before * 8) / 6), Math.floor(bits / 6))
  })

/** Longer than any form of a secret. */
const longestForm = 128

/** What is found in a text, with what stands around it. */
const findIn = (text: string, secrets: readonly string[]): string[] =>
  [...text.matchAll(new RegExp(formsOf(secrets), 'g'))].map(
    ({ index, 0: match }) => `…${text.slice(Math.max(0, index - 60), index + match.length + 60)}…`,
  )

/** Throws when there is any of these secrets in one of these texts, which are named by where they were. */
export const assertNoneIn = (texts: Record<string, string>, secrets: readonly string[]): void =>
  assertNothing(
    Object.entries(texts).flatMap(([where, text]) => findIn(text, secrets).map((place) => `${where}: ${place}`)),
  )

function assertNothing(found: readonly string[]): void {
  if (found.length > 0) throw new Error(`Secrets where none may be\n${found.join('\n')}`)
}

export type LeakSearch = {
  /** Gets every line, beside the log that it was made with. */
  log: Log
  /** Begins to follow what a server sends. */
  follow(url: string): void
  /** Begins to follow what is sent to a mail server. */
  followMail(url: string): void
  /** Looks at what was told in any other way. */
  look(where: string, text: string): void
  /** Looks through what is there while the app runs: its database and, of a whole app, its metrics. */
  lookThrough(app: { url?: string; database: Pick<Database, 'prisma'> }): Promise<void>
  /** Looks through what is left when it has stopped, and throws when anything was found. */
  end(): void
}

/** `secretsNow`: those of one app, asked for anew each time that is looked: there may be more later. */
export function createLeakSearch(given: Log, secretsNow: () => readonly string[]): LeakSearch {
  const lines: string[] = []
  const found = new Set<string>()
  const ending: (() => void)[] = []
  const known = new Set<string>()
  const secrets = () => {
    for (const secret of secretsNow()) known.add(secret)
    return [...known]
  }
  const sent = createSent(
    () => formsOf(secrets()),
    longestForm,
    (text) => found.add(`sent: …${text}…`),
  )
  const kept = createLog('info', { write: (line) => void lines.push(line) })
  const look = (where: string, text: string) => {
    for (const place of findIn(text, secrets())) found.add(`${where}: ${place}`)
  }

  return {
    log: {
      info(fields, message) {
        kept.info(fields, message)
        given.info(fields, message)
      },
      error(fields, message) {
        kept.error(fields, message)
        given.error(fields, message)
      },
    },
    follow(url) {
      secrets()
      ending.push(outgoingOf(url).follow(sent.add))
    },
    followMail: (url) => void ending.push(outgoingTo(url).follow(sent.add)),
    look,
    async lookThrough({ url, database }) {
      await Promise.all([
        dump(database).then((text) => look('in the database', text)),
        url && fetch(`${url}/metrics`).then(async (response) => look('in the metrics', await response.text())),
      ])
    },
    end() {
      for (const stop of ending.splice(0)) stop()
      sent.end()
      look('in the log', lines.splice(0).join(''))
      assertNothing([...found])
    },
  }
}

/** Every row of every table, of the queue too, as text. */
export async function dump({ prisma }: Pick<Database, 'prisma'>): Promise<string> {
  const tables = await prisma.$queryRaw<{ name: string }[]>`
    SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('public', 'pgboss')`
  const rows = tables.map(({ name }) => `SELECT to_jsonb(each)::text AS row FROM ${name} AS each`)
  const all = await prisma.$queryRawUnsafe<{ row: string }[]>(rows.join(' UNION ALL '))
  return all.map(({ row }) => row).join('\n')
}

/** False when it does not answer: a test may have taken it away. */
export const answers = ({ prisma }: Pick<Database, 'prisma'>): Promise<boolean> =>
  within(1_000, prisma.$queryRaw`SELECT 1`).then(
    () => true,
    () => false,
  )
