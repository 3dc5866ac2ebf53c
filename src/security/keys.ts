/** The encryption keys: from the setting ENCRYPTION_KEYS or, for trying out, generated once in the data folder. */
import { randomBytes, randomUUID } from 'node:crypto'
import { link, mkdir, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal } from '../refusal.ts'

const keyLength = 32 // bytes

/** `id` is not secret: it is stored with all that the key seals. */
export type EncryptionKey = { id: string; key: Uint8Array }
/** Newest first: the first seals and makes fingerprints, the others still open and compare. */
export type EncryptionKeys = readonly [EncryptionKey, ...EncryptionKey[]]

/** Reads `id:base64[,older…]`, newest first, 32 bytes each. The errors name ids, never a part of a key. */
export const parseKeys = (text: string): EncryptionKeys => {
  const [newest, ...older] = text.split(',').map((entry, index) => parseKey(entry.trim(), index + 1))
  const keys = [newest!, ...older] as const // split gives at least one part
  const repeated = keys.find(({ id }, index) => keys.findIndex((key) => key.id === id) !== index)
  if (repeated) throw new Error(`encryption key "${repeated.id}" is given twice`)
  return keys
}

/** Those of the setting ENCRYPTION_KEYS; without it (null), those that are generated in the data folder. */
export const loadKeys = async (setting: string | null, dataDir: string): Promise<EncryptionKeys> =>
  setting === null ? loadOrCreateKeys(dataDir) : parseKeys(setting)

/** Reads `<dataDir>/encryption-keys`, in the form of ENCRYPTION_KEYS; makes it, with one new key, if it is not there. */
export const loadOrCreateKeys = async (dataDir: string): Promise<EncryptionKeys> => {
  const file = join(dataDir, 'encryption-keys')
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const text = (await readIfThere(file)) ?? (await create(file))
  try {
    return parseKeys(text.trim())
  } catch (error) {
    throw new Refusal(`${file} cannot be read: ${error instanceof Error ? error.message : error}`)
  }
}

const parseKey = (entry: string, place: number): EncryptionKey => {
  const [, id, base64] = /^([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/]+={0,2})$/.exec(entry) ?? []
  if (!id || !base64) throw new Error(`encryption key ${place} is not of the form id:base64`)
  const key = Buffer.from(base64, 'base64')
  if (key.length !== keyLength)
    throw new Error(`encryption key "${id}" has ${key.length} bytes instead of ${keyLength}`)
  return { id, key }
}

const readIfThere = (file: string): Promise<string | null> =>
  readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })

// Written beside its place and then linked to it, which fails when there is a file already: the key is never seen half
// written, and of two processes that start at once both use the key of the first.
const create = async (file: string): Promise<string> => {
  const draft = `${file}.${randomUUID()}`
  const handle = await open(draft, 'wx', 0o600)
  try {
    await handle.writeFile(`${randomBytes(4).toString('hex')}:${randomBytes(keyLength).toString('base64')}\n`)
    await handle.sync()
    await link(draft, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  } finally {
    await handle.close()
    await rm(draft)
  }
  return readFile(file, 'utf8')
}
