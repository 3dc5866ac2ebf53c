/** Employee of List_GetByCompany. */
import { z } from 'zod'
import { textOf, type XmlNode } from '../xml.ts'
import { problemOf, readList } from './lists.ts'
import { code, integer, text } from './values.ts'

/** `problem`: why the rest of the entry could not be read; null when it could. */
export type RosterEntry = { sourceId: number; number: number | null; name: string; problem: string | null }

const employeeId = z.object({ Id: integer })
const rosterEntry = z.object({ Number: code, DisplayName: text })

/** Someone whose entry cannot be read is still on the list; an entry without Id makes the list unreadable. */
export const readRoster = (result: XmlNode | undefined): RosterEntry[] =>
  readList(result, employeeId.loose()).map(({ Id, ...rest }) => {
    const entry = rosterEntry.safeParse(rest)
    return entry.success
      ? { sourceId: Id, number: entry.data.Number, name: entry.data.DisplayName ?? '', problem: null }
      : { sourceId: Id, number: null, name: textOf(rest.DisplayName) ?? '', problem: problemOf(entry.error) }
  })
