import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Deed } from '../../src/audit/entry.ts'
import { networkOf } from '../../src/audit/network.ts'
import { createRefusedLogins, type RefusedLogins } from '../../src/audit/refused-logins.ts'
import { silentLog } from '../../src/log.ts'

test.each([
  ['203.0.113.7', '203.0.113.0/24'],
  ['::ffff:203.0.113.7', '203.0.113.0/24'],
  ['2001:db8:1:2::7', '2001:db8:1::/48'],
  ['2001:DB8:0001:2:3:4:5:6', '2001:db8:1::/48'],
  ['2001:db8::7', '2001:db8:0::/48'],
  ['::1', '0:0:0::/48'],
  ['fe80::1%eth0', 'fe80:0:0::/48'],
  ['', null],
  ['no address', null],
])('the network of %j is %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})

describe('refused logins', () => {
  const deeds: Deed[] = []
  let refused: RefusedLogins
  beforeEach(() => {
    vi.useFakeTimers()
    deeds.length = 0
    refused = createRefusedLogins({ audit: async (deed) => void deeds.push(deed), log: silentLog })
  })
  afterEach(() => vi.useRealTimers())

  const told = () => deeds.map(({ network, outcome, count }) => [network, outcome, count])

  test('are recorded at once, and counted for a minute after that', async () => {
    for (let turn = 0; turn < 1_000; turn++) await refused.note(`203.0.113.${turn % 256}`, 'BAD_TOKEN')
    expect(told()).toEqual([['203.0.113.0/24', 'BAD_TOKEN', 1]])
    await vi.advanceTimersByTimeAsync(60_000)
    expect(told().slice(1)).toEqual([['203.0.113.0/24', 'BAD_TOKEN', 999]])
    await vi.advanceTimersByTimeAsync(60_000)
    expect(deeds).toHaveLength(2)
  })

  test('are told apart by network and reason', async () => {
    await refused.note('203.0.113.7', 'BAD_TOKEN')
    await refused.note('203.0.113.7', 'EXPIRED')
    await refused.note('198.51.100.7', 'BAD_TOKEN')
    expect(deeds).toHaveLength(3)
    expect(deeds[0]).toEqual({ action: 'LOGIN_REFUSED', outcome: 'BAD_TOKEN', network: '203.0.113.0/24', count: 1 })
  })

  test('are a handful of entries a minute, however many networks they come from', async () => {
    for (let turn = 0; turn < 10_000; turn++) await refused.note(`10.${turn >> 8}.${turn & 255}.1`, 'NO_TOKEN')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(deeds.length).toBeLessThan(30)
    expect(deeds.reduce((total, { count = 0 }) => total + count, 0)).toBe(10_000)
    expect(told().at(-1)).toEqual([null, 'NO_TOKEN', 10_000 - 21])
  })

  test('that were counted are recorded when the server stops', async () => {
    for (let turn = 0; turn < 5; turn++) await refused.note('203.0.113.7', 'BAD_TOKEN')
    await refused.close()
    expect(told()).toEqual([
      ['203.0.113.0/24', 'BAD_TOKEN', 1],
      ['203.0.113.0/24', 'BAD_TOKEN', 4],
    ])
  })

  test('are refused also while nothing can be recorded', async () => {
    const broken = createRefusedLogins({ audit: () => Promise.reject(new Error('no database')), log: silentLog })
    await broken.note('203.0.113.7', 'BAD_TOKEN')
    await broken.close()
  })
})
