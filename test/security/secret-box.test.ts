import { describe, expect, it } from 'vitest'
import { parseKeys } from '../../src/security/keys.ts'
import { createSecretBox } from '../../src/security/secret-box.ts'

const keyText = (id: string, byte: number) => `${id}:${Buffer.alloc(32, byte).toString('base64')}`
const older = keyText('2025', 1)
const newer = keyText('2026', 2)
const box = createSecretBox(parseKeys(older))
const rotatedBox = createSecretBox(parseKeys(`${newer},${older}`))
const row = 'nmbrs_link:1:token'

describe('a sealed secret', () => {
  it.each(['', 'geheim', 'Zoë 🔑', 'x'.repeat(10_000)])('opens to what it was: %.12s', (plain) => {
    expect(box.open(box.seal(plain, row), row)).toBe(plain)
  })

  it('differs each time, and shows nothing of the secret', () => {
    const sealed = [box.seal('geheim', row), box.seal('geheim', row)].map((bytes) => Buffer.from(bytes))
    expect(sealed[0]).not.toEqual(sealed[1])
    expect(sealed[0]?.includes('geheim')).toBe(false)
  })

  it('does not open when any of its bits is flipped', () => {
    const sealed = box.seal('geheim', row)
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const altered = sealed.slice()
      altered[bit >> 3]! ^= 1 << (bit & 7)
      expect(() => box.open(altered, row), `bit ${bit}`).toThrow()
    }
  })

  it('does not open when it is cut off anywhere', () => {
    const sealed = box.seal('geheim', row)
    for (let length = 0; length < sealed.length; length++) {
      expect(() => box.open(sealed.subarray(0, length), row), `${length} bytes`).toThrow()
    }
  })

  it('does not open in another row', () => {
    const sealed = box.seal('geheim', row)
    expect(() => box.open(sealed, 'nmbrs_link:2:token')).toThrow(
      'The secret of nmbrs_link:2:token does not open: it was altered, or it belongs to another row',
    )
  })

  it('opens with an older key', () => {
    expect(rotatedBox.open(box.seal('geheim', row), row)).toBe('geheim')
  })

  it('names the key that is missing, and no secret', () => {
    const sealed = rotatedBox.seal('geheim', row)
    expect(() => box.open(sealed, row)).toThrow('Encryption key "2026" is needed; there are only: 2025')
  })

  it('does not open with another key of the same name', () => {
    const impostor = createSecretBox(parseKeys(keyText('2025', 9)))
    expect(() => impostor.open(box.seal('geheim', row), row)).toThrow('does not open')
  })
})

describe('a fingerprint', () => {
  it('is the same for equal values and differs for others', () => {
    expect(box.fingerprint('123456782')).toBe(box.fingerprint('123456782'))
    expect(box.fingerprint('123456782')).not.toBe(box.fingerprint('111222333'))
  })

  it('is another in another scope', () => {
    expect(box.fingerprint('123456782', 'one')).toBe(box.fingerprint('123456782', 'one'))
    expect(box.fingerprint('123456782', 'one')).not.toBe(box.fingerprint('123456782', 'other'))
    expect(box.fingerprint('123456782', 'one')).not.toBe(box.fingerprint('123456782'))
    expect(rotatedBox.fingerprints('123456782', 'one')).toContain(box.fingerprint('123456782', 'one'))
  })

  it('is known by whoever has its key, wherever that is in the list', () => {
    const next = createSecretBox(parseKeys(`${older},${newer}`))
    expect(rotatedBox.fingerprints('123456782')).toContain(box.fingerprint('123456782'))
    expect(next.fingerprints('123456782')).toContain(rotatedBox.fingerprint('123456782'))
    expect(rotatedBox.fingerprints('111222333')).not.toContain(box.fingerprint('123456782'))
  })

  it('names the key it was made with, and differs by key', () => {
    const next = createSecretBox(parseKeys(newer))
    expect(box.fingerprint('123456782')).toMatch(/^2025:[0-9a-f]{64}$/)
    expect(next.fingerprint('123456782')).toMatch(/^2026:[0-9a-f]{64}$/)
    expect(next.fingerprint('123456782').slice(5)).not.toBe(box.fingerprint('123456782').slice(5))
  })
})
