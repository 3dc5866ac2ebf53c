/** Hands mail to the SMTP server (nodemailer), and tells what is known of it afterwards. */
import type { Readable } from 'node:stream'
import { createTransport } from 'nodemailer'
import type { Rendered } from './render.ts'

export type Message = Rendered & {
  /** Of the mail in the outbox: the same at every attempt. */
  id: string
  to: string
  locale: string
  date: Date
}

/** Codes of nodemailer and of SMTP: never what the server said, which may quote an address. */
export type Reason = { code: string | null; responseCode: number | null }

/**
 * SENT: the server has taken it. REFUSED: it never will. LATER: it has not taken this one now; with `away` it takes none at
 * all. IN_DOUBT: it was handed over, and no answer came.
 */
export type Delivery =
  | { outcome: 'SENT' }
  | ({ outcome: 'REFUSED' | 'IN_DOUBT' } & Reason)
  | ({ outcome: 'LATER'; away: boolean } & Reason)

/** `signal` aborts when there is no more time. Never throws. */
export type SendMail = (message: Message, signal: AbortSignal) => Promise<Delivery>

const patience = {
  connectionTimeout: 10_000, // 10 seconds
  greetingTimeout: 10_000,
  socketTimeout: 60_000, // 1 minute without an answer
}

/** `url`: smtp:// or smtps://. `from`: an address, with or without a name. */
export const createSendMail =
  ({ url, from }: { url: string; from: string }): SendMail =>
  async ({ id, to, locale, ...content }, signal) => {
    const transport = createTransport({ ...patience, url })
    let body: Readable | undefined
    transport.use('stream', ({ message }, done) => {
      if (message) message.processFunc((output) => (body = output as Readable))
      done()
    })
    try {
      await transport.sendMail({
        ...content,
        from,
        to: { name: '', address: to }, // not a text that is taken apart again: always this one address
        messageId: `<${id}@${from.replace(/^.*@([^>]+)>?$/, '$1')}>`,
        headers: {
          'Auto-Submitted': 'auto-generated', // no automatic answers to it (RFC 3834)
          'X-Auto-Response-Suppress': 'All',
          'Content-Language': locale,
        },
        disableFileAccess: true,
        disableUrlAccess: true,
        signal,
      })
      return { outcome: 'SENT' }
    } catch (error) {
      return deliveryOf(error as SmtpError, body?.readableDidRead ?? false)
    }
  }

type SmtpError = { code?: string; command?: string; responseCode?: number; permanent?: boolean }

/**
 * Only an answer about the recipient or the message counts against this mail: a server that refuses the login or the sender
 * refuses every mail, until someone mends the settings. Once the message was asked for and no answer came, nobody knows
 * whether the server has it.
 */
function deliveryOf({ code, command = '', responseCode, permanent }: SmtpError, handedOver: boolean): Delivery {
  const reason = { code: code ?? null, responseCode: responseCode ?? null }
  const isAboutThis = ['RCPT TO', 'DATA'].includes(command) || (command === 'API' && code === 'EENVELOPE')
  if (responseCode === undefined && handedOver) return { outcome: 'IN_DOUBT', ...reason }
  if (isAboutThis && (permanent ?? command === 'API')) return { outcome: 'REFUSED', ...reason }
  return { outcome: 'LATER', away: !isAboutThis || responseCode === 421, ...reason }
}
