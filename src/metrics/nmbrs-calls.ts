/** Counts what is asked of Nmbrs, attempt by attempt, with how each ended. */
import type { NmbrsClientOptions } from '../nmbrs/client.ts'
import { NmbrsError } from '../nmbrs/errors.ts'
import type { Metrics } from './metrics.ts'

export const countAttempts =
  ({ nmbrsCallEnded }: Pick<Metrics, 'nmbrsCallEnded'>): NonNullable<NmbrsClientOptions['onAttempt']> =>
  ({ service, operation }, error) => {
    const call = `${service}.${operation}`
    if (error === null) nmbrsCallEnded(call, 'OK', '')
    else if (error instanceof NmbrsError) nmbrsCallEnded(call, error.code, error.fault)
    else nmbrsCallEnded(call, 'STOPPED', '')
  }
