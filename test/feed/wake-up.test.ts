import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { channels, createWakeUp, type Doorbell, type WakeUp } from '../../src/feed/wake-up.ts'

/** A database that notifies when the test says so. */
function createNotifier() {
  const listeners = new Map<string, { onPayload(payload: string): void; onReconnect(): void }>()
  return {
    listeners,
    async listen(channel: string, onPayload: (payload: string) => void, onReconnect: () => void) {
      listeners.set(channel, { onPayload, onReconnect })
      return { close: async () => void listeners.delete(channel) }
    },
    notify: (companyId: string) => listeners.get(channels.mutations)?.onPayload(companyId),
    reconnect: () => listeners.get(channels.mutations)?.onReconnect(),
  }
}

/** Whether the doorbell has rung, without waiting for it any longer. */
async function hasRung(bell: Doorbell): Promise<boolean> {
  let rung = false
  void bell.wait().then(() => {
    rung = true
  })
  await vi.advanceTimersByTimeAsync(0)
  return rung
}

describe('a doorbell', () => {
  const notifier = createNotifier()
  const leaving = new AbortController()
  let wakeUp: WakeUp

  beforeEach(async () => {
    vi.useFakeTimers()
    wakeUp = await createWakeUp(notifier)
  })
  afterEach(async () => {
    await wakeUp.close()
    vi.useRealTimers()
  })

  test('rings for its company, and not for another', async () => {
    const bell = wakeUp.doorbell('mutations', 'a', leaving.signal)
    notifier.notify('b')
    expect(await hasRung(bell)).toBe(false)
    notifier.notify('a')
    expect(await hasRung(bell)).toBe(true)
  })

  test('rings for every company when it is for none in particular', async () => {
    const bell = wakeUp.doorbell('mutations', null, leaving.signal)
    notifier.notify('b')
    expect(await hasRung(bell)).toBe(true)
  })

  test('that rang often while nobody waited rings once', async () => {
    const bell = wakeUp.doorbell('mutations', 'a', leaving.signal)
    for (let ring = 0; ring < 1000; ring++) notifier.notify('a')
    expect(await hasRung(bell)).toBe(true)
    expect(await hasRung(bell)).toBe(false)
  })

  test('rings after a reconnect, when nobody knows what was missed', async () => {
    const bell = wakeUp.doorbell('mutations', 'a', leaving.signal)
    notifier.reconnect()
    expect(await hasRung(bell)).toBe(true)
  })

  test('rings by itself every 5 seconds', async () => {
    const bell = wakeUp.doorbell('runs', 'a', leaving.signal)
    expect(await hasRung(bell)).toBe(false)
    const rung = bell.wait()
    await vi.advanceTimersByTimeAsync(5_000)
    await expect(rung).resolves.toBeUndefined()
  })

  test('rings a last time when its subscriber leaves, and leaves no timer', async () => {
    const leaves = new AbortController()
    const bell = wakeUp.doorbell('mutations', 'a', leaves.signal)
    const rung = bell.wait()
    leaves.abort()
    await rung
    expect(vi.getTimerCount()).toBe(0)
    notifier.notify('a')
    expect(await hasRung(bell)).toBe(false)
  })

  test('shares one LISTEN per channel with all others', async () => {
    for (let subscriber = 0; subscriber < 100; subscriber++) wakeUp.doorbell('mutations', 'a', leaving.signal)
    expect([...notifier.listeners.keys()]).toEqual([channels.mutations, channels.runs])
  })
})
