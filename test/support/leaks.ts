/**
 * Looks for secrets where none may be: in plain text, as hexadecimal digits and as base64. Every app of the tests is looked
 * through, whatever it is a test of: its database, its log, its metrics, and all that it sent.
 */
import type { Database } from '../../src/db/open.ts'
import { createLog, type Log } from '../../src/log.ts'
import type { Sandbox } from '../../src/sandbox/server.ts'
import { within } from '../../src/time-limit.ts'
import { outgoingOf } from './outgoing.ts'

/** Far more than the demo company has; of larger companies some will do. */
const mostBsns = 200

/** What the stand-in for Nmbrs knows, and nobody else may: the tokens of its accounts, and BSNs. */
export function secretsOf(sandbox: Pick<Sandbox, 'edit'>): string[] {
  const secrets = new Set<string>()
  sandbox.edit(({ accounts, companies }) => {
    for (const { token } of accounts) secrets.add(token)
    const people = companies.flatMap(({ employees }) => employees).slice(0, mostBsns)
    for (const { BSN } of people.flatMap(({ personalInfos }) => personalInfos))
      if (/^99\d{7}$/.test(BSN)) secrets.add(BSN)
  })
  return [...secrets]
}

/** One expression for all forms of all secrets. Digits within longer digits, as in a hash, are no secret. */
export const formsOf = (secrets: readonly string[]): RegExp =>
  new RegExp(
    secrets
      .flatMap((secret) => [`(?<![0-9a-f])${secret}(?![0-9a-f])`, ...hexForms(secret), ...base64Forms(secret)])
      .join('|'),
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

export type LeakSearch = {
  /** Gets every line, beside the log that it was made with. */
  log: Log
  /** Begins to follow what the app sends. */
  follow(app: { url: string; sandbox: Sandbox }): void
  /** Looks through what is there while the app runs: its database and its metrics. */
  lookThrough(app: { url: string; database: Pick<Database, 'prisma'> }): Promise<void>
  /** Looks through what is left when it has stopped, and throws when anything was found. */
  end(): void
}

export function createLeakSearch(given: Log): LeakSearch {
  const lines: string[] = []
  const found: string[] = []
  let forms: RegExp | null = null
  let forget = () => {}
  const kept = createLog('info', { write: (line) => void lines.push(line) })
  const look = (where: string, text: string) => {
    const match = forms?.exec(text)
    if (match) found.push(`${where}: …${text.slice(Math.max(0, match.index - 60), match.index + 60)}…`)
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
    follow({ url, sandbox }) {
      forms = formsOf(secretsOf(sandbox))
      const outgoing = outgoingOf(url)
      outgoing.follow((bytes) => look('sent', bytes.toString('latin1')))
      forget = outgoing.forget
    },
    async lookThrough({ url, database }) {
      await Promise.all([
        dump(database).then((text) => look('in the database', text)),
        fetch(`${url}/metrics`).then(async (response) => look('in the metrics', await response.text())),
      ])
    },
    end() {
      forget()
      look('in the log', lines.splice(0).join(''))
      if (found.length > 0) throw new Error(`Secrets where none may be\n${found.join('\n')}`)
    },
  }
}

/** Every row of every table, of the queue too, as text. */
async function dump({ prisma }: Pick<Database, 'prisma'>): Promise<string> {
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
