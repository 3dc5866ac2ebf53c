/** Login, token and domain as people paste them: with spaces, line breaks, quotes, or the address of their environment. */
import { problemTexts } from '../core/texts/problems.ts'
import type { NmbrsCredentials } from '../nmbrs/client.ts'
import { cleanDomain } from '../nmbrs/domain.ts'
import { createChecks, longestText } from './input.ts'

/** Throws ValidationError for what cannot be a login, a token or a domain; nothing is sent to Nmbrs then. */
export function cleanCredentials(input: { username: string; token: string; domain?: string | null }): NmbrsCredentials {
  const [username, token, domain] = [unquoted(input.username), unquoted(input.token), unquoted(input.domain ?? '')]
  const checks = createChecks()
  checks.require('username', username.length <= longestText && loginForm.test(username), problemTexts.invalidEmail())
  checks.require('token', tokenForm.test(token), problemTexts.tokenForm())
  const label = domain === '' ? null : cleanDomain(domain)
  checks.require('domain', domain === '' || label !== null, problemTexts.domainLabel())
  checks.done()
  return { username, token, domain: label }
}

const loginForm = /^[^\s@<>]+@[^\s@<>]+$/
/**
 * 32 hexadecimal digits in every example that is known. More is let through, since Nmbrs promises nothing; less is one that was not
 * copied whole.
 */
const tokenForm = /^[0-9a-z-]{32,64}$/i

/** Without spaces, quotes and what cannot be seen (zero-width, soft hyphens, marks of direction): none of it belongs. */
const unquoted = (text: string): string => text.replaceAll(/[\s"'`´‘’‚‛“”„‟«»‹›\p{Cf}\p{Cc}]/gu, '')
