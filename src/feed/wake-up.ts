/**
 * The doorbell of the feed: says "look again", never what there is to see. Each process listens once per channel,
 * however many subscribers it has. A ring that finds its subscriber busy is remembered, as one ring.
 */
import type { Database } from '../db/open.ts'

/** NOTIFY channels. The payload is the id of the company that something happened to. */
export const channels = { mutations: 'participant_mutation', runs: 'sync_run' } as const
export type Channel = keyof typeof channels

/** Looks without being called: a notification can be lost with the connection that carries it. */
const pollEvery = 5_000 // 5 seconds

export type Doorbell = {
  companyId: string | null
  ring(): void
  /** Resolves at the next ring, at once when it rang since the last wait, and after 5 seconds in any case. */
  wait(): Promise<void>
}

export type WakeUp = {
  /** A doorbell that rings for one company, or for any when `companyId` is null, until the signal aborts: its last ring. */
  doorbell(channel: Channel, companyId: string | null, signal: AbortSignal): Doorbell
  /** How many follow a channel at this instance now. */
  subscribers(channel: Channel): number
  close(): Promise<void>
}

/** Starts listening on both channels. `listen` is that of the database, which reconnects by itself. */
export async function createWakeUp({ listen }: Pick<Database, 'listen'>): Promise<WakeUp> {
  const bells = { mutations: new Set<Doorbell>(), runs: new Set<Doorbell>() }
  const listenTo = (channel: Channel) =>
    listen(
      channels[channel],
      (companyId) => ringFor(companyId, bells[channel]),
      () => ringFor(null, bells[channel]), // nobody knows what was missed while the connection was gone
    )
  const listeners = [await listenTo('mutations'), await listenTo('runs')]
  return {
    doorbell(channel, companyId, signal) {
      const bell = createDoorbell(companyId)
      const takeDown = () => {
        bells[channel].delete(bell)
        bell.ring()
      }
      bells[channel].add(bell)
      if (signal.aborted) takeDown()
      else signal.addEventListener('abort', takeDown, { once: true })
      return bell
    },
    subscribers: (channel) => bells[channel].size,
    async close() {
      await Promise.all(listeners.map((listener) => listener.close()))
    },
  }
}

/** Rings for one company, or for each when `companyId` is null. */
function ringFor(companyId: string | null, bells: Set<Doorbell>): void {
  for (const bell of bells)
    if (companyId === null || bell.companyId === null || bell.companyId === companyId) bell.ring()
}

function createDoorbell(companyId: string | null): Doorbell {
  let rang = false
  let wake = () => {}
  return {
    companyId,
    ring() {
      rang = true
      wake()
    },
    async wait() {
      if (!rang)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, pollEvery)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      rang = false
    },
  }
}
