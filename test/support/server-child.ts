/**
 * One server as a process of its own, with its settings from the environment and a clock that stands still. It tells its
 * parent its url, and does what the parent asks: see server-process.ts.
 */
import { updateMailPreference } from '../../src/administration/mail-preference.ts'
import { startApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { createLog } from '../../src/log.ts'
import { dump } from './leaks.ts'
import { type Outcome, outcomeOf } from './outcome.ts'

/** A moment becomes the time there, and what is to be done by then is done. Mail: someone asks for all there is. */
export type Question = { at: string } | { mail: true } | { outcome: true } | { dump: true }
export type Answer = 'done' | State | string

/** What the database has come to, and how often the latest run was taken up. */
export type State = { outcome: Outcome; attempts: number }

process.on('disconnect', () => process.exit()) // when the test itself is gone

let time = new Date(process.argv[2] ?? '')
const { sync, mail, administration, database, url, close } = await startApp(readConfig(), {
  log: createLog('info'),
  clock: () => time,
  demo: false,
  nmbrs: { callsPerSecond: 10_000 },
})

process.on('message', (question: Question) => void answer(question).then((given) => process.send?.(given)))
process.on('SIGTERM', () => void close().then(() => process.exit()))
process.send?.(url)

async function answer(question: Question): Promise<Answer> {
  if ('at' in question) {
    time = new Date(question.at)
    await sync.lookAround()
    await mail.lookAround()
    return 'done'
  }
  if ('dump' in question) return dump(database)
  if ('mail' in question) {
    const { id: companyId } = await database.prisma.company.findFirstOrThrow()
    const reader = { subject: 'reader', email: 'lezer@voorbeeld.nl', locale: 'nl' } as const
    await updateMailPreference({ companyId, manualMutations: true, nightlyDigest: true }, reader, administration)
    return 'done'
  }
  const { attempt: attempts } = await database.prisma.syncRun.findFirstOrThrow({ orderBy: { id: 'desc' } })
  return { outcome: await outcomeOf(database), attempts }
}
