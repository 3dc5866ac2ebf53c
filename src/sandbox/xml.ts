/** Writes XML text. */

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** An element around markup that is XML already. */
export const element = (name: string, markup: string): string =>
  markup === '' ? `<${name} />` : `<${name}>${markup}</${name}>`

export const textElement = (name: string, text: string): string => element(name, escapeText(text))

/** An element without a value; the prefix xsi is declared on every envelope. */
export const nil = (name: string): string => `<${name} xsi:nil="true" />`

export const escapeText = (text: string): string => text.replace(/[&<>]/g, (character) => escapes[character]!)
