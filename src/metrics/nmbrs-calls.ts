/** Counts the calls to Nmbrs, with how each ended. */
import type { NmbrsClient } from '../nmbrs/client.ts'
import { NmbrsError } from '../nmbrs/errors.ts'
import type { Metrics } from './metrics.ts'

export const countingCalls = (
  client: NmbrsClient,
  { nmbrsCallEnded }: Pick<Metrics, 'nmbrsCallEnded'>,
): NmbrsClient => ({
  ...client,
  async call(credentials, service, operation, args, options) {
    const name = `${service}.${operation}`
    try {
      const result = await client.call(credentials, service, operation, args, options)
      nmbrsCallEnded(name, 'OK')
      return result
    } catch (error) {
      nmbrsCallEnded(name, error instanceof NmbrsError ? error.code : 'STOPPED')
      throw error
    }
  },
})
