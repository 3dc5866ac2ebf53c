/** What changes by hand need. */
import { type Clock, dateIn } from '../clock.ts'
import type { PrismaClient } from '../generated/prisma/client.ts'
import type { Log } from '../log.ts'
import type { NmbrsClient } from '../nmbrs/client.ts'
import type { SecretBox } from '../security/secret-box.ts'

export type Administration = {
  prisma: PrismaClient
  nmbrs: NmbrsClient
  secrets: SecretBox
  clock: Clock
  log: Log
  /** In which it is decided what day it is. */
  timeZone: string
}

/** Today, as an ISO date. */
export const today = ({ clock, timeZone }: Pick<Administration, 'clock' | 'timeZone'>): string =>
  dateIn(timeZone, clock())
