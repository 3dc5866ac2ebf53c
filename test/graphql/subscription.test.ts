import { createContextCache } from '@pothos/core'
import { describe, expect, test } from 'vitest'
import type { Context } from '../../src/graphql/context.ts'
import { eventsOf } from '../../src/graphql/subscription.ts'

const contextWith = (stopping: AbortSignal, expiresAt: Date | null = null) =>
  ({ stopping, viewer: { expiresAt }, subscription: () => () => {} }) as unknown as Context

/** Gives the numbers, then waits until it is over. */
const feedOf = (...numbers: number[]) => {
  const state: { signal: AbortSignal | null } = { signal: null }
  const feed = async (signal: AbortSignal) => {
    state.signal = signal
    return (async function* () {
      yield* numbers
      if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve))
    })()
  }
  return { feed, state }
}

describe('the events of a subscription', () => {
  test('come one at a time, and end while one is waited for when the subscriber leaves', async () => {
    const { feed, state } = feedOf(1, 2)
    const events = await eventsOf(contextWith(new AbortController().signal), feed)
    expect(await events.next()).toEqual({ done: false, value: 1 })
    expect(await events.next()).toEqual({ done: false, value: 2 })
    const waiting = events.next()
    await events.return?.()
    expect(await waiting).toEqual({ done: true, value: undefined })
    expect(state.signal?.aborted).toBe(true)
  })

  test('end when nobody ever asked for one', async () => {
    const { feed, state } = feedOf(1)
    const events = await eventsOf(contextWith(new AbortController().signal), feed)
    await events.return?.()
    expect(state.signal?.aborted).toBe(true)
  })

  test('end when the server stops', async () => {
    const stopping = new AbortController()
    const events = await eventsOf(contextWith(stopping.signal), feedOf().feed)
    const waiting = events.next()
    stopping.abort()
    expect(await waiting).toEqual({ done: true, value: undefined })
  })

  test('that fail release what the feed holds', async () => {
    const signals: AbortSignal[] = []
    const fails = async (signal: AbortSignal) => {
      signals.push(signal)
      throw new Error('no database')
    }
    await expect(eventsOf(contextWith(new AbortController().signal), fails)).rejects.toThrow('no database')
    const failsLater = async (signal: AbortSignal) => {
      signals.push(signal)
      return (async function* (): AsyncGenerator<number, void> {
        yield 1
        throw new Error('no database')
      })()
    }
    const events = await eventsOf(contextWith(new AbortController().signal), failsLater)
    await events.next()
    await expect(events.next()).rejects.toThrow('no database')
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true])
  })

  test('each start afresh, with nothing remembered of the one before', async () => {
    const remembered = createContextCache(() => ({}))
    const context = contextWith(new AbortController().signal)
    const events = await eventsOf(context, feedOf(1, 2).feed)
    await events.next()
    const first = remembered(context)
    expect(remembered(context)).toBe(first)
    await events.next()
    expect(remembered(context)).not.toBe(first)
    await events.return?.()
  })
})
