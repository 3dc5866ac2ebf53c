import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { whenExpired } from '../../src/graphql/expiry.ts'

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-23T10:00:00Z') })
})
afterEach(() => {
  vi.useRealTimers()
})

const day = 24 * 3_600_000

describe('the end of a token', () => {
  test.each([
    ['an hour', 3_600_000],
    ['60 days, which setTimeout cannot count', 60 * day],
  ])('is told within half a minute, after %s', (_name, milliseconds) => {
    const expired = vi.fn()
    whenExpired(new Date(Date.now() + milliseconds), expired)
    vi.advanceTimersByTime(milliseconds)
    expect(expired).not.toHaveBeenCalled()
    vi.advanceTimersByTime(30_000)
    expect(expired).toHaveBeenCalledOnce()
    expect(vi.getTimerCount()).toBe(0)
  })

  test('is told at once, though not before anyone listens, when it lies in the past', () => {
    const expired = vi.fn()
    whenExpired(new Date('2026-01-01'), expired)
    expect(expired).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(expired).toHaveBeenCalledOnce()
  })

  test('never comes where there is no token, or beyond all calendars', () => {
    const expired = vi.fn()
    whenExpired(null, expired)
    whenExpired(new Date(8.64e15), expired)
    vi.advanceTimersByTime(100 * day)
    expect(expired).not.toHaveBeenCalled()
  })

  test('is not told to who no longer wants to know', () => {
    const expired = vi.fn()
    whenExpired(new Date(Date.now() + 3_600_000), expired)()
    expect(vi.getTimerCount()).toBe(0)
    vi.advanceTimersByTime(day)
    expect(expired).not.toHaveBeenCalled()
  })
})
