/** The Dutch citizen service number (burgerservicenummer). */

/** Digits only, with the leading zero that payroll packages drop; null when empty. */
export function normaliseBsn(text: string | null): string | null {
  const digits = text?.replaceAll(/\D/g, '') ?? ''
  return digits === '' || Number(digits) === 0 ? null : digits.padStart(9, '0')
}

/** The eleven-test: 9×first + 8×second … + 2×eighth − ninth is a multiple of eleven. */
export function isValidBsn(bsn: string): boolean {
  if (!/^\d{9}$/.test(bsn)) return false
  const total = [...bsn].reduce(
    (subtotal, digit, index) => subtotal + Number(digit) * (index === 8 ? -1 : 9 - index),
    0,
  )
  return total % 11 === 0
}

/** Only the last three digits, e.g. "******782". */
export const maskBsn = (bsn: string): string => `******${bsn.slice(-3)}`
