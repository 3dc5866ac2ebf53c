/**
 * Refused logins in the audit trail. The first is there before its answer; those after it from the same network, for the same
 * reason, are counted and follow as one entry a minute later. So a flood of them takes a handful of entries a minute.
 */
import type { Log } from '../log.ts'
import { networkOf } from './network.ts'
import type { Audit } from './trail.ts'

/** NO_TOKEN: none was sent; EXPIRED: its time is over; BAD_TOKEN: it is not one of ours, or not as it was given out. */
export type RefusalReason = 'NO_TOKEN' | 'EXPIRED' | 'BAD_TOKEN'

export type RefusedLogins = {
  /** Never throws: whoever is refused is refused also while nothing can be recorded. */
  note(address: string, reason: RefusalReason): Promise<void>
  /** Records what has been counted. */
  close(): Promise<void>
}

const countedFor = 60_000 // 1 minute
const mostNetworks = 20 // at a time; whoever comes from yet another one is counted with all others

type Counted = { network: string | null; reason: RefusalReason; count: number; timer: NodeJS.Timeout }

export function createRefusedLogins({ audit, log }: { audit: Audit; log: Log }): RefusedLogins {
  const counting = new Map<string, Counted>()

  const record = async ({ network, reason }: Counted, count: number) => {
    await audit({ action: 'LOGIN_REFUSED', outcome: reason, network, count }).catch((error) =>
      log.error({ error, reason, count }, 'A refused login could not be recorded'),
    )
  }
  const finish = async (key: string) => {
    const counted = counting.get(key)
    if (!counted) return
    clearTimeout(counted.timer)
    counting.delete(key)
    if (counted.count > 0) await record(counted, counted.count)
  }
  const begin = (key: string, network: string | null, reason: RefusalReason): Counted => {
    const timer = setTimeout(() => void finish(key), countedFor).unref()
    const counted = { network, reason, count: 0, timer }
    counting.set(key, counted)
    return counted
  }

  return {
    async note(address, reason) {
      const own = networkOf(address)
      const network = counting.has(`${own} ${reason}`) || counting.size < mostNetworks ? own : null
      const key = `${network} ${reason}`
      const counted = counting.get(key)
      if (counted) counted.count += 1
      else await record(begin(key, network, reason), 1)
    },
    async close() {
      for (const key of [...counting.keys()]) await finish(key)
    },
  }
}
