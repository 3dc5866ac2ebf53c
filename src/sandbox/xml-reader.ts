/** Reads a request's XML into a small tree, with namespaces. */
import { SaxesParser, type SaxesTagNS } from 'saxes'
import { SoapFault } from './nmbrs-fault.ts'

export type XmlElement = { namespace: string; name: string; text: string; children: XmlElement[] }

const deepestElement = 32

/** Throws SoapFault for what is no XML, carries a DOCTYPE, or is deeper than any request can be. */
export const readXml = (bytes: Uint8Array): XmlElement => {
  const document: XmlElement = { namespace: '', name: '', text: '', children: [] }
  const open = [document]
  const parser = new SaxesParser({ xmlns: true, position: false })
  parser.on('doctype', () => {
    throw new Error('For security reasons DTD is prohibited in this XML document.')
  })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', (tag: SaxesTagNS) => {
    if (open.length > deepestElement) throw new Error('The XML is too deep.')
    const child: XmlElement = { namespace: tag.uri, name: tag.local, text: '', children: [] }
    open.at(-1)!.children.push(child)
    open.push(child)
  })
  const addText = (text: string) => {
    open.at(-1)!.text += text
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', () => {
    open.pop()
  })
  try {
    parser.write(new TextDecoder('utf-8', { fatal: true }).decode(bytes)).close()
  } catch (error) {
    throw new SoapFault('Client', `Server was unable to read request. ---> ${(error as Error).message}`)
  }
  return document.children[0]!
}

export const childOf = (parent: XmlElement | null, namespace: string, name: string): XmlElement | null =>
  parent?.children.find((child) => child.name === name && child.namespace === namespace) ?? null
