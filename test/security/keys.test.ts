import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Refusal } from '../../src/refusal.ts'
import { loadOrCreateKeys, parseKeys } from '../../src/security/keys.ts'

const base64 = (byte: number, length = 32) => Buffer.alloc(length, byte).toString('base64')

describe('parseKeys', () => {
  it('reads keys, newest first', () => {
    expect(parseKeys(`b:${base64(2)}, a:${base64(1)}`)).toEqual([
      { id: 'b', key: Buffer.alloc(32, 2) },
      { id: 'a', key: Buffer.alloc(32, 1) },
    ])
  })

  it.each([
    ['', 'encryption key 1 is not of the form id:base64'],
    [base64(1), 'encryption key 1 is not of the form id:base64'],
    [`a:${base64(1)},`, 'encryption key 2 is not of the form id:base64'],
    [`a b:${base64(1)}`, 'encryption key 1 is not of the form id:base64'],
    ['a:not*base64', 'encryption key 1 is not of the form id:base64'],
    [`a:${base64(1, 16)}`, 'encryption key "a" has 16 bytes instead of 32'],
    [`a:${base64(1)},a:${base64(2)}`, 'encryption key "a" is given twice'],
  ])('refuses %j', (text, message) => {
    expect(() => parseKeys(text)).toThrow(new Error(message))
  })
})

describe('loadOrCreateKeys', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'eblinc-keys-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('makes one key that only its owner can read, and finds it again', async () => {
    const dataDir = join(folder, 'data')
    const keys = await loadOrCreateKeys(dataDir)
    expect(keys).toHaveLength(1)
    expect(await loadOrCreateKeys(dataDir)).toEqual(keys)
    expect(await readdir(dataDir)).toEqual(['encryption-keys'])
    expect((await stat(join(dataDir, 'encryption-keys'))).mode & 0o777).toBe(0o600)
  })

  it('gives all who start at once the same key', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => loadOrCreateKeys(folder)))
    expect(new Set(all.map(([{ id }]) => id)).size).toBe(1)
    expect(await readdir(folder)).toEqual(['encryption-keys'])
  })

  it('names a file that is damaged, leaves it, and shows nothing of it', async () => {
    const file = join(folder, 'encryption-keys')
    await writeFile(file, 'geheim')
    await expect(loadOrCreateKeys(folder)).rejects.toThrow(
      new Refusal(`${file} cannot be read: encryption key 1 is not of the form id:base64`),
    )
    expect(await readFile(file, 'utf8')).toBe('geheim')
  })
})
