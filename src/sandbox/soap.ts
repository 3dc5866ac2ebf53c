/** SOAP 1.1 and 1.2 as an ASMX service speaks them: reads requests, writes envelopes. */
import type { IncomingHttpHeaders } from 'node:http'
import type { Login } from './accounts.ts'
import { SoapFault } from './nmbrs-fault.ts'
import { element, escapeText } from './xml.ts'
import { childOf, readXml, type XmlElement } from './xml-reader.ts'

export const services = ['EmployeeService', 'CompanyService', 'DebtorService'] as const
export type Service = (typeof services)[number]
export type SoapVersion = '1.1' | '1.2'

export const namespaceOf = (service: Service): string => `https://api.nmbrs.nl/soap/v3/${service}`

const envelopeNamespaces: Record<SoapVersion, string> = {
  '1.1': 'http://schemas.xmlsoap.org/soap/envelope/',
  '1.2': 'http://www.w3.org/2003/05/soap-envelope',
}
const contentTypes: Record<SoapVersion, string> = { '1.1': 'text/xml', '1.2': 'application/soap+xml' }

/** The version that a request's Content-Type stands for; null when it is not SOAP. */
export const versionOf = (headers: IncomingHttpHeaders): SoapVersion | null => {
  const mediaType = headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  if (mediaType === contentTypes['1.1']) return '1.1'
  return mediaType === contentTypes['1.2'] ? '1.2' : null
}

export type SoapRequest = {
  service: Service
  operation: string
  /** The integer under that name in the request; 0 when there is none, as for an element that is cased otherwise. */
  integer(name: string): number
  /** What the named header element says; every part null when it is not there, or in another namespace. */
  login(header: 'AuthHeader' | 'AuthHeaderWithDomain'): Login
}

/** Throws SoapFault for what is not a request to this service. */
export const readRequest = (
  service: Service,
  version: SoapVersion,
  headers: IncomingHttpHeaders,
  body: Uint8Array,
): SoapRequest => {
  const envelope = readXml(body)
  if (envelope.name !== 'Envelope' || envelope.namespace !== envelopeNamespaces[version]) {
    throw new SoapFault(
      'VersionMismatch',
      `Possible SOAP version mismatch: Envelope namespace ${envelope.namespace} was unexpected. Expecting ${envelopeNamespaces[version]}.`,
    )
  }
  const namespace = namespaceOf(service)
  const inService = (parent: XmlElement | null, name: string) => childOf(parent, namespace, name)
  const soapHeader = childOf(envelope, envelopeNamespaces[version], 'Header')
  const content = childOf(envelope, envelopeNamespaces[version], 'Body')?.children[0] ?? null
  const action = actionOf(version, headers, content)
  if (!action?.startsWith(`${namespace}/`)) throw unknownAction()
  const operation = action.slice(namespace.length + 1)
  const parameters = content?.name === operation && content.namespace === namespace ? content : null
  return {
    service,
    operation,
    integer: (name) => readInteger(inService(parameters, name)),
    login: (header) => {
      const part = (name: string) => inService(inService(soapHeader, header), name)?.text ?? null
      return { username: part('Username'), token: part('Token'), domain: part('Domain') }
    },
  }
}

/** Without a (known) action ASMX cannot tell which operation is meant. */
export const unknownAction = (): SoapFault =>
  new SoapFault(
    'Client',
    'Unable to handle request without a valid action parameter. Please supply a valid soap action.',
  )

/** SOAP 1.1 has the action in a header; 1.2 in the Content-Type, and else it is the name of what is asked. */
const actionOf = (version: SoapVersion, headers: IncomingHttpHeaders, content: XmlElement | null) => {
  if (version === '1.1') return [headers.soapaction].flat()[0]?.replace(/^"(.*)"$/, '$1')
  const given = headers['content-type']?.match(/;\s*action="?([^";]+)"?/)?.[1]
  return given ?? (content && `${content.namespace}/${content.name}`)
}

const readInteger = (found: XmlElement | null): number => {
  if (found === null) return 0
  if (!/^\s*[+-]?\d{1,10}\s*$/.test(found.text)) {
    throw new SoapFault(
      'Client',
      'Server was unable to read request. ---> There is an error in XML document. ---> Input string was not in a correct format.',
    )
  }
  return Number(found.text)
}

export const contentTypeOf = (version: SoapVersion): string => `${contentTypes[version]}; charset=utf-8`

/** Opens and closes the answer of one operation, around the content of its result. */
export const writeAnswer = (version: SoapVersion, service: Service, operation: string, markup: string): string =>
  writeEnvelope(version, `<${operation}Response xmlns="${namespaceOf(service)}">${markup}</${operation}Response>`)

export const writeFault = (version: SoapVersion, { party, message }: SoapFault): string =>
  writeEnvelope(version, element('soap:Fault', version === '1.1' ? fault11(party, message) : fault12(party, message)))

const fault11 = (party: string, message: string): string =>
  `<faultcode>soap:${party}</faultcode><faultstring>${escapeText(message)}</faultstring><detail />`

const fault12 = (party: string, message: string): string => {
  const code = { Client: 'Sender', Server: 'Receiver' }[party] ?? party
  return `<soap:Code><soap:Value>soap:${code}</soap:Value></soap:Code><soap:Reason><soap:Text xml:lang="en">${escapeText(message)}</soap:Text></soap:Reason><soap:Detail />`
}

const writeEnvelope = (version: SoapVersion, markup: string): string =>
  `<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="${envelopeNamespaces[version]}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><soap:Body>${markup}</soap:Body></soap:Envelope>`
