/**
 * Answers that never come or never end, on each call of a reading: see the table in support/fault-table.ts. Nearly all of
 * it is waiting, so a few companies wait side by side.
 */
import { expect, test } from 'vitest'
import { checkCell, checkGoodSync } from './support/check-cell.ts'
import { startMatrix } from './support/fault-matrix.ts'
import { type Call, silences } from './support/fault-table.ts'

const callTimeout = 1_000 // 1 second

const companies: { readBsn: boolean; columns: Call[] }[] = [
  { readBsn: false, columns: ['period', 'fullTime', 'roster', 'personal'] },
  { readBsn: false, columns: ['onePerson', 'employment', 'contract', 'insurance'] },
  { readBsn: false, columns: ['salary', 'schedule', 'address'] },
  { readBsn: false, columns: ['bank'] },
  { readBsn: true, columns: ['bsn'] },
]

test('a call that is not answered ends at its deadline, and the next good sync is as if nothing had happened', async () => {
  const done = companies.map(async ({ readBsn, columns }) => {
    await using matrix = await startMatrix({ readBsn, nmbrs: { callTimeout } })
    for (const call of columns) for (const row of silences) await checkCell(matrix, call, row)
    await matrix.restore()
    await checkGoodSync(matrix)
    return columns
  })
  expect((await Promise.all(done)).flat()).toHaveLength(13)
}, 180_000)
