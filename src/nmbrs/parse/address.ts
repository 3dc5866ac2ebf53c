/** EmployeeAddress_V2. */
import { z } from 'zod'
import type { AddressRecord } from '../../core/employee.ts'
import { code, moment, optionalInteger, readInteger, required, startNumber, text } from './values.ts'

/** AddressType of Nmbrs: the numbers are the places in this list. */
const addressTypes = ['HomeAddress', 'PostAddress', 'AbsenceAddress', 'HolidaysAddress', 'WeekendAddress']
const types: Record<string, AddressRecord['type']> = { HomeAddress: 'HOME', PostAddress: 'POST' }

const addressType = required(
  'an address type',
  (value) => types[addressTypes[readInteger(value) ?? -1] ?? value] ?? 'OTHER',
)

export const addressRecord = z
  .object({
    Id: optionalInteger,
    CreationDate: moment,
    StartYear: startNumber,
    StartPeriod: startNumber,
    EndYear: code,
    EndPeriod: code,
    Type: addressType,
    Street: text,
    HouseNumber: text,
    HouseNumberAddition: text,
    PostalCode: text,
    City: text,
    CountryISOCode: text,
  })
  .transform(
    (address): AddressRecord => ({
      id: address.Id ?? 0,
      createdAt: address.CreationDate,
      startYear: address.StartYear,
      startPeriod: address.StartPeriod,
      type: address.Type,
      endYear: endOf(address.EndYear),
      endPeriod: endOf(address.EndYear) && address.EndPeriod,
      street: address.Street,
      houseNumber: address.HouseNumber,
      houseNumberAddition: address.HouseNumberAddition,
      postalCode: address.PostalCode,
      city: address.City,
      countryCode: address.CountryISOCode,
    }),
  )

/** A year of 9999 or later stands for open-ended. */
const endOf = (year: number | null): number | null => (year !== null && year < 9999 ? year : null)
