/** Exact decimals. Money and hours are never floats; rounding is half up (away from zero) and happens once, at the end. */
import { Decimal } from 'decimal.js'
import type { DecimalText } from './employee.ts'

/** Forty digits: more than any quotient of hours and euros needs before it is rounded. */
const Exact = Decimal.clone({ precision: 40, rounding: Decimal.ROUND_HALF_UP })
export type Exact = Decimal

export const exact = (value: DecimalText | number): Exact => new Exact(value)
export const zero: Exact = exact(0)
export const sum = (values: readonly DecimalText[]): Exact => values.reduce((total, value) => total.plus(value), zero)

/**
 * Two decimals, e.g. "3450.00". A quotient that never ends (7/12) leaves an amount a hair below the half cent that it
 * really is; at twenty decimals that hair is gone.
 */
export const toCents = (value: Exact): DecimalText =>
  value.toDecimalPlaces(20, Decimal.ROUND_HALF_UP).toFixed(2, Decimal.ROUND_HALF_UP)

/** Hours: two decimals, or up to four where they are needed, e.g. "36.00", "36.625". */
export function toHours(value: Exact): DecimalText {
  const rounded = value.toDecimalPlaces(4, Decimal.ROUND_HALF_UP)
  return rounded.toFixed(Math.max(2, rounded.decimalPlaces()))
}
