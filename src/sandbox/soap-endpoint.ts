/** One SOAP request from its bytes to its answer: read it, see who asks, answer, and let a fault spoil the answer. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { authenticate, requireRight } from './accounts.ts'
import type { IsoDate } from './calendar.ts'
import type { SandboxData } from './company.ts'
import { distort } from './distort.ts'
import { type Call, type FaultRule, type Faults, isDataFault, isWireFault } from './fault.ts'
import { nmbrsFault, SoapFault } from './nmbrs-fault.ts'
import { operations } from './operations.ts'
import {
  contentTypeOf,
  readRequest,
  type Service,
  type SoapRequest,
  type SoapVersion,
  unknownAction,
  versionOf,
  writeAnswer,
  writeFault,
} from './soap.ts'
import { type Reply, send, sendFaulty } from './wire.ts'
import { element } from './xml.ts'

export type SoapEndpoint = {
  data: SandboxData
  today: IsoDate
  faults: Faults
  onCall: (call: Call) => void
}

const largestRequest = 1024 * 1024 // bytes

export const answerSoap = async (
  endpoint: SoapEndpoint,
  service: Service,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const version = versionOf(incoming.headers)
  if (version === null)
    return send(response, { status: 415, contentType: 'text/plain', body: 'Unsupported Media Type' })
  const body = await readBody(incoming)
  if (body === null) return send(response, { status: 413, contentType: 'text/plain', body: 'Request Entity Too Large' })
  let request: SoapRequest
  let rule: FaultRule | null
  try {
    request = readRequest(service, version, incoming.headers, body)
    rule = takeRule(endpoint, request)
  } catch (error) {
    return send(response, faultReply(version, error))
  }
  const reply = replyTo(endpoint, version, request, rule)
  if (rule === null || !isWireFault(rule)) return send(response, reply)
  await sendFaulty(response, reply, request.operation, rule)
}

/** Notes the call, and sees whether it is to go wrong. */
const takeRule = ({ faults, onCall }: SoapEndpoint, request: SoapRequest): FaultRule | null => {
  const { about } = operationOf(request)
  const call = {
    service: request.service,
    operation: request.operation,
    about: about === null ? null : request.integer(about),
  }
  onCall(call)
  return faults.take(call)
}

const operationOf = ({ service, operation }: SoapRequest) => {
  if (!Object.hasOwn(operations[service], operation)) throw unknownAction()
  return operations[service][operation]!
}

const replyTo = (
  { data, today }: SoapEndpoint,
  version: SoapVersion,
  request: SoapRequest,
  rule: FaultRule | null,
): Reply => {
  const { service, operation } = request
  try {
    if (rule?.kind === 'nmbrs') throw nmbrsFault(rule.code)
    const account = authenticate(data, loginOf(request))
    requireRight(account, `${service}.${operation}`)
    const { about, answer } = operationOf(request)
    const known = rule !== null && isDataFault(rule) ? distort(data, rule, about === 'EmployeeId') : data
    const result = answer({ data: known, account, request, today })
    const body = writeAnswer(version, service, operation, element(`${operation}Result`, result))
    return { status: 200, contentType: contentTypeOf(version), body }
  } catch (error) {
    return faultReply(version, error)
  }
}

/** The environment is asked for by those who do not know their domain yet. */
const loginOf = (request: SoapRequest) => {
  const login = request.login('AuthHeaderWithDomain')
  return request.operation === 'Environment_Get' && login.username === null ? request.login('AuthHeader') : login
}

const faultReply = (version: SoapVersion, error: unknown): Reply => {
  if (!(error instanceof SoapFault)) throw error
  return { status: 500, contentType: contentTypeOf(version), body: writeFault(version, error) }
}

/** Read to its end, so that the refusal arrives; null when it is larger than any request can be. */
const readBody = async (incoming: IncomingMessage): Promise<Buffer | null> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming) {
    size += chunk.length
    if (size <= largestRequest) chunks.push(chunk)
  }
  return size <= largestRequest ? Buffer.concat(chunks) : null
}
