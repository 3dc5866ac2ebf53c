/** The embedded database: PostgreSQL inside this process (PGlite), in a folder on disk or in memory. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { PrismaPGlite } from 'pglite-prisma-adapter'
import { Refusal } from '../refusal.ts'
import type { Connection } from './connection.ts'
import { type FolderLock, takeLock } from './folder-lock.ts'
import { wholeScripts } from './migrate.ts'

/**
 * Opens `<dataDir>/pglite`, or a database in memory when dataDir is null; `template` is a dumped data folder for it to
 * start from. It outlives a killed process, not a power cut: PGlite does not flush to disk.
 */
export const openEmbedded = async (dataDir: string | null, template?: Blob): Promise<Connection> => {
  const lock = dataDir === null ? null : await lockDataFolder(dataDir)
  try {
    const pglite = await PGlite.create({
      ...(dataDir !== null && { dataDir: join(dataDir, 'pglite') }),
      ...(template && { loadDataDir: template }),
    })
    await pglite.exec("SET TIME ZONE 'UTC'") // Prisma's adapters read and write moments without their zone
    const adapter = new PrismaPGlite(pglite)
    return {
      source: { kind: 'embedded', pglite },
      adapter,
      withOneConnection: async (use) => use(wholeScripts(await adapter.connect(), (script) => pglite.exec(script))),
      listen: async (channel, onPayload, onReconnect) => {
        const unlisten = await pglite.listen(`"${channel}"`, onPayload)
        onReconnect()
        return { close: () => unlisten() }
      },
      join: (whenAlone) => whenAlone(), // the folder is locked: there are never others
      close: async () => {
        await pglite.close().finally(() => lock?.close())
      },
    }
  } catch (error) {
    lock?.close()
    throw error
  }
}

const lockDataFolder = async (dataDir: string): Promise<FolderLock> => {
  await mkdir(dataDir, { recursive: true, mode: 0o700 }) // personal data: for the owner's eyes only
  const lock = takeLock(join(dataDir, 'pglite.lock'))
  if (lock) return lock
  throw new Refusal(
    `The data folder ${dataDir} is in use by another process. Stop that server first, choose another DATA_DIR, or set DATABASE_URL so that several can share one database`,
  )
}
