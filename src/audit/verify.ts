/**
 * `npm run audit:verify` walks the audit trail and tells its head, to be noted elsewhere; `npm run audit:verify -- <head>`
 * checks besides that an earlier head is still in it.
 */
import { runCommand } from '../command.ts'
import { type Break, checkChain, type Head } from './chain.ts'

const toTell = {
  MISSING: (position) => `Entries are missing before ${position}.`,
  CUT_OFF: (position) => `The trail ends before ${position}, which was noted.`,
  DOES_NOT_FIT: (position) => `Entry ${position} is not what was written there.`,
} satisfies Record<Break['problem'], (position: bigint) => string>

const [argument] = process.argv.slice(2)
const noted = argument === undefined ? null : headFrom(argument)

if (argument !== undefined && noted === null) {
  console.error('Give the head as it was told before: <position>:<hash>')
  process.exitCode = 1
} else {
  await runCommand(async ({ prisma }) => {
    const { count, head, broken } = await checkChain(prisma, noted)
    console.log(`${count} entries fit. Head: ${head ? `${head.position}:${head.hash}` : 'none'}`)
    if (broken) console.log(toTell[broken.problem](broken.position))
    return broken === null
  })
}

function headFrom(text: string): Head | null {
  const [, position, hash] = /^(\d{1,18}):([0-9a-f]{64})$/.exec(text) ?? []
  return position && hash ? { position: BigInt(position), hash } : null
}
