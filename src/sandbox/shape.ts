/** How a record is kept and written: a shape names its elements in order and says what each holds. */
import { element, nil, textElement } from './xml.ts'

/** What an element can hold, and how its value is kept in the sandbox. */
type Held = {
  /** An empty string leaves the element out, as Nmbrs does. */
  text: string
  int: number
  decimal: string
  boolean: boolean
  /** '2026-11-23' or '2026-11-23T09:30:00'. */
  dateTime: string
  /** With a question mark: nillable. */
  'int?': number | null
  'decimal?': string | null
  'boolean?': boolean | null
  'dateTime?': string | null
}

/** A word of a list; Nmbrs writes it as the word in some answers and as its place in the list in others. */
export type Enumeration = { words: readonly string[]; written: 'word' | 'number' }
export type Shape = { readonly [element: string]: keyof Held | Enumeration | Shape }

type ValueOf<Kind> = Kind extends keyof Held
  ? Held[Kind]
  : Kind extends { words: readonly (infer Word)[] }
    ? Word
    : Kind extends Shape
      ? RecordOf<Kind> | null
      : never
export type RecordOf<S extends Shape> = { -readonly [Element in keyof S]: ValueOf<S[Element]> }

/** What differs between companies in how records are written. */
export type Style = {
  /** How "no date" is written in an element that may be nil. */
  emptyDates: 'nil' | 'sentinel' | 'absent'
  /** Swapped: words where the WSDL has numbers, and numbers where it has words. */
  enumerations: 'documented' | 'swapped'
  /** Follows every record with elements that no WSDL knows. */
  extraElements: boolean
}

/** The elements of a record, in the order of its shape; `renamed` gives other names to some of them. */
export const writeRecord = <S extends Shape>(
  shape: S,
  record: RecordOf<S>,
  style: Style,
  renamed: Partial<Record<keyof S, string>> = {},
): string => {
  let written = ''
  for (const name in shape) written += writeElement(renamed[name] ?? name, shape[name]!, record[name], style)
  // The names in it are those of well-known elements, so that only a reader that looks at the right depth passes it by.
  if (style.extraElements) written += '<LastChangedBy><Id>7</Id><Number>7</Number><Name>Beheer</Name></LastChangedBy>'
  return written
}

const writeElement = (name: string, kind: Shape[string], value: unknown, style: Style): string => {
  if (typeof kind !== 'string') {
    if (value === null) return ''
    if (isEnumeration(kind)) return textElement(name, writeWord(kind, String(value), style))
    return element(name, writeRecord(kind, value as RecordOf<typeof kind>, { ...style, extraElements: false }))
  }
  if (kind === 'text') return value === '' ? '' : textElement(name, String(value))
  if (kind === 'dateTime') return textElement(name, dateTime(String(value)))
  if (kind !== 'dateTime?') return value === null ? nil(name) : textElement(name, String(value))
  if (value !== null) return textElement(name, dateTime(String(value)))
  if (style.emptyDates === 'absent') return ''
  return style.emptyDates === 'nil' ? nil(name) : textElement(name, dateTime('0001-01-01'))
}

const isEnumeration = (kind: Shape | Enumeration): kind is Enumeration => Array.isArray(kind.words)

const writeWord = ({ words, written }: Enumeration, word: string, style: Style): string =>
  (written === 'word') === (style.enumerations === 'documented') ? word : String(words.indexOf(word))

const dateTime = (value: string): string => (value.includes('T') ? value : `${value}T00:00:00`)
