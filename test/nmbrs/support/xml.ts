/** Answers in the form of Nmbrs. */
import { readEnvelope } from '../../../src/nmbrs/envelope.ts'
import { childOf, type XmlNode } from '../../../src/nmbrs/xml.ts'

export const envelope = (body: string): string =>
  '<?xml version="1.0" encoding="utf-8"?>' +
  '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">' +
  `<soap:Body>${body}</soap:Body></soap:Envelope>`

export const response = (operation: string, content: string): string =>
  envelope(
    `<${operation}Response xmlns="https://api.nmbrs.nl/soap/v3/EmployeeService">${content}</${operation}Response>`,
  )

export const result = (operation: string, content: string): string =>
  response(operation, `<${operation}Result>${content}</${operation}Result>`)

export const fault11 = (text: string, code = 'soap:Server'): string =>
  envelope(`<soap:Fault><faultcode>${code}</faultcode><faultstring>${text}</faultstring><detail /></soap:Fault>`)

export const fault12 = (text: string, code = 'soap:Receiver'): string =>
  `<soap:Envelope xmlns:soap="http://www.w3.org/2003/05/soap-envelope"><soap:Body><soap:Fault><soap:Code><soap:Value>${code}</soap:Value></soap:Code><soap:Reason><soap:Text xml:lang="en">${text}</soap:Text></soap:Reason><soap:Detail /></soap:Fault></soap:Body></soap:Envelope>`

export const numberedFault = (code: number, text = 'Something'): string =>
  fault11(`Server was unable to process request. ---&gt; ${code}: ${text}`)

/** `{ A: 1, B: null }` as elements; null is nil, undefined is left out, and text with markup stays markup. */
export const elements = (values: Record<string, string | number | null | undefined>): string =>
  Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => (value === null ? `<${name} xsi:nil="true" />` : `<${name}>${value}</${name}>`))
    .join('')

/** The content of a Result as the parsers get it. */
export async function parsed(content: string): Promise<XmlNode | undefined> {
  async function* bytes() {
    yield Buffer.from(envelope(`<Result>${content}</Result>`))
  }
  return childOf(await readEnvelope(bytes(), 1_000_000), 'Result')
}
