/**
 * Reads a SOAP answer as it comes in. The reader of the soap package wants the whole answer in memory, is four times
 * slower, takes an empty answer for a success, and can be made to write to Object.prototype by an id attribute.
 */
import { SaxesParser } from 'saxes'
import { UnreadableAnswer } from './errors.ts'
import { childOf, type XmlElement, type XmlNode } from './xml.ts'

/** Far deeper than any answer of Nmbrs (8). */
const maximumDepth = 64

/** Each takes some 100 bytes of memory, however few it has on the way. 10,000 employees with 30 records of a dozen fields have 4 million. */
const maximumElements = 5_000_000

/**
 * The Body of the envelope. Throws UnreadableAnswer for whatever is not one complete SOAP envelope in UTF-8 of at most
 * `maximumBytes` and 5 million elements; errors of the source itself are thrown as they are.
 */
export async function readEnvelope(source: AsyncIterable<Uint8Array>, maximumBytes: number): Promise<XmlNode> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const reader = treeReader()
  let bytes = 0
  for await (const chunk of source) {
    bytes += chunk.byteLength
    if (bytes > maximumBytes) throw new UnreadableAnswer(`more than ${maximumBytes} bytes`, { retryable: false })
    parsing(() => reader.write(decoder.decode(chunk, { stream: true })))
  }
  if (bytes === 0) throw new UnreadableAnswer('an empty answer')
  const root = parsing(() => {
    reader.write(decoder.decode())
    return reader.close()
  })
  const body = childOf(root, 'Body')
  if (body === undefined) throw new UnreadableAnswer('an envelope without a body')
  return body
}

function parsing<T>(step: () => T): T {
  try {
    return step()
  } catch (cause) {
    if (cause instanceof UnreadableAnswer) throw cause
    throw new UnreadableAnswer('not well-formed XML in UTF-8, or cut off', { cause })
  }
}

type OpenElement = { name: string; text: string; children: XmlElement | null; isNil: boolean }

/** Builds the tree of one document; close gives its root. */
function treeReader() {
  const parser = new SaxesParser({ position: false })
  const document: OpenElement = { name: '', text: '', children: null, isNil: false }
  const open = [document]
  let elements = 0

  parser.on('opentag', (tag) => {
    const name = localName(tag.name)
    if (open.length === 1 && name !== 'Envelope') throw new UnreadableAnswer('not a SOAP envelope')
    if (open.length > maximumDepth) throw new UnreadableAnswer(`nested more than ${maximumDepth} deep`)
    elements += 1
    if (elements > maximumElements)
      throw new UnreadableAnswer(`more than ${maximumElements} elements`, { retryable: false })
    if (name === '__proto__') throw new UnreadableAnswer('an element that no answer has')
    open.push({ name, text: '', children: null, isNil: isNil(tag.attributes as Record<string, string>) })
  })
  const addText = (text: string) => {
    open[open.length - 1]!.text += text
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', () => {
    const element = open.pop()!
    if (!element.isNil) addChild(open[open.length - 1]!, element.name, element.children ?? element.text)
  })
  parser.on('doctype', (doctype) => {
    if (/^\s*html\b/i.test(doctype)) throw new UnreadableAnswer('a web page')
    throw new UnreadableAnswer('a document type definition', { retryable: false })
  })

  return {
    write: (text: string) => void parser.write(text),
    close: (): XmlNode | undefined => {
      parser.close()
      return childOf(document.children, 'Envelope')
    },
  }
}

function addChild(parent: OpenElement, name: string, value: XmlNode): void {
  parent.children ??= {}
  const children = parent.children
  const earlier = Object.hasOwn(children, name) ? children[name] : undefined
  if (earlier === undefined) children[name] = value
  else if (Array.isArray(earlier)) earlier.push(value)
  else children[name] = [earlier, value]
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

function isNil(attributes: Record<string, string>): boolean {
  for (const name in attributes) if (localName(name) === 'nil') return ['true', '1'].includes(attributes[name]!.trim())
  return false
}
