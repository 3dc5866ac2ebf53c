import { useLocale } from '../texts/context.ts'
import { dateOf, formatDate, formatMoment } from '../texts/format.ts'

/** A calendar date, such as the effective date of a mutation; of a moment, the date that it was in the Netherlands. */
export const DateOf = ({ value }: { value: string }) => {
  const date = value.includes('T') ? dateOf(value) : value
  return <time dateTime={date}>{formatDate(date, useLocale())}</time>
}

/** A moment: date and time in the Netherlands. */
export const Moment = ({ value }: { value: string }) => <time dateTime={value}>{formatMoment(value, useLocale())}</time>
