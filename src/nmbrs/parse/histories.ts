/** Bulk answers: for each employee the whole history of one kind of record. */
import { z } from 'zod'
import type { DatedRecord, PeriodRecord } from '../../core/employee.ts'
import { UnreadableAnswer } from '../errors.ts'
import { childrenOf, type XmlElement, type XmlNode } from '../xml.ts'
import { itemsOf, problemOf, readOne } from './lists.ts'
import { optionalInteger } from './values.ts'

/** Records in the order of the answer, or why one of them could not be read. */
export type History<R> = { records: R[] } | { problem: string }
/** By EmployeeId. */
export type Histories<R> = Map<number, History<R>>
export type AnyRecord = DatedRecord | PeriodRecord

const employee = z.object({ EmployeeId: optionalInteger, EmployeeID: optionalInteger })

/**
 * `collection` is the element of an item that holds its records; its casing and what the records are called differ
 * between sources. An employee who occurs twice has the records of both, unless two of those differ while nothing tells
 * which is the later one. Throws UnreadableAnswer for an answer of another form, also when several people are in it and
 * none of their records can be read.
 */
export function readHistories<R extends AnyRecord>(
  result: XmlNode | undefined,
  collection: string,
  record: z.ZodType<R>,
): Histories<R> {
  const histories: Histories<R> = new Map()
  for (const item of itemsOf(result)) {
    const { EmployeeId, EmployeeID } = readOne(item, employee)
    const id = EmployeeId ?? EmployeeID
    if (id === null) throw new UnreadableAnswer('an item without EmployeeId')
    const history = readRecords(recordsIn(item as XmlElement, collection), record)
    const earlier = histories.get(id)
    histories.set(id, earlier ? merged(earlier, history) : history)
  }
  const problems = [...histories.values()].filter((history) => 'problem' in history)
  const readable = [...histories.values()].some((history) => 'records' in history && history.records.length > 0)
  if (problems.length > 1 && !readable) throw new UnreadableAnswer(`no record can be read: ${problems[0]?.problem}`)
  return histories
}

function recordsIn(item: XmlElement, collection: string): XmlNode[] {
  const name = Object.keys(item).find((key) => key.toLowerCase() === collection.toLowerCase())
  if (name !== undefined) return [item[name]].flat().flatMap(itemsOf)
  const holdsSomethingElse = childrenOf(item).some((child) => typeof child !== 'string')
  if (holdsSomethingElse) throw new UnreadableAnswer(`an item without ${collection}`)
  return []
}

function readRecords<R>(nodes: XmlNode[], record: z.ZodType<R>): History<R> {
  const records: R[] = []
  for (const node of nodes) {
    const parsed = record.safeParse(node)
    if (!parsed.success) return { problem: problemOf(parsed.error) }
    records.push(parsed.data)
  }
  return { records }
}

function merged<R extends AnyRecord>(first: History<R>, second: History<R>): History<R> {
  if ('problem' in first) return first
  if ('problem' in second) return second
  const different = new Map([...first.records, ...second.records].map((record) => [JSON.stringify(record), record]))
  const records = [...different.values()]
  const places = new Set(records.map(placeInHistory))
  return places.size < records.length ? { problem: 'occurs twice in one answer, with different data' } : { records }
}

const placeInHistory = (record: AnyRecord): string =>
  'startDate' in record
    ? `${record.startDate} ${record.createdAt} ${record.id}`
    : `${record.startYear} ${record.startPeriod} ${record.createdAt} ${record.id}`
