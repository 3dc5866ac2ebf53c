/** Scalars of the contract. Text that is no such value is refused with a plain sentence. */
import { GraphQLError } from 'graphql'
import { builder } from './builder.ts'

/** There is no year 0, in no calendar and no database. */
const isoDate = /^(?!0000)\d{4}-\d{2}-\d{2}$/
const isoMoment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/
const decimal = /^-?\d{1,15}(\.\d{1,10})?$/

builder.scalarType('Date', {
  description: 'Calendar date, ISO 8601, e.g. 2026-11-23. A business date in the Netherlands: never a moment.',
  serialize: (date) => (typeof date === 'string' ? date : date.toISOString().slice(0, 10)),
  parseValue: (value) => {
    if (typeof value === 'string' && isoDate.test(value) && isCalendarDay(value)) return value
    throw new GraphQLError('A Date is a day that exists, written as "2026-11-23".')
  },
})

builder.scalarType('DateTime', {
  description: 'Moment in time, ISO 8601 in UTC.',
  serialize: (moment) => moment.toISOString(),
  parseValue: (value) => {
    const moment = typeof value === 'string' && isoMoment.test(value) ? new Date(value) : null
    if (moment && moment.getUTCFullYear() > 0) return moment
    throw new GraphQLError('A DateTime is a moment with its time zone, written as "2026-11-23T15:30:00Z".')
  },
})

builder.scalarType('Decimal', {
  description: 'Exact decimal number as a string, e.g. "3450.00".',
  serialize: (number) => (typeof number === 'string' ? number : number.toFixed(2)), // every decimal column has two
  parseValue: (value) => {
    if (typeof value === 'string' && decimal.test(value)) return value
    throw new GraphQLError('A Decimal is an exact number as a string, written as "3450.00".')
  },
})

/** A day past the end of its month moves on into the next one; only one that exists stays as it is. */
function isCalendarDay(date: string): boolean {
  const time = Date.parse(`${date}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date)
}
