/**
 * Keeps secrets in the database unreadable: tokens, BSNs and what else sealed-columns.ts names.
 *
 * A sealed secret is `version | length of key id | key id | nonce (12) | tag (16) | AES-256-GCM ciphertext`. The head and
 * the name of the row that it belongs to are authenticated with it, so that it opens nowhere else.
 *
 * With a new key in front, what is sealed from then on uses it, and rotation.ts seals anew what is there already. A
 * fingerprint names its key too, and is compared with that one: servers that have a new key in front and servers that do
 * not yet know each other's.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import type { EncryptionKey, EncryptionKeys } from './keys.ts'

const version = 1
const nonceLength = 12
const tagLength = 16

export type SecretBox = {
  /** `boundTo` names the place of the secret: table, row and column, e.g. "nmbrs_link:<id>:token". */
  seal(plain: string, boundTo: string): Uint8Array<ArrayBuffer>
  /** Throws when the secret was altered, belongs elsewhere, or needs a key that is not there. */
  open(sealed: Uint8Array, boundTo: string): string
  /**
   * A keyed hash (HMAC-SHA-256) of the newest key, to find equal values by: "k1:9f86d081…". Equal values have the same within
   * one scope, such as a company, and tell nothing outside it.
   */
  fingerprint(value: string, scope?: string): string
  /** Those of every key, of which a stored one is any. */
  fingerprints(value: string, scope?: string): string[]
}

export const createSecretBox = (keys: EncryptionKeys): SecretBox => {
  const [newest] = keys
  const sealingKeys = new Map(keys.map((key) => [key.id, derive(key, 'seal')]))
  const sealingKey = (id: string): Uint8Array => {
    const key = sealingKeys.get(id)
    if (!key) throw new Error(`Encryption key "${id}" is needed; there are only: ${[...sealingKeys.keys()].join(', ')}`)
    return key
  }
  const newestSealingKey = derive(newest, 'seal')
  const fingerprintWith = (key: EncryptionKey) => {
    const derived = derive(key, 'fingerprint')
    return (value: string, scope = '') =>
      `${key.id}:${createHmac('sha256', derived).update(`${scope}\0${value}`).digest('hex')}`
  }
  const fingerprintsBy = keys.map(fingerprintWith)
  const newestHead = Buffer.concat([Buffer.from([version, newest.id.length]), Buffer.from(newest.id)])

  return {
    seal: (plain, boundTo) => {
      const nonce = randomBytes(nonceLength)
      const cipher = createCipheriv('aes-256-gcm', newestSealingKey, nonce)
      cipher.setAAD(Buffer.concat([newestHead, Buffer.from(boundTo)]))
      const ciphertext = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return Buffer.concat([newestHead, nonce, cipher.getAuthTag(), ciphertext])
    },
    open: (sealed, boundTo) => {
      const { head, keyId, nonce, tag, ciphertext } = parse(sealed)
      const decipher = createDecipheriv('aes-256-gcm', sealingKey(keyId), nonce, { authTagLength: tagLength })
      decipher.setAAD(Buffer.concat([head, Buffer.from(boundTo)])).setAuthTag(tag)
      try {
        return Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString('utf8')
      } catch {
        throw new Error(`The secret of ${boundTo} does not open: it was altered, or it belongs to another row`)
      }
    },
    fingerprint: fingerprintWith(newest),
    fingerprints: (value, scope) => fingerprintsBy.map((fingerprint) => fingerprint(value, scope)),
  }
}

// A key of its own for each use, so that no use weakens another.
const derive = ({ key }: EncryptionKey, use: 'seal' | 'fingerprint'): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', key, '', `eblinc ${use}`, 32))

const parse = (sealed: Uint8Array) => {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
  const headLength = 2 + (bytes[1] ?? 0)
  const nonceEnd = headLength + nonceLength
  const tagEnd = nonceEnd + tagLength
  if (bytes[0] !== version || bytes.length < tagEnd) throw new Error('This is not a sealed secret')
  return {
    head: bytes.subarray(0, headLength),
    keyId: bytes.toString('utf8', 2, headLength),
    nonce: bytes.subarray(headLength, nonceEnd),
    tag: bytes.subarray(nonceEnd, tagEnd),
    ciphertext: bytes.subarray(tagEnd),
  }
}
