/** One SOAP request over HTTP, with an absolute deadline, a limit on the bytes of the answer, and no redirects. */
import { readEnvelope } from './envelope.ts'
import { type NmbrsCall, NmbrsError, UnreadableAnswer, unavailable, unreadable } from './errors.ts'
import { faultError } from './faults.ts'
import { childOf, type XmlNode } from './xml.ts'

export type SoapRequest = { url: string; headers: Record<string, string>; xml: string }
/** callTimeout in milliseconds, over the whole call until the last byte. */
export type PostLimits = { callTimeout: number; maximumBytes: number }

/** The Body of the answer. Throws NmbrsError; when `signal` is aborted, its reason instead. */
export async function post(call: NmbrsCall, request: SoapRequest, limits: PostLimits, signal: AbortSignal) {
  const deadline = AbortSignal.timeout(limits.callTimeout)
  try {
    const response = await fetch(request.url, {
      method: 'POST',
      headers: request.headers,
      body: request.xml,
      redirect: 'manual',
      signal: AbortSignal.any([signal, deadline]),
    })
    return await readResponse(call, response, limits.maximumBytes)
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof NmbrsError) throw error
    throw deadline.aborted
      ? unavailable(call, `no complete answer within ${limits.callTimeout / 1000} s`, { fault: 'TIMEOUT' })
      : unavailable(call, 'no connection', { fault: 'NO CONNECTION', cause: error })
  }
}

async function readResponse(call: NmbrsCall, response: Response, maximumBytes: number): Promise<XmlNode> {
  const retryAfterMs = retryAfter(response.headers.get('retry-after'))
  const fault = `HTTP ${response.status}`
  const refused = (cause?: unknown) =>
    unavailable(call, `HTTP status ${response.status}`, { fault, retryAfterMs, cause })
  if (response.status === 429) {
    await response.body?.cancel()
    throw refused()
  }
  const body = await readEnvelope(response.body ?? noBytes(), maximumBytes).catch((error: unknown) => {
    if (!(error instanceof UnreadableAnswer)) throw error
    throw response.ok ? unreadable(call, error) : refused(error)
  })
  const faultElement = childOf(body, 'Fault')
  if (faultElement !== undefined) throw faultError(call, faultElement, retryAfterMs)
  if (!response.ok) throw refused()
  return body
}

async function* noBytes(): AsyncGenerator<Uint8Array> {}

/** Seconds, or a moment, in milliseconds from now; undefined when absent or neither. */
function retryAfter(header: string | null): number | undefined {
  if (header === null) return undefined
  const milliseconds = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now()
  return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds)
}
