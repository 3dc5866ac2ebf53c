/** Which keys the stored secrets need. Each column has an index by key, so that asking costs the same however many rows. */
import { Prisma, type PrismaClient } from '../generated/prisma/client.ts'
import { Refusal } from '../refusal.ts'
import type { EncryptionKeys } from './keys.ts'
import { type SealedName, sealedColumns, sealedNames } from './sealed-columns.ts'

export type KeyUse = { keyId: string; name: SealedName }

/** The id is "" for what is no sealed secret at all. */
export async function keysInUse(prisma: PrismaClient): Promise<KeyUse[]> {
  return prisma.$queryRaw<KeyUse[]>(Prisma.join(sealedNames.map(keysOfColumn), ' UNION ALL '))
}

/** Steps from each key to the next in the index, past all the rows that have it. */
const keysOfColumn = (name: SealedName): Prisma.Sql => {
  const { table, column } = sealedColumns[name]
  const keyAfter = (condition: string) =>
    `(SELECT sealed_key("${column}") AS key FROM "${table}" WHERE "${column}" IS NOT NULL ${condition} ORDER BY 1 LIMIT 1)`
  return Prisma.sql`SELECT key AS "keyId", ${name} AS name FROM (${Prisma.raw(`
    WITH RECURSIVE used AS (
      ${keyAfter('')}
      UNION ALL SELECT ${keyAfter(`AND sealed_key("${column}") > used.key`)} FROM used WHERE used.key IS NOT NULL
    )
    SELECT key FROM used WHERE key IS NOT NULL`)}) AS keys`
}

/** How many rows of a column are sealed with a key. */
export async function countSealedWith(prisma: PrismaClient, { name, keyId }: KeyUse): Promise<number> {
  const { table, column } = sealedColumns[name]
  const [row] = await prisma.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM ${Prisma.raw(`"${table}"`)}
    WHERE ${Prisma.raw(`"${column}" IS NOT NULL AND sealed_key("${column}")`)} = ${keyId}`
  return row?.count ?? 0
}

/** Throws a Refusal that names each key that is missing, and what would be lost without it. */
export async function assertKeysAreThere(prisma: PrismaClient, keys: EncryptionKeys): Promise<void> {
  const ids = new Set(['', ...keys.map(({ id }) => id)])
  const missing = Map.groupBy(
    (await keysInUse(prisma)).filter(({ keyId }) => !ids.has(keyId)),
    ({ keyId }) => keyId,
  )
  if (missing.size === 0) return
  const problems = [...missing].map(async ([keyId, uses]) => {
    const needs = uses.map(async (use) => `${await countSealedWith(prisma, use)} ${sealedColumns[use.name].called}`)
    return `The encryption key "${keyId}" is missing: ${(await Promise.all(needs)).join(', ')} are sealed with it. Put it back behind the others.`
  })
  throw new Refusal((await Promise.all(problems)).join('\n'))
}
