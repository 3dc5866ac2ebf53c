/** Takes a message apart as a mail program does (RFC 5322, 2045 and 2047). */

export type Received = {
  /** By name in lower case, decoded. */
  headers: Record<string, string>
  text: string
  html: string
}

/** Of a multipart/alternative message. Throws when it is anything else, or has a header twice. */
export function parseMessage(raw: string): Received {
  const { headers, body } = split(raw)
  const boundary = /^multipart\/alternative;.*boundary="([^"]+)"/.exec(headers['content-type'] ?? '')?.[1]
  if (!boundary) throw new Error(`Not a message of two forms: ${headers['content-type']}`)
  const parts = body
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => split(part.replace(/^\r\n/, '')))
  const ofType = (type: string) => {
    const found = parts.filter((part) => part.headers['content-type'] === `${type}; charset=utf-8`)
    if (found.length !== 1) throw new Error(`${found.length} parts of ${type}`)
    return decoded(found[0]!.body, found[0]!.headers['content-transfer-encoding'] ?? '7bit')
  }
  return { headers, text: ofType('text/plain'), html: ofType('text/html') }
}

function split(raw: string): { headers: Record<string, string>; body: string } {
  const end = raw.indexOf('\r\n\r\n')
  const headers: Record<string, string> = {}
  for (const line of raw
    .slice(0, end)
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n')) {
    const [, name = '', value = ''] = /^([\w-]+): *(.*)$/.exec(line) ?? []
    if (!name) throw new Error(`Not a header: ${line}`)
    if (name.toLowerCase() in headers) throw new Error(`Twice: ${line}`)
    headers[name.toLowerCase()] = words(value)
  }
  return { headers, body: raw.slice(end + 4) }
}

const words = (value: string): string =>
  value
    .replaceAll(/(=\?[^?]+\?[QB]\?[^?]*\?=) +(?==\?)/gi, '$1')
    .replaceAll(/=\?utf-8\?([QB])\?([^?]*)\?=/gi, (_all, kind: string, text: string) =>
      kind.toUpperCase() === 'B'
        ? Buffer.from(text, 'base64').toString()
        : quotedPrintable(text.replaceAll('_', ' ')).toString(),
    )

function decoded(body: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString()
  if (encoding === 'quoted-printable') return lines(quotedPrintable(body.replaceAll('=\r\n', '')).toString())
  return lines(body)
}

const quotedPrintable = (text: string): Buffer =>
  Buffer.from(
    text.replaceAll(/=([\dA-F]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )

const lines = (text: string): string => text.replaceAll('\r\n', '\n')
