/**
 * Keeps a second process out of a data folder. The lock is one of the operating system (held through SQLite, which is
 * part of Node and takes it the right way on each platform), so it is gone whenever its process is, however that ended.
 * A file with a process id would not be: in a container, the id of a killed server is soon that of its successor.
 */
import { DatabaseSync } from 'node:sqlite'

export type FolderLock = { close(): void }

const busy = 5 // SQLITE_BUSY: someone else has it

// A lock that nothing refers to would be given back by the garbage collector.
const held = new Set<DatabaseSync>()

/** Takes the lock at once, or returns null when it is taken. The file itself stays, and is empty. */
export const takeLock = (file: string): FolderLock | null => {
  const lock = new DatabaseSync(file)
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if (error instanceof Error && 'errcode' in error && error.errcode === busy) return null
    throw error
  }
  held.add(lock)
  return {
    close: () => {
      held.delete(lock)
      lock.close()
    },
  }
}
