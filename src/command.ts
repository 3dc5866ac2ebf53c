/** A command beside the server, on its settings and its database; src/security and src/audit have one each. */
import { readConfig } from './config.ts'
import { type Database, openDatabase } from './db/open.ts'
import { createLog, silentLog } from './log.ts'
import { Refusal } from './refusal.ts'
import { type EncryptionKeys, loadKeys } from './security/keys.ts'

/** `work` returns whether all is well: the process ends with 0 if it is, and with 1 otherwise. */
export async function runCommand(work: (database: Database, keys: EncryptionKeys) => Promise<boolean>): Promise<void> {
  process.exitCode = 1
  try {
    const config = readConfig()
    const keys = await loadKeys(config.encryptionKeys, config.database.dataDir)
    const database = await openDatabase({ ...config.database, log: silentLog })
    const isWell = await work(database, keys).finally(database.close)
    process.exitCode = isWell ? 0 : 1
  } catch (error) {
    if (error instanceof Refusal) console.error(error.message)
    else createLog('error').error({ error }, 'The command failed') // without its text, which may quote what is stored
  }
}
