/**
 * The log: one JSON line per event on standard output. ERROR means that a developer should go and look; INFO is an
 * important change of state. Never personal data, never a secret: log ids and counts.
 */
import { pino } from 'pino'

export type Log = {
  info(fields: object, message: string): void
  error(fields: object, message: string): void
}

export const createLog = (level: string): Log => pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime })

export const silentLog: Log = { info: () => {}, error: () => {} }
