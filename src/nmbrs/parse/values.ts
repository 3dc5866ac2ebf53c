/**
 * The values that elements hold, each as zod schema: what is not of that kind makes its record unreadable. Absent,
 * xsi:nil and blank are all null. Messages name the kind that was expected, never the value.
 */
import { z } from 'zod'
import type { DecimalText, IsoDate } from '../../core/employee.ts'

const leaf = z.string('expected one value').optional()

/** As Nmbrs gives it: normalising is for the rules. */
export const text = leaf.transform((value) => (value?.trim() ? value : null))

/** `read` gives undefined for what is not of the kind. Absent gives null. */
export const optional = <T>(kind: string, read: (value: string) => T | undefined) =>
  leaf.transform((value, context): T | null => {
    const trimmed = value?.trim() ?? ''
    const result = trimmed === '' ? null : read(trimmed)
    if (result !== undefined) return result
    context.addIssue({ code: 'custom', message: `expected ${kind}` })
    return z.NEVER
  })

/** The same, where absent is not an answer. */
export const required = <T>(kind: string, read: (value: string) => T | undefined) =>
  optional(kind, read).transform((value, context): T => {
    if (value !== null) return value
    context.addIssue({ code: 'custom', message: `expected ${kind}` })
    return z.NEVER
  })

/** Whole numbers of four bytes; some arrive as decimals ("12.0"). */
export function readInteger(value: string): number | undefined {
  const number = /^[+-]?\d+(\.0*)?$/.test(value) ? Number(value) : Number.NaN
  return Number.isInteger(number) && Math.abs(number) <= 2_147_483_647 ? number : undefined
}

/** Exact decimal text without needless zeros, from a number with a point or a comma. */
export function readDecimal(value: string): DecimalText | undefined {
  const parts = value.length <= 30 ? /^([+-]?)0*(\d*)(?:[.,](\d*?)0*)?$/.exec(value) : null
  if (!parts || !/\d/.test(value)) return undefined
  const [, sign, whole, fraction] = parts
  const amount = fraction ? `${whole || '0'}.${fraction}` : whole || '0'
  return sign === '-' && amount !== '0' ? `-${amount}` : amount
}

/** The day of a dateTime; the year 1 stands for "no date". */
function readDate(value: string): IsoDate | null | undefined {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)(?:[T ].*)?$/.exec(value) ?? []
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  if (Number.isNaN(date.getTime()) || date.getUTCMonth() !== Number(month) - 1) return undefined
  return year === '0001' ? null : `${year}-${month}-${day}`
}

const readEndDate = (value: string) => {
  const date = readDate(value)
  return date && date >= '9999' ? null : date
}

/** A moment without zone, only ever compared with others like it. */
const readMoment = (value: string) => (readDate(value) ? value : readDate(value))

export const integer = required('a whole number', readInteger)
export const optionalInteger = optional('a whole number', readInteger)
export const decimal = required('a decimal number', readDecimal)
export const optionalDecimal = optional('a decimal number', readDecimal)
export const date = optional('a date', readDate)
/** A year of 9999 or later stands for open-ended. */
export const endDate = optional('a date', readEndDate)
export const moment = optional('a moment', readMoment)

/** A number of which 0 stands for "none". */
export const code = optionalInteger.transform((value) => value || null)
/** Where a record starts; one that names no start has always held. */
export const startNumber = optionalInteger.transform((value) => value ?? 0)
/** An element with children of its own; an empty one is absent. */
export const element = <S extends z.ZodRawShape>(shape: S) =>
  z.preprocess((value) => (value === '' ? undefined : value), z.object(shape).optional())
