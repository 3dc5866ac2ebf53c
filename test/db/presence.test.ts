import pg from 'pg'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { createPresence } from '../../src/db/presence.ts'
import { silentLog } from '../../src/log.ts'
import { createServerDatabase } from '../support/database.ts'
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts'

let server: Awaited<ReturnType<typeof createServerDatabase>>
let proxy: TcpProxy
beforeEach(async () => {
  server = await createServerDatabase('template0')
  proxy = await startTcpProxy(server.url)
})
afterEach(async () => {
  await proxy.close()
  await server.drop()
})

const createProcess = (url = server.url) => {
  const process = createPresence(() => new pg.Client(url), silentLog)
  onTestFinished(process.close)
  return process
}

/** Lets a process join, and tells whether it was alone. */
async function joinsAlone(process: ReturnType<typeof createProcess>): Promise<boolean> {
  const whenAlone = vi.fn(async () => {})
  await process.join(whenAlone)
  return whenAlone.mock.calls.length === 1
}

/** Whether a process that comes now is alone; it goes again. */
async function isAlone(): Promise<boolean> {
  const process = createProcess()
  const alone = await joinsAlone(process)
  await process.close()
  return alone
}

describe('a process that joins', () => {
  test('is alone when it is the first, and when all others have gone', async () => {
    const [first, second] = [createProcess(), createProcess()]
    expect(await joinsAlone(first)).toBe(true)
    expect(await joinsAlone(second)).toBe(false)
    await first.close()
    expect(await isAlone()).toBe(false)
    await second.close()
    expect(await isAlone()).toBe(true)
  })

  test('is alone when the others died', async () => {
    expect(await joinsAlone(createProcess(proxy.url))).toBe(true)
    proxy.cut()
    await expect.poll(isAlone).toBe(true)
  })

  test('waits while another does what it does alone', async () => {
    const doing = Promise.withResolvers<void>()
    const begun = Promise.withResolvers<void>()
    const order: string[] = []
    const first = createProcess().join(async () => {
      begun.resolve()
      await doing.promise
      order.push('done alone')
    })
    await begun.promise
    const others = [isAlone(), isAlone()].map((alone) => alone.then((is) => order.push(`alone: ${is}`)))
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(order).toEqual([])
    doing.resolve()
    await Promise.all([first, ...others])
    expect(order).toEqual(['done alone', 'alone: false', 'alone: false'])
  })

  test('fails when that fails, and is in nobody’s way', async () => {
    await expect(createProcess().join(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await isAlone()).toBe(false)
  })
})

test('a process whose connection was lost is known again, and does not think that it is alone', async () => {
  const whenAlone = vi.fn(async () => {})
  await createProcess(proxy.url).join(whenAlone)
  proxy.cut()
  proxy.mend()
  await expect.poll(isAlone).toBe(false)
  expect(whenAlone).toHaveBeenCalledTimes(1)
})
