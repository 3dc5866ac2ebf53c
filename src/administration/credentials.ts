/** Login, token and domain as people paste them: with spaces, quotes, or the whole address of their environment. */
import { problemTexts } from '../core/texts/problems.ts'
import type { NmbrsCredentials } from '../nmbrs/client.ts'
import { cleanDomain } from '../nmbrs/domain.ts'
import { createChecks } from './input.ts'

/** Throws ValidationError for what cannot be a login, a token or a domain; nothing is sent to Nmbrs then. */
export function cleanCredentials(input: { username: string; token: string; domain?: string | null }): NmbrsCredentials {
  const [username, token, domain] = [unquoted(input.username), unquoted(input.token), unquoted(input.domain ?? '')]
  const checks = createChecks()
  checks.require('username', /^[^\s@<>]+@[^\s@<>]+$/.test(username), problemTexts.invalidEmail())
  checks.require('token', /^[0-9a-z-]{16,64}$/i.test(token), problemTexts.tokenForm())
  const label = domain === '' ? null : cleanDomain(domain)
  checks.require('domain', domain === '' || label !== null, problemTexts.domainLabel())
  checks.done()
  return { username, token, domain: label }
}

const unquoted = (text: string): string => text.replaceAll(/[\s"'‘’“”\u200B\uFEFF]/gu, '')
