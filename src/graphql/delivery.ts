/**
 * Messages on their way to one client. A ping follows each, and its answer says that all before it was read: only then does
 * the next one leave. Without that, the buffers on the way would take megabytes for a client that reads nothing, and
 * neither it nor we would ever know.
 */
import type { WebSocket } from 'ws'

const pingAfter = 2 // seconds of silence
const answerWithin = 5 // seconds

export type Delivery = {
  /** Resolves when the message has been written, after its turn has come; or when the socket has closed. */
  send(message: string): Promise<void>
}

/** `onStalled` is called when the client has not read for 5 seconds, whether there was anything to read or not. */
export function createDelivery(socket: WebSocket, onStalled: () => void): Delivery {
  let asked = 0
  let answered = 0
  /** Ticks since the last sign of life. Counted, not measured: while this process itself is held up, nobody is late. */
  let seconds = 0
  let turn: Promise<void> = Promise.resolve()
  let tellTaken = () => {}
  const gone = new Promise<void>((resolve) => socket.once('close', () => resolve()))

  const ping = () => {
    if (asked === answered) seconds = 0
    asked += 1
    socket.ping(String(asked))
  }
  const taken = () =>
    new Promise<void>((resolve) => {
      tellTaken = resolve
    })
  const write = async (message: string) => {
    if (socket.readyState !== socket.OPEN) return gone
    const written = new Promise<void>((resolve) => socket.send(message, () => resolve()))
    ping()
    return written
  }

  socket.on('pong', (payload) => {
    const number = Number(String(payload))
    if (!(number > answered && number <= asked)) return
    answered = number
    seconds = 0
    if (answered === asked) tellTaken()
  })
  const ticking = setInterval(() => {
    if (socket.readyState !== socket.OPEN) return
    seconds += 1
    if (asked > answered && seconds >= answerWithin) onStalled()
    else if (asked === answered && seconds >= pingAfter) ping()
  }, 1_000) // 1 second
  socket.once('close', () => clearInterval(ticking))

  return {
    send(message) {
      const sent = turn.then(() => write(message))
      turn = sent.then(() => (asked === answered ? undefined : Promise.race([taken(), gone])))
      return sent
    },
  }
}
