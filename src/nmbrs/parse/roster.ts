/** Employee of List_GetByCompany. */
import { z } from 'zod'
import type { XmlNode } from '../xml.ts'
import { readList } from './lists.ts'
import { code, integer, text } from './values.ts'

export type RosterEntry = { sourceId: number; number: number | null; name: string }

const rosterEntry = z
  .object({ Id: integer, Number: code, DisplayName: text })
  .transform((entry): RosterEntry => ({ sourceId: entry.Id, number: entry.Number, name: entry.DisplayName ?? '' }))

export const readRoster = (result: XmlNode | undefined): RosterEntry[] => readList(result, rosterEntry)
