/** The calls of one reading: a few at a time, counted, and all stopped when the reading ends. */
import pLimit from 'p-limit'
import type { NmbrsClient, NmbrsCredentials } from './client.ts'
import type { NmbrsService } from './errors.ts'
import type { XmlNode } from './xml.ts'

/** Few enough that a large company, with a call for each employee, leaves turns to the others. */
const callsAtOnce = 4

export type Ask = <T>(
  service: NmbrsService,
  operation: string,
  args: Record<string, number>,
  read: (result: XmlNode | undefined) => T,
) => Promise<T>

/** Runs `work`; when it ends, well or badly, none of its calls goes on. The total grows as calls are added. */
export async function withCalls<T>(
  client: NmbrsClient,
  credentials: NmbrsCredentials,
  options: { signal: AbortSignal; onProgress?: (done: number, total: number) => void },
  work: (ask: Ask) => Promise<T>,
): Promise<T> {
  const ended = new AbortController()
  const signal = AbortSignal.any([options.signal, ended.signal])
  const limit = pLimit(callsAtOnce)
  let [done, total] = [0, 0]
  const ask: Ask = async (service, operation, args, read) => {
    total++
    try {
      return await limit(() => client.call(credentials, service, operation, args, { signal, read }))
    } finally {
      done++
      if (!signal.aborted) options.onProgress?.(done, total)
    }
  }
  try {
    return await work(ask)
  } finally {
    ended.abort()
  }
}
