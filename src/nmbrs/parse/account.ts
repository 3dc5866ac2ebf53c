/** What an account can see: its companies, its environment, and the types of employees that it knows. */
import { z } from 'zod'
import { cleanDomain } from '../domain.ts'
import type { XmlNode } from '../xml.ts'
import { readList, readOne } from './lists.ts'
import { element, integer, text } from './values.ts'

export type NmbrsCompany = { id: number; number: number; name: string; chamberOfCommerceNumber: string | null }

const company = z.object({ ID: integer, Number: integer, Name: text, KvkNr: text }).transform(
  (row): NmbrsCompany => ({
    id: row.ID,
    number: row.Number,
    name: row.Name ?? '',
    chamberOfCommerceNumber: row.KvkNr,
  }),
)

export const readCompanies = (result: XmlNode | undefined): NmbrsCompany[] => readList(result, company)

export type NmbrsEmployeeType = { id: number; description: string }

const employeeType = z
  .object({ Id: integer, Description: text })
  .transform((row): NmbrsEmployeeType => ({ id: row.Id, description: row.Description ?? '' }))

export const readEmployeeTypes = (result: XmlNode | undefined): NmbrsEmployeeType[] => readList(result, employeeType)

/** The subdomain of the environment: "accountant" of accountant.nmbrs.nl; null when that is no such label. */
export const readSubdomain = (result: XmlNode | undefined): string | null =>
  cleanDomain(readOne(result, element({ SubDomain: text }))?.SubDomain ?? '')
