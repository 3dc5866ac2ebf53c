/** Puts an answer on the wire, or what a fault makes of it: real bytes over a real socket. */
import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout } from 'node:timers/promises'
import type { WireFault } from './fault.ts'

export type Reply = { status: number; contentType: string; body: string }

export const send = (response: ServerResponse, { status, contentType, body }: Reply): void => {
  const bytes = Buffer.from(body)
  writeHead(response, status, contentType, bytes.length).end(bytes)
}

/** `operation` tells where in the reply its result is. */
export const sendFaulty = async (
  response: ServerResponse,
  reply: Reply,
  operation: string,
  fault: WireFault,
): Promise<void> => {
  const withResult = (markup: string): Reply => ({ ...reply, body: replaceResult(reply.body, operation, markup) })
  const bytes = Buffer.from(reply.body)
  const head = (length?: number) => writeHead(response, reply.status, reply.contentType, length)
  switch (fault.kind) {
    case 'status':
      if (fault.retryAfter !== undefined) response.setHeader('Retry-After', fault.retryAfter)
      return send(response, { status: fault.status, ...htmlPage })
    case 'html':
      return send(response, { status: 200, ...htmlPage })
    case 'empty-body':
      return send(response, { ...reply, body: '' })
    case 'no-result':
      return send(response, withResult(''))
    case 'empty-result':
      return send(response, withResult(`<${operation}Result />`))
    case 'deep':
      return send(response, withResult('<Deeper>'.repeat(fault.levels) + '</Deeper>'.repeat(fault.levels)))
    case 'doctype':
      return send(response, {
        ...reply,
        body: withEntities(withResult(`<${operation}Result>&i;</${operation}Result>`).body),
      })
    case 'truncated': {
      const part = bytes.subarray(0, 'bytes' in fault ? fault.bytes : Math.floor(bytes.length * fault.part))
      head(part.length).end(part)
      return
    }
    case 'invalid-utf-8': {
      // Half-way, at the end of an element: a byte that begins a character of two bytes, without the second one.
      const at = Buffer.byteLength(reply.body.slice(0, reply.body.indexOf('</', reply.body.length / 2)))
      const broken = Buffer.concat([bytes.subarray(0, at), Buffer.of(0xc3), bytes.subarray(at)])
      head(broken.length).end(broken)
      return
    }
    case 'reset':
      if (fault.when === 'half-way') {
        head(bytes.length)
        await new Promise<void>((resolve) => response.write(bytes.subarray(0, bytes.length / 2), () => resolve()))
      }
      response.socket?.resetAndDestroy()
      return
    case 'no-headers':
      return
    case 'trickle':
      head(bytes.length)
      for (let at = 0; at < bytes.length && !response.closed; at++) {
        response.write(bytes.subarray(at, at + 1))
        await pause(response, fault.everyMilliseconds)
      }
      response.end()
      return
    case 'huge':
      head()
      await pipeline(Readable.from(enlarged(reply.body, operation, fault.megabytes)), response).catch(hungUp)
      return
    case 'delay':
      await pause(response, fault.milliseconds)
      return send(response, reply)
  }
}

const writeHead = (response: ServerResponse, status: number, contentType: string, length?: number): ServerResponse =>
  response.writeHead(status, {
    'Content-Type': contentType,
    'Cache-Control': 'private, max-age=0',
    ...(length === undefined ? {} : { 'Content-Length': length }),
  })

/** Waits, but no longer than there is someone at the other end. */
const pause = async (response: ServerResponse, milliseconds: number): Promise<void> => {
  const gone = new AbortController()
  const abort = () => gone.abort()
  response.once('close', abort)
  await setTimeout(milliseconds, undefined, { signal: gone.signal }).catch(hungUp)
  response.off('close', abort)
}

/** Whoever hangs up before the end is right to: that is what these faults are for. */
const hungUp = (): void => {}

const htmlPage = {
  contentType: 'text/html; charset=utf-8',
  body: '<!DOCTYPE html>\r\n<html><head><title>Runtime Error</title></head><body><h1>Server Error</h1><p>We are currently performing maintenance.<br></body></html>',
}

/** A fault has no result; then the body stays as it is. */
const replaceResult = (body: string, operation: string, markup: string): string => {
  const from = body.indexOf(`<${operation}Result`)
  const until = body.indexOf(`</${operation}Response>`)
  return from < 0 ? body : body.slice(0, from) + markup + body.slice(until)
}

/** Nine entities, each ten times the one before it. */
const withEntities = (body: string): string => {
  const entities = ['<!ENTITY a "lol">']
  for (let step = 1; step < 9; step++) {
    const name = String.fromCharCode(97 + step)
    entities.push(`<!ENTITY ${name} "${`&${String.fromCharCode(96 + step)};`.repeat(10)}">`)
  }
  return body.replace('?>', `?><!DOCTYPE soap [${entities.join('')}]>`)
}

const megabyte = 1024 * 1024

/** The true answer with padding in its result: well-formed, only far too much. */
function* enlarged(body: string, operation: string, megabytes: number): Generator<Buffer> {
  const endOfResult = body.indexOf(`</${operation}Result>`)
  const until = endOfResult < 0 ? body.indexOf('</soap:Body>') : endOfResult
  const padding = Buffer.from(`<Padding>${'x'.repeat(megabyte - 19)}</Padding>`)
  yield Buffer.from(body.slice(0, until))
  for (let sent = 0; sent < megabytes; sent++) yield padding
  yield Buffer.from(body.slice(until))
}
