/** Each fault of this kind on each call of a reading, over HTTP: see the table in support/fault-table.ts. */
import { afterAll, beforeAll, describe, test } from 'vitest'
import { checkCell, checkGoodSync } from './support/check-cell.ts'
import { type Matrix, startMatrix } from './support/fault-matrix.ts'
import { type Call, calls, wrongData } from './support/fault-table.ts'

describe.each([{ readBsn: false }, { readBsn: true }])(
  'an answer that is not true, with readBsn $readBsn',
  ({ readBsn }) => {
    let matrix: Matrix
    beforeAll(async () => {
      matrix = await startMatrix({ readBsn })
    })
    afterAll(() => matrix[Symbol.asyncDispose]())

    const columns = readBsn
      ? (['bsn', 'onePerson'] as const)
      : (Object.keys(calls) as Call[]).filter((call) => call !== 'bsn')
    describe.each(columns)('%s', (call) => {
      afterAll(() => matrix.restore())
      test.each(wrongData)('$fault', (row) => checkCell(matrix, call, row))
      test('and after all of them, a good sync gives what it would have given', () => checkGoodSync(matrix))
    })
  },
)
