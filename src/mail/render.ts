/** A letter as plain text and as HTML that says the same: no images, no scripts, nothing that is fetched. */
import type { LetterPage, LetterPart } from '../core/texts/mail.ts'
import type { Composed } from './compose.ts'

export type Rendered = { subject: string; text: string; html: string }

/** `publicUrl`: where people reach the page, without a slash at the end; null leaves the links out. */
export function render({ subject, parts, footer, locale, company }: Composed, publicUrl: string | null): Rendered {
  const heading = `${company.name} (${company.number})`
  const urlOf = (page: LetterPage) => `${publicUrl}/#/companies/${encodeURIComponent(company.number)}/${page}`
  const shown = parts.filter((part) => publicUrl !== null || !('link' in part))
  const text = [heading, ...shown.map((part) => textOf(part, urlOf)), `-- \n${footer}`].join('\n\n')
  const html = `<!DOCTYPE html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(subject)}</title>
</head>
<body style="font-family: sans-serif; line-height: 1.5; max-width: 40em; margin: 1em">
<h1 style="font-size: 1.25em">${escaped(heading)}</h1>
${shown.map((part) => htmlOf(part, urlOf)).join('\n')}
<hr>
<p><small>${escaped(footer)}</small></p>
</body>
</html>
`
  return { subject, text: `${text}\n`, html }
}

type UrlOf = (page: LetterPage) => string

function textOf(part: LetterPart, urlOf: UrlOf): string {
  if ('paragraph' in part) return part.paragraph
  if ('list' in part) return part.list.map((item) => `- ${item}`).join('\n')
  return `${part.link}: ${urlOf(part.page)}`
}

function htmlOf(part: LetterPart, urlOf: UrlOf): string {
  if ('paragraph' in part) return `<p>${escaped(part.paragraph)}</p>`
  if ('list' in part) return `<ul>${part.list.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`
  return `<p><a href="${escaped(urlOf(part.page))}">${escaped(part.link)}</a></p>`
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => escapes[character] ?? '')
