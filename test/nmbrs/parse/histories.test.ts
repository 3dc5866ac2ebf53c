import { expect, test } from 'vitest'
import { employmentRecord } from '../../../src/nmbrs/parse/employment.ts'
import { readHistories } from '../../../src/nmbrs/parse/histories.ts'
import { insuranceRecord } from '../../../src/nmbrs/parse/insurance.ts'
import { elements, parsed } from '../support/xml.ts'

const employment = (id: number, start: string, end: string | null = null) =>
  elements({ Employment: elements({ EmploymentId: id, StartDate: `${start}T00:00:00`, EndDate: end }) })
const item = (employeeId: number | string, records: string) =>
  `<EmployeeEmploymentItem><EmployeeId>${employeeId}</EmployeeId><EmployeeEmployments>${records}</EmployeeEmployments></EmployeeEmploymentItem>`

const read = async (xml: string) => readHistories(await parsed(xml), 'EmployeeEmployments', employmentRecord)
const idsIn = async (xml: string) =>
  [...(await read(xml))].map(([id, history]) => [
    id,
    'records' in history ? history.records.map((record) => record.id) : history.problem,
  ])

test.each<[string, string, unknown]>([
  [
    'several employees with several records',
    item(1, employment(11, '2020-01-01') + employment(12, '2021-01-01')) + item(2, employment(21, '2020-01-01')),
    [
      [1, [11, 12]],
      [2, [21]],
    ],
  ],
  ['one employee with one record', item(1, employment(11, '2020-01-01')), [[1, [11]]]],
  ['an employee without records', item(1, ''), [[1, []]]],
  [
    'an employee without list',
    '<EmployeeEmploymentItem><EmployeeId>1</EmployeeId></EmployeeEmploymentItem>',
    [[1, []]],
  ],
  ['EmployeeID', item(1, '').replaceAll('EmployeeId', 'EmployeeID'), [[1, []]]],
  [
    'items of another name',
    item(1, employment(11, '2020-01-01')).replaceAll('EmployeeEmploymentItem', 'Anything'),
    [[1, [11]]],
  ],
  [
    'records of another name',
    item(1, employment(11, '2020-01-01')).replaceAll('Employment>', 'Employment_V2>'),
    [[1, [11]]],
  ],
  ['nobody', '', []],
])('reads %s', async (_, xml, expected) => {
  expect(await idsIn(xml)).toEqual(expected)
})

test.each([
  ['EmployeeSVWItem', 'EmployeeSVWSettings', 'EmployeeSVWSettings'],
  ['EmployeeSVWItem', 'EmployeeSVWsettings', 'EmployeeSVWsetting'],
  ['SVWItem', 'EmployeeSvwSettings', 'SVWSettings'],
])('reads insurance written as %s/%s/%s', async (itemName, list, record) => {
  const xml = `<${itemName}><EmployeeId>1</EmployeeId><${list}><${record}><Id>3</Id></${record}><${record}><Id>4</Id></${record}></${list}></${itemName}>`
  const histories = readHistories(await parsed(xml), 'EmployeeSVWSettings', insuranceRecord)
  expect(histories.get(1)).toMatchObject({ records: [{ id: 3 }, { id: 4 }] })
})

test('one unreadable record makes that employee unreadable, and nobody else', async () => {
  const xml =
    item(1, employment(11, '2020-01-01') + employment(12, '2021-02-30')) + item(2, employment(21, '2020-01-01'))
  expect(await idsIn(xml)).toEqual([
    [1, 'StartDate: expected a date'],
    [2, [21]],
  ])
})

test('when several people are in an answer and none of them can be read, the answer cannot', async () => {
  await expect(read(item(1, employment(11, 'x')) + item(2, employment(21, 'y')) + item(3, ''))).rejects.toThrow(
    'no record can be read: StartDate: expected a date',
  )
  expect(await idsIn(item(1, employment(11, 'x')))).toEqual([[1, 'StartDate: expected a date']])
})

test.each<[string, string, unknown]>([
  [
    'with the same records: once',
    item(1, employment(11, '2020-01-01')) + item(1, employment(11, '2020-01-01')),
    [[1, [11]]],
  ],
  [
    'with other records: all',
    item(1, employment(11, '2020-01-01')) + item(1, employment(12, '2021-01-01')),
    [[1, [11, 12]]],
  ],
  [
    'with a changed record: unreadable',
    item(1, employment(11, '2020-01-01')) + item(1, employment(11, '2020-01-01', '2026-01-01T00:00:00')),
    [[1, 'occurs twice in one answer, with different data']],
  ],
  [
    'with an unreadable record: unreadable',
    item(1, employment(11, '2020-01-01')) + item(1, employment(12, 'x')),
    [[1, 'StartDate: expected a date']],
  ],
])('the same employee twice, %s', async (_, xml, expected) => {
  expect(await idsIn(xml)).toEqual(expected)
})

test.each([
  ['no result', undefined, 'an answer without a result'],
  ['text', 'Sorry', 'text where a list was expected'],
  [
    'an item without id',
    '<EmployeeEmploymentItem><EmployeeEmployments /></EmployeeEmploymentItem>',
    'an item without EmployeeId',
  ],
  ['an item whose id is no number', item('x', ''), 'EmployeeId: expected a whole number'],
  [
    'an item of another form',
    '<I><EmployeeId>1</EmployeeId><Jobs><Job /></Jobs></I>',
    'an item without EmployeeEmployments',
  ],
  ['a list that is text', item(1, 'none'), 'text where a list was expected'],
])('refuses an answer with %s', async (_, xml, message) => {
  const node = xml === undefined ? undefined : await parsed(xml)
  expect(() => readHistories(node, 'EmployeeEmployments', employmentRecord)).toThrow(message)
})
