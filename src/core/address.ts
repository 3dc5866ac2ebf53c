/** The address that counts: home if there is a current one, else the postal address. */
import { currentByPeriod } from './current-record.ts'
import type { AddressRecord } from './employee.ts'
import type { ParticipantFields } from './participant.ts'
import { comparePeriods, type PeriodNumber } from './period.ts'
import { clean } from './text.ts'

export type Address = Pick<
  ParticipantFields,
  'street' | 'houseNumber' | 'houseNumberAddition' | 'postalCode' | 'city' | 'countryCode'
>

/** The current home address, else the current postal address; null when neither holds now. */
export function chosenAddress(addresses: readonly AddressRecord[], current: PeriodNumber): AddressRecord | null {
  const ofType = (type: AddressRecord['type']) => {
    const record = currentByPeriod(
      addresses.filter((address) => address.type === type),
      current,
    )
    return record && !hasEnded(record, current) ? record : null
  }
  return ofType('HOME') ?? ofType('POST')
}

const hasEnded = ({ endYear, endPeriod }: AddressRecord, current: PeriodNumber): boolean =>
  endYear !== null && endYear > 0 && comparePeriods({ year: endYear, period: endPeriod ?? 0 }, current) < 0

/** Cleaned, the Dutch postal code as "1234 AB", the country as ISO 3166-1 alpha-2 in capitals. */
export function addressFields(record: Address): Address {
  const countryCode = clean(record.countryCode)?.toUpperCase() ?? null
  return {
    street: clean(record.street),
    houseNumber: clean(record.houseNumber),
    houseNumberAddition: clean(record.houseNumberAddition),
    postalCode: formatPostalCode(clean(record.postalCode), countryCode),
    city: clean(record.city),
    countryCode,
  }
}

/** Of the form of ISO 3166-1 alpha-2. */
export const isCountryCode = (code: string): boolean => /^[A-Z]{2}$/.test(code)

function formatPostalCode(postalCode: string | null, countryCode: string | null): string | null {
  const dutch = /^(\d{4}) ?([a-z]{2})$/i.exec(postalCode ?? '')
  const isDutch = countryCode === 'NL' || countryCode === null
  return isDutch && dutch ? `${dutch[1]} ${dutch[2]?.toUpperCase()}` : postalCode
}
