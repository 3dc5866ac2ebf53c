/** The line to the mail server: encryption, login, silence. */
import type { SMTPServerOptions } from 'smtp-server'
import { expect, test } from 'vitest'
import { createSendMail, type Delivery } from '../../src/mail/smtp.ts'
import { startSmtp, type TestSmtp } from './support/smtp.ts'

const message = {
  id: '01a209f5-a99d-71a8-93c3-c8808f698421',
  to: 'anna@kantoor.nl',
  locale: 'nl',
  date: new Date('2026-11-23T09:00:00Z'),
  subject: 'EBlinC 1001: met de hand gewijzigd',
  text: 'Tekst',
  html: '<p>Tekst</p>',
}

const never = new AbortController().signal
const send = ({ url }: TestSmtp, changes: { query?: string; login?: string; signal?: AbortSignal } = {}) => {
  const address = new URL(`${url}?${changes.query ?? ''}`)
  const withLogin = changes.login ? address.href.replace('//', `//${changes.login}@`) : address.href
  return createSendMail({ url: withLogin, from: 'EBlinC <eblinc@voorbeeld.nl>' })(message, changes.signal ?? never)
}

const away = (code: string): Partial<Delivery> => ({ outcome: 'LATER', away: true, code })

/** Offers STARTTLS with a certificate that nobody has signed. */
const encrypted: SMTPServerOptions = { disabledCommands: ['AUTH'], logger: false }
const withLogin: SMTPServerOptions = {
  authOptional: false,
  allowInsecureAuth: true,
  onAuth: ({ username, password }, _session, answer) =>
    username === 'eblinc' && password === 'geheim' ? answer(null, { user: username }) : answer(new Error('No')),
}

test('a mail goes over an encrypted line where that is asked for', async () => {
  let isSecure = false
  await using smtp = await startSmtp({
    ...encrypted,
    onMailFrom: (_address, { secure }, answer) => {
      isSecure = secure
      answer()
    },
  })
  const delivery = await send(smtp, { query: 'requireTLS=true&tls.rejectUnauthorized=false' })
  expect(delivery).toEqual({ outcome: 'SENT' })
  expect(isSecure).toBe(true)
})

test('nothing goes over a line that cannot be encrypted, or to a server that is not who it says', async () => {
  await using plain = await startSmtp()
  expect(await send(plain, { query: 'requireTLS=true' })).toMatchObject(away('ETLS'))
  await using unsigned = await startSmtp(encrypted)
  expect(await send(unsigned, { query: 'requireTLS=true' })).toMatchObject(away('ESOCKET'))
  expect([plain.reached.from, unsigned.reached.from]).toEqual([0, 0])
})

test('a login that is refused is a matter of the settings, and is not held against the mail', async () => {
  await using smtp = await startSmtp(withLogin)
  expect(await send(smtp, { login: 'eblinc:fout' })).toMatchObject({ ...away('EAUTH'), responseCode: 535 })
  expect(await send(smtp)).toMatchObject(away('EENVELOPE'))
  expect(await send(smtp, { login: 'eblinc:geheim' })).toEqual({ outcome: 'SENT' })
})

test.each([
  ['connect', 'LATER'],
  ['to', 'LATER'],
  ['data', 'IN_DOUBT'],
] as const)('when there is no more time and the server is silent at "%s", the mail is %s', async (stage, outcome) => {
  await using smtp = await startSmtp()
  smtp.behave(stage, 'hold')
  const stop = new AbortController()
  const delivery = send(smtp, { signal: stop.signal })
  await expect.poll(() => smtp.reached[stage]).toBe(1)
  stop.abort()
  expect(await delivery).toMatchObject({ outcome, code: 'EABORT' })
})

test('an address that no server can be given is refused, and reaches none', async () => {
  await using smtp = await startSmtp()
  const sendMail = createSendMail({ url: smtp.url, from: 'eblinc@voorbeeld.nl' })
  expect(await sendMail({ ...message, to: 'anna@kantoor.nl>\r\nRCPT TO:<all@world.example' }, never)).toMatchObject({
    outcome: 'REFUSED',
  })
  expect(smtp.reached.to).toBe(0)
})
