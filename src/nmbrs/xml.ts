/**
 * XML as plain data. An element is the text that it holds or, if it has child elements, an object of those by local
 * name, with a list where a name occurs more than once. Absent and xsi:nil are both undefined; empty is ''. Namespaces,
 * other attributes and the order of elements are dropped: sources disagree on them.
 */
export type XmlNode = string | XmlElement
export type XmlElement = { [name: string]: XmlNode | XmlNode[] }

const isElement = (value: unknown): value is XmlElement =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A child that occurs once; undefined when it is absent or occurs more than once. */
export function childOf(value: unknown, name: string): XmlNode | undefined {
  const child = isElement(value) && Object.hasOwn(value, name) ? value[name] : undefined
  return Array.isArray(child) ? undefined : child
}

/** All children, whatever they are called. */
export const childrenOf = (value: unknown): XmlNode[] => (isElement(value) ? Object.values(value).flat() : [])

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
