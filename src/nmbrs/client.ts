/**
 * Calls to Nmbrs' SOAP services. The soap package writes each request from our WSDLs; post.ts sends it and reads the
 * answer as it streams in. Whatever happens to that reading (a worker thread, say) stays behind `call`.
 */
import { readFile } from 'node:fs/promises'
import { Client, WSDL } from 'soap'
import { type NmbrsCall, NmbrsError, type NmbrsService, UnreadableAnswer, unreadable } from './errors.ts'
import { createLimiter } from './limiter.ts'
import { post, type SoapRequest } from './post.ts'
import { type RetryPolicy, retryPassing } from './retry.ts'
import { childOf, type XmlNode } from './xml.ts'

/** domain: the subdomain label of the Nmbrs environment, without ".nmbrs.nl"; null = left to Nmbrs to find. */
export type NmbrsCredentials = { username: string; token: string; domain: string | null }

export type NmbrsClientOptions = {
  /** Base of the services, e.g. https://api.nmbrs.nl/soap/v3 */
  url: string
  /** Over all companies together. Nmbrs allows 150, shared with everyone else who calls it. */
  callsPerSecond: number
  parallelCalls?: number
  /** Milliseconds until the last byte of an answer. */
  callTimeout?: number
  /** Of one answer. Default: 128 MB, far more than all salaries that thousands of employees ever had. */
  maximumBytes?: number
  retry?: RetryPolicy
  /** Is told of each attempt, those that are tried again too; `error` is null when it went well. */
  onAttempt?: (call: NmbrsCall, error: unknown) => void
}

export type NmbrsClient = {
  /**
   * One operation, with passing failures tried again. `read` turns the Result element (undefined when there is none)
   * into what the caller wants, and may throw UnreadableAnswer. Throws NmbrsError; when `signal` is aborted, its reason.
   */
  call<T = unknown>(
    credentials: NmbrsCredentials,
    service: NmbrsService,
    operation: string,
    args: Record<string, number>,
    options: { signal: AbortSignal; read?: (result: XmlNode | undefined) => T },
  ): Promise<T>
  /** Ends all calls that are under way. */
  close(): void
}

export function createNmbrsClient(options: NmbrsClientOptions): NmbrsClient {
  const { url, callsPerSecond, parallelCalls = 8, retry = { tries: 3, firstDelay: 1000 } } = options
  const { callTimeout = 60_000, maximumBytes = 128 * 1024 ** 2, onAttempt = () => {} } = options
  const limiter = createLimiter({ callsPerSecond, parallelCalls })
  const closing = new AbortController()

  return {
    call: async (credentials, service, operation, args, { signal, read = (result) => result as never }) => {
      const call = { service, operation }
      assertSendable(call, credentials)
      const request = writeRequest(await wsdlOf(service), call, `${url}/${service}.asmx`, args, credentials)
      const stop = AbortSignal.any([signal, closing.signal])
      const answer = async () => {
        const body = await post(call, request, { callTimeout, maximumBytes }, stop)
        try {
          return read(resultIn(body, operation))
        } catch (error) {
          throw error instanceof UnreadableAnswer ? unreadable(call, error) : error
        }
      }
      const attempt = async () => {
        try {
          const answered = await answer()
          onAttempt(call, null)
          return answered
        } catch (error) {
          onAttempt(call, error)
          throw error
        }
      }
      return retryPassing(() => limiter(attempt, stop), retry, stop)
    },
    close: () => closing.abort(new Error('The Nmbrs client was closed')),
  }
}

const wsdls = new Map<NmbrsService, Promise<WSDL>>()

/** Parsed at the first call, once per process. */
function wsdlOf(service: NmbrsService): Promise<WSDL> {
  const wsdl = wsdls.get(service) ?? loadWsdl(service)
  wsdls.set(service, wsdl)
  return wsdl
}

async function loadWsdl(service: NmbrsService): Promise<WSDL> {
  const text = await readFile(new URL(`./wsdl/${service}.wsdl`, import.meta.url), 'utf8')
  const wsdl = new WSDL(text, service, {})
  await new Promise<void>((resolve, reject) => wsdl.onReady((error) => (error ? reject(error) : resolve())))
  return wsdl
}

/**
 * A soap client of its own for every call (3 µs), because it keeps the header, with login and token, as its state. Its
 * HttpClient only takes the request down.
 */
function writeRequest(
  wsdl: WSDL,
  { service, operation }: NmbrsCall,
  url: string,
  args: Record<string, number>,
  { username, token, domain }: NmbrsCredentials,
): SoapRequest {
  const written: SoapRequest[] = []
  const httpClient = {
    request: (url: string, xml: string, _callback: unknown, headers: Record<string, string> = {}) => {
      written.push({ url, xml, headers })
      return undefined as never
    },
  }
  const soap = new Client(wsdl, url, { httpClient })
  const header =
    operation === 'Environment_Get'
      ? { AuthHeader: { Username: username, Token: token } }
      : { AuthHeaderWithDomain: { Username: username, Token: token, Domain: domain ?? undefined } }
  soap.addSoapHeader(header, '', 'tns', wsdl.definitions.$targetNamespace)
  soap[operation]?.(args, () => {})
  const [request] = written
  if (!request) throw new Error(`${service}.wsdl has no operation ${operation}`)
  return request
}

/** The soap package sends a value that looks like CDATA as it is; no login, token or domain holds such characters. */
function assertSendable(call: NmbrsCall, { username, token, domain }: NmbrsCredentials): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (![username, token, domain ?? ''].some((value) => /[<>\u0000-\u001f]/.test(value))) return
  const explanation = 'login, token or domain holds characters that none can hold'
  throw new NmbrsError('INVALID_CREDENTIALS', call, explanation, { retryable: false })
}

function resultIn(body: XmlNode, operation: string): XmlNode | undefined {
  const response = childOf(body, `${operation}Response`)
  if (response === undefined) throw new UnreadableAnswer('an answer to another question')
  return childOf(response, `${operation}Result`)
}
