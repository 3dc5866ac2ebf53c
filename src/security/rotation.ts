/**
 * Seals everything anew that is not under the newest key, while servers run. Each row by itself, and only if it still has
 * what was read, so that what a server writes meanwhile is never lost. It can be broken off and done again.
 */
import pLimit from 'p-limit'
import { Prisma, type PrismaClient } from '../generated/prisma/client.ts'
import { type KeyUse, keysInUse } from './key-use.ts'
import type { EncryptionKeys } from './keys.ts'
import { placeOf, type SealedName, sealedColumns, sealedNames } from './sealed-columns.ts'
import { createSecretBox, type SecretBox } from './secret-box.ts'

/** What became of the rows of one column that were not under the newest key. */
export type Rotated = {
  name: SealedName
  rotated: number
  /** Were written by someone else before we could. */
  overtaken: number
  /** Do not open: altered, or of a key that is not there. They stay as they are. */
  unopened: number
}

const rowsPerPage = 500
const rowsAtOnce = 5 // each in a connection of its own, of which there are ten

/** Tells of each column when it is done. */
export async function* rotateSecrets(prisma: PrismaClient, keys: EncryptionKeys): AsyncGenerator<Rotated> {
  const secrets = createSecretBox(keys)
  const [newest] = keys
  for (const name of sealedNames) {
    const result = { name, rotated: 0, overtaken: 0, unopened: 0 }
    for (const use of await keysInUse(prisma))
      if (use.name === name && use.keyId !== newest.id)
        for await (const outcome of sealAnew(prisma, use, secrets)) result[outcome] += 1
    yield result
  }
}

type SealedRow = { rowId: string; sealed: Uint8Array; scope: string | null }
type Outcome = 'rotated' | 'overtaken' | 'unopened'

async function* sealAnew(prisma: PrismaClient, use: KeyUse, secrets: SecretBox): AsyncGenerator<Outcome> {
  const limited = pLimit(rowsAtOnce)
  let rows = await pageAfter(prisma, use, firstId)
  while (rows.length > 0) {
    yield* await Promise.all(rows.map((row) => limited(() => sealRow(prisma, use.name, row, secrets))))
    rows = await pageAfter(prisma, use, rows.at(-1)!.rowId)
  }
}

const firstId = '00000000-0000-0000-0000-000000000000'

const pageAfter = (prisma: PrismaClient, { name, keyId }: KeyUse, id: string): Promise<SealedRow[]> => {
  const { table, row, column, scope } = sqlOf(name)
  return prisma.$queryRaw`
    SELECT ${row}::text AS "rowId", ${column} AS sealed, ${scope}::text AS scope FROM ${table}
    WHERE ${column} IS NOT NULL AND sealed_key(${column}) = ${keyId}
      AND ${row} > ${id}::uuid
    ORDER BY ${row} LIMIT ${rowsPerPage}`
}

async function sealRow(
  prisma: PrismaClient,
  name: SealedName,
  { rowId, sealed, scope }: SealedRow,
  secrets: SecretBox,
): Promise<Outcome> {
  const { table, row, column, fingerprint } = sqlOf(name)
  const plain = opened(sealed, placeOf(name, rowId), secrets)
  if (plain === null) return 'unopened'
  const anew = secrets.seal(plain, placeOf(name, rowId))
  const anewToo = fingerprint && Prisma.sql`, ${fingerprint} = ${secrets.fingerprint(plain, scope ?? undefined)}`
  const written = await prisma.$executeRaw`
    UPDATE ${table} SET ${column} = ${anew}${anewToo ?? Prisma.empty} WHERE ${row} = ${rowId}::uuid AND ${column} = ${sealed}`
  return written === 1 ? 'rotated' : 'overtaken'
}

function opened(sealed: Uint8Array, place: string, secrets: SecretBox): string | null {
  try {
    return secrets.open(sealed, place)
  } catch {
    return null
  }
}

const sqlOf = (name: SealedName) => {
  const { table, row, column, fingerprint, scope } = sealedColumns[name]
  const identifier = (text: string) => Prisma.raw(`"${text}"`)
  return {
    table: identifier(table),
    row: identifier(row),
    column: identifier(column),
    fingerprint: fingerprint && identifier(fingerprint),
    scope: scope ? identifier(scope) : Prisma.sql`NULL`,
  }
}
