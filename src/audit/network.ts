/** Networks instead of addresses: enough to see where an attack comes from, and nobody's own. */
import { isIP } from 'node:net'

/**
 * "203.0.113.0/24" of 203.0.113.7, and "2001:db8:1::/48" of 2001:db8:1:2::7, of which one household or attacker has a whole
 * one; null for text that is no address.
 */
export function networkOf(address: string): string | null {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (isIP(plain) === 4) return `${plain.split('.').slice(0, 3).join('.')}.0/24`
  if (isIP(plain) !== 6) return null
  const { hostname } = new URL(`http://[${plain}]`) // in lower case, without needless zeros
  const [before = '', after] = hostname.slice(1, -1).split('::')
  const given = before === '' ? [] : before.split(':')
  const groups = after === undefined ? given : [...given, '0', '0', '0']
  return `${groups.slice(0, 3).join(':')}::/48`
}
