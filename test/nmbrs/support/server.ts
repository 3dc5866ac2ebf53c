/** An HTTP server in the place of Nmbrs that answers whatever a test wants, byte by byte if need be. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { createNmbrsClient, type NmbrsClientOptions } from '../../../src/nmbrs/client.ts'

export type ReceivedCall = {
  path: string
  headers: IncomingHttpHeaders
  xml: string
  /** Last part of the SOAPAction. */
  operation: string
  /** Text of the first element of this name, without its namespace. */
  element: (name: string) => string | undefined
}

export type Answer = string | ((response: ServerResponse) => unknown)
export type Answers = (call: ReceivedCall) => Answer | Promise<Answer>

export type AnswerServer = { url: string; calls: ReceivedCall[]; answer: (answers: Answers) => void } & AsyncDisposable

/** Text is sent with status 200 as XML; a function sends what it likes. */
export async function startServer(initial: Answers = () => ''): Promise<AnswerServer> {
  let answers = initial
  const calls: ReceivedCall[] = []
  const server = createServer(async (request, response) => {
    const xml = await text(request)
    const call = {
      path: request.url ?? '',
      headers: request.headers,
      xml,
      operation: String(request.headers.soapaction).replaceAll('"', '').split('/').at(-1)!,
      element: (name: string) => new RegExp(`<${name}(?: [^>]*)?>([^<]*)<`).exec(xml)?.[1],
    }
    calls.push(call)
    const answer = await answers(call)
    if (typeof answer === 'string') response.setHeader('content-type', 'text/xml; charset=utf-8').end(answer)
    else answer(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    answer: (next) => {
      answers = next
    },
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** A client that does not wait between its tries, unless the test says so. */
export const clientOf = (server: { url: string }, options: Partial<NmbrsClientOptions> = {}) => {
  const client = createNmbrsClient({
    url: server.url,
    callsPerSecond: 10_000,
    retry: { tries: 3, firstDelay: 1 },
    ...options,
  })
  return { ...client, [Symbol.dispose]: client.close }
}

export const someone = { username: 'payroll@employer.example', token: 'c0ffee00c0ffee00', domain: 'employer' }

export const withStatus =
  (status: number, body: string, headers: Record<string, string> = {}): Answer =>
  (response) =>
    response.writeHead(status, headers).end(body)
