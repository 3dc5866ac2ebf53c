/** A real SMTP server that takes mail, or does with it what a test wants. */
import type { AddressInfo, Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { parseMessage, type Received } from './mime.ts'

export type ReceivedMail = Received & { from: string; to: string[]; raw: string }

/** At which point of the conversation something happens; "data": when the whole message has been received. */
export type Stage = 'connect' | 'from' | 'to' | 'data'
/** An SMTP code, to answer with; "cut": the connection breaks; "hold": no answer comes until release(). */
export type Behaviour = number | 'cut' | 'hold'

export type TestSmtp = {
  url: string
  /** What has been taken, in order; also what came whole before the connection was cut. */
  mails: ReceivedMail[]
  /** How often each stage was reached. */
  reached: Record<Stage, number>
  /** From now on, at that stage; undefined is as usual. */
  behave(stage: Stage, behaviour: Behaviour | undefined): void
  /** Answers whoever is held. */
  release(): void
  /** Nobody listens any more, as when the server is down. */
  stop(): Promise<void>
  start(): Promise<void>
}

export async function startSmtp(options: SMTPServerOptions = {}): Promise<TestSmtp & AsyncDisposable> {
  const behaviours = new Map<Stage, Behaviour>()
  const sockets = new Set<Socket>()
  const held = new Set<() => void>()
  let server: SMTPServer | undefined
  let port = 0

  const at = (stage: Stage, answer: (error?: Error) => void) => {
    smtp.reached[stage]++
    const behaviour = behaviours.get(stage)
    if (behaviour === 'cut') for (const socket of sockets) socket.destroy()
    else if (behaviour === 'hold') held.add(answer)
    else if (behaviour) answer(Object.assign(new Error('As the test wants it'), { responseCode: behaviour }))
    else answer()
  }
  const smtp: TestSmtp = {
    url: '',
    mails: [],
    reached: { connect: 0, from: 0, to: 0, data: 0 },
    behave: (stage, behaviour) => (behaviour ? behaviours.set(stage, behaviour) : behaviours.delete(stage)),
    release() {
      for (const answer of held) answer()
      held.clear()
    },
    async start() {
      const started = new SMTPServer({
        authOptional: true,
        disabledCommands: ['STARTTLS'],
        onConnect: (_session, answer) => at('connect', answer),
        onMailFrom: (_address, _session, answer) => at('from', answer),
        onRcptTo: (_address, _session, answer) => at('to', answer),
        async onData(stream, { envelope }, answer) {
          const raw = await text(stream)
          const isTaken = !behaviours.has('data') || typeof behaviours.get('data') === 'string'
          const { mailFrom, rcptTo } = envelope
          const from = mailFrom ? mailFrom.address : ''
          const mail = { from, to: rcptTo.map(({ address }) => address), raw, ...parseMessage(raw) }
          if (isTaken) smtp.mails.push(mail)
          at('data', answer)
        },
        ...options,
      })
      server = started
      started.on('error', () => {}) // a connection that the test cut
      started.server.on('connection', (socket: Socket) => {
        sockets.add(socket)
        socket.once('close', () => sockets.delete(socket))
      })
      await new Promise<void>((resolve) => started.listen(port, '127.0.0.1', resolve))
      port = (started.server.address() as AddressInfo).port
      smtp.url = `smtp://127.0.0.1:${port}`
    },
    async stop() {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => server?.close(resolve))
    },
  }
  await smtp.start()
  return Object.assign(smtp, { [Symbol.asyncDispose]: () => smtp.stop() })
}
