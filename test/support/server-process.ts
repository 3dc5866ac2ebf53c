/** A server as a process of its own, that can be told to stop, and killed. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { testKeys } from './keys.ts'
import { assertNoneIn } from './leaks.ts'
import type { Answer, Question, State } from './server-child.ts'

export type ServerProcess = {
  url: string
  /** Makes it this time there, and resolves when what is to be done by then has been queued. */
  at(moment: string): Promise<void>
  /** Lets someone ask for mail about the company that is there. */
  askForMail(): Promise<void>
  state(): Promise<State>
  /** Throws when any of these secrets is in its database, or in what it wrote so far. */
  assertNoneLetOut(secrets: readonly string[]): Promise<void>
  /** Ends the process as an operating system does, or at once. Resolves when it is gone. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>
}

/** `now`: what time it is there; it does not run. Resolves when it listens. */
export async function startServerProcess(env: NodeJS.ProcessEnv, now: string): Promise<ServerProcess> {
  const child = fork(new URL('server-child.ts', import.meta.url), [now], {
    env: { ...process.env, HOST: '127.0.0.1', PORT: '0', ENCRYPTION_KEYS: testKeys, ...env },
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (text) => {
      output += text
    })
  const gone = once(child, 'exit')
  const ended = gone.then(() => Promise.reject(new Error('The server ended')))
  ended.catch(() => {}) // it is awaited only together with an answer
  const answer = async <T>() => {
    const [given] = await Promise.race([once(child, 'message'), ended])
    return given as T
  }
  const ask = <T extends Answer>(question: Question) => {
    child.send(question)
    return answer<T>()
  }
  const url = await answer<string>()
  return {
    url,
    async at(moment) {
      await ask<'done'>({ at: moment })
    },
    async assertNoneLetOut(secrets) {
      assertNoneIn({ 'in the database': await ask<string>({ dump: true }), 'in what it wrote': output }, secrets)
    },
    async askForMail() {
      await ask<'done'>({ mail: true })
    },
    state: () => ask<State>({ outcome: true }),
    async stop(signal = 'SIGTERM') {
      child.kill(signal)
      await gone
    },
  }
}
