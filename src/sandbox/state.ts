/** How far the demo's story has come: kept in a file, so that a restart does not undo what a sync has seen. */
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { IsoDate } from './calendar.ts'

const stateSchema = z.object({
  /** The day from which all dates of the demo follow: when it was first started. */
  baseDate: z.iso.date(),
  /** The date of each "next day" so far. */
  days: z.array(z.iso.date()),
})
export type SandboxState = z.infer<typeof stateSchema>

/** Reads the state; a new one starts today. Throws when the file is there but is no state. */
export const readState = (file: string | null, today: IsoDate): SandboxState => {
  if (file === null || !existsSync(file)) return { baseDate: today, days: [] }
  try {
    return stateSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (cause) {
    throw new Error(`${file} is not a state of the sandbox; remove it to start the demo anew`, { cause })
  }
}

/** Writes the whole state or nothing: to a file beside it first, which then takes its place. */
export const writeState = (file: string | null, state: SandboxState): void => {
  if (file === null) return
  mkdirSync(dirname(file), { recursive: true })
  const beside = `${file}.new`
  const descriptor = openSync(beside, 'w')
  try {
    writeSync(descriptor, JSON.stringify(state))
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
  renameSync(beside, file)
}
